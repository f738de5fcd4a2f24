// How important keys are for a figure: a random forest learns it from them (Breiman 2001), and it is measured how much worse it foretells
// runs that its trees have not seen when the values of one key are shuffled among them. Pure; the same for the same runs.

export interface ForestData {
  /** `[key][run]`: numbers; texts as the places of their values. */
  inputs: readonly Float64Array[];
  /** `[run]` */
  target: Float64Array;
}

export interface Importance {
  /** `[key]`: by how much the mean squared error rises, as a share of the figure's variance; below 0 by chance. */
  shares: number[];
  /** How much of the variance is foretold of runs not seen: 1 − error / variance. */
  explained: number;
}

export const LEAST_RUNS = 10;
const TREES = 64;
const MOST_RUNS = 2000;
const LEAST_LEAF = 3;
const MOST_DEPTH = 12;
const MOST_CUTS = 32;

type Tree = { value: number } | { key: number; at: number; low: Tree; high: Tree };

export function keyImportance({ inputs, target }: ForestData, seed = 1): Importance {
  const random = generator(seed);
  const all = Array.from(target, (_, i) => i);
  const runs = all.length <= MOST_RUNS ? all : shuffled(all, random).slice(0, MOST_RUNS);
  const mean = average(runs, target);
  const variance = runs.reduce((sum, run) => sum + (target[run] - mean) ** 2, 0) / runs.length;
  const errors = new Float64Array(inputs.length);
  const sums = { votes: new Float64Array(target.length), counts: new Float64Array(target.length), error: 0, seen: 0 };
  for (let t = 0; t < TREES; t++) {
    const bag = runs.map(() => runs[Math.floor(random() * runs.length)]);
    const inBag = new Set(bag);
    const outside = runs.filter((run) => !inBag.has(run));
    const tree = grow(bag, { inputs, target, random }, 0);
    const ask = (run: number, key = -1, other = run): number => answer(tree, (k) => inputs[k][k === key ? other : run]);
    for (const run of outside) {
      const said = ask(run);
      sums.votes[run] += said;
      sums.counts[run]++;
      sums.error += (said - target[run]) ** 2;
      sums.seen++;
    }
    const mixed = shuffled(outside, random);
    for (let key = 0; key < inputs.length; key++)
      outside.forEach((run, i) => (errors[key] += (ask(run, key, mixed[i]) - target[run]) ** 2));
  }
  const judged = runs.filter((run) => sums.counts[run] > 0);
  const missed = judged.reduce((sum, run) => sum + (sums.votes[run] / sums.counts[run] - target[run]) ** 2, 0);
  const scale = variance > 0 && sums.seen > 0 ? variance * sums.seen : Infinity;
  return {
    shares: Array.from(errors, (error) => (error - sums.error) / scale),
    explained: variance > 0 && judged.length > 0 ? 1 - missed / judged.length / variance : 0,
  };
}

interface Growing extends ForestData {
  random: () => number;
}

/** Cuts where the squares fall most, among a third of the keys at each place. */
function grow(runs: readonly number[], data: Growing, depth: number): Tree {
  const { inputs, target, random } = data;
  const leaf = { value: average(runs, target) };
  if (depth >= MOST_DEPTH || runs.length < 2 * LEAST_LEAF) return leaf;
  const keys = shuffled([...inputs.keys()], random).slice(0, Math.max(1, Math.ceil(inputs.length / 3)));
  let best: { key: number; at: number; gain: number } | undefined;
  for (const key of keys) {
    const cut = bestCut(runs, inputs[key], target);
    if (cut && (!best || cut.gain > best.gain)) best = { key, ...cut };
  }
  if (!best) return leaf;
  const { key, at } = best;
  const isLow = (run: number): boolean => inputs[key][run] <= at;
  const [low, high] = [runs.filter(isLow), runs.filter((run) => !isLow(run))];
  return { key, at, low: grow(low, data, depth + 1), high: grow(high, data, depth + 1) };
}

function bestCut(
  runs: readonly number[],
  input: Float64Array,
  target: Float64Array,
): { at: number; gain: number } | undefined {
  const order = [...runs].sort((a, b) => input[a] - input[b]);
  const total = order.reduce((sum, run) => sum + target[run], 0);
  const stride = Math.max(1, Math.floor(order.length / MOST_CUTS));
  let best: { at: number; gain: number } | undefined;
  let below = 0;
  for (let i = 0; i < order.length - 1; i++) {
    below += target[order[i]];
    const count = i + 1;
    const isPlace = count >= LEAST_LEAF && order.length - count >= LEAST_LEAF && input[order[i]] < input[order[i + 1]];
    if (!isPlace || (stride > 1 && count % stride !== 0 && !isRare(order, input, i))) continue;
    const gain = below ** 2 / count + (total - below) ** 2 / (order.length - count) - total ** 2 / order.length;
    if (gain > 1e-12 && (!best || gain > best.gain)) best = { at: (input[order[i]] + input[order[i + 1]]) / 2, gain };
  }
  return best;
}

/** The end of a row of equal values, as keys of few values have. */
const isRare = (order: readonly number[], input: Float64Array, i: number): boolean =>
  i > 0 && input[order[i]] === input[order[i - 1]];

function answer(tree: Tree, input: (key: number) => number): number {
  let at = tree;
  while ('key' in at) at = input(at.key) <= at.at ? at.low : at.high;
  return at.value;
}

const average = (runs: readonly number[], target: Float64Array): number =>
  runs.reduce((sum, run) => sum + target[run], 0) / runs.length;

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other], result[i]];
  }
  return result;
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
