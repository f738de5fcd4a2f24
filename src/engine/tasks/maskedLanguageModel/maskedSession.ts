// A masked language model at work: what it makes of places in texts. Programs are compiled when they are first needed.

import { LabError } from '../../../protocol/labError';
import { planBatches } from '../../data/batches';
import type { MaskedModel } from '../../models/maskedModel';
import { compiledPrograms } from '../../runtime/compiledPrograms';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { PAD } from '../../text/vocabulary';
import { layOutReadings, type MaskedReading } from './maskedReading';
import type { SentencePairs } from './sentencePairs';

/** A place of a text, and what the model said of it. */
export interface JudgedPlace {
  /** The number of the text. */
  text: number;
  /** In the text. */
  place: number;
  /** The token that stands there. */
  label: number;
  /** The most probable one. */
  guess: number;
  /** Of the label; a natural logarithm. */
  logProbability: number;
}

/** A token of a text that may have been replaced, and what the model said of that. */
export interface DetectedToken {
  text: number;
  place: number;
  replaced: boolean;
  /** The logit of that. */
  score: number;
}

interface JudgedTexts {
  /** In tokens. */
  lengths: Int32Array;
  reading(text: number): MaskedReading;
}

interface JudgeContext {
  told: (place: JudgedPlace) => void;
  /** Of models that detect replaced tokens. */
  detected?: (token: DetectedToken) => void;
  signal?: AbortSignal;
  /** Share of the texts that were judged. */
  progress?: (fraction: number) => void;
}

/** A pair of texts, and what the model said of it. */
export interface JudgedPair {
  /** The number of the pair. */
  pair: number;
  /** The second text is the one behind the first. */
  follows: boolean;
  /** The logit of that. */
  score: number;
}

interface BatchShape {
  batchSize: number;
  maxLength: number;
}

export interface MaskedSession {
  /** Tells of every place that is asked for, texts of like length together. Fails with `CANCELLED`. */
  judge(parameters: Feeds, texts: JudgedTexts, context: JudgeContext): Promise<void>;
  /** Tells of every pair whether the second text seems to follow on the first; of models of pairs. Fails with `CANCELLED`. */
  pairs(
    parameters: Feeds,
    pairs: Pick<SentencePairs, 'lengths' | 'read'>,
    context: { told: (pair: JudgedPair) => void; signal?: AbortSignal },
  ): Promise<void>;
  /** The log probabilities of all tokens at each place of a text, [places][vocabulary]. */
  fill(parameters: Feeds, reading: MaskedReading): Promise<Float32Array[]>;
  /** How the tokens of a text look at each other, by layer [1, heads, time, time], padding behind it; none where they do not. */
  attend(parameters: Feeds, ids: Int32Array): Promise<Feeds>;
  release(): Promise<void>;
}

export function createMaskedSession(
  model: MaskedModel,
  { batchSize, maxLength }: BatchShape,
  settings: SessionSettings,
): MaskedSession {
  const programs = compiledPrograms(settings);
  return {
    async judge(parameters, { lengths, reading }, { told, detected, signal, progress }) {
      const program = detected
        ? await programs.of('detecting', () => ({ outputs: model.judging() }))
        : await programs.of('judging', () => {
            const { logProbabilities, best } = model.judging();
            return { outputs: { logProbabilities, best } };
          });
      const plan = planBatches(lengths, { batchSize, maxLength });
      for (const [done, members] of plan.entries()) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        progress?.(done / plan.length);
        const readings = Array.from(members, reading);
        const { texts, labels, replacing, chosen } = layOutReadings(readings, { maxLength, filler: PAD });
        if (chosen === 0) continue;
        const feeds = { ...texts, ...labels, ...(detected && replacing) };
        const { logProbabilities, best, replaced, replacedScores } = await program.run({ ...parameters, ...feeds });
        let at = 0;
        readings.forEach((each, i) =>
          each.places.forEach((place, k) => {
            const logProbability = Number(logProbabilities.data[at]);
            told({ text: members[i], place, label: each.labels[k], guess: Number(best.data[at]), logProbability });
            at++;
          }),
        );
        if (!detected) continue;
        readings.forEach(({ ids }, column) =>
          ids.forEach((_, place) => {
            const cell = place * readings.length + column;
            const token = { replaced: replaced.data[cell] === 1, score: Number(replacedScores.data[cell]) };
            detected({ text: members[column], place, ...token });
          }),
        );
      }
    },
    async pairs(parameters, { lengths, read }, { told, signal }) {
      const { following } = model;
      if (!following) throw new LabError('INTERNAL', 'This model reads no pairs of texts.');
      const program = await programs.of('following', () => ({ outputs: following() }));
      for (const members of planBatches(lengths, { batchSize, maxLength })) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        const given = Array.from(members, read);
        const { texts, pairs } = layOutReadings(
          given.map((pair) => ({ ...pair, places: [], labels: [] })),
          { maxLength },
        );
        const { ids, mask } = texts;
        const { scores } = await program.run({ ...parameters, ids, mask, segments: pairs.segments });
        given.forEach(({ follows }, i) => told({ pair: members[i], follows, score: Number(scores.data[i]) }));
      }
    },
    async fill(parameters, reading) {
      const program = await programs.of('filling', () => ({ outputs: model.filling() }));
      const { texts, chosen } = layOutReadings([reading], { maxLength });
      const { logProbabilities } = await program.run({ ...parameters, ...texts });
      const [, vocabulary] = logProbabilities.shape;
      const all = logProbabilities.data as Float32Array;
      return Array.from({ length: chosen }, (_, i) => all.slice(i * vocabulary, (i + 1) * vocabulary));
    },
    async attend(parameters, ids) {
      const outputs = model.attention();
      if (!outputs) return {};
      const program = await programs.of('attention', () => ({ outputs }));
      const { texts } = layOutReadings([{ ids, places: [], labels: [] }], { maxLength });
      return program.run({ ...parameters, ids: texts.ids, mask: texts.mask });
    },
    release: () => programs.release(),
  };
}
