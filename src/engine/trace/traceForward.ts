// One forward pass with all that the network names: the marked values of the program that answers, computed beside its answer, and how
// they follow from each other. It knows neither texts nor runs.

import type {
  LayerPlace,
  Network,
  NetworkLayer,
  NetworkTensor,
  NetworkTrace,
  TensorAxis,
  Wiring,
} from '../../protocol/network';
import { markedValues, type MarkedValue } from '../graph/marks';
import type { Value } from '../graph/value';
import type { FlatParameters } from '../nn/parameters';
import { compile, type Feeds, type SessionSettings } from '../runtime/session';
import type { Tensor } from '../runtime/tensor';

export interface TracedProgram {
  /** What the network answers with: all that is marked on the way there is told. */
  outputs: readonly Value[];
  specs: FlatParameters;
  parameters: Feeds;
  /** A batch of one example. */
  feeds: Feeds;
  /** By the names of the program's axes (`time`, ...) its tokens, and as `class` the answers. */
  labels: Readonly<Record<string, readonly string[]>>;
  settings: SessionSettings;
}

/** Of the axes that hold classes. */
export const CLASSES = 'class';

/** Fails as `compile`. */
export async function traceForward(traced: TracedProgram): Promise<NetworkTrace> {
  const { outputs, parameters, feeds, settings } = traced;
  const marked = markedValues(outputs);
  const names = marked.map((_, index) => `traced.${index}`);
  const program = await compile(Object.fromEntries(marked.map(({ value }, i) => [names[i], value])), settings, 'trace');
  try {
    const results = await program.run({ ...parameters, ...feeds });
    const tensors = names.map((name) => results[name]);
    return {
      ...networkOf(marked, tensors, traced),
      values: tensors.map(({ data }) => Float32Array.from(data, Number)),
    };
  } finally {
    await program.release();
  }
}

/** @param tensors what the marked values are */
export function networkOf(
  marked: readonly MarkedValue[],
  tensors: readonly Tensor[],
  { specs, labels }: Pick<TracedProgram, 'specs' | 'labels'>,
): Network {
  const keys = [...new Set(marked.map(({ mark }) => keyOf(mark.layer)))];
  const used = new Set<string>();
  const layers = keys.map((key): NetworkLayer => {
    const numbers = marked.flatMap(({ mark }, i) => (keyOf(mark.layer) === key ? [i] : []));
    const names = [...new Set(numbers.flatMap((i) => parametersOf(marked[i], specs)))];
    const own = names.filter((name) => !used.has(name));
    for (const name of own) used.add(name);
    return {
      place: marked[numbers[0]].mark.layer,
      tensors: numbers,
      parameters: own.map((name) => ({ name, shape: [...specs[name].shape], count: countOf(specs[name].shape) })),
      shared: names.filter((name) => !own.includes(name)),
      ...(numbers.some((i) => marked[i].inputs.some((name) => /mask/i.test(name))) && { isMasked: true as const }),
      ...(numbers.some((i) => isCausal(marked[i], tensors[i])) && { isCausal: true as const }),
    };
  });
  const all = marked.map((each, i): NetworkTensor => ({
    name: each.mark.name,
    layer: keys.indexOf(keyOf(each.mark.layer)),
    axes: axesOf(each, tensors[i]),
    from: each.from.map(({ index, isRecurrent }) => ({ tensor: index, isRecurrent })),
    parameters: parametersOf(each, specs),
  }));
  const trained = Object.values(specs).filter(({ frozen }) => !frozen);
  return {
    ...{ layers, tensors: all, wiring: wiringOf(marked, tensors) },
    labels: Object.fromEntries(Object.entries(labels).map(([name, list]) => [name, [...list]])),
    parameters: trained.reduce((sum, { shape }) => sum + countOf(shape), 0),
  };
}

/** Weights of which none is above the diagonal. */
function isCausal({ mark }: MarkedValue, { shape, data }: Tensor): boolean {
  const [rows, columns] = shape.slice(-2);
  if (mark.name !== 'weights' || rows !== columns || rows < 2) return false;
  for (let row = 0; row < rows; row++)
    for (let column = row + 1; column < columns; column++) if (Number(data[row * columns + column]) !== 0) return false;
  return true;
}

const countOf = (shape: readonly number[]): number => shape.reduce((count, length) => count * length, 1);

const keyOf = ({ kind, part, number, direction }: LayerPlace): string => [part, kind, number, direction].join(' ');

const parametersOf = ({ inputs }: MarkedValue, specs: FlatParameters): string[] =>
  inputs.filter((name) => Object.hasOwn(specs, name));

function axesOf({ mark, value }: MarkedValue, { shape }: Tensor): TensorAxis[] {
  return shape.map((length, axis) => {
    const kind = mark.axes[axis];
    const dim = value.shape[axis];
    const labels = kind === 'time' && typeof dim === 'string' ? dim : kind === 'class' ? CLASSES : undefined;
    return { kind, length, ...(labels !== undefined && { labels }) };
  });
}

/** By the lengths of what goes in and what comes out: steps of the text, or one. */
function wiringOf(marked: readonly MarkedValue[], tensors: readonly Tensor[]): Wiring {
  const steps = (index: number): { side: unknown; length: number } | undefined => {
    const axis = marked[index].mark.axes.indexOf('time');
    return axis < 0 ? undefined : { side: marked[index].value.shape[axis], length: tensors[index].shape[axis] };
  };
  const given = marked.flatMap(({ mark }, i) => (mark.name === 'ids' ? [steps(i)] : []));
  if (new Set(given.map((side) => side?.side)).size > 1) return 'encoder-decoder';
  const last = marked.findLastIndex(({ mark }) => mark.layer.kind === 'output');
  const [read, written] = [given[0]?.length ?? 1, last < 0 ? undefined : steps(last)];
  if (written === undefined) return read === 1 ? 'one-to-one' : 'many-to-one';
  return read === 1 && written.length === 1 ? 'one-to-one' : 'many-to-many';
}
