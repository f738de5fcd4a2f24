// Which commands the explorer's menu offers for a file or a folder, from what package.json says of that menu. No editor is needed.

/** An item of a menu, as package.json has it. */
export interface MenuItem {
  command: string;
  when: string;
  group: string;
}

export interface Dropped {
  /** Without its folder. */
  name: string;
  isFolder: boolean;
}

const NAMED = /^resourceFilename =~ \/(.*)\/([a-z]*)$/;
const FOLDER = 'explorerResourceIsFolder';

/** Their ids, in the order of the menu. A clause that asks for more than a name or a folder offers nothing. */
export const offeredFor = (menu: readonly MenuItem[], dropped: Dropped): string[] =>
  menu
    .filter(({ when }) => when.split(' || ').some((term) => holds(term, dropped)))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ command }) => command);

function holds(term: string, { name, isFolder }: Dropped): boolean {
  if (term === FOLDER) return isFolder;
  const [, pattern, flags] = NAMED.exec(term) ?? [];
  return pattern !== undefined && !isFolder && new RegExp(pattern, flags).test(name);
}

/** `3_train@4` and the like: the group, then the place in it. */
function placeOf({ group }: MenuItem): number {
  const [, section = '0', place = '0'] = /^(\d+)[^@]*@([\d.]+)$/.exec(group) ?? [];
  return Number(section) * 1000 + Number(place);
}
