// Texts beside a neural model of whole texts that is to be explained on them: its scores with each token scaled, or left out.

import { makeBatch } from '../../data/batches';
import type { KeptTexts } from '../../data/encodedTexts';
import { inDirection, type ExplainedText, type PlacedToken } from '../../explain/explainedText';
import { inParts } from '../../explain/inParts';
import type { ErasableText } from '../../explain/leaveOneOut';
import type { ScaledScore, ScoreAt } from '../../explain/scaledScore';
import type { Inference, TextsRead } from '../../models/classifier';
import { scaledTokens } from '../../models/tokenScales';
import type { TrainingOptions } from '../../schema/training';
import { openedOnce, releaseAll } from '../../runtime/release';
import { compile, type Feeds, type SessionSettings } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { idsOf, tokensOf } from '../../store/tokenStore';
import { UNK } from '../../text/vocabulary';
import { batchFeeds, createTextSession } from './textSession';
import { isSeparator } from './seenTokens';

/** Tokens of all copies of a text in one run: what fits in a cache, about. */
const TOKENS_AT_ONCE = 8192;

interface ExplainedModel {
  /** What a model makes before it is a share, [batch, width]. */
  scores(): Inference['answers'];
  reads: TextsRead;
  parameters: Feeds;
  training: TrainingOptions;
  settings: SessionSettings;
}

/** Copies of a text, each without a token, in one call of the session. */
const TEXTS_AT_ONCE = 256;

/** One example as the model reads it. */
interface ReadExample {
  /** Its texts, as many as are read apart. */
  encoded: KeptTexts;
  /** Those of the texts that are read, with what stands between. */
  tokens: readonly PlacedToken[];
}

export interface TextExplainer {
  of(example: ReadExample): Pick<ExplainedText, 'tokens' | 'scaled' | 'erasable'>;
  release(): Promise<void>;
}

/** Programs are compiled when they are first asked for, and kept. */
export function textExplainer({ scores, reads, parameters, training, settings }: ExplainedModel): TextExplainer {
  const scaling = openedOnce(() => compile({ ...scaledTokens(scores()) }, settings, 'explanation'));
  const erasing = openedOnce(() => createTextSession(reads, { answers: scores() }, settings));

  function scaled({ encoded, tokens }: ReadExample, direction: Float32Array): ScaledScore {
    const places = placesOf(encoded);
    async function run(points: readonly Float32Array[]): Promise<ScoreAt[]> {
      const program = await scaling.get();
      const batch = makeBatch(encoded, new Int32Array(points.length), training, reads.apart); // copies of the one example
      const feeds = batchFeeds(batch, training.padding, reads);
      const { size, texts, time } = batch;
      const firsts = Array.from(batch.lengths.subarray(0, texts), (length) =>
        training.padding === 'after' ? 0 : time - length,
      );
      const at = (row: number, { column, t }: TokenPlace): number =>
        ((firsts[column] + t) * size + row) * texts + column;
      const scales = new Float32Array(batch.ids.length).fill(1);
      points.forEach((point, row) => places.forEach((place, i) => (scales[at(row, place)] = point[i])));
      const directions = new Float32Array(size * direction.length);
      for (let row = 0; row < size; row++) directions.set(direction, row * direction.length);
      const found = await program.run({
        ...{ ...parameters, ...feeds, scales: tensor('float32', feeds.ids.shape, scales) },
        direction: tensor('float32', [size, direction.length], directions),
      });
      const gradient = found.gradient.data as Float32Array;
      return points.map((_, row) => ({
        score: inDirection(direction, found.scores.data as Float32Array, row * direction.length),
        gradient: Float64Array.from(places, (place) => gradient[at(row, place)]),
      }));
    }
    const atOnce = Math.max(1, Math.floor(TOKENS_AT_ONCE / Math.max(1, encoded.ids.length)));
    return {
      tokens: tokens.length,
      at: (points, work) => inParts(points, { ...work, atOnce }, run),
    };
  }

  function erasable({ encoded, tokens }: ReadExample, direction: Float32Array): ErasableText {
    return {
      tokens: tokens.length,
      async erased(work) {
        const can = tokens.flatMap((token, i) => (isSeparator(token) ? [] : [i]));
        const opened = await erasing.get();
        const found = await inParts([-1, ...can], { ...work, atOnce: TEXTS_AT_ONCE }, async (left) => {
          const answers = await opened.answers(parameters, withoutEach(encoded, left), training, work?.signal);
          return left.map((_, example) => inDirection(direction, answers, example * direction.length));
        });
        const scored = new Float64Array(1 + tokens.length).fill(NaN);
        [0, ...can.map((i) => 1 + i)].forEach((at, example) => (scored[at] = found[example]));
        return scored;
      },
    };
  }

  return {
    of(given) {
      // Between texts that are read apart stands nothing.
      const tokens = reads.apart > 1 ? given.tokens.filter((token) => !isSeparator(token)) : given.tokens;
      const example = { ...given, tokens };
      return {
        tokens,
        scaled: (direction) => scaled(example, direction),
        erasable: (direction) => erasable(example, direction),
      };
    },
    release: () => releaseAll([scaling, erasing]),
  };
}

/** Which text, of those read apart, and which token of it. */
interface TokenPlace {
  column: number;
  t: number;
}

const placesOf = ({ starts }: KeptTexts): TokenPlace[] =>
  Array.from({ length: starts.length - 1 }, (_, column) =>
    Array.from({ length: starts[column + 1] - starts[column] }, (__, t) => ({ column, t })),
  ).flat();

/** The example without each of some tokens, whole where that is −1; what is left of a text without tokens is `<unk>`. */
function withoutEach({ ids: read, starts }: KeptTexts, tokens: readonly number[]): KeptTexts {
  const ids = idsOf(read);
  const texts = starts.length - 1;
  const all: number[][] = [];
  for (const left of tokens)
    for (let column = 0; column < texts; column++) {
      const kept: number[] = [];
      for (let at = starts[column]; at < starts[column + 1]; at++) if (at !== left) kept.push(ids[at]);
      all.push(kept.length > 0 ? kept : [UNK]);
    }
  const begins = new Int32Array(all.length + 1);
  all.forEach(({ length }, i) => (begins[i + 1] = begins[i] + length));
  return { ids: tokensOf(Int32Array.from(all.flat())), starts: begins, truncated: 0, empty: 0, unknown: 0 };
}
