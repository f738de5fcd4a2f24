// What package.json says of commands, made from their tables.
import type { Commands, Menu, MenuPlace } from './command';

interface Titled {
  command: string;
  title: string;
  category: string;
  icon?: string;
  enablement?: string;
}

interface Placed {
  command: string;
  when: string;
  group?: string;
}

export interface Contributions {
  commands: Titled[];
  menus: Record<string, Placed[]>;
  /** The English titles by their keys in `package.nls.json`. */
  titles: Record<string, string>;
}

const MENUS: readonly Menu[] = [
  ...(['explorer/context', 'editor/context', 'editor/title/context', 'editor/title'] as const),
  ...(['view/title', 'view/item/context'] as const),
];

const idOf = (name: string): string => `nlpLab.${name}`;
const keyOf = (name: string): string => `command.${name}`;

export function contributionsOf(commands: Commands<never>): Contributions {
  const all = Object.entries(commands);
  const palette = all.flatMap(([name, { palette: when }]) => (when === undefined ? [] : { command: idOf(name), when }));
  const placed = (menu: Menu): Placed[] =>
    all.flatMap(([name, { menus }]) => places(menus?.[menu]).map((place) => ({ command: idOf(name), ...place })));
  return {
    commands: all.map(([name, { icon, enablement }]) => ({
      ...{ command: idOf(name), title: `%${keyOf(name)}%`, category: 'NLP Lab' },
      ...(icon === undefined ? {} : { icon: `$(${icon})` }),
      ...(enablement === undefined ? {} : { enablement }),
    })),
    menus: { commandPalette: palette, ...Object.fromEntries(MENUS.map((menu) => [menu, placed(menu)])) },
    titles: Object.fromEntries(all.map(([name, { title }]) => [keyOf(name), title])),
  };
}

function places(given: MenuPlace | readonly MenuPlace[] | undefined): readonly MenuPlace[] {
  if (given === undefined) return [];
  return 'group' in given ? [given] : given;
}
