// What package.json is made of as far as the host knows it; read by scripts/makeManifest.mjs.
import { contributionsOf } from './commands/contributions';
import { COMMANDS, VIEW_NAMES } from './registry';
import { viewType } from './views/defineView';

export const contributions = contributionsOf(COMMANDS);

/** What a person may do in Restricted Mode. */
export const harmlessCommands = Object.entries(COMMANDS).flatMap(([name, { needsTrust }]) =>
  needsTrust ? [] : [name],
);

/** Views are restored after a reload of the window. */
export const viewEvents = VIEW_NAMES.map((name) => `onWebviewPanel:${viewType(name)}`);
