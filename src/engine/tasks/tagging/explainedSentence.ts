// A sentence beside a neural tagger that is to be explained on it: the scores of one token's tags, with each token scaled. A token is
// left out as its vector and its features, its place stays: the tag that is explained may be its own. What is said of the pieces of a token
// is said of the token: their scale is one, and it looks at another token as much as its pieces do, in the mean, at all pieces of that.

import { makeTagBatch } from '../../data/tagged/tagBatches';
import { windowsOf } from '../../data/tagged/windows';
import type { WordTable } from '../../data/tagged/wordTable';
import { alone, inDirection, type ExplainedText, type TextAttention } from '../../explain/explainedText';
import { inParts } from '../../explain/inParts';
import type { ErasableText } from '../../explain/leaveOneOut';
import { everyToken, type ScaledScore, type ScoreAt } from '../../explain/scaledScore';
import { NO_TAG } from '../../models/heads/tag';
import type { Tagger } from '../../models/tagger';
import { scaledTokens } from '../../models/tokenScales';
import { openedOnce } from '../../runtime/release';
import { compile, type Feeds, type SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { feedsOfBatch, OVERLAP, type TaggerShape } from './taggerSession';

/** Tokens of all copies of a sentence in one run. */
const TOKENS_AT_ONCE = 8192;

interface ReadSentence {
  words: Int32Array;
  table: WordTable;
  /** Whose tag is explained. */
  token: number;
}

type Explained = Pick<ExplainedText, 'scaled' | 'erasable' | 'attention'>;

export interface SentenceExplainer {
  of(sentence: ReadSentence): Explained;
  release(): Promise<void>;
}

/** Programs are compiled when they are first asked for, and kept. */
export function sentenceExplainer(
  tagger: Tagger,
  parameters: Feeds,
  { maxLength, ...reader }: TaggerShape,
  settings: SessionSettings,
): SentenceExplainer {
  const tags = Number(tagger.inference().emissions.shape[2]);
  const scaling = openedOnce(() => compile({ ...scaledTokens(tagger.inference().emissions) }, settings, 'explanation'));

  function of({ words, table, token }: ReadSentence): Explained {
    const { length } = words;
    const sizes = table.sizesOf(words);
    const windows = windowsOf([sizes], maxLength, Math.floor(maxLength * OVERLAP));
    const read = windows.find(({ from, to }) => from <= token && token < to);
    if (!read) throw new Error(`The sentence has no token ${token}.`);
    const { start, end } = read;
    /** By token, its first piece in the window. */
    const firsts = [0];
    for (let t = start; t < end; t++) firsts.push(firsts[t - start] + sizes[t]);
    const piecesOf = (t: number): number[] => Array.from({ length: sizes[t] }, (_, piece) => firsts[t - start] + piece);
    const copies = (size: number) => {
      const chosen = Array.from({ length: size }, () => read);
      const batch = makeTagBatch(chosen, { words: [words], tags: [] }, table, { longest: maxLength, noTag: NO_TAG });
      return { batch, feeds: { ...parameters, ...feedsOfBatch(batch, table, reader) } };
    };

    async function run(points: readonly Float32Array[], direction: Float32Array): Promise<ScoreAt[]> {
      const { batch, feeds } = copies(points.length);
      const { time, size, length: tokens } = batch;
      const scales = new Float32Array(time * size).fill(1);
      const directions = new Float32Array(tokens * size * tags);
      const firstOf = (row: number): number => ((token - start) * size + row) * tags;
      points.forEach((point, row) => {
        for (let t = start; t < end; t++) for (const piece of piecesOf(t)) scales[piece * size + row] = point[t];
        directions.set(direction, firstOf(row));
      });
      const found = await (
        await scaling.get()
      ).run({
        ...{ ...feeds, scales: tensor('float32', [time, size], scales) },
        direction: tensor('float32', [tokens, size, tags], directions),
      });
      const slopes = found.gradient.data as Float32Array;
      return points.map((_, row) => {
        const gradient = new Float64Array(length);
        for (let t = start; t < end; t++) for (const piece of piecesOf(t)) gradient[t] += slopes[piece * size + row];
        return { score: inDirection(direction, found.scores.data as Float32Array, firstOf(row)), gradient };
      });
    }

    const scaled = (direction: Float32Array): ScaledScore => ({
      tokens: length,
      at: (points, work) =>
        inParts(points, { ...work, atOnce: Math.max(1, Math.floor(TOKENS_AT_ONCE / read.size)) }, (part) =>
          run(part, direction),
        ),
    });

    const erasable = (direction: Float32Array): ErasableText => ({
      tokens: length,
      async erased(work) {
        const score = scaled(direction);
        const points = Array.from({ length: 1 + length }, (_, i) => {
          const point = everyToken(score, 1);
          if (i > 0) point[i - 1] = 0;
          return point;
        });
        // Whoever is not read changes nothing.
        const asked = points.slice(0, 1).concat(points.slice(1 + start, 1 + end));
        const [whole, ...without] = await score.at(asked, work);
        const scores = new Float64Array(1 + length).fill(NaN);
        scores[0] = whole.score;
        without.forEach((left, i) => (scores[1 + start + i] = left.score));
        return scores;
      },
    });

    async function attention(layers: NonNullable<ReturnType<Tagger['attention']>>): Promise<TextAttention> {
      const { feeds } = copies(1);
      const attending = await compile(layers, settings, 'attention');
      try {
        const found = await attending.run(feeds);
        const maps = Object.keys(layers).map((name) => {
          const [, heads, time] = found[name].shape;
          const data = found[name].data as Float32Array;
          return Array.from({ length: heads }, (_, head) => {
            const map = new Float32Array(length * length);
            for (let t = 0; t < length; t++) {
              if (t < start || t >= end) map[t * length + t] = 1;
              else
                for (const piece of piecesOf(t)) {
                  const from = (head * time + piece) * time;
                  for (let other = start; other < end; other++)
                    for (const seen of piecesOf(other)) map[t * length + other] += data[from + seen] / sizes[t];
                }
            }
            return map;
          });
        });
        return { layers: maps, pooled: alone(length, token) };
      } finally {
        await attending.release();
      }
    }

    const layers = tagger.attention();
    return { scaled, erasable, ...(layers ? { attention: () => attention(layers) } : {}) };
  }

  return {
    of,
    release: () => scaling.release(),
  };
}
