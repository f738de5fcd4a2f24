// What package.json is made of as far as the host knows it; read by scripts/makeManifest.mjs.
import { type Contributions, contributionsOf } from './commands/contributions';
import { loadCommands, VIEW_NAMES } from './registry';
import { viewType } from './views/defineView';

export const contributions = async (): Promise<Contributions> => contributionsOf(await loadCommands());

/** What a person may do in Restricted Mode. */
export const harmlessCommands = async (): Promise<string[]> =>
  Object.entries(await loadCommands()).flatMap(([name, { needsTrust }]) => (needsTrust ? [] : [name]));

/** Views are restored after a reload of the window. */
export const viewEvents = VIEW_NAMES.map((name) => `onWebviewPanel:${viewType(name)}`);
