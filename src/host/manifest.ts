// What package.json is made of as far as the host knows it; read by scripts/makeManifest.mjs.
import { inputSchema } from '../agents/inputSchema';
import { TOOL_PREFIX } from '../agents/tool';
import { TOOLS } from '../agents/tools';
import { type Contributions, contributionsOf } from './commands/contributions';
import { FILE_KINDS, loadCommands, VIEW_NAMES } from './registry';
import { viewType } from './views/defineView';

export { walkthroughs, walkthroughTexts } from './beginning/walkthrough';

export const contributions = async (): Promise<Contributions> => contributionsOf(await loadCommands());

/** What a person may do in Restricted Mode. */
export const harmlessCommands = async (): Promise<string[]> =>
  Object.entries(await loadCommands()).flatMap(([name, { needsTrust }]) => (needsTrust ? [] : [name]));

/** The tools of agents, for the language models of the editor, with their English titles by the keys of package.nls.json. */
export const languageModelTools = TOOLS.map((tool) => ({
  name: TOOL_PREFIX + tool.name,
  toolReferenceName: TOOL_PREFIX + tool.name,
  displayName: `%tool.${tool.name}%`,
  modelDescription: tool.description,
  canBeReferencedInPrompt: true,
  tags: ['nlp-lab'],
  inputSchema: inputSchema(tool),
}));
export const toolTitles = Object.fromEntries(TOOLS.map(({ name, title }) => [`tool.${name}`, title]));

/** The files that open in views, with their English titles by the keys of package.nls.json. */
export const customEditors = FILE_KINDS.map(({ name, patterns, priority = 'default' }) => ({
  viewType: viewType(name),
  displayName: `%editor.${name}%`,
  selector: patterns.map((filenamePattern) => ({ filenamePattern })),
  priority,
}));
export const editorTitles = Object.fromEntries(FILE_KINDS.map(({ name, title }) => [`editor.${name}`, title]));

/** Views are restored after a reload of the window. */
export const viewEvents = VIEW_NAMES.map((name) => `onWebviewPanel:${viewType(name)}`);
