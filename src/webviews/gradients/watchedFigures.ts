// What the view draws of what trainings saw, made of their lines. Pure.

import type { ParameterNorms, WatchedTensor, WatchLine } from '../../protocol/gradients';
import type { WatchedRun } from '../../protocol/gradientsView';

export type Section = 'steps' | 'parameters' | 'activations' | 'attention';

export const SECTIONS: readonly Section[] = ['steps', 'parameters', 'activations', 'attention'];

type TensorSection = Exclude<Section, 'parameters'>;

/** Names a tensor in runs of whatever cell, so that what has the same part is compared. */
export const keyOf = ({ name, layer: { part, number = 0, direction } }: WatchedTensor): string =>
  [name, part ?? '', number, direction ?? ''].join(' ');

/** The tensors of a section in any of the runs. */
export function tensorsOf(runs: readonly WatchedRun[], section: TensorSection): Map<string, WatchedTensor> {
  const found = new Map<string, WatchedTensor>();
  for (const { lines } of runs)
    for (const line of lines)
      for (const tensor of line[section] ?? []) if (!found.has(keyOf(tensor))) found.set(keyOf(tensor), tensor);
  return found;
}

/** What a line has of one tensor. */
export const ofTensor = <S extends TensorSection>(line: WatchLine, section: S, key: string) =>
  (line[section] as NonNullable<WatchLine[S]> | undefined)?.find((tensor) => keyOf(tensor) === key) as
    NonNullable<WatchLine[S]>[number] | undefined;

/** The line of a run at a share of its recording: 0 the first, 1 the last. */
export const lineAt = ({ lines }: WatchedRun, place: number): WatchLine | undefined =>
  lines.at(Math.round(place * (lines.length - 1)));

/** Rows from top to bottom, each of `columns` values; NaN where there is none. */
export interface Grid {
  /** The steps. */
  rows: number[];
  columns: number;
  values: Float64Array;
  /** What a column stands for: its place, or the middle of its bin. */
  at(column: number): number;
}

/** Gradients smaller than this are nothing in single precision. */
const LEAST_NORM = 1e-38;

/** By step of the training the logarithm (to 10) of the norms at each place. */
export function normsGrid({ lines }: WatchedRun, key: string): Grid {
  const found = lines.flatMap((line) => {
    const tensor = ofTensor(line, 'steps', key);
    return tensor ? [{ step: line.step, tensor }] : [];
  });
  const stride = Math.max(1, ...found.map(({ tensor }) => tensor.stride));
  const columns = Math.max(0, ...found.map(({ tensor }) => Math.ceil((tensor.norms.length * tensor.stride) / stride)));
  const values = new Float64Array(found.length * columns).fill(NaN);
  found.forEach(({ tensor }, row) => {
    for (let column = 0; column < columns; column++) {
      const norm = tensor.norms.at(Math.round((column * stride) / tensor.stride)) ?? NaN;
      const isThere = Math.round((column * stride) / tensor.stride) < tensor.norms.length;
      if (isThere) values[row * columns + column] = Math.log10(Math.max(norm, LEAST_NORM));
    }
  });
  return { rows: found.map(({ step }) => step), columns, values, at: (column) => column * stride };
}

/** The least and the greatest value of a tensor in any line of the runs. */
export function rangeOf(runs: readonly WatchedRun[], key: string): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const { lines } of runs)
    for (const line of lines) {
      const { range } = ofTensor(line, 'activations', key) ?? {};
      if (!range) continue;
      least = Math.min(least, range[0]);
      greatest = Math.max(greatest, range[1]);
    }
  return least <= greatest ? [least, greatest] : [0, 1];
}

const BINS = 48;

/** By step of the training the share of values in each of equal bins over `range`, which all runs have in common. */
export function spreadGrid({ lines }: WatchedRun, key: string, [least, greatest]: [number, number]): Grid {
  const found = lines.flatMap((line) => {
    const tensor = ofTensor(line, 'activations', key);
    return tensor ? [{ step: line.step, tensor }] : [];
  });
  const width = (greatest - least || 1) / BINS;
  const values = new Float64Array(found.length * BINS);
  found.forEach(({ tensor: { counts, range } }, row) => {
    const total = counts.reduce((a, b) => a + b, 0) || 1;
    const own = (range[1] - range[0]) / counts.length;
    counts.forEach((count, bin) => share(range[0] + bin * own, range[0] + (bin + 1) * own, count / total, row));
  });
  return { rows: found.map(({ step }) => step), columns: BINS, values, at: (bin) => least + (bin + 0.5) * width };

  /** What lies between two values goes to the bins there, evenly. */
  function share(from: number, to: number, part: number, row: number): void {
    if (part === 0) return;
    const clamp = (bin: number): number => Math.min(BINS - 1, Math.max(0, bin));
    const [first, last] = [clamp(Math.floor((from - least) / width)), clamp(Math.ceil((to - least) / width) - 1)];
    if (last <= first) return void (values[row * BINS + first] += part);
    for (let bin = first; bin <= last; bin++) {
      const overlap = Math.min(to, least + (bin + 1) * width) - Math.max(from, least + bin * width);
      values[row * BINS + bin] += (part * Math.max(0, overlap)) / (to - from);
    }
  }
}

export type ParameterFigure = 'ratio' | 'gradient' | 'weight';

export const PARAMETER_FIGURES: readonly ParameterFigure[] = ['ratio', 'gradient', 'weight'];

export const parameterFigure = ({ gradient, weight, update }: ParameterNorms, figure: ParameterFigure): number =>
  figure === 'gradient' ? gradient : figure === 'weight' ? weight : update / weight;

/** A curve over the steps of a run's training. */
interface Series {
  label: string;
  values: (number | null)[];
}

export interface SeriesOfRun {
  steps: number[];
  series: Series[];
}

/** By parameter, the greatest last value first. */
export function parameterSeries({ lines }: WatchedRun, figure: ParameterFigure): SeriesOfRun {
  const seen = lines.filter(({ parameters }) => parameters !== undefined);
  const names = [...new Set(seen.flatMap(({ parameters = {} }) => Object.keys(parameters)))];
  const series = names.map((label) => ({
    label,
    values: seen.map(({ parameters = {} }) => finite(parameters[label] && parameterFigure(parameters[label], figure))),
  }));
  const last = ({ values }: Series): number => values.findLast((value) => value !== null) ?? 0;
  return { steps: seen.map(({ step }) => step), series: series.sort((a, b) => last(b) - last(a)) };
}

/** By head. */
export function entropySeries({ lines }: WatchedRun, key: string, headName: (head: number) => string): SeriesOfRun {
  const seen = lines.filter((line) => ofTensor(line, 'attention', key));
  const all = seen.map((line) => ofTensor(line, 'attention', key)?.entropies ?? []);
  const heads = Math.max(0, ...all.map(({ length }) => length));
  const series = Array.from({ length: heads }, (_, head) => ({
    label: headName(head),
    values: all.map((entropies) => finite(entropies.at(head))),
  }));
  return { steps: seen.map(({ step }) => step), series };
}

/** Shares of dead units, and of gates that are nearly shut and nearly open; no series where a tensor has none. */
export function shareSeries(
  { lines }: WatchedRun,
  key: string,
  names: { dead: string; shut: string; open: string },
): SeriesOfRun {
  const seen = lines.flatMap((line) => ofTensor(line, 'activations', key) ?? []);
  const steps = lines.filter((line) => ofTensor(line, 'activations', key)).map(({ step }) => step);
  const all: Series[] = [
    { label: names.dead, values: seen.map(({ dead }) => finite(dead)) },
    { label: names.shut, values: seen.map(({ saturated }) => finite(saturated?.[0])) },
    { label: names.open, values: seen.map(({ saturated }) => finite(saturated?.[1])) },
  ];
  return { steps, series: all.filter(({ values }) => values.some((value) => value !== null)) };
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
