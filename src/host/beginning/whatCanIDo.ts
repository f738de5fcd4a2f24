// What can be done with what is in front, a file or a run: the commands that menus offer for it, each with a sentence. Which those are is
// what their own clauses say.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Context } from '../commands/clauses';
import { type Commands, EXPLORER } from '../commands/command';
import { nameOf as commandName } from '../commands/commandId';
import { contextValue } from '../editor/contextKeys';
import { openDocument } from '../editor/files';
import { pick } from '../editor/shown/picks';
import { isRestricted } from '../editor/trust';
import { wordsOf } from '../runs/describeRun';
import { requireRun } from '../runs/pickRun';
import { nameOf, type RunEntry, runId } from '../runs/runEntry';
import type { RunPanels } from '../runs/runView';
import type { Runs } from '../runs/runs';
import type { Contributed } from './beginWith';
import { offered, type MenuItem } from './offered';

export interface OfferParts {
  runs: Runs;
  views: { run: RunPanels };
  extension: vscode.Extension<unknown>;
  /** The tables of all commands. */
  allCommands(): Promise<Commands<never>>;
}

/** What is in front: where commands for it are offered, and what is handed to them. */
interface Front {
  title: string;
  menus: readonly (readonly MenuItem[])[];
  context: Context;
  given: readonly unknown[];
  /** Offered by the palette because of it. */
  palette: readonly string[];
}

/** @param given a file, or the id of a run; else what is in front */
export async function whatCanIDo(parts: OfferParts, given?: unknown): Promise<void> {
  const { contributes } = parts.extension.packageJSON as { contributes: Contributed };
  const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
  const tables = await parts.allCommands();
  const translate = vscode.l10n.t;
  const front = await frontOf(parts, contributes, given);
  const inMenus = offered(front.menus, front.context);
  const fromPalette = front.palette.filter((id) => !inMenus.includes(id));
  const items = [...inMenus, ...fromPalette].flatMap((id) => {
    const { about, icon, needsTrust = false } = tables[commandName(id)] ?? {};
    if (about === undefined || (needsTrust && isRestricted())) return [];
    const run = () => vscode.commands.executeCommand(id, ...(fromPalette.includes(id) ? [] : front.given));
    return { icon, label: titles.get(id) ?? id, detail: translate(about), run };
  });
  const options = { title: front.title, matchOnDetail: true };
  await (await pick(items, options))?.run();
}

async function frontOf({ runs, views }: OfferParts, contributes: Contributed, given: unknown): Promise<Front> {
  if (typeof given === 'string') return frontRun(await requireRun(runs, given), contributes);
  if (given instanceof vscode.Uri) return frontFile(given, contributes);
  const { latest } = views.run;
  if (latest?.panel.active) return frontRun(await requireRun(runs, runId(latest.folder)), contributes);
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  if (isFile) return frontFile(input.uri, contributes);
  const palette = paletteIn(contributes, always);
  return { title: vscode.l10n.t('What can be done here?'), menus: [], context: always, given: [], palette };
}

/** What is in no list of the palette's is offered always. */
function paletteIn({ commands, menus: { commandPalette } }: Contributed, context: Context): string[] {
  const listed = new Set(commandPalette.map(({ command }) => command));
  const unlisted = commands.map(({ command }) => command).filter((command) => !listed.has(command));
  return [...unlisted, ...offered([commandPalette], context)];
}

function frontRun(entry: RunEntry, { menus }: Contributed): Front {
  const values: Record<string, unknown> = { view: 'nlpLab.runs', viewItem: wordsOf(entry), listMultiSelection: false };
  return {
    title: vscode.l10n.t('What can be done with the run {0}?', nameOf(entry)),
    menus: [menus['view/item/context']],
    context: (key) => values[key] ?? always(key),
    given: [runId(entry.summary.folder)],
    palette: [],
  };
}

const FILE_MENUS = [EXPLORER, 'explorer/context', 'editor/context', 'editor/title/context'];

function frontFile(uri: vscode.Uri, contributes: Contributed): Front {
  const name = path.posix.basename(uri.path);
  const editor = vscode.window.activeTextEditor;
  const values: Record<string, unknown> = {
    resourceFilename: name,
    resourceExtname: path.posix.extname(name),
    resourceLangId: openDocument(uri)?.languageId,
    editorHasSelection: editor?.document.uri.toString() === uri.toString() && !editor.selection.isEmpty,
    explorerResourceIsFolder: false,
  };
  const context: Context = (key) => values[key] ?? always(key);
  const anyway = paletteIn(contributes, always);
  return {
    title: vscode.l10n.t('What can be done with {0}?', name),
    menus: FILE_MENUS.map((menu) => contributes.menus[menu] ?? []),
    context,
    given: [uri],
    palette: paletteIn(contributes, context).filter((id) => !anyway.includes(id)),
  };
}

/** What is so whatever is in front. */
const always: Context = (key) =>
  key === 'workspaceFolderCount' ? (vscode.workspace.workspaceFolders?.length ?? 0) : contextValue(key);
