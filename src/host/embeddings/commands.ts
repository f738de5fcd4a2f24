// The commands about word vectors: training them, opening them, and asking them about the word under the cursor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { VECTORS_NAMES } from '../../protocol/corpusFiles';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, CORPUS_FILE, either, EXPERIMENTS, named, onCorpus, TEXT, WITHOUT_SELECTION } from '../commands/when';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Trainer } from '../experiments/trainer';
import { onRun, someRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { canNow } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { askForAnalogy } from './askForAnalogy';
import { chooseRunTexts } from './chooseRunTexts';
import type { EmbeddingsPanel } from './embeddingsPanel';
import type { EmbeddingsPanels } from './embeddingsView';
import { activeOrChosen, hasVectors, pickVectors } from './pickVectors';
import { fileAddress, type VectorsAddress } from './vectorsAddress';
import { askForWord, wordUnderCursor } from './wordInText';

export interface EmbeddingsCommandParts {
  views: { embeddings: EmbeddingsPanels };
  runs: Runs;
  trainer: Trainer;
  reading: SharedEngine;
}

const VECTORS_FILE = either(...VECTORS_NAMES.map(named));

export const embeddingsCommands: Commands<EmbeddingsCommandParts> = {
  /** Answers with the run's id, as all that train. */
  trainWord2Vec: {
    title: 'Train Word2Vec on Active File',
    about: toTranslate('Gives each word of the text a vector, from the words near it.'),
    icon: 'play',
    needsTrust: true,
    menus: {
      [EXPLORER]: { when: CORPUS_FILE, group: '3_train@3.1' },
      'editor/context': { when: all(WITHOUT_SELECTION, TEXT), group: '4_nlpLab@3.1' },
      'view/item/context': { when: onCorpus('table|text'), group: '3_train@2' },
    },
    run: async ({ trainer, reading }, uri?: unknown) => {
      const { trainWord2Vec } = await import('./embeddingTrainer');
      const training = await trainWord2Vec(trainer, reading, givenUri(uri));
      return training?.folder && path.basename(training.folder);
    },
  },
  trainEmbedding: {
    title: 'Train Embedding from Experiment',
    about: toTranslate('Trains word vectors as an experiment says.'),
    icon: 'play',
    needsTrust: true,
    palette: EXPERIMENTS,
    run: async ({ reading, trainer }, uri?: unknown, options?: { overrides?: string[] }) => {
      const { pickEmbeddingExperiment } = await import('./embeddingTrainer');
      const file = await pickEmbeddingExperiment(reading, givenUri(uri));
      const training = file && (await trainer.trainFile(file, options?.overrides));
      return training?.folder && path.basename(training.folder);
    },
  },
  openEmbeddings: {
    title: 'Open Embeddings',
    about: toTranslate('Draws the vectors of words as a map with their neighbours.'),
    icon: 'graph-scatter',
    palette: someRun('(usable|ended)'),
    menus: { 'view/item/context': { when: onRun('(usable|ended)'), group: '1_open@1.1' } },
    run: async ({ views, runs }, run?: RunArgument) => {
      const entry = await pickRun(runs, run, hasVectors);
      if (entry) await views.embeddings.show({ first: { kind: 'run', folder: entry.summary.folder } });
    },
  },
  /** Other extensions may name the run and the texts. */
  showSentenceVectors: {
    title: 'Show Sentence Vectors',
    about: toTranslate('Draws texts as a map by the vectors that the model gives them.'),
    icon: 'graph-scatter',
    needsTrust: true,
    palette: someRun('usable', 'embed'),
    menus: { 'view/item/context': { when: onRun('usable', 'embed'), group: '1_open@1.2' } },
    run: async ({ views, runs, reading }, run?: RunArgument, texts?: unknown) => {
      const entry = await pickRun(runs, run, (each) => canNow(each, 'embed'));
      if (!entry) return;
      const { folder } = entry.summary;
      const given: VectorsAddress | undefined =
        texts instanceof vscode.Uri ? { kind: 'texts', folder, texts: { uri: texts.toString() } } : undefined;
      const first = given ?? (await chooseRunTexts(reading, entry));
      if (first) await views.embeddings.show({ first });
    },
  },
  openVectors: {
    title: 'Open Vectors File',
    about: toTranslate('Opens a file of vectors of words as a map.'),
    palette: 'true',
    menus: {
      'explorer/context': { when: VECTORS_FILE, group: 'navigation@51' },
      'editor/title/context': { when: VECTORS_FILE, group: '4_nlpLab@1' },
    },
    run: async ({ views }, uri?: unknown) => {
      const address = addressOf(uri) ?? (await activeOrChosen());
      if (address) await views.embeddings.show({ first: address });
    },
  },
  /** Other extensions may give the word. */
  showNeighbors: {
    title: 'Show Embedding Neighbours',
    about: toTranslate('Lists the words whose vectors are nearest to a word.'),
    palette: 'true',
    menus: { 'editor/context': { when: TEXT, group: '4_nlpLab@3.5' } },
    run: async (parts, given?: unknown) => {
      const word = typeof given === 'string' ? given : (wordUnderCursor() ?? (await askForWord()));
      if (word === undefined) return;
      (await opened(parts, vscode.l10n.t('Neighbours in which vectors?')))?.show({ word });
    },
  },
  /** `a` is to `b` as `c` is to the answer. */
  solveAnalogy: {
    title: 'Solve Analogy',
    palette: 'true',
    run: async (parts, ...given: unknown[]) => {
      const words = given.filter((word) => typeof word === 'string');
      const [a, b, c] = words.length === 3 ? words : ((await askForAnalogy()) ?? []);
      if (c === undefined) return;
      (await opened(parts, vscode.l10n.t('Solve the analogy in which vectors?')))?.show({ analogy: { a, b, c } });
    },
  },
  compareEmbeddings: {
    title: 'Compare Embeddings',
    palette: 'true',
    run: async ({ views, runs }, one?: unknown, other?: unknown) => {
      const first = addressOf(one) ?? (await pickVectors(runs, vscode.l10n.t('Which vectors shall be compared?')));
      if (!first) return;
      const second = addressOf(other) ?? (await pickVectors(runs, vscode.l10n.t('Compare with which vectors?')));
      if (second) await views.embeddings.show({ first, second });
    },
  },
};

const givenUri = (given: unknown): vscode.Uri | undefined => (given instanceof vscode.Uri ? given : undefined);

const addressOf = (given: unknown): VectorsAddress | undefined =>
  given instanceof vscode.Uri ? fileAddress(given) : undefined;

/** The view used last, else one of vectors that the person chooses. */
async function opened({ views, runs }: EmbeddingsCommandParts, title: string): Promise<EmbeddingsPanel | undefined> {
  const { latest } = views.embeddings;
  if (latest) return views.embeddings.show(latest.source);
  const address = await pickVectors(runs, title);
  return address && views.embeddings.show({ first: address });
}
