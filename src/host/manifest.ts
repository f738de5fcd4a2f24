// What package.json is made of as far as the host knows it; read by scripts/makeManifest.mjs.
import { COMMANDS } from './commands';
import { contributionsOf } from './commands/contributions';
import { VIEW_NAMES } from './views/viewPanel';

export const contributions = contributionsOf(COMMANDS);

/** Views are restored after a reload of the window. */
export const viewEvents = VIEW_NAMES.map((name) => `onWebviewPanel:nlpLab.${name}`);
