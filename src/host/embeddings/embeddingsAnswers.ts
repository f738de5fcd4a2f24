// What an Embeddings view is answered when it asks about open vectors: neighbours, analogies, maps, counts, places in the corpus.
import type { EmbeddingsViewContract, Side } from '../../protocol/embeddingsView';
import type { Answers } from '../views/viewPanel';
import type { ColoringMaker } from './coloringMaker';
import type { CooccurrenceMaker, Corpus } from './cooccurrenceMaker';
import { type EvidenceFinder, revealText } from './evidence';
import type { MapMaker, MapSubject } from './mapMaker';
import type { VectorsEngine } from './vectorsEngine';

/** What the questions of a view are about. */
export interface AskedVectors {
  vectors: VectorsEngine;
  /** Names the vectors of a side to the engine. Fails with `NOT_FOUND` while they are not open. */
  idOf(side: Side): number;
  /** The files that the texts of a side stand in. */
  filesOf(side: Side): readonly string[];
  /** What a map shows. Fails as `idOf`. */
  subject(): MapSubject;
  corpusOf(side: Side): Corpus;
  map: MapMaker;
  colors: ColoringMaker;
  counts: CooccurrenceMaker;
  evidence: EvidenceFinder;
}

type Questions = 'words' | 'complete' | 'neighbors' | 'analogy' | 'arithmetic' | 'similarity' | 'oddOneOut';
type Drawing = 'draw' | 'stopMap' | 'judgeMap' | 'cluster' | 'chooseColumn' | 'colorByLabel' | 'clearColoring';
type Counting = 'countCooccurrence' | 'stopCounting';
type Places = 'evidence' | 'reveal' | 'revealText';

const ANALOGIES_SHOWN = 10;
const COMPLETIONS_SHOWN = 20;

export function embeddingsAnswers({
  vectors,
  idOf,
  filesOf,
  subject,
  corpusOf,
  map,
  colors,
  counts,
  evidence,
}: AskedVectors): Pick<Answers<EmbeddingsViewContract>, Questions | Drawing | Counting | Places> {
  return {
    words: ({ side, ...range }) => vectors.call('listWords', { vectors: idOf(side), ...range }),
    complete: ({ side, prefix }) =>
      vectors.call('completeWord', { vectors: idOf(side), prefix, limit: COMPLETIONS_SHOWN }),
    neighbors: ({ side, word, row, k, measure }) =>
      vectors.call('neighbors', { vectors: idOf(side), ...(row < 0 ? { word } : { row }), k, measure }),
    analogy: ({ side, ...asked }) => vectors.call('analogy', { vectors: idOf(side), ...asked, k: ANALOGIES_SHOWN }),
    arithmetic: ({ side, ...asked }) =>
      vectors.call('arithmetic', { vectors: idOf(side), ...asked, k: ANALOGIES_SHOWN }),
    similarity: ({ side, ...asked }) => vectors.call('similarity', { vectors: idOf(side), ...asked }),
    oddOneOut: ({ side, words }) => vectors.call('oddOneOut', { vectors: idOf(side), words }),
    draw: ({ settings }) => (map.draw(settings, subject()), {}),
    stopMap: () => (map.stop(), {}),
    judgeMap: () => (map.judge(), {}),
    countCooccurrence: ({ side, question }) => (counts.count(question, corpusOf(side)), {}),
    stopCounting: () => (counts.stop(), {}),
    cluster: async (asked) => (await colors.cluster(idOf(0), asked), {}),
    chooseColumn: async () => ({ chosen: await colors.column(() => idOf(0)) }),
    colorByLabel: async () => (await colors.labels(idOf(0)), {}),
    clearColoring: () => (colors.clear(), {}),
    evidence: ({ side, word, offset }) => evidence.find(word, corpusOf(side), offset),
    reveal: async ({ serial, index }) => (await evidence.reveal(serial, index), {}),
    revealText: async ({ row }) => (await revealText(vectors, { vectors: idOf(0), row, files: filesOf(0) }), {}),
  };
}
