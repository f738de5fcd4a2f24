// Gradients of a program by some of its inputs, beside central differences of the program itself, in double precision.

import type { CheckedGradient } from '../../protocol/gradientCheck';
import { gradients } from '../graph/differentiate';
import type { Value } from '../graph/value';
import type { RandomMasks } from '../runtime/randomMasks';
import { compile, type Feeds } from '../runtime/session';
import { countOf, tensor } from '../runtime/tensor';

/** Errors up to this are those of the arithmetic: differences with a step of 1e-5 have about 1e-9. */
export const TOLERANCE = 1e-5;
/** The second is tried where the first may have crossed a kink, as that of a maximum. */
const STEPS = [1e-5, 1e-7];
/** Components of a tensor that are compared: all of small ones. */
const MOST_COMPONENTS = 48;
/** Components smaller than this share of the tensor's largest are measured against it. */
const SMALL = 1e-4;
/** Of a difference of two numbers of about 1, in double precision. */
const ROUNDING = 4 * Number.EPSILON;

interface Comparison {
  /** A scalar. */
  loss: Value;
  /** By name: inputs of the program, in double precision. */
  by: ReadonlyMap<string, Value>;
  feeds: Feeds;
  masks: RandomMasks;
  uniform: () => number;
  signal: AbortSignal;
}

/** Fails with what the program's run does; stops with the signal's reason. */
export async function compareGradients({
  loss,
  by,
  feeds,
  masks,
  uniform,
  signal,
}: Comparison): Promise<CheckedGradient[]> {
  const derived = gradients(loss, [...by.values()]);
  const outputs = Object.fromEntries([...by.keys()].map((name, i) => [`d ${name}`, derived[i]]));
  const program = await compile({ loss, ...outputs }, { device: 'cpu', threads: 1 }, 'gradients');
  try {
    const stated = await program.run(feeds, { masks });
    const lossAt = async (changed: Feeds): Promise<number> =>
      Number((await program.run({ ...feeds, ...changed }, { masks, outputs: ['loss'] })).loss.data[0]);

    async function checked(name: string): Promise<CheckedGradient> {
      const { data, shape } = feeds[name] ?? stated[`d ${name}`];
      const numbers = Float64Array.from(data as Float64Array);
      const found = stated[`d ${name}`].data as Float64Array;
      const scale = found.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
      let worst = { error: -1, index: 0, measured: 0 };
      const components = drawn(countOf(shape), uniform);
      for (const index of components) {
        signal.throwIfAborted();
        let best = { error: Infinity, measured: NaN };
        for (const step of STEPS) {
          const moved = (by: number) => ({
            [name]: tensor('float64', shape, numbers.with(index, numbers[index] + by)),
          });
          const measured = ((await lossAt(moved(step))) - (await lossAt(moved(-step)))) / (2 * step);
          const size = Math.max(Math.abs(measured), Math.abs(found[index]), SMALL * scale, 1e-8);
          const rounding = (ROUNDING * Math.max(1, Math.abs(Number(stated.loss.data[0])))) / step;
          const error = Math.max(0, Math.abs(measured - found[index]) - rounding) / size;
          if (!(error >= best.error)) best = { error: Number.isNaN(error) ? Infinity : error, measured };
          if (best.error <= TOLERANCE) break;
        }
        if (best.error > worst.error) worst = { ...best, index };
      }
      return {
        ...{ name, shape: [...shape], compared: components.length, error: worst.error, measured: worst.measured },
        ...{ at: indices(worst.index, shape), stated: found[worst.index], isRight: worst.error <= TOLERANCE },
      };
    }

    const all: CheckedGradient[] = [];
    for (const name of by.keys()) all.push(await checked(name));
    return all;
  } finally {
    await program.release();
  }
}

/** All of few components, else some by chance, in order. */
function drawn(count: number, uniform: () => number): number[] {
  if (count <= MOST_COMPONENTS) return Array.from({ length: count }, (_, i) => i);
  const chosen = new Set<number>();
  while (chosen.size < MOST_COMPONENTS) chosen.add(Math.floor(uniform() * count));
  return [...chosen].sort((a, b) => a - b);
}

/** The index for each axis of a component. */
function indices(component: number, shape: readonly number[]): number[] {
  let rest = component;
  return [...shape]
    .reverse()
    .map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return at;
    })
    .reverse();
}
