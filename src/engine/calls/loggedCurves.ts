// The calls `loggedFigures`, `loggedCurves` and `figuresAt`: what runs have told while they trained, for tables and charts of many.

import path from 'node:path';
import type { MetricLine } from '../../protocol/run';
import type { LoggedCurve } from '../../protocol/runTableCalls';
import { thinnedPlaces } from '../metrics/thinned';
import { readMetrics } from '../store/metricsLog';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import type { EngineCall } from './context';

const OF_STEPS = ['loss', 'learningRate', 'gradientNorm', 'wordsPerSecond'] as const;
/** Of all curves together, and of one. */
const MOST_POINTS = 600_000;
const POINTS_OF_CURVE = { least: 400, most: 2000 };
/** Of so many runs it is looked which figures there are. */
const MOST_LOOKED_AT = 20;

export const loggedFigures: EngineCall<'loggedFigures'> = async ({ folders }, { signal }) => {
  const keys = new Set<string>();
  for (const folder of folders.slice(0, MOST_LOOKED_AT)) {
    for (const line of linesOf(folder)) {
      if (line.kind === 'step') OF_STEPS.forEach((key) => Number.isFinite(line[key]) && keys.add(key));
      else if (line.kind === 'epoch') Object.keys(line.metrics).forEach((key) => keys.add(key));
    }
    await pause(signal);
  }
  return { keys: [...keys] };
};

export const loggedCurves: EngineCall<'loggedCurves'> = async ({ folders, key }, { signal }) => {
  const { least, most } = POINTS_OF_CURVE;
  const points = Math.max(least, Math.min(most, Math.floor(MOST_POINTS / folders.length)));
  const curves: ({ folder: string } & LoggedCurve)[] = [];
  for (const folder of folders) {
    const curve = curveOf(linesOf(folder), key, points);
    if (curve.total > 0) curves.push({ folder, ...curve });
    await pause(signal);
  }
  return { curves };
};

export const figuresAt: EngineCall<'figuresAt'> = async ({ folders, key, step }, { signal }) => {
  const values: (number | null)[] = [];
  for (const folder of folders) {
    const known = linesOf(folder).filter((line) => line.step <= step && valueOf(line, key) !== undefined);
    const last = known.at(-1);
    values.push((last && valueOf(last, key)) ?? null);
    await pause(signal);
  }
  return { values };
};

/** Other calls are heard, a cancel too. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

/** Without what a resume has undone. */
function linesOf(folder: string): MetricLine[] {
  const lines: MetricLine[] = [];
  for (const line of readOf(folder)) {
    if (line.kind === 'event' && line.event === 'resumed')
      while (lines.length > 0 && lines[lines.length - 1].step > line.step) lines.pop();
    else lines.push(line);
  }
  return lines;
}

function readOf(folder: string): MetricLine[] {
  const file = folder === '' ? undefined : path.join(folder, runFiles.metrics);
  return file !== undefined && nodeFiles.stat(file)?.kind === 'file' ? readMetrics(nodeFiles, file).lines : [];
}

function valueOf(line: MetricLine, key: string): number | undefined {
  if (line.kind === 'epoch') return Object.hasOwn(line.metrics, key) ? line.metrics[key] : undefined;
  const name = OF_STEPS.find((known) => known === key);
  return line.kind === 'step' && name !== undefined ? line[name] : undefined;
}

/** By line, how many tokens were read up to it; none where one of the updates before did not tell. */
function tokensRead(lines: readonly MetricLine[]): ReadonlyMap<MetricLine, number> {
  let total = 0;
  const read = new Map<MetricLine, number>();
  for (const line of lines) {
    if (line.kind === 'step') total += line.tokens ?? NaN;
    read.set(line, total);
  }
  return Number.isNaN(total) ? new Map() : read;
}

function curveOf(lines: readonly MetricLine[], key: string, most: number): LoggedCurve {
  const read = tokensRead(lines);
  const measured = lines.filter((line) => valueOf(line, key) !== undefined);
  const all = Float64Array.from(measured, (line) => valueOf(line, key) ?? NaN);
  const kept = thinnedPlaces(all, most).map((place) => measured[place]);
  const end = lines.findLast((line) => line.kind === 'epoch');
  const epochsAStep = end && end.step > 0 ? end.epoch / end.step : NaN;
  return {
    total: all.length,
    step: Float64Array.from(kept, ({ step }) => step),
    epoch: Float64Array.from(kept, ({ step }) => step * epochsAStep),
    time: Float64Array.from(kept, ({ time }) => time),
    tokens: Float64Array.from(kept, (line) => read.get(line) ?? NaN),
    values: Float64Array.from(kept, (line) => valueOf(line, key) ?? NaN),
  };
}
