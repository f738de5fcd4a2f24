// Which colour and shape each point has: by frequency, by cluster, by a column of a table, by how far a word moved; and the
// legend that says so.

import { count, figure } from '../../../protocol/figures';
import type { Coloring } from '../../../protocol/embeddingsView';
import { CATEGORY_COLORS, legend, sequentialScale, type ColorScale } from '../../shared/colorScale';
import { element } from '../../shared/element';
import { cssOf, parseColor, type Rgb } from '../../shared/oklab';
import { themeColor } from '../../shared/theme';
import { categoryColors, isHighContrast } from './categoryColors';
import type { PointLooks } from './points';
import type { LegendEntry } from './svg';

/** A value for each point: numbers on a scale, or one of some categories. */
export type PointValues =
  | { kind: 'plain' }
  | { kind: 'numbers'; values: Float64Array; title: string; /** A value as it reads. */ text(value: number): string }
  | {
      kind: 'categories';
      indices: Int32Array;
      names: readonly string[];
      /** More of each. */ hints?: readonly string[];
    };

/** Categories that have a colour of their own; the rest share the last. */
const MOST_CATEGORIES = CATEGORY_COLORS.length;
/** The scale begins some way off the background, where points can be seen. */
const FIRST_SHARE = 0.5;
/** So many points are drawn small, and so many very small. */
const SOME = 2000;
const MANY = 20_000;

function scaleOf(values: Float64Array): ColorScale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) [low, high] = [0, 1];
  const span = Math.max(high - low, 1e-12);
  const whole = sequentialScale(low - (span * FIRST_SHARE) / (1 - FIRST_SHARE), high);
  return { ...whole, from: low, to: high };
}

type Color = [red: number, green: number, blue: number];

function bytesOf(css: string): Color {
  return inBytes(parseColor(css) ?? [0.5, 0.5, 0.5]);
}

function inBytes(color: Rgb): Color {
  const [red, green, blue] = color.map((part) => Math.round(part * 255));
  return [red, green, blue];
}

export function looksOf(values: PointValues, count: number): PointLooks {
  const colors = new Uint8Array(4 * count);
  const shapes = new Uint8Array(count);
  const opacity = isHighContrast() ? 255 : count > MANY ? 170 : 230;
  const paint = painterOf(values);
  for (let i = 0; i < count; i++) {
    const { color, shape } = paint(i);
    colors.set(color, 4 * i);
    colors[4 * i + 3] = opacity;
    shapes[i] = shape;
  }
  return { colors, shapes, diameter: diameterOf(count) };
}

/** In high contrast shapes are to be told apart too. */
function diameterOf(count: number): number {
  const [few, some, many] = isHighContrast() ? [10, 8, 4] : [7, 5, 3];
  return count > MANY ? many : count > SOME ? some : few;
}

function painterOf(values: PointValues): (index: number) => { color: Color; shape: number } {
  const none = { color: bytesOf(themeColor('descriptionForeground')), shape: 0 };
  if (values.kind === 'plain') {
    const plain = { color: bytesOf(themeColor('charts-blue')), shape: 0 };
    return () => plain;
  }
  if (values.kind === 'categories') {
    const looks = categoryColors().map((color, i) => ({ color: inBytes(color), shape: i }));
    return (i) => {
      const index = values.indices[i];
      return index < 0 ? none : looks[Math.min(index, MOST_CATEGORIES - 1)];
    };
  }
  const scale = scaleOf(values.values);
  const known = new Map<string, Color>();
  return (i) => {
    const value = values.values[i];
    if (Number.isNaN(value)) return none;
    const css = scale.color(value);
    let color = known.get(css);
    if (!color) known.set(css, (color = bytesOf(css)));
    return { color, shape: 0 };
  };
}

const SHAPE_SIGNS = ['●', '■', '◆', '▲', '▼', '✚', '✖'] as const;

/** The legend of what is shown; empty for plain points. `others`: what the last category is called when it holds several. */
export function legendOf(values: PointValues, others: string): HTMLElement[] {
  if (values.kind === 'plain') return [];
  if (values.kind === 'numbers') {
    return [legend(scaleOf(values.values), (value) => values.text(value), values.title)];
  }
  const { names, hints } = values;
  const colors = categoryColors();
  const shown = names.slice(0, MOST_CATEGORIES).map((name, i) => {
    const isRest = i === MOST_CATEGORIES - 1 && names.length > MOST_CATEGORIES;
    const sign = element('span', { text: SHAPE_SIGNS[i], attributes: { 'aria-hidden': 'true' } });
    sign.style.color = cssOf(colors[i]); // as on the map, where no colour is see-through
    const title = isRest ? others : (hints?.[i] ?? name);
    return element('li', { title }, sign, element('span', { class: 'name', text: isRest ? others : name }));
  });
  return [element('ul', { class: 'categories' }, ...shown)];
}

/** The same legend for a drawing, where nothing can be hovered. */
export function legendEntries(values: PointValues, others: string): LegendEntry[] {
  const css = (color: Color): string => `rgb(${color.join(',')})`;
  if (values.kind === 'plain') return [];
  if (values.kind === 'numbers') {
    const scale = scaleOf(values.values);
    return [0, 0.25, 0.5, 0.75, 1].map((part) => {
      const value = scale.from + (scale.to - scale.from) * part;
      return { color: css(bytesOf(scale.color(value))), shape: 0, text: values.text(value) };
    });
  }
  return values.names.slice(0, MOST_CATEGORIES).map((name, i) => {
    const isRest = i === MOST_CATEGORIES - 1 && values.names.length > MOST_CATEGORIES;
    return { color: css(inBytes(categoryColors()[i])), shape: i, text: isRest ? others : name };
  });
}

export interface ColoringStrings {
  cluster(number: number, words: string): string;
  clusterHint(size: string, words: string): string;
}

const WORDS_IN_NAME = 3;
const MOST_CHARACTERS = 16;

const shortened = (word: string): string =>
  word.length > MOST_CHARACTERS ? `${word.slice(0, MOST_CHARACTERS - 1)}…` : word;

/** Values of points by what the host has computed or read; `rows`: of the points. */
export function valuesOfColoring(coloring: Coloring, rows: Int32Array, strings: ColoringStrings): PointValues {
  const { clusters, column } = coloring;
  if (clusters) {
    const labels = new Int32Array(clusters.labels);
    const byRow = new Map(Array.from(new Int32Array(clusters.rows), (row, i) => [row, labels[i]]));
    const names = clusters.clusters.map(({ words }, i) =>
      strings.cluster(i + 1, words.slice(0, WORDS_IN_NAME).map(shortened).join(', ')),
    );
    const hints = clusters.clusters.map(({ size, words }) => strings.clusterHint(count(size), words.join(', ')));
    return { kind: 'categories', names, hints, indices: rows.map((row) => byRow.get(row) ?? -1) };
  }
  if (column?.numbers) {
    const numbers = new Float64Array(column.numbers);
    const own = Float64Array.from(rows, (row) => numbers[row]);
    return { kind: 'numbers', title: column.title, values: own, text: figure };
  }
  if (column?.indices) {
    const indices = new Int32Array(column.indices);
    return { kind: 'categories', names: column.values ?? [], indices: rows.map((row) => indices[row]) };
  }
  return { kind: 'plain' };
}

/** The value of a point in words, for hover and tables. */
export function textOfValue(values: PointValues, index: number): string {
  if (values.kind === 'plain') return '';
  if (values.kind === 'categories') return values.names[values.indices[index]] ?? '';
  const value = values.values[index];
  return Number.isNaN(value) ? '' : values.text(value);
}
