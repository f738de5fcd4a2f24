// A command: what it is called, where it is offered and what it does, side by side. package.json is made from the tables of
// these by scripts/makeManifest.mjs.

/** What the extension offers in the explorer's menu stands in one submenu. */
export const EXPLORER = 'nlpLab.explorer';

export type Menu =
  | typeof EXPLORER
  | 'explorer/context'
  | 'editor/context'
  | 'editor/title'
  | 'editor/title/context'
  | 'view/title'
  | 'view/item/context';

/** Where a menu has a command: the clause that must hold, and the group with the order in it, as in package.json. */
export interface MenuPlace {
  when: string;
  group: string;
}

/** A key that runs a command, as package.json writes it, where a clause holds. */
export interface CommandKey {
  key: string;
  when: string;
}

/** `Parts`: what of the extension the command works with. */
export interface Command<Parts> {
  /** In English; `package.nls.ko.json` has it in Korean, as `command.<name>`. */
  title: string;
  /** What it does, in a sentence in English, marked by `toTranslate`; of what is offered for files, runs or at any time. */
  about?: string;
  /** A codicon, by its name. */
  icon?: string;
  /** It trains, uses models or changes files: in Restricted Mode it only says so, with the way to trust. */
  needsTrust?: true;
  /** The clause that must hold for the palette to offer it; it always does where this is left out. */
  palette?: string;
  key?: CommandKey;
  menus?: Partial<Record<Menu, MenuPlace | readonly MenuPlace[]>>;
  /** `given`: by the palette nothing, by a menu what it belongs to, by the tree its lines, by other extensions anything. */
  run: (parts: Parts, ...given: never[]) => unknown;
}

/** By name; their ids are `nlpLab.<name>`. */
export type Commands<Parts> = Readonly<Record<string, Command<Parts>>>;

/** What the commands of several tables work with, taken together. @param Tables the union of their types */
export type PartsOf<Tables> = [Tables] extends [Commands<infer Parts>] ? Parts : never;
