// The commands about word vectors: training them, opening them, and asking them about the word under the cursor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Trainer } from '../experiments/trainer';
import type { EmbeddingsPanel } from './embeddingsPanel';
import type { EmbeddingsPanels } from './embeddingsPanels';
import { pickRun, type RunArgument } from '../runs/pickRun';
import type { Runs } from '../runs/runs';
import { pickEmbeddingExperiment, trainWord2Vec } from './embeddingTrainer';
import { chooseFile, hasVectors, pickVectors } from './pickVectors';
import { VECTORS_FILE_NAME, type VectorsAddress } from './vectorsAddress';

export interface EmbeddingsCommandParts {
  embeddings: EmbeddingsPanels;
  runs: Runs;
  trainer: Trainer;
  reading: SharedEngine;
}

export function embeddingsCommands({ embeddings, runs, trainer, reading }: EmbeddingsCommandParts) {
  const opened = async (title: string): Promise<EmbeddingsPanel | undefined> => {
    const { latest } = embeddings;
    if (latest) return embeddings.show(latest.source);
    const address = await pickVectors(runs, title);
    return address && embeddings.show({ first: address });
  };
  return {
    trainWord2Vec: async (uri?: vscode.Uri) => {
      const training = await trainWord2Vec(trainer, reading, uri instanceof vscode.Uri ? uri : undefined);
      return training?.folder && path.basename(training.folder);
    },
    trainEmbedding: async (uri?: vscode.Uri, options?: { overrides?: string[] }) => {
      const file = await pickEmbeddingExperiment(uri instanceof vscode.Uri ? uri : undefined);
      const training = file && (await trainer.trainFile(file, options?.overrides));
      return training?.folder && path.basename(training.folder);
    },
    openEmbeddings: async (run?: RunArgument) => {
      const entry = await pickRun(runs, run, hasVectors);
      if (entry) embeddings.show({ first: { kind: 'run', folder: entry.summary.folder } });
    },
    openVectors: async (uri?: vscode.Uri) => {
      const address = uri instanceof vscode.Uri ? fileAddress(uri) : await activeOrChosen();
      if (address) embeddings.show({ first: address });
    },
    /** Other extensions may give the word. */
    showNeighbors: async (given?: unknown) => {
      const word = typeof given === 'string' ? given : wordUnderCursor();
      if (word === undefined)
        throw new LabError('NOT_FOUND', vscode.l10n.t('Put the cursor on a word first, or select some words.'));
      const panel = await opened(vscode.l10n.t('Neighbours in which vectors?'));
      panel?.show({ word });
    },
    /** `a` is to `b` as `c` is to the answer. */
    solveAnalogy: async (a?: unknown, b?: unknown, c?: unknown) => {
      const given = [a, b, c].every((word) => typeof word === 'string') ? ([a, b, c] as string[]) : undefined;
      const words = given ?? (await askForAnalogy());
      if (!words) return;
      const panel = await opened(vscode.l10n.t('Solve the analogy in which vectors?'));
      panel?.show({ analogy: { a: words[0], b: words[1], c: words[2] } });
    },
    compareEmbeddings: async (first?: unknown, second?: unknown) => {
      const one = addressOf(first) ?? (await pickVectors(runs, vscode.l10n.t('Which vectors shall be compared?')));
      if (!one) return;
      const other = addressOf(second) ?? (await pickVectors(runs, vscode.l10n.t('Compare with which vectors?')));
      if (other) embeddings.show({ first: one, second: other });
    },
  };
}

const fileAddress = (uri: vscode.Uri): VectorsAddress => ({ kind: 'file', uri: uri.toString() });

const addressOf = (given: unknown): VectorsAddress | undefined =>
  given instanceof vscode.Uri ? fileAddress(given) : undefined;

/** The vectors file in front, else one that the person chooses. */
async function activeOrChosen(): Promise<VectorsAddress | undefined> {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  if (uri && VECTORS_FILE_NAME.test(uri.path) && !/\.txt$/i.test(uri.path)) return fileAddress(uri);
  return chooseFile(vscode.l10n.t('Open which vectors?'));
}

/** What is selected on one line, else the word at the cursor. */
export function wordUnderCursor(editor = vscode.window.activeTextEditor): string | undefined {
  if (!editor) return undefined;
  const { document, selection } = editor;
  const selected = selection.isSingleLine ? document.getText(selection).trim() : '';
  return selected !== '' ? selected.slice(0, 500) : wordAt(document, selection.active);
}

/** A run of letters, marks, digits and underscores with apostrophes and hyphens inside. */
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*/u;

export function wordAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, WORD);
  return range && document.getText(range);
}

async function askForAnalogy(): Promise<string[] | undefined> {
  const split = (text: string): string[] => text.split(/[\s:]+/).filter((word) => word !== '');
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Analogy: a is to b as c is to which word?'),
    prompt: vscode.l10n.t('Three words, e.g. "man king woman"'),
    validateInput: (value) =>
      split(value).length === 3 ? undefined : vscode.l10n.t('An analogy needs three words, with spaces between them.'),
  });
  return text === undefined ? undefined : split(text);
}
