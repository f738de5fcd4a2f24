// metrics.jsonl: the figures of a training.

import type { MetricLine } from '../../protocol/run';
import type { Files } from './files';
import { openLineLog, readLines, type LineLog, type LinesRead } from './lineLog';

function isMetricLine(line: unknown): line is MetricLine {
  const given = new Map<string, unknown>(Object.entries(Object(line) as object)); // a line ends with }, so it is one
  const isNumber = (name: string): boolean => typeof given.get(name) === 'number';
  if (!isNumber('step') || !isNumber('time')) return false;
  if (given.get('kind') === 'step') return ['epoch', 'loss', 'learningRate', 'gradientNorm'].every(isNumber);
  if (given.get('kind') === 'event') return typeof given.get('event') === 'string';
  const metrics = given.get('metrics');
  if (given.get('kind') !== 'epoch' || !isNumber('epoch') || typeof metrics !== 'object' || metrics === null)
    return false;
  return Object.values(metrics).every((value) => typeof value === 'number');
}

/** Fails as `openLineLog`. */
export const openMetricsLog = (files: Files, path: string): LineLog<MetricLine> => openLineLog(files, path);

/** Fails as `readLines`. */
export const readMetrics = (files: Files, path: string, fromByte = 0): LinesRead<MetricLine> =>
  readLines(files, path, isMetricLine, fromByte);
