// The commands about tokens: from what a person has selected to the source of a tokens view, and to a new tokenizer.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TokenizerType } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import { columnOf, MOST_COLUMNS } from '../../protocol/tokenColumns';
import { TOKENIZER_EDITOR } from './tokenizerEditor';
import type { TokenSource } from './tokenSource';
import type { TokensPanels } from './tokensPanels';
import type { TokenizerFiles } from './tokenizerFiles';
import { isTrainedType, pickTypes } from './tokenizerPicks';
import { type TokenizerTrainer, isGivenTraining } from './tokenizerTrainer';

const TEXT = /\.(txt|md|csv|tsv|jsonl)(\.gz)?$/i;
const MOST_FILES = 1000;

export interface TokenCommandParts {
  tokens: TokensPanels;
  files: TokenizerFiles;
  tokenizerTrainer: TokenizerTrainer;
}

/** By name; what they are given comes from the palette, a menu, or another extension. */
export function tokenCommands({ tokens, files, tokenizerTrainer }: TokenCommandParts) {
  return {
    tokenizeFile: async (uri?: vscode.Uri, selected?: vscode.Uri[]) =>
      void tokens.show(await sourceOfFiles(foldersFirst(uri, selected))),
    tokenizeSelection: () => void tokens.show(sourceOfSelection()),
    compareTokenizers: async (uri?: vscode.Uri, selected?: unknown, given?: unknown) => {
      const source = await sourceOfFiles(foldersFirst(uri, isUris(selected) ? selected : undefined));
      const types = isTypes(given) ? given : await pickTypes();
      if (types && types.length > 0)
        tokens.show(
          source,
          types.slice(0, MOST_COLUMNS).map((type) => columnOf(type)),
        );
    },
    trainTokenizer: async (uri?: vscode.Uri, given?: unknown) => {
      const [file] = foldersFirst(uri);
      const source = await sourceOfFiles([file]);
      const output = await tokenizerTrainer.train(source, isGivenTraining(given) ? given : undefined);
      if (output === undefined) return undefined;
      tokens.show(source, [columnOf('file', { file: files.add(output) })]);
      return output;
    },
    openTokenizer: async (uri?: vscode.Uri) => {
      const file = uri ?? vscode.window.activeTextEditor?.document.uri ?? (await chosenJson());
      if (file) await vscode.commands.executeCommand('vscode.openWith', file, TOKENIZER_EDITOR);
    },
    showTokenBorders: async () => {
      const document = vscode.window.activeTextEditor?.document;
      const known = document ? tokens.of(document.uri) : tokens.all.at(-1);
      if (!known) tokens.show(await sourceOfFiles(foldersFirst()));
      tokens.setBorders(known ? !tokens.borders.isOn : true);
    },
  };
}

const isUris = (value: unknown): value is vscode.Uri[] =>
  Array.isArray(value) && value.every((entry) => entry instanceof vscode.Uri);

const isTypes = (value: unknown): value is TokenizerType[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isTrainedType(entry));

async function chosenJson(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose a tokenizer.json'),
    filters: { JSON: ['json'] },
  });
  return chosen?.at(0);
}

/** What the explorer hands over: all selected, or the one clicked, or nothing for the active editor. */
export function foldersFirst(uri?: vscode.Uri, selected?: vscode.Uri[]): vscode.Uri[] {
  if (Array.isArray(selected) && selected.length > 1) return selected;
  const active = vscode.window.activeTextEditor?.document.uri;
  const one = uri ?? active;
  if (!one) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  return [one];
}

/** Files as they are; folders as the text files in them. */
export async function sourceOfFiles(uris: readonly vscode.Uri[]): Promise<TokenSource> {
  const lists = await Promise.all(uris.map(textFilesIn));
  const files = lists.flat().slice(0, MOST_FILES);
  const title = path.basename(uris[0].path) + (uris.length > 1 ? ` +${uris.length - 1}` : '');
  if (files.length === 0) throw new LabError('NOT_FOUND', vscode.l10n.t('There are no text files in {0}.', title));
  return { uris: files.map((file) => file.toString()), title };
}

export function sourceOfSelection(): TokenSource {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) throw new LabError('NOT_FOUND', vscode.l10n.t('Select some text first.'));
  const { document, selection } = editor;
  const { start, end } = selection;
  const title = `${path.basename(document.uri.path)} ${start.line + 1}–${end.line + 1}`;
  return { uris: [document.uri.toString()], title, range: [start.line, start.character, end.line, end.character] };
}

async function textFilesIn(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (uri.scheme !== 'file') return [uri];
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0) return [uri];
  const pattern = new vscode.RelativePattern(uri, '**/*.{txt,md,csv,tsv,jsonl,gz}');
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,.nlplab}/**', MOST_FILES);
  return files.filter((file) => TEXT.test(file.path)).sort((a, b) => a.path.localeCompare(b.path));
}
