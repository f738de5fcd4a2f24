// The panel beside the map: its sections and what they ask of the host and of the map.

import type { EmbeddingsViewContract } from '../../../protocol/embeddingsView';
import type { Client } from '../../../protocol/rpc';
import type { SaveFileRequest } from '../../../protocol/saveFile';
import { type AnalogySection, analogySection } from './analogySection';
import { type CompareSection, compareSection } from './compareSection';
import { type CooccurrenceSection, cooccurrenceSection } from './cooccurrenceSection';
import { type CorpusSection, corpusSection } from './corpusSection';
import { type EvidenceSection, evidenceSection } from './evidenceSection';
import type { PictureKind } from '../../shared/saveButton';
import { type MapSection, mapSection } from './mapSection';
import { type NeighborsSection, neighborsSection } from './neighborsSection';
import { type PanelParts, panelParts } from './panelParts';
import type { PointColoring } from '../map/pointColoring';
import { type SimilaritySection, similaritySection } from './similaritySection';
import type { SortingOf } from './sorting';
import type { EmbeddingsStrings } from '../strings';
import type { Bookmark, EmbeddingsViewState, MapChoice } from '../viewState';
import type { WordChoice } from '../words/wordChoice';

export interface PanelOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  sorting: SortingOf;
  complete(prefix: string): Promise<string[]>;
  chosen: WordChoice;
  colors: PointColoring;
  wordOf(row: number): string;
  find(word: string): void;
  changeMap(change: Partial<MapChoice>): void;
  bookmarks: { add(): void; open(bookmark: Bookmark): void };
  content(kind: PictureKind): SaveFileRequest | undefined;
  onFailure(error: unknown): void;
}

export interface Panel extends PanelParts {
  nearest: NeighborsSection;
  analogies: AnalogySection;
  similarities: SimilaritySection;
  evidence: EvidenceSection;
  cooccurrence: CooccurrenceSection;
  corpus: CorpusSection;
  moves: CompareSection;
  settings: MapSection;
}

export function panel(options: PanelOptions): Panel {
  const { client, strings, state, keep, sorting, complete, chosen, find } = options;
  const nearest = neighborsSection({
    ...{ strings, sorting, onNear: find, measure: state.measure, k: state.k },
    ask: (side, asked, settings) => client.call('neighbors', { side, ...asked, ...settings }),
    onSettings: keep,
    onReply: (side, reply) => chosen.onNeighbors(side, reply),
    onPick: (side, { row, word }) => (side === 0 ? chosen.focusRow(row) : find(word)),
  });
  const analogies = analogySection({
    ...{ sorting: sorting('analogy'), answered: () => state.answered },
    ...{ strings, asked: state.analogy, method: state.analogyMethod, expression: state.expression, complete, keep },
    solve: (asked, method) => client.call('analogy', { side: 0, ...asked, method }),
    calculate: (expression) => client.call('arithmetic', { side: 0, expression, measure: state.measure }),
    onAnswer: (asked, answer, reply) => chosen.onAnswer(asked, answer, reply),
  });
  const similarities = similaritySection({
    ...{ strings, sorting: sorting('odd'), state: state.similarity, complete, onPick: (word) => chosen.find(word) },
    compare: (pair) => client.call('similarity', { side: 0, ...pair }),
    findOdd: (words) => client.call('oddOneOut', { side: 0, words }),
    keep: (similarity) => keep({ similarity }),
  });
  const corpusParts = sectionsOfCorpus(options);
  const moves = compareSection({
    ...{ strings, sorting: sorting('compare'), wordOf: options.wordOf },
    onPick: (row) => chosen.focusRow(row),
  });
  const settings = settingsSection(options);
  const parts = panelParts({
    ...{ strings, state, keep, neighbors: nearest.node, analogy: analogies.node },
    ...{ similarity: similarities.node, corpus: corpusParts.corpus.node, map: settings.node, compare: moves.node },
    onCorpusSeen: corpusParts.corpus.setSeen,
  });
  return { ...parts, ...corpusParts, nearest, analogies, similarities, moves, settings };
}

function sectionsOfCorpus(options: PanelOptions): Pick<Panel, 'evidence' | 'cooccurrence' | 'corpus'> {
  const { client, strings, state, keep, complete, chosen, onFailure: fail } = options;
  const chooseCorpus = (): void => void client.call('chooseCorpus', { side: 0 }).catch(fail);
  const evidence = evidenceSection({
    ...{ strings, chooseCorpus },
    find: (side, word, offset) => client.call('evidence', { side, word, offset }),
    reveal: (serial, index) => void client.call('reveal', { serial, index }).catch(fail),
  });
  const cooccurrence = cooccurrenceSection({
    ...{
      strings,
      state: state.cooccurrence,
      complete,
      chooseCorpus,
      onPick: (word) => chosen.find(word),
      sorting: () => options.sorting('cooccurrence'),
      onFailure: fail,
    },
    count: (question) => client.call('countCooccurrence', { side: 0, question }),
    stop: () => void client.call('stopCounting', {}).catch(fail),
    keep: (kept) => keep({ cooccurrence: kept }),
    save: (request) => client.call('saveFile', request),
  });
  const corpus = corpusSection({
    ...{ strings, part: state.corpusPart, lines: evidence, cooccurrence },
    onPart: (corpusPart) => keep({ corpusPart }),
  });
  return { evidence, cooccurrence, corpus };
}

function settingsSection(options: PanelOptions): MapSection {
  const { client, strings, state, keep, complete, colors, bookmarks, content, onFailure: fail } = options;
  const settings = mapSection({
    ...{ strings, complete, clusters: state.clusters },
    choice: () => state.map,
    bookmarks: () => state.bookmarks,
    onChoice: options.changeMap,
    onClusters: (clusters) => {
      keep({ clusters });
      if (state.coloring === 'cluster') colors.askForClusters();
    },
    onBookmark: bookmarks.add,
    onOpenBookmark: bookmarks.open,
    onRemoveBookmark: (bookmark) => {
      keep({ bookmarks: state.bookmarks.filter((other) => other !== bookmark) });
      settings.refresh();
    },
    content,
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
    openSentences: () => void client.call('openSentences', {}).catch(fail),
    compare: () => void client.call('chooseOther', {}).catch(fail),
  });
  return settings;
}
