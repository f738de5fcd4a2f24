// What an Embeddings view may send, call by call.
import {
  type CooccurrenceQuestion,
  type EmbeddingsViewContract,
  MAP_METHODS,
  type MapSettings,
  type Side,
} from '../../protocol/embeddingsView';
import { TEXT_POOLINGS } from '../../protocol/textVectors';
import type { SharedCalls } from '../../protocol/views';
import { MOST_STEPS, type WordAxis } from '../../protocol/projection';
import { between, type Check, flag, integer, listOf, nothing, object, oneOf, text } from '../views/requestChecks';

type Calls = EmbeddingsViewContract['calls'];
type Requests = { [K in Exclude<keyof Calls, keyof SharedCalls>]: Check<Calls[K]['request']> };

const MOST_ROWS = 10_000_000;
/** The most points that a map can have. */
const MOST_POINTS = 200_000;

const side: Check<Side> = (value): value is Side => value === 0 || value === 1;
const word = text(1000);
/** A word, or a text whose words are taken together. */
const wordOrText = text(20_000);
const measure = oneOf('cosine', 'euclidean', 'dot');
const row = integer(0, MOST_ROWS);
const seed = integer(0, 2 ** 31 - 1);

const settings = object<MapSettings>({
  method: oneOf(...MAP_METHODS),
  dimensions: (value): value is 2 | 3 => value === 2 || value === 3,
  limit: integer(1, MOST_POINTS),
  normalize: flag,
  seed,
  perplexity: integer(2, 1000),
  iterations: integer(1, MOST_STEPS),
  neighbors: integer(2, 1000),
  minDistance: between(0, 10),
  epochs: integer(1, MOST_STEPS),
  axes: listOf(object<WordAxis>({ from: listOf(word, 0, 100), to: listOf(word, 0, 100) }), 0, 3),
  rows: listOf(row, 0, MOST_POINTS),
});

const twoWords: Check<[string, string]> = (value): value is [string, string] => listOf(word, 2, 2)(value);

const question = object<CooccurrenceQuestion>({
  words: twoWords,
  probes: listOf(word, 1, 200),
  window: integer(1, 1000),
  weighted: flag,
  matchCase: flag,
});

export const embeddingsRequests: Requests = {
  again: nothing,
  cancel: nothing,
  draw: object<Calls['draw']['request']>({ settings }),
  stopMap: nothing,
  judgeMap: nothing,
  words: object<Calls['words']['request']>({ side, first: row, count: integer(1, 100_000) }),
  complete: object<Calls['complete']['request']>({ side, prefix: word }),
  neighbors: object<Calls['neighbors']['request']>({
    ...{ side, word, measure },
    row: integer(-1, MOST_ROWS),
    k: integer(1, 1000),
  }),
  analogy: object<Calls['analogy']['request']>({ side, a: word, b: word, c: word, method: oneOf('add', 'multiply') }),
  arithmetic: object<Calls['arithmetic']['request']>({ side, expression: word, measure }),
  similarity: object<Calls['similarity']['request']>({ side, a: wordOrText, b: wordOrText }),
  oddOneOut: object<Calls['oddOneOut']['request']>({ side, words: listOf(word, 1, 1000) }),
  countCooccurrence: object<Calls['countCooccurrence']['request']>({ side, question }),
  stopCounting: nothing,
  cluster: object<Calls['cluster']['request']>({
    ...{ clusters: integer(2, 50), seed },
    rows: listOf(row, 0, MOST_POINTS),
    limit: integer(1, MOST_POINTS),
  }),
  chooseColumn: nothing,
  colorByLabel: nothing,
  clearColoring: nothing,
  chooseOther: nothing,
  clearOther: nothing,
  chooseLayer: object<Calls['chooseLayer']['request']>({ layer: integer(0, 100) }),
  choosePooling: object<Calls['choosePooling']['request']>({ pooling: oneOf(...TEXT_POOLINGS) }),
  openSentences: nothing,
  evidence: object<Calls['evidence']['request']>({ side, word, offset: row }),
  reveal: object<Calls['reveal']['request']>({ serial: row, index: row }),
  revealText: object<Calls['revealText']['request']>({ row }),
  chooseCorpus: object<Calls['chooseCorpus']['request']>({ side }),
};
