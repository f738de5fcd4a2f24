// What package.json says of commands, made from their tables.
import { type CommandKey, type Commands, EXPLORER, type Menu, type MenuPlace } from './command';
import { idOf } from './commandId';
import { either } from './when';

interface Titled {
  command: string;
  title: string;
  category: string;
  icon?: string;
}

interface Placed {
  command: string;
  when: string;
  group?: string;
}

interface PlacedMenu {
  submenu: string;
  when: string;
  group: string;
}

export interface Contributions {
  commands: Titled[];
  submenus: { id: string; label: string }[];
  menus: Record<string, (Placed | PlacedMenu)[]>;
  keybindings: ({ command: string } & CommandKey)[];
  /** The English titles by their keys in `package.nls.json`. */
  titles: Record<string, string>;
}

const MENUS: readonly Menu[] = [
  EXPLORER,
  ...(['explorer/context', 'editor/context', 'editor/title/context', 'editor/title'] as const),
  ...(['view/title', 'view/item/context'] as const),
];

const keyOf = (name: string): string => `command.${name}`;

export function contributionsOf(commands: Commands<never>): Contributions {
  const all = Object.entries(commands);
  const palette = all.flatMap(([name, { palette: when }]) => (when === undefined ? [] : { command: idOf(name), when }));
  const placed = (menu: Menu): Placed[] =>
    all.flatMap(([name, { menus }]) => places(menus?.[menu]).map((place) => ({ command: idOf(name), ...place })));
  return {
    commands: all.map(([name, { icon }]) => ({
      ...{ command: idOf(name), title: `%${keyOf(name)}%`, category: 'NLP Lab' },
      ...(icon === undefined ? {} : { icon: `$(${icon})` }),
    })),
    submenus: [{ id: EXPLORER, label: 'NLP Lab' }],
    menus: {
      commandPalette: palette,
      ...Object.fromEntries(MENUS.map((menu) => [menu, placed(menu)])),
      'explorer/context': [...placed('explorer/context'), submenuOf(placed(EXPLORER))],
    },
    keybindings: all.flatMap(([name, { key }]) => (key === undefined ? [] : { command: idOf(name), ...key })),
    titles: Object.fromEntries(all.map(([name, { title }]) => [keyOf(name), title])),
  };
}

/** Where any of its commands is offered. */
const submenuOf = (placed: readonly Placed[]): PlacedMenu => ({
  submenu: EXPLORER,
  when: either(...new Set(placed.map(({ when }) => when))),
  group: '4_nlpLab@1',
});

function places(given: MenuPlace | readonly MenuPlace[] | undefined): readonly MenuPlace[] {
  if (given === undefined) return [];
  return 'group' in given ? [given] : given;
}
