// The commands about tokens.
import * as vscode from 'vscode';
import type { TokenizerType } from '../../protocol/tokenizer';
import { columnOf, MOST_COLUMNS } from '../../protocol/tokenColumns';
import { TOKENIZER_NAME } from '../../protocol/corpusFiles';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import {
  all,
  CORPUS_FILE,
  either,
  IN_EDITOR,
  IN_FOLDER,
  named,
  TEXT,
  WITH_SELECTION,
  WITHOUT_SELECTION,
  onCorpus,
} from '../commands/when';
import { chooseFiles } from '../editor/files';
import { viewType } from '../views/defineView';
import { sourceOfFiles, sourceOfSelection } from './chooseSource';
import type { TokenizerFiles } from './tokenizerFiles';
import { isTrainedType, pickTypes } from './tokenizerPicks';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TokenBorders } from './tokenBorders';
import { showTokens, type TokensPanels, tokensOf } from './tokensView';

export interface TokenCommandParts {
  views: { tokens: TokensPanels };
  borders: TokenBorders;
  files: TokenizerFiles;
  tokenizing: SharedEngine;
  /** A folder for texts that are not saved. */
  storage: string;
}

const TEXTS = either(CORPUS_FILE, 'explorerResourceIsFolder');
const TOKENIZER_FILE = named(TOKENIZER_NAME);

export const tokenCommands: Commands<TokenCommandParts> = {
  tokenizeFile: {
    title: 'Tokenize',
    about: toTranslate('Shows how the texts are cut into tokens, as you choose it.'),
    icon: 'symbol-string',
    menus: {
      [EXPLORER]: { when: TEXTS, group: '1_tokens@1' },
      'editor/context': { when: all(WITHOUT_SELECTION, TEXT), group: '4_nlpLab@2' },
      'editor/title/context': { when: CORPUS_FILE, group: '4_nlpLab@1' },
      'view/item/context': [
        { when: onCorpus(), group: 'inline@1' },
        { when: onCorpus(), group: '1_tokens@1' },
      ],
    },
    run: async ({ views }, uri?: vscode.Uri, selected?: unknown) =>
      void (await showTokens(views.tokens, await sourceOfFiles(uri, selected))),
  },
  tokenizeSelection: {
    title: 'Tokenize Selection',
    about: toTranslate('Shows how the selected text is cut into tokens.'),
    palette: all(IN_EDITOR, WITH_SELECTION),
    menus: { 'editor/context': { when: all(WITH_SELECTION, TEXT), group: '4_nlpLab@1' } },
    run: async ({ views }) => void (await showTokens(views.tokens, sourceOfSelection())),
  },
  /** Other extensions may name the types. */
  compareTokenizers: {
    title: 'Compare Tokenizers',
    about: toTranslate('Shows several tokenizers side by side on the same lines.'),
    menus: {
      [EXPLORER]: { when: TEXTS, group: '1_tokens@1.1' },
      'editor/context': { when: all(WITHOUT_SELECTION, TEXT), group: '4_nlpLab@2.1' },
      'view/item/context': { when: onCorpus(), group: '1_tokens@2' },
    },
    run: async ({ views }, uri?: vscode.Uri, selected?: unknown, given?: unknown) => {
      const source = await sourceOfFiles(uri, selected);
      const types = isTypes(given) ? given : await pickTypes();
      const columns = types?.slice(0, MOST_COLUMNS).map((type) => columnOf(type)) ?? [];
      if (columns.length > 0) await showTokens(views.tokens, source, columns);
    },
  },
  /** Other extensions may say how; answers with the path of the new file. */
  trainTokenizer: {
    title: 'Train Tokenizer on File',
    about: toTranslate('Learns a tokenizer from the file and writes it as a tokenizer.json.'),
    needsTrust: true,
    menus: {
      [EXPLORER]: { when: TEXTS, group: '1_tokens@1.2' },
      'view/item/context': { when: onCorpus(), group: '1_tokens@3' },
    },
    run: async ({ views, files, tokenizing, storage }, uri?: vscode.Uri, given?: unknown) => {
      const { isGivenTraining, TokenizerTrainer } = await import('./tokenizerTrainer');
      const source = await sourceOfFiles(uri);
      const output = await new TokenizerTrainer(tokenizing, storage).train(
        source,
        isGivenTraining(given) ? given : undefined,
      );
      if (output !== undefined) await showTokens(views.tokens, source, [columnOf('file', { file: files.add(output) })]);
      return output;
    },
  },
  openTokenizer: {
    title: 'Open in Tokens View',
    about: toTranslate('Shows texts as a tokenizer.json cuts them.'),
    palette: either(IN_FOLDER, 'resourceExtname == .json'),
    menus: {
      'explorer/context': { when: TOKENIZER_FILE, group: 'navigation@50' },
      'editor/title/context': { when: TOKENIZER_FILE, group: '4_nlpLab@1' },
    },
    run: async (_, uri?: vscode.Uri) => {
      const file = uri ?? vscode.window.activeTextEditor?.document.uri ?? (await chosenTokenizer());
      if (file) await vscode.commands.executeCommand('vscode.openWith', file, viewType('tokenizer'));
    },
  },
  showTokenBorders: {
    title: 'Show Token Borders',
    about: toTranslate('Draws the borders of tokens in the editor itself.'),
    palette: IN_EDITOR,
    menus: { 'editor/context': { when: TEXT, group: '4_nlpLab@2.2' } },
    run: async ({ views, borders }) => {
      const document = vscode.window.activeTextEditor?.document;
      const known = document ? tokensOf(views.tokens, document.uri) : views.tokens.all.at(-1);
      const panel = known ?? (await showTokens(views.tokens, await sourceOfFiles()));
      await panel.showBorders(known ? !borders.isOn : true);
    },
  },
};

const isTypes = (value: unknown): value is TokenizerType[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isTrainedType(entry));

async function chosenTokenizer(): Promise<vscode.Uri | undefined> {
  const [chosen] = await chooseFiles({ title: vscode.l10n.t('Choose a tokenizer.json'), filters: { JSON: ['json'] } });
  return chosen;
}
