// A run of an n-gram model: the text is counted before the run has a folder, and what was found is its only checkpoint.

import { LabError } from '../../../../protocol/labError';
import type { Metrics } from '../../../../protocol/run';
import type { JudgeOptions } from '../../../language/languageModel';
import { createNgramLanguage } from '../../../language/ngramLanguage';
import type { NgramModel } from '../../../ngrams/ngramModel';
import type { EstimatedModel } from '../../../ngrams/kneserNey';
import { availableBytes, formatBytes } from '../../../runtime/machine';
import type { TokenPart } from '../../../store/tokenStore';
import type { PreparedRun, PrepareOptions, RunPlace } from '../../../train/preparedRun';
import { progressAt, progressOf, type Progress } from '../../../train/progress';
import type { TrainerResult } from '../../../train/trainer';
import type { AroundModel } from '../aroundModel';
import { scoredText, type ScoredText } from '../judgedText';
import { prepareLanguageCorpus, type LanguageCorpus } from '../languageCorpus';
import { figuresOf, languagePart } from '../languagePart';
import type { JudgedText } from '../partWriter';
import { seenAs } from '../seenText';
import { countModel } from './countModel';
import { ngramModelOf, ngramTensors } from './ngramTensors';
import type { NgramOptions } from './schema';

/** Fails as `prepareLanguageCorpus`, and with `NO_MEMORY` where the n-grams do not fit. */
export async function prepareNgrams(options: NgramOptions, request: PrepareOptions<AroundModel>): Promise<PreparedRun> {
  const corpus = await prepareLanguageCorpus(request);
  try {
    const started = performance.now();
    const vocabulary = corpus.text.vocabulary.tokens.length;
    const allow = (bytes: number): void => requireRoom(bytes, options);
    const estimated = await countModel(corpus.train, options, { ...request, vocabulary, allow });
    return preparedRun(options, request, { corpus, estimated, seconds: (performance.now() - started) / 1000 });
  } catch (error) {
    corpus.close();
    throw error;
  }
}

function requireRoom(bytes: number, { order, cutoff, memory }: NgramOptions): void {
  if (memory > 0 && bytes > memory * 1e6) {
    const message = `The most frequent n-grams alone need about ${formatBytes(bytes)} of memory. Raise "model.memory", or lower "model.order" or "tokenizer.vocabularySize".`;
    throw new LabError('NO_MEMORY', message, { key: ['model', 'memory'] });
  }
  const available = availableBytes();
  if (bytes <= available) return;
  const message = `The n-grams of up to ${order} tokens need about ${formatBytes(bytes)} of memory, but only ${formatBytes(available)} are free. Lower "model.order", or set "model.cutoff" to ${cutoff + 1}.`;
  throw new LabError('NO_MEMORY', message, { key: ['model', 'order'] });
}

interface Found {
  corpus: LanguageCorpus;
  estimated: EstimatedModel;
  /** That it took to find it. */
  seconds: number;
}

function preparedRun(
  { order, cutoff }: NgramOptions,
  { experiment, progress, signal }: PrepareOptions<AroundModel>,
  { corpus, estimated, seconds }: Found,
): PreparedRun {
  const { text, validation, test } = corpus;
  const { seed, tokenizer, training } = experiment;
  const { model } = estimated;
  const judge = (part: TokenPart, by: NgramModel, told: JudgeOptions['told']): Promise<void> =>
    createNgramLanguage(by, text).judge(part, {
      ...{ told, signal, progress: (fraction) => progress({ phase: 'Evaluating', fraction }) },
    });
  const judged = (part: JudgedText, by: NgramModel): Promise<ScoredText> =>
    scoredText(part, (told) => judge(part, by, told));
  /** Nats a token of the text that was counted: all there is where none is held out. */
  const trainLoss = async (): Promise<number> => {
    let nats = 0;
    await judge(corpus.train, model, (_, logProbabilities) => {
      for (const value of logProbabilities) nats -= value;
    });
    return nats / corpus.train.length;
  };
  return {
    settings: { device: 'cpu', threads: 1 },
    labels: [],
    ...{ documents: corpus.documents, hashes: corpus.hashes, hasTest: test !== undefined },
    notices: [...corpus.notices, ...noticesOf(estimated, cutoff)],
    parameters: model.levels.reduce(
      (sum, { probabilities, backoffs }) => sum + probabilities.length + backoffs.length,
      0,
    ),
    epochs: 1,
    async find(place) {
      const before = place.checkpoint && progressOf(place.checkpoint);
      if (before && before.epoch > 0) return { status: 'completed', progress: before };
      const { monitor } = training;
      const [name, figures] = validation
        ? [`validation.${monitor}`, inValidation(figuresOf(await judged(validation, model)))]
        : ['loss', { loss: await trainLoss() }];
      return keepFound(place, { model, metrics: figures, monitor: name, time: seconds });
    },
    async judge(stored) {
      const part = test ?? validation;
      if (!part) return undefined;
      const kept = ngramModelOf(stored, { order, vocabulary: text.vocabulary.tokens.length }, 'model.safetensors');
      const source = test ? 'test' : 'validation';
      const { lowercase } = tokenizer;
      return languagePart(await judged(part, kept), { seed, source, seen: seenAs(undefined, 0), lowercase });
    },
    release() {
      corpus.close();
      return Promise.resolve();
    },
  };
}

const inValidation = (figures: Metrics): Metrics =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`validation.${name}`, value]));

function keepFound(
  place: RunPlace,
  { model, metrics, monitor, time }: { model: NgramModel; metrics: Metrics; monitor: string; time: number },
): TrainerResult {
  const at = { step: 1, epoch: 1 };
  const best = { ...at, monitor, value: metrics[monitor] };
  const reached: Progress = { ...progressAt({ ...at, time }), best, metrics };
  place.observe({ kind: 'epoch', ...at, time, metrics });
  place.follow(reached);
  place.save(['best', 'last'], reached, { parameters: ngramTensors(model), state: {} });
  return { status: 'completed', progress: reached };
}

/** @param asked the cutoff that the experiment has */
function noticesOf({ model, discounts, pruning }: EstimatedModel, asked: number): string[] {
  const counts = model.levels.map(({ probabilities }) => probabilities.length);
  const usual = discounts.flatMap(({ isEstimated }, i) => (isEstimated ? [] : [i + 1]));
  return [
    `n-grams of 1 to ${counts.length} tokens: ${counts.join(', ')}.`,
    ...(pruning.cutoff > asked || pruning.from < 3
      ? [
          `For want of memory n-grams of ${pruning.from} tokens and more that occur less than ${pruning.cutoff} times were left out.`,
        ]
      : []),
    ...(usual.length > 0
      ? [
          `Too few n-grams are rare to tell how much to take from their counts (tokens: ${usual.join(', ')}): usual amounts are taken.`,
        ]
      : []),
  ];
}
