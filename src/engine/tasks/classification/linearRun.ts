// A run of a classical model: vectors, one fit, one epoch. A fit can be stopped between two passes and goes on from there
// to the same bits; its checkpoint has the fit's state, and no model before there is one.

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { LinearClassifierOptions } from './linearSchemas';
import type { AroundModel } from './aroundModel';
import { LabError } from '../../../protocol/labError';
import type { Metrics } from '../../../protocol/run';
import { firstTexts } from '../../data/severalTexts';
import { loadDataset, type DataPart, type Dataset } from '../../data/dataset';
import { madeOf } from '../../data/dataParts';
import { hashFile } from '../../data/fileHash';
import { unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import { logProbabilityRows, type FitProgress, type LinearModel } from '../../linear/linearModel';
import { meanLoss, type ClassifiedPart } from '../../metrics/classificationReport';
import { requireMemory } from '../../runtime/machine';
import { runFiles } from '../../store/runFolder';
import { listOf } from '../../text/rows';
import type { SparseRows } from '../../text/vectorizers/sparseRows';
import { fitVectorizer, type Vectorizer } from '../../text/vectorizers/vectorizer';
import { formatVectorizer } from '../../text/vectorizers/vectorizerFile';
import { figuresOf, labelPart } from './labelPart';
import { fitLinear, outputsOf } from './fitLinear';
import { inSteps, pause } from '../../train/inSteps';
import { fitStateOf, fitTensors } from '../fitTensors';
import { linearOf, linearTensors } from './linearTensors';
import type { PreparedRun, PrepareOptions, RunPlace } from '../../train/preparedRun';
import { progressAt, progressOf, type Progress } from '../../train/progress';
import type { TrainerResult } from '../../train/trainer';
import { countWords, unknownWords } from './seenWords';
import { simpleModels } from './simpleModels';
import { learnTokenizer, requireEveryClass } from './trainingTexts';
import { surroundingsOf, tokenizerFor } from '../texts/vectorizing';

interface Prepared {
  options: LinearClassifierOptions;
  experiment: AroundModel;
  dataset: Dataset;
  vectorizer: Vectorizer;
  /** Of the training part. */
  rows: SparseRows;
  progress: PrepareOptions<AroundModel>['progress'];
}

/** Fails as `loadDataset` and `fitVectorizer`, and with `NO_MEMORY`. */
export async function prepareLinearRun(
  request: PrepareOptions<AroundModel> & { model: LinearClassifierOptions },
): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal } = request;
  const { seed, clean } = experiment;
  progress({ phase: 'Reading' });
  return madeOf(await loadDataset(experiment.data, { baseFolder, seed, clean, signal }), (dataset) =>
    linearRunOf(dataset, request),
  );
}

async function linearRunOf(
  dataset: Dataset,
  request: PrepareOptions<AroundModel> & { model: LinearClassifierOptions },
): Promise<PreparedRun> {
  const { experiment, baseFolder, progress, signal, model: options } = request;
  requireEveryClass(dataset);
  const texts = firstTexts(dataset.train.examples);
  const cutting = tokenizerFor(experiment.tokenizer, options);
  const { tokenizer, tokenizerFile } = await learnTokenizer(cutting, { ...request, texts, notices: dataset.notices });
  const counting = fitVectorizer(texts, options, surroundingsOf(experiment, tokenizer));
  const { vectorizer, rows } = await inSteps(counting, { phase: 'Counting', progress, signal });
  const { labels, notices, test } = dataset;
  const features = vectorizer.vocabulary.features.length;
  const outputs = outputsOf(options, labels.length);
  requireMemory(8 * outputs * (features + 1) * 12 + 12 * rows.values.length);
  const hashes: Record<string, string> = {};
  for (const file of dataset.files) hashes[path.relative(baseFolder, file)] = await hashFile(file);
  const vectorizerText = formatVectorizer(vectorizer.vocabulary);
  hashes.vocabulary = createHash('sha256').update(vectorizerText).digest('hex'); // last: a file is what to tell first
  const unknown: Record<string, UnknownTokens> = {};
  for (const name of ['train', 'validation', 'test'] as const) {
    await pause(signal);
    unknown[name] = unknownWords(firstTexts(dataset[name].examples), vectorizer);
  }
  const prepared: Prepared = { options, experiment, dataset, vectorizer, rows, progress };
  const expected = { classes: labels.length, outputs, features, hasIdf: vectorizer.idf !== undefined };
  return {
    settings: { device: 'cpu', threads: 1 },
    ...{
      labels,
      hashes,
      notices: [...notices, ...noticesOf(rows), ...unknownNotice(unknown)],
      hasTest: test.classes.length > 0,
    },
    parameters: outputs * (features + 1),
    epochs: 1,
    documents: {
      [runFiles.tokenizer]: tokenizerFile,
      [runFiles.vectorizer]: vectorizerText,
    },
    find: (place) => fitIn(prepared, place),
    async judge(stored) {
      const { model } = linearOf(stored, expected, 'model.safetensors');
      const judgedPart = (of: DataPart, source: string) => partOf(of, source, model, { ...prepared, signal });
      const part = (await judgedPart(test, 'test')) ?? (await judgedPart(dataset.validation, 'validation'));
      if (!part) return undefined;
      const { seed, training } = experiment;
      const beside = await simpleModels({
        experiment,
        dataset,
        judged: part,
        answering: { figures: (each) => figuresOf(each, training.monitor) },
        tokenizer,
        signal,
      });
      const counted = await countWords(firstTexts(listOf(part.examples)), vectorizer, signal);
      return labelPart(part, { seed, monitor: training.monitor, unknown: counted, beside });
    },
    release: () => Promise.resolve(dataset.close?.()),
  };
}

function noticesOf({ rows, starts }: SparseRows): string[] {
  let empty = 0;
  for (let row = 0; row < rows; row++) if (starts[row] === starts[row + 1]) empty++;
  return empty > 0 ? [`${empty} of ${rows} train texts have no feature of the vocabulary.`] : [];
}

const PAUSE_EVERY_MS = 50;

async function fitIn(prepared: Prepared, place: RunPlace): Promise<TrainerResult> {
  const before = place.checkpoint && progressOf(place.checkpoint);
  if (before && before.epoch > 0) return { status: 'completed', progress: before };
  const { experiment, dataset, vectorizer, rows, progress } = prepared;
  const started = performance.now() - 1000 * (before?.time ?? 0);
  const seconds = (): number => (performance.now() - started) / 1000;
  const model = await fitInPasses(prepared, place, seconds);
  if (!model) return { status: 'stopped', progress: progressAt({ step: 0, epoch: 0, time: seconds() }) };
  requireFinite(model);
  progress({ phase: 'Evaluating' });
  const loss = meanLoss(dataset.train.classes, logProbabilityRows(model, rows), dataset.labels.length);
  // What was fitted is judged to the end, whatever is asked meanwhile.
  const toTheEnd = { ...prepared, signal: new AbortController().signal };
  const held = await partOf(dataset.validation, 'validation', model, toTheEnd);
  const { monitor } = experiment.training;
  const validation = held && figuresOf(held, monitor);
  const metrics: Metrics = {
    loss,
    ...(validation &&
      Object.fromEntries(Object.entries(validation).map(([metric, value]) => [`validation.${metric}`, value]))),
  };
  const best = validation
    ? { epoch: 1, step: 1, monitor: `validation.${monitor}`, value: validation[monitor] }
    : { epoch: 1, step: 1, monitor: 'loss', value: loss };
  const reached: Progress = { ...progressAt({ step: 1, epoch: 1, time: seconds() }), best, metrics };
  place.observe({ kind: 'epoch', step: 1, epoch: 1, time: reached.time, metrics });
  place.follow(reached);
  place.save(['best', 'last'], reached, { parameters: linearTensors({ model, idf: vectorizer.idf }), state: {} });
  return { status: 'completed', progress: reached };
}

/** Undefined when a stop was asked for. */
async function fitInPasses(
  { options, experiment, dataset, rows, progress }: Prepared,
  { checkpoint, signal, save, checkpointDue }: RunPlace,
  seconds: () => number,
): Promise<LinearModel | undefined> {
  const { checkpointEverySteps } = experiment.training;
  const state = checkpoint && fitStateOf(checkpoint.optimizer);
  const fit = fitLinear(options, rows, dataset.train.classes, dataset.labels.length, state);
  const keep = (progress: FitProgress | undefined): void =>
    save(['last'], progressAt({ step: 0, epoch: 0, time: seconds() }), {
      parameters: {},
      state: fitTensors(progress?.state?.() ?? state ?? {}),
    });
  let latest: FitProgress | undefined;
  let pausedMs = performance.now();
  for (let pass = 1; ; pass++) {
    if (signal.aborted) {
      keep(latest);
      return undefined;
    }
    const { done, value } = fit.next();
    if (done) return value;
    latest = value;
    if (checkpointDue() || (checkpointEverySteps > 0 && pass % checkpointEverySteps === 0)) keep(value);
    if (performance.now() - pausedMs < PAUSE_EVERY_MS) continue;
    progress({ phase: 'Fitting', fraction: value.fraction });
    await new Promise((resolve) => setImmediate(resolve)); // a stop request is heard here
    pausedMs = performance.now();
  }
}

function requireFinite({ coefficients, intercept }: LinearModel): void {
  if ([coefficients, intercept].every((values) => values.every(Number.isFinite))) return;
  throw new LabError('NOT_FINITE', 'The weights of the model became infinite. Lower "model.C", then train again.', {
    key: ['model', 'C'],
  });
}

async function partOf(
  part: DataPart,
  source: string,
  model: LinearModel,
  { vectorizer, dataset, progress, signal }: Prepared & { signal: AbortSignal },
): Promise<ClassifiedPart | undefined> {
  if (part.classes.length === 0) return undefined;
  const counting = vectorizer.vectorsInSteps(firstTexts(part.examples));
  const rows = await inSteps(counting, { phase: 'Evaluating', progress, signal });
  return classified(part, rows, source, model, dataset.labels);
}

const classified = (
  { classes, examples }: DataPart,
  rows: SparseRows,
  source: string,
  model: LinearModel,
  labels: readonly string[],
): ClassifiedPart => ({
  ...{ classes, examples: listOf(examples), source, labels },
  logProbabilities: logProbabilityRows(model, rows),
});
