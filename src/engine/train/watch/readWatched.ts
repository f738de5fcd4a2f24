// From what the program of watched steps gives to a line of the log. Padding counts nowhere.

import type { HeadEntropies, StepNorms, ValueSpread, WatchLine } from '../../../protocol/gradients';
import type { Feeds } from '../../runtime/session';
import { countOf, type Tensor } from '../../runtime/tensor';
import { BOUNDED, GATES, UNITS, type WatchedOutput, type WatchPlan } from './watchProgram';

export type WatchedValues = Omit<WatchLine, 'step' | 'epoch' | 'parameters'>;

/** @param results of the program, by output @param feeds of the batch, with its masks */
export function readWatched({ outputs }: WatchPlan, results: Feeds, feeds: Feeds): WatchedValues {
  const each = <T>(of: WatchedOutput['of'], read: (output: WatchedOutput, tensor: Tensor) => T): T[] =>
    outputs.filter((output) => output.of === of).map((output) => read(output, results[output.output]));
  const steps = each('gradient', (output, norms) => stepNorms(output, norms, tokensOf(norms, feeds)));
  const activations = each('values', (output, values) => spreadOf(output, values, tokensOf(values, feeds)));
  const attention = each('entropy', (output, rows) => entropiesOf(output, rows, feeds));
  return {
    ...(steps.length > 0 && { steps }),
    ...(activations.length > 0 && { activations }),
    ...(attention.length > 0 && { attention }),
  };
}

type Tokens = Uint8Array | undefined;

/** Where there is a token, by [time, batch]: the batch's mask of that many places; undefined where nothing is padding. */
function tokensOf({ shape: [time, batch] }: Tensor, feeds: Feeds): Tokens {
  for (const [name, { dtype, shape, data }] of Object.entries(feeds))
    if (/mask$/i.test(name) && dtype === 'bool' && shape[0] === time && countOf(shape) === time * batch)
      return data as Uint8Array;
  return undefined;
}

/** So many places of a text are kept, at most. */
const MOST_PLACES = 512;

/** norms [time, batch] */
function stepNorms({ name, layer }: WatchedOutput, { shape, data }: Tensor, tokens: Tokens): StepNorms {
  const [time, batch] = shape;
  const isRecurrent = (name === 'hiddenState' || name === 'cellState') && layer.direction !== 'backward';
  const sums = new Float64Array(time);
  const counts = new Float64Array(time);
  for (let text = 0; text < batch; text++) {
    const isToken = (t: number): boolean => !tokens || tokens[t * batch + text] !== 0;
    let place = 0;
    for (let i = 0; i < time; i++) {
      const t = isRecurrent ? time - 1 - i : i;
      if (!isToken(t)) continue;
      sums[place] += Number(data[t * batch + text]);
      counts[place++]++;
    }
  }
  const longest = counts.findLastIndex((count) => count > 0) + 1;
  const stride = Math.max(1, Math.ceil(longest / MOST_PLACES));
  const norms: number[] = [];
  for (let place = 0; place < longest; place += stride) norms.push(rounded(sums[place] / counts[place]));
  return { name, layer, from: isRecurrent ? 'end' : 'start', stride, norms };
}

const BINS = 32;
const [LOW, HIGH] = [0.1, 0.9];

/** values [time, batch, unit] */
function spreadOf({ name, layer }: WatchedOutput, { shape, data }: Tensor, tokens: Tokens): ValueSpread {
  const values = data as Float32Array;
  const units = shape[2];
  const rows = shape[0] * shape[1];
  const [least, greatest] = rangeOf(name, values, units, tokens);
  const scale = greatest > least ? BINS / (greatest - least) : 0;
  const counts = new Array<number>(BINS).fill(0);
  const isActive = new Uint8Array(units);
  let [low, high, count] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    if (tokens && tokens[row] === 0) continue;
    count += units;
    for (let unit = 0, at = row * units; unit < units; unit++, at++) {
      const value = values[at];
      const bin = Math.floor((value - least) * scale);
      if (bin >= 0) counts[bin < BINS ? bin : BINS - 1]++;
      if (value > 0) isActive[unit] = 1;
      if (value < LOW) low++;
      else if (value > HIGH) high++;
    }
  }
  const dead = isActive.reduce((sum, active) => sum + (active === 0 ? 1 : 0), 0);
  return {
    ...{ name, layer, range: [rounded(least), rounded(greatest)], counts },
    ...(GATES.includes(name) && count > 0 && { saturated: [rounded(low / count), rounded(high / count)] }),
    ...(UNITS.includes(name) && count > 0 && { dead: rounded(dead / units) }),
  };
}

function rangeOf(name: WatchedOutput['name'], values: Float32Array, units: number, tokens: Tokens): [number, number] {
  if (GATES.includes(name)) return [0, 1];
  if (BOUNDED.includes(name)) return [-1, 1];
  let [least, greatest] = [Infinity, -Infinity];
  for (let row = 0, at = 0; at < values.length; row++)
    if (tokens && tokens[row] === 0) at += units;
    else
      for (const end = at + units; at < end; at++) {
        if (values[at] < least) least = values[at];
        if (values[at] > greatest) greatest = values[at];
      }
  return least <= greatest ? [least, greatest] : [0, 0];
}

/** rows [batch, heads, time] */
function entropiesOf({ name, layer }: WatchedOutput, { shape, data }: Tensor, feeds: Feeds): HeadEntropies {
  const [batch, heads, time] = shape;
  const tokens = tokensOf({ dtype: 'float32', shape: [time, batch], data: new Float32Array(0) }, feeds);
  const sums = new Float64Array(heads);
  let count = 0;
  for (let text = 0; text < batch; text++)
    for (let t = 0; t < time; t++) {
      if (tokens && tokens[t * batch + text] === 0) continue;
      count++;
      for (let head = 0; head < heads; head++) sums[head] += Number(data[(text * heads + head) * time + t]);
    }
  return { name, layer, entropies: Array.from(sums, (sum) => rounded(sum / count)) };
}

/** Four digits: the log is read by people and drawn. */
export const rounded = (value: number): number => Number(value.toPrecision(4));
