// Sentences as vectors, of models that tag: the states of their tokens, pooled. Long sentences are read in parts, and each token
// counts once.

import path from 'node:path';
import { isTaggedFile } from '../../../protocol/corpusFiles';
import type { TextVectors } from '../../../protocol/textVectors';
import type { LabeledText } from '../../data/labeledText';
import { loadTexts } from '../../data/loadTexts';
import type { TaggedSentence } from '../../data/tagged/taggedSentence';
import type { GivenTokens } from '../../data/tagged/wordTable';
import { columnNames } from '../../data/severalTexts';
import type { EmbeddingOptions, TextEmbedding } from '../openModel';
import { ownExamples, requirePooling, requireRoom, type OwnData } from '../texts/textEmbedding';
import type { OpenTagger } from './openTagger';

const POOLINGS = ['mean', 'max', 'first'] as const;

/** Tokens whose states are held at once; a longer sentence by itself. */
const TOKENS_AT_ONCE = 50_000;

/** Where texts stand in tables, whose columns no experiment of tagging names. */
const COLUMNS = { text: 'text', label: 'label' };

interface Parts {
  states: NonNullable<OpenTagger['states']>;
  /** A text cut into the tokens that are tagged. */
  cut(text: string): GivenTokens;
  own: OwnData<TaggedSentence>;
  /** The sentences of a file of tags. */
  tagged(
    file: string,
    options: { limit: number; signal: AbortSignal },
  ): Promise<{ sentences: TaggedSentence[]; notices: string[] }>;
}

export function sentenceEmbedding({ states, cut, own, tagged }: Parts): TextEmbedding {
  const { width } = states;

  async function embed(sentences: readonly GivenTokens[], options: EmbeddingOptions): Promise<TextVectors> {
    const { pooling = POOLINGS[0], signal, progress } = options;
    requirePooling(pooling, POOLINGS);
    requireRoom(sentences.length, width);
    const pool = { mean, max, first }[pooling as (typeof POOLINGS)[number]];
    const values = new Float32Array(sentences.length * width);
    for (let start = 0, end = 0; start < sentences.length; start = end) {
      for (let tokens = 0; end < sentences.length && (end === start || tokens < TOKENS_AT_ONCE); end++)
        tokens += sentences[end].tokens.length;
      const found = await states.of(sentences.slice(start, end), signal);
      for (const [i, each] of found.entries()) if (each.length > 0) values.set(pool(each, width), (start + i) * width);
      progress({ phase: 'Computing vectors', fraction: end / sentences.length });
    }
    return { values, width, pooling, tokenCounts: sentences.map(({ tokens }) => tokens.length) };
  }

  return {
    ...{ poolings: POOLINGS, columns: columnNames(COLUMNS.text) },
    texts: (texts, options) => embed(texts.map(cut), options),
    async data(source, { limit = 0, ...options }) {
      const { signal, progress } = options;
      progress({ phase: 'Reading' });
      if ('file' in source && !isTaggedFile(path.basename(source.file))) {
        const loaded = await loadTexts(source.file, { ...source, own: COLUMNS, limit, signal });
        const sentences = loaded.examples.map(({ texts: [text] }) => cut(text));
        return { ...loaded, ...(await embed(sentences, options)) };
      }
      const read =
        'part' in source
          ? await ownExamples(source.part, own, signal)
          : await tagged(source.file, { limit, signal }).then(({ sentences, notices }) => ({
              ...{ examples: sentences, notices, files: [source.file] },
            }));
      const sentences = limit > 0 ? read.examples.slice(0, limit) : read.examples;
      return { ...read, examples: sentences.map(asText), ...(await embed(sentences, options)) };
    },
  };
}

const asText = ({ tokens, file, lines: [line] }: TaggedSentence): LabeledText => ({
  texts: [tokens.join(' ')],
  ...{ label: '', file, line },
});

/** `[tokens, width]` -> `[width]` */
type Pool = (states: Float32Array, width: number) => Float32Array;

const first: Pool = (states, width) => states.subarray(0, width);

const mean: Pool = (states, width) => {
  const sum = new Float64Array(width);
  for (let at = 0; at < states.length; at++) sum[at % width] += states[at];
  return Float32Array.from(sum, (value) => (value * width) / states.length);
};

const max: Pool = (states, width) => {
  const most = new Float32Array(width).fill(-Infinity);
  for (let at = 0; at < states.length; at++) most[at % width] = Math.max(most[at % width], states[at]);
  return most;
};
