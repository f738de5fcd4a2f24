// A language model beside the same one with other output layers: what each computes in a step, how long that takes, and how good it becomes.
// Each of the others is a run within this one.

import path from 'node:path';
import type { CurvePoint, ReportBlock, ReportCell, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import type { MetricLine } from '../../../protocol/run';
import { wholeFigure } from '../../metrics/numbers';
import type { OutputLayerOptions } from '../../schema/outputLayer';
import type { Files } from '../../store/files';
import { readMetrics } from '../../store/metricsLog';
import { runFiles } from '../../store/runFolder';
import { readRecord } from '../../store/runRecord';
import type { NeuralTask } from '../../train/neuralTask';
import type { RunPlace } from '../../train/preparedRun';
import { restsWithoutGradient } from '../../train/update';
import type { AroundModel } from './aroundModel';
import { drawnTokens, requireTokens } from './drawnTokens';
import type { TokenPart } from '../../store/tokenStore';
import type { Windows } from './windows';

interface Compared {
  experiment: Pick<AroundModel, 'name' | 'seed' | 'training'>;
  train: TokenPart;
  windows: Windows;
  /** Rows of the output layer. */
  vocabulary: number;
}

const NAMES: Readonly<Record<OutputLayerOptions['type'], string>> = {
  full: toTranslate('Full softmax'),
  sampled: toTranslate('Sampled softmax'),
  nce: toTranslate('Noise-contrastive estimation'),
  negative: toTranslate('Negative sampling'),
};

/** Batches whose rows are counted. */
const COUNTED = 20;

/**
 * The task, before which the same model is trained with each of `training.outputLayers`, and whose report shows all of them. Fails as
 * `requireTokens`.
 */
export function besideLayers(task: NeuralTask, compared: Compared): NeuralTask {
  const { outputLayer, outputLayers } = compared.experiment.training;
  if (outputLayers.length === 0) return task;
  outputLayers.forEach((layer, i) => requireTokens(layer, compared.vocabulary, ['training', 'outputLayers', i]));
  let begun: { place: RunPlace; folders: string[] } | undefined;
  return {
    ...task,
    async begin(place) {
      await task.begin?.(place);
      const folders: string[] = [];
      for (const [i, layer] of outputLayers.entries())
        folders.push(
          await place.trainWithin(
            path.join('output', `${i}-${layer.type}`),
            withLayer(compared.experiment, layer),
            `Training with another output layer, ${i + 1} of ${outputLayers.length}`,
          ),
        );
      begun = { place, folders };
    },
    async judge(parameters, settings) {
      const part = await task.judge(parameters, settings);
      if (!part || !begun) return part;
      const { folders, place } = begun;
      const { perplexity } = part.figures(part.judging);
      const own = { layer: outputLayer, folder: place.folder, perplexity: perplexity && wholeFigure(perplexity) };
      const others = folders.map((folder, i) => ({
        layer: outputLayers[i],
        folder,
        perplexity: judged(place.files, folder),
      }));
      const section = sectionOf([own, ...others], place.files, compared);
      return {
        ...part,
        report(judging) {
          const report = part.report(judging);
          return { ...report, sections: [...report.sections, section] };
        },
      };
    },
  };
}

const withLayer = ({ training, ...experiment }: Compared['experiment'], layer: OutputLayerOptions): object => ({
  ...experiment,
  name: `${experiment.name.slice(0, 80)} ${layer.type}`,
  training: { ...training, outputLayer: layer, outputLayers: [] },
});

/** Of a run within. */
function judged(files: Files, folder: string): number | undefined {
  const { metrics } = readRecord(files, folder);
  return metrics['test.perplexity'] ?? metrics['validation.perplexity'];
}

interface Trained {
  layer: OutputLayerOptions;
  folder: string;
  /** On the part that is judged. */
  perplexity?: number;
}

function sectionOf(all: readonly Trained[], files: Files, compared: Compared): ReportSection {
  const { experiment, vocabulary } = compared;
  const logs = all.map(({ folder }) => readMetrics(files, path.join(folder, runFiles.metrics)).lines);
  const rests = restsWithoutGradient(experiment.training.optimizer);
  const rows = all.map(({ layer, perplexity }, i): ReportCell[] => {
    const computed = rowsOf(layer, compared);
    return [
      ...[NAMES[layer.type], 'samples' in layer ? layer.samples : ''],
      ...[computed, rests ? computed : vocabulary],
      ...[millisecondsOf(logs[i]) ?? '', perplexity ?? ''],
    ];
  });
  const title = toTranslate('Output layers');
  const curves = all.map(({ layer }, i) => ({ name: NAMES[layer.type], points: pointsOf(logs[i]) }));
  const plot: ReportBlock = {
    ...{ kind: 'curves', places: 'steps', metric: 'perplexity', curves },
    label: toTranslate('Perplexity of the validation text over time'),
    x: toTranslate('Seconds'),
  };
  return {
    title,
    blocks: [
      {
        ...{ kind: 'table', isTelling: true, title },
        columns: [
          { title: toTranslate('Output layer'), form: 'said' },
          { title: toTranslate('Drawn tokens'), form: 'figure', decimals: 0 },
          {
            title: toTranslate('Rows computed'),
            hint: toTranslate('Different rows of the output layer that have a part in a step, in the mean'),
            form: 'figure',
            decimals: 0,
          },
          {
            title: toTranslate('Rows changed'),
            hint: toTranslate(
              'By the optimizer in a step: those computed, where it leaves numbers without a gradient as they are (SGD without momentum, Adagrad), else all',
            ),
            form: 'figure',
            decimals: 0,
          },
          { title: toTranslate('ms a step'), hint: toTranslate('The median'), form: 'figure', decimals: 1 },
          { metric: 'perplexity' },
        ],
        rows,
      },
      ...(curves.some(({ points }) => points.length > 0) ? [plot] : []),
      {
        kind: 'notes',
        lines: [
          {
            text: toTranslate(
              'All are judged with the softmax over the whole vocabulary, and begin with the same probabilities.',
            ),
          },
        ],
      },
    ],
  };
}

/** By whole seconds. */
const pointsOf = (lines: readonly MetricLine[]): CurvePoint[] =>
  lines.flatMap((line) =>
    line.kind === 'epoch' && 'validation.perplexity' in line.metrics
      ? [{ x: Math.round(line.time), y: line.metrics['validation.perplexity'] }]
      : [],
  );

/** The median of the times between two updates of one epoch. */
function millisecondsOf(lines: readonly MetricLine[]): number | undefined {
  const times = lines.flatMap((line, i) => {
    const before = lines.at(i - 1);
    const follows = i > 0 && line.kind === 'step' && before?.kind === 'step';
    return follows ? [1000 * (line.time - before.time)] : [];
  });
  return times.sort((a, b) => a - b).at(Math.floor(times.length / 2));
}

/** In the mean over the first batches. */
function rowsOf(layer: OutputLayerOptions, { experiment, train, windows, vocabulary }: Compared): number {
  const drawn = drawnTokens(train, layer, { vocabulary, seed: experiment.seed });
  if (!drawn) return vocabulary;
  const count = Math.min(COUNTED, windows.batches);
  let sum = 0;
  for (let number = 0; number < count; number++) {
    const batch = windows.batch(number);
    const { samples } = drawn.feeds(batch, number);
    sum += new Set([...batch.labels, ...(samples.data as Int32Array)]).size;
  }
  return sum / count;
}
