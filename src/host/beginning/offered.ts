// Which commands a menu offers, from what package.json says of it. No editor is needed.
import { type Context, holds } from '../commands/clauses';

/** An item of a menu, as package.json has it; a submenu is one, too. */
export interface MenuItem {
  command?: string;
  when?: string;
  group?: string;
}

/** Their ids, each once, in the order of the menus. */
export function offered(menus: readonly (readonly MenuItem[])[], context: Context): string[] {
  const items = menus.flat().filter(({ when = 'true' }) => holds(when, context));
  const sorted = items.toSorted((a, b) => placeOf(a) - placeOf(b));
  return [...new Set(sorted.flatMap(({ command }) => command ?? []))];
}

interface Dropped {
  /** Without its folder. */
  name: string;
  isFolder: boolean;
}

/** What the explorer knows of a file or a folder. */
export const inExplorer =
  ({ name, isFolder }: Dropped): Context =>
  (key) => {
    if (key === 'resourceFilename') return isFolder ? undefined : name;
    return key === 'explorerResourceIsFolder' && isFolder;
  };

/** `3_train@4` and the like: the group, then the place in it; what stands at the top and in lines comes last. */
function placeOf({ group = '' }: MenuItem): number {
  const [, section = '9', place = '0'] = /^(\d+)[^@]*@([\d.]+)$/.exec(group) ?? [];
  return Number(section) * 1000 + Number(place);
}
