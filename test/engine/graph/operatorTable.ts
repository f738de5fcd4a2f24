// One row for every operator: operands to try it on, what it must give by a plain reference, operands it must refuse,
// and one sample large enough for ONNX Runtime to share out among threads. Rows are data; operatorSamples.ts reads them.

import { addDims, multiplyDims, type Dim } from '../../../src/engine/graph/dims';
import type { Attributes, OperatorName } from '../../../src/engine/graph/operators';
import { windowsOn, type Pair, type Windows } from '../../../src/engine/graph/operators/windows';
import type { DType } from '../../../src/engine/graph/value';
import type { RandomNumbers } from '../../faults/randomNumbers';
import {
  at,
  build,
  foldNd,
  logSoftmaxNd,
  mapNd,
  matmulNd,
  nd,
  softmaxNd,
  total,
  transposeNd,
  zipNd,
  type NdArray,
} from '../../support/numeric/ndArray';

/** How the length of an axis is stated: as the number itself, or as a name for it. */
export type DimOf = (length: number) => Dim;

export interface Operand {
  shape: readonly number[];
  /** `float` is float64 in exact checks and float32 in the check of threads. */
  dtype?: 'float' | DType;
  /** Component `i`; floats between −2 and 2 and away from 0 unless given. */
  draw?: (random: RandomNumbers, i: number) => number;
  /** Axes that must have a fixed length. */
  fixed?: readonly number[];
  /** Arrives with its axes reversed and is transposed in the program. */
  transposed?: boolean;
}

export interface Sample<A> {
  operands: readonly Operand[];
  attributes: (dim: DimOf) => A;
}

/** An operator that computes something from operands. */
export interface ComputedRow<A> {
  samples: readonly Sample<A>[];
  reference(operands: readonly NdArray[], attributes: A): NdArray[];
  nonsense: readonly Sample<A>[];
  large: Sample<A>;
}

/** A source of values, which sources.test.ts has cases for. */
type SourceRow = 'source';

type SourceName = 'input' | 'constant' | 'randomMask' | 'dimension' | 'fill' | 'bodyParameter';

/** An operator whose gradient is what somebody says it is; test/engine/nn/ownOperator.test.ts has its cases. */
type OwnRow = 'own';

export type OperatorTable = {
  [K in OperatorName]: K extends SourceName ? SourceRow : K extends 'ownGradient' ? OwnRow : ComputedRow<Attributes[K]>;
};

type Shape = readonly number[];

const plain = (): Record<string, never> => ({});

/** Operands of the given shapes, all floats drawn in the same way. */
const floats = (shapes: readonly Shape[], draw?: Operand['draw']): Operand[] =>
  shapes.map((shape) => ({ shape, draw }));

/** A number in ±[0.2, 2], so that no kink is near. */
export const awayFromZero = (random: RandomNumbers): number =>
  (random.next() < 0.5 ? -1 : 1) * (0.2 + 1.8 * random.next());
const positive = (random: RandomNumbers): number => 0.5 + 2 * random.next();
const fewWhole = (random: RandomNumbers): number => random.below(3) - 1;
const bit = (random: RandomNumbers): number => random.below(2);
const below =
  (limit: number) =>
  (random: RandomNumbers): number =>
    random.below(limit);

// --- Componentwise, one operand ------------------------------------------------------------------------------------

const SHAPES: readonly Shape[] = [
  ...[[], [1], [5], [0], [3, 4], [1, 4], [4, 1], [2, 0]],
  ...[
    [2, 3, 4],
    [1, 1, 3],
    [2, 1, 3, 2],
    [2, 3, 1, 2],
  ],
];

interface UnaryOptions {
  draw?: Operand['draw'];
  dtype?: Operand['dtype'];
  extra?: readonly Sample<Record<string, never>>[];
  nonsense?: Operand['dtype'];
}

function unary(
  f: (x: number) => number,
  { draw, dtype, extra = [], nonsense = 'int32' }: UnaryOptions = {},
): ComputedRow<Record<string, never>> {
  const sample = (operand: Operand): Sample<Record<string, never>> => ({
    operands: [{ draw, dtype, ...operand }],
    attributes: plain,
  });
  return {
    samples: [
      ...SHAPES.map((shape) => sample({ shape })),
      sample({ shape: [3, 4], transposed: true }),
      sample({ shape: [2, 3, 4], transposed: true }),
      ...extra,
    ],
    reference: ([x]) => [mapNd(x, f)],
    nonsense: [{ operands: [{ shape: [2, 3], dtype: nonsense }], attributes: plain }],
    large: sample({ shape: [400, 300] }),
  };
}

const special = (...components: number[]): Sample<Record<string, never>> => ({
  operands: [{ shape: [components.length], draw: (_, i) => components[i] }],
  attributes: plain,
});

// --- Componentwise, several operands -------------------------------------------------------------------------------

const PAIRS: readonly (readonly [Shape, Shape])[] = [
  [[], []],
  [[3], []],
  [[], [3]],
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [4, 1, 3],
    [2, 1],
  ],
  [[1], [2, 2]],
  [
    [2, 0],
    [1, 0],
  ],
  [[0], [1]],
  [
    [2, 3, 1, 2],
    [3, 4, 1],
  ],
  [[1, 1, 1], [2]],
  [
    [2, 3, 4],
    [2, 3, 4],
  ],
  [
    [2, 1, 3],
    [2, 4, 1],
  ],
];

interface BinaryOptions {
  draw?: Operand['draw'];
  drawSecond?: Operand['draw'];
  dtype?: Operand['dtype'];
  /** An element type it must refuse. */
  refused?: DType;
  extra?: readonly Sample<Record<string, never>>[];
}

function binary(
  f: (a: number, b: number) => number,
  { draw, drawSecond = draw, dtype, refused, extra = [] }: BinaryOptions = {},
): ComputedRow<Record<string, never>> {
  const sample = ([a, b]: readonly [Shape, Shape], transposed = false): Sample<Record<string, never>> => ({
    operands: [
      { shape: a, draw, dtype, transposed },
      { shape: b, draw: drawSecond, dtype },
    ],
    attributes: plain,
  });
  const odd = (a: Operand, b: Operand): Sample<Record<string, never>> => ({ operands: [a, b], attributes: plain });
  return {
    samples: [...PAIRS.map((shapes) => sample(shapes)), sample([[3, 4], [4]], true), ...extra],
    reference: (operands) => [zipNd(operands, f)],
    nonsense: [
      odd({ shape: [2, 3], dtype }, { shape: [2, 4], dtype }),
      odd({ shape: [2, 3], dtype }, { shape: [2, 3], dtype: dtype === 'bool' ? 'float32' : 'bool' }),
      ...(refused ? [odd({ shape: [2], dtype: refused }, { shape: [2], dtype: refused })] : []),
    ],
    large: sample([[400, 300], [300]]),
  };
}

/** max and min of equal components: half of the gradient goes each way, as central differences find. */
const ties: Sample<Record<string, never>> = {
  operands: floats([[12], [12]], fewWhole),
  attributes: plain,
};

const broadcastTies: Sample<Record<string, never>> = {
  operands: floats([[4, 3], [3]], fewWhole),
  attributes: plain,
};

// --- Folding -------------------------------------------------------------------------------------------------------

const folding = (
  shape: Shape,
  axes: readonly number[],
  keep = false,
  transposed = false,
): Sample<Attributes['sum']> => ({
  operands: [{ shape, transposed }],
  attributes: () => ({ axes, keep }),
});

/** Distinct components, in a shuffled order. */
const distinct = (random: RandomNumbers, i: number): number => ((i * 7) % 11) + 0.5 * random.next();

const maxOver = (shape: Shape, axis: number, keep = false, more: Partial<Operand> = {}): Sample<Attributes['max']> => ({
  operands: [{ shape, draw: distinct, ...more }],
  attributes: () => ({ axis, keep }),
});

const greatest = (shape: Shape, count: number, more: Partial<Operand> = {}): Sample<Attributes['topIndices']> => ({
  operands: [{ shape, ...more }],
  attributes: () => ({ count }),
});

const along = (shape: Shape, axis: number, more: Partial<Operand> = {}): Sample<{ axis: number }> => ({
  operands: [{ shape, ...more }],
  attributes: () => ({ axis }),
});

const summing = ({ operands, attributes }: Sample<{ axis: number }>, reverse = false) => ({
  operands,
  attributes: (dim: DimOf) => ({ ...attributes(dim), reverse }),
});

const NORMALISED: readonly Sample<{ axis: number }>[] = [
  along([1], 0),
  along([5], 0),
  along([3, 4], 0),
  along([3, 4], 1),
  along([4, 1], 1),
  along([4, 1], 0),
  along([0, 3], 1),
  along([2, 3, 4], 0),
  along([2, 3, 4], 1),
  along([2, 3, 4], 2),
  along([2, 1, 3, 2], 2),
  along([3, 4], 0, { transposed: true }),
  along([2, 5], 1, { draw: (random) => 300 * (random.next() - 0.5) }), // far from 0: nothing may overflow
];

// --- Moving --------------------------------------------------------------------------------------------------------

const permuting = (
  shape: Shape,
  permutation: readonly number[],
  transposed = false,
): Sample<Attributes['transpose']> => ({
  operands: [{ shape, transposed }],
  attributes: () => ({ permutation }),
});

type Factors = readonly (number | readonly number[])[];

/** The new shape's lengths are products of lengths of the old one. */
const reshaping = (shape: Shape, to: Factors, transposed = false): Sample<Attributes['reshape']> => ({
  operands: [{ shape, transposed }],
  attributes: (dim) => ({
    shape: to.map((f) => (typeof f === 'number' ? dim(f) : f.map(dim).reduce(multiplyDims))),
  }),
});

const stretching = (shape: Shape, to: Shape): Sample<Attributes['broadcastTo']> => ({
  operands: [{ shape }],
  attributes: (dim) => ({ shape: to.map(dim) }),
});

/** All axes of `axis` but the last operand's have fixed lengths: they must be known to be cut apart again. */
const joining = (shapes: readonly Shape[], axis: number): Sample<Attributes['concat']> => ({
  operands: shapes.map((shape, i) => ({ shape, fixed: i < shapes.length - 1 || i === 0 ? [axis] : [] })),
  attributes: () => ({ axis }),
});

const splitting = (shape: Shape, axis: number, sizes: readonly number[]): Sample<Attributes['split']> => ({
  operands: [{ shape, fixed: [axis] }],
  attributes: () => ({ axis, sizes }),
});

const slicing = (
  shape: Shape,
  axis: number,
  start: number,
  end: number,
  transposed = false,
): Sample<Attributes['slice']> => ({
  operands: [{ shape, transposed }],
  attributes: (dim) => ({ axis, start, end: end === shape[axis] ? dim(end) : end }),
});

const cutting = (x: NdArray, axis: number, start: number, length: number): NdArray =>
  build(
    x.shape.map((n, i) => (i === axis ? length : n)),
    (place) =>
      at(
        x,
        place.map((index, i) => (i === axis ? index + start : index)),
      ),
  );

// --- Indexing ------------------------------------------------------------------------------------------------------

type Index = 'int32' | 'int64';

const gathering = (rows: number, width: number, ids: Shape, dtype: Index = 'int32'): Sample<Record<string, never>> => ({
  operands: [{ shape: [rows, width] }, { shape: ids, dtype, draw: below(rows) }],
  attributes: plain,
});

const scattering = (
  rows: number,
  width: number,
  ids: Shape,
  dtype: Index = 'int32',
): Sample<Attributes['scatterRows']> => ({
  operands: [{ shape: ids, dtype, draw: below(rows) }, { shape: [...ids, width] }],
  attributes: () => ({ rowCount: rows }),
});

const picking = (shape: Shape, dtype: Index = 'int32', transposed = false): Sample<Record<string, never>> => ({
  operands: [
    { shape, transposed },
    { shape: shape.slice(0, -1), dtype, draw: below(shape[shape.length - 1]) },
  ],
  attributes: plain,
});

const addPicking = (shape: Shape, dtype: Index = 'int32'): Sample<Record<string, never>> => ({
  operands: [...picking(shape, dtype).operands, { shape: shape.slice(0, -1) }],
  attributes: plain,
});

const PICKED: readonly Shape[] = [
  ...[[1], [5], [3, 4], [1, 4], [4, 1], [0, 3]],
  ...[
    [2, 3, 4],
    [1, 1, 3],
    [2, 1, 3],
    [2, 1, 3, 2],
    [2, 3, 1, 2],
  ],
];

// --- Products ------------------------------------------------------------------------------------------------------

type Transposes = Attributes['matmul'];

const NEITHER: Transposes = { transposeA: false, transposeB: false };
const LEFT: Transposes = { transposeA: true, transposeB: false };
const RIGHT: Transposes = { transposeA: false, transposeB: true };
const BOTH: Transposes = { transposeA: true, transposeB: true };

const product = (a: Shape, b: Shape, transposes = NEITHER, transposed = false): Sample<Transposes> => ({
  operands: [{ shape: a, transposed }, { shape: b }],
  attributes: () => transposes,
});

const affineOf = (x: Shape, w: Shape, c: Shape, transposeB = false): Sample<Attributes['affine']> => ({
  operands: [{ shape: x }, { shape: w }, { shape: c }],
  attributes: () => ({ transposeB }),
});

// --- The table -----------------------------------------------------------------------------------------------------

/** Pictures, their channels, windows on them, and what is beyond their edges. */
const WINDOWS: readonly (readonly [Pair, number, Windows, number?])[] = [
  [[3, 4], 2, { size: [1, 1], stride: [1, 1], padding: [0, 0] }],
  [[3, 4], 2, { size: [2, 2], stride: [1, 1], padding: [0, 0] }],
  [[3, 3], 1, { size: [3, 3], stride: [1, 1], padding: [1, 1] }],
  [[4, 5], 2, { size: [3, 3], stride: [2, 2], padding: [1, 1] }],
  [[5, 4], 1, { size: [2, 3], stride: [2, 1], padding: [0, 1] }],
  [[5, 5], 1, { size: [2, 2], stride: [3, 3], padding: [0, 0] }], // leaves places out
  [[4, 4], 3, { size: [2, 2], stride: [2, 2], padding: [0, 0] }], // side by side
  [[4, 6], 1, { size: [2, 3], stride: [2, 3], padding: [0, 0] }],
  [[5, 5], 1, { size: [2, 2], stride: [2, 2], padding: [0, 0] }], // a row and a column are left over
  [[4, 4], 1, { size: [3, 3], stride: [2, 2], padding: [1, 1] }, -7],
  [[1, 1], 1, { size: [3, 3], stride: [1, 1], padding: [1, 1] }, 0.5],
  [[2, 2], 1, { size: [2, 2], stride: [2, 2], padding: [2, 2] }], // whole windows beyond the edge
  [[3, 3], 1, { size: [3, 3], stride: [1, 1], padding: [0, 0] }],
];

export const OPERATOR_TABLE: OperatorTable = {
  input: 'source',
  constant: 'source',
  randomMask: 'source',
  dimension: 'source',
  fill: 'source',
  bodyParameter: 'source',
  ownGradient: 'own',

  neg: unary((x) => -x),
  exp: unary(Math.exp),
  log: unary(Math.log, { draw: positive }),
  sqrt: unary(Math.sqrt, { draw: positive }),
  abs: unary(Math.abs, { extra: [special(0, -1, 1)] }),
  sign: unary(Math.sign, { extra: [special(-2, 2, -0.5)] }),
  tanh: unary(Math.tanh, { extra: [special(-30, -8, 0, 8, 30)] }),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x)), { extra: [special(-40, -8, 0, 8, 40)] }),
  relu: unary((x) => Math.max(x, 0)),
  gelu: unary((x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))), {
    extra: [special(-30, -3, -0.75, 0, 3, 30)],
  }),
  not: unary((x) => 1 - x, { draw: bit, dtype: 'bool', nonsense: 'float32' }),
  cast: {
    samples: [
      ...SHAPES.map((shape): Sample<Attributes['cast']> => ({
        operands: [{ shape, dtype: 'int32', draw: fewWhole }],
        attributes: () => ({ to: 'float64' }),
      })),
      { operands: [{ shape: [3, 2], dtype: 'bool', draw: bit }], attributes: () => ({ to: 'float64' }) },
      { operands: [{ shape: [3, 2], draw: fewWhole }], attributes: () => ({ to: 'bool' }) },
      { operands: [{ shape: [3, 2], dtype: 'int64', draw: fewWhole }], attributes: () => ({ to: 'int32' }) },
      { operands: [{ shape: [3, 2], dtype: 'float64', draw: fewWhole }], attributes: () => ({ to: 'int64' }) },
      // Through float32 and back, with numbers that float32 holds exactly; the gradient goes the same way.
      { operands: [{ shape: [4], dtype: 'float32', draw: fewWhole }], attributes: () => ({ to: 'float64' }) },
    ],
    reference: ([x], { to }) => [
      mapNd(x, (c) => (to === 'bool' ? Number(c !== 0) : to === 'float64' ? c : Math.trunc(c))),
    ],
    nonsense: [],
    large: { operands: [{ shape: [400, 300], dtype: 'float32' }], attributes: () => ({ to: 'float64' }) },
  },

  add: binary((a, b) => a + b, { refused: 'bool' }),
  sub: binary((a, b) => a - b, { refused: 'bool' }),
  mul: binary((a, b) => a * b, { refused: 'bool' }),
  div: binary((a, b) => a / b, { drawSecond: awayFromZero, refused: 'bool' }),
  maximum: binary(Math.max, { extra: [ties, broadcastTies], refused: 'bool' }),
  minimum: binary(Math.min, { extra: [ties, broadcastTies], refused: 'bool' }),
  equal: binary((a, b) => Number(a === b), { draw: fewWhole }),
  less: binary((a, b) => Number(a < b), { draw: fewWhole, refused: 'bool' }),
  greater: binary((a, b) => Number(a > b), { draw: fewWhole, refused: 'bool' }),
  greaterOrEqual: binary((a, b) => Number(a >= b), { draw: fewWhole, refused: 'bool' }),
  and: binary((a, b) => a & b, { draw: bit, dtype: 'bool', refused: 'float32' }),
  or: binary((a, b) => a | b, { draw: bit, dtype: 'bool', refused: 'float32' }),

  where: {
    samples: [
      ...PAIRS.map(([a, b]): Sample<Record<string, never>> => ({
        operands: [{ shape: a, dtype: 'bool', draw: bit }, { shape: a }, { shape: b }],
        attributes: plain,
      })),
      // Masked rows: the condition is narrower than both, or wider than one.
      {
        operands: [{ shape: [3, 1], dtype: 'bool', draw: (_, i) => i & 1 }, { shape: [3, 4] }, { shape: [] }],
        attributes: plain,
      },
      { operands: [{ shape: [3, 4], dtype: 'bool', draw: bit }, { shape: [] }, { shape: [4] }], attributes: plain },
      {
        operands: [{ shape: [2], dtype: 'bool', draw: () => 0 }, { shape: [2] }, { shape: [3, 1] }],
        attributes: plain,
      },
    ],
    reference: (operands) => [zipNd(operands, (condition, a, b) => (condition ? a : b))],
    nonsense: [
      { operands: [{ shape: [2], dtype: 'int32' }, { shape: [2] }, { shape: [2] }], attributes: plain },
      { operands: [{ shape: [2], dtype: 'bool' }, { shape: [2] }, { shape: [2], dtype: 'int64' }], attributes: plain },
      { operands: [{ shape: [2], dtype: 'bool' }, { shape: [3] }, { shape: [1] }], attributes: plain },
    ],
    large: {
      operands: [{ shape: [400, 1], dtype: 'bool', draw: bit }, { shape: [400, 300] }, { shape: [300] }],
      attributes: plain,
    },
  },

  sum: {
    samples: [
      folding([5], [0]),
      folding([1], [0]),
      folding([0], [0]),
      folding([3, 4], [0]),
      folding([3, 4], [1]),
      folding([3, 4], [1], true),
      folding([3, 4], [0, 1]),
      folding([3, 4], [0, 1], true),
      folding([2, 0], [1]),
      folding([2, 3, 4], [1]),
      folding([2, 3, 4], [0, 2]),
      folding([2, 3, 4], [0, 2], true),
      folding([2, 1, 3, 2], [1, 3]),
      folding([2, 3, 1, 2], [0, 1, 2, 3]),
      folding([3, 4], [0], false, true),
    ],
    reference: ([x], { axes, keep }) => [foldNd(x, axes, keep, total)],
    nonsense: [
      folding([2, 3], [2]),
      folding([2, 3], [0.5]),
      folding([2, 3], [1, 1]),
      { operands: [{ shape: [2, 3], dtype: 'bool' }], attributes: () => ({ axes: [0], keep: false }) },
    ],
    large: folding([64, 40, 50], [0]),
  },

  max: {
    samples: [
      maxOver([1], 0),
      maxOver([5], 0),
      maxOver([3, 4], 0),
      maxOver([3, 4], 1),
      maxOver([3, 4], 1, true),
      maxOver([4, 1], 1),
      maxOver([0, 3], 1),
      maxOver([2, 3, 4], 0),
      maxOver([2, 3, 4], 1, true),
      maxOver([2, 3, 4], 2),
      maxOver([2, 1, 3, 2], 2),
      maxOver([4, 3], 0, false, { transposed: true }),
      // Two that are equal: each gets half, which is what central differences give.
      maxOver([4, 3], 0, false, { draw: (_, i) => (i < 6 ? 2 : 1 - i) }),
      // Masked rows stand far below.
      maxOver([3, 2], 0, false, { draw: (random, i) => (i < 2 ? -1e30 : awayFromZero(random)) }),
    ],
    reference: ([x], { axis, keep }) => [foldNd(x, [axis], keep, (line) => Math.max(...line))],
    nonsense: [maxOver([2, 3], 2), maxOver([], 0), maxOver([2, 3], 0, false, { dtype: 'bool' })],
    large: maxOver([400, 300], 0, false, { draw: fewWhole }),
  },

  cumulativeSum: {
    samples: [
      ...NORMALISED.map((sample) => summing(sample)),
      ...[along([5], 0), along([2, 3, 4], 1), along([2, 3, 4], 2)].map((sample) => summing(sample, true)),
    ],
    reference: ([x], { axis, reverse }) => [
      build(x.shape, (index) => {
        const line = Array.from({ length: x.shape[axis] }, (_, i) => at(x, Object.assign([...index], { [axis]: i })));
        return total(reverse ? line.slice(index[axis]) : line.slice(0, index[axis] + 1));
      }),
    ],
    nonsense: [summing(along([2, 3], 2)), summing(along([], 0)), summing(along([2], 0, { dtype: 'int32' }))],
    large: summing(along([400, 300], 1)),
  },

  argMax: {
    samples: [
      ...NORMALISED,
      along([4, 3], 0, { draw: () => 1 }), // the first of equals
      along([4, 3], 1, { draw: fewWhole }),
    ],
    reference: ([x], { axis }) => [foldNd(x, [axis], false, (line) => line.indexOf(Math.max(...line)))],
    nonsense: [along([2, 3], 2), along([], 0)],
    large: along([400, 300], 1, { draw: fewWhole }),
  },

  topIndices: {
    samples: [
      ...[[1], [5], [2, 1], [3, 4], [2, 3, 4], [2, 1, 3, 5]].map((shape) => greatest(shape, 1)),
      ...[[5], [3, 4], [2, 3, 4]].map((shape) => greatest(shape, 3)),
      greatest([3, 4], 4),
      greatest([4, 5], 3, { draw: () => 1 }), // the first of equals
      greatest([3, 60], 7, { draw: fewWhole }),
      greatest([4, 5], 2, { transposed: true }),
    ],
    reference: ([x], { count }) => {
      const length = x.shape[x.shape.length - 1];
      const inOrder = (place: Shape): number[] => {
        const line = Array.from({ length }, (_, i) => at(x, [...place, i]));
        return [...line.keys()].sort((a, b) => line[b] - line[a] || a - b);
      };
      return [build([...x.shape.slice(0, -1), count], (place) => inOrder(place.slice(0, -1))[place[place.length - 1]])];
    },
    nonsense: [
      ...[greatest([2, 3], 0), greatest([2, 3], 4), greatest([2, 3], 1.5), greatest([], 1)],
      greatest([2, 3], 1, { dtype: 'bool' }),
    ],
    large: greatest([400, 300], 9, { draw: fewWhole }),
  },

  softmax: {
    samples: [
      ...NORMALISED,
      // Masked rows as attention has them.
      along([4, 2], 0, { draw: (random, i) => (i > 4 ? -1e30 : awayFromZero(random)) }),
      along([3, 2], 0, { draw: () => -300 }),
    ],
    reference: ([x], { axis }) => [softmaxNd(x, axis)],
    nonsense: [along([2, 3], 2), along([], 0), along([2, 3], 0, { dtype: 'int32' })],
    large: along([400, 300], 1),
  },

  logSoftmax: {
    samples: NORMALISED,
    reference: ([x], { axis }) => [logSoftmaxNd(x, axis)],
    nonsense: [along([2, 3], 2), along([], 0), along([2, 3], 0, { dtype: 'int32' })],
    large: along([400, 300], 1),
  },

  transpose: {
    samples: [
      permuting([], []),
      permuting([3], [0]),
      permuting([3, 4], [1, 0]),
      permuting([3, 4], [0, 1]),
      permuting([1, 4], [1, 0]),
      permuting([0, 4], [1, 0]),
      permuting([2, 3, 4], [2, 0, 1]),
      permuting([2, 3, 4], [1, 2, 0]),
      permuting([2, 3, 4], [2, 1, 0]),
      permuting([2, 1, 3], [1, 0, 2]),
      permuting([2, 1, 3, 2], [3, 1, 0, 2]),
      permuting([2, 3, 1, 4], [1, 3, 2, 0]),
      permuting([2, 3, 4], [1, 2, 0], true),
    ],
    reference: ([x], { permutation }) => [transposeNd(x, permutation)],
    nonsense: [permuting([2, 3], [0]), permuting([2, 3], [0, 0]), permuting([2, 3], [0, 2])],
    large: permuting([64, 40, 50], [2, 0, 1]),
  },

  reshape: {
    samples: [
      reshaping([], [1, 1]),
      reshaping([1], []),
      reshaping([6], [6, 1]),
      reshaping([3, 4], [[3, 4]]),
      reshaping([3, 4], [4, 3]),
      reshaping([3, 4], [1, 3, 1, 4]),
      reshaping([2, 0], [0, 2]),
      reshaping([2, 0], [0, 2, 1]),
      reshaping([2, 3, 4], [[2, 3], 4]),
      reshaping([2, 3, 4], [2, [3, 4]]),
      reshaping([2, 3, 4], [4, [2, 3]]),
      reshaping([2, 1, 3, 2], [3, [2, 2]]),
      reshaping([3, 4], [[3, 4]], true),
    ],
    reference: ([x], { shape }) => [nd(shape as number[], x.data)],
    nonsense: [reshaping([2, 3], [4]), reshaping([2, 3], [2, 3, 2]), reshaping([], [2])],
    large: reshaping([400, 300], [[400, 300]]),
  },

  broadcastTo: {
    samples: [
      stretching([], [3]),
      stretching([], [2, 3]),
      stretching([1], [5]),
      stretching([3], [3]),
      stretching([3], [2, 3]),
      stretching([1, 3], [2, 3]),
      stretching([2, 1], [2, 3]),
      stretching([1], [0]),
      stretching([0], [2, 0]),
      stretching([2, 1, 4], [2, 3, 4]),
      stretching([3, 1], [2, 3, 4]),
      stretching([1, 1], [2, 3, 4]),
      stretching([3, 1, 2], [2, 3, 4, 2]),
    ],
    reference: ([x], { shape }) => [build(shape as number[], (place) => at(x, place))],
    nonsense: [stretching([2], [3]), stretching([2, 3], [3]), stretching([2], [2, 1])],
    large: stretching([300], [400, 300]),
  },

  concat: {
    samples: [
      joining([[3], [2]], 0),
      joining([[1], [1], [4]], 0),
      joining([[0], [2]], 0),
      joining(
        [
          [2, 3],
          [4, 3],
        ],
        0,
      ),
      joining(
        [
          [2, 3],
          [2, 1],
        ],
        1,
      ),
      joining(
        [
          [2, 3],
          [2, 0],
          [2, 2],
        ],
        1,
      ),
      joining(
        [
          [2, 3, 4],
          [1, 3, 4],
        ],
        0,
      ),
      joining(
        [
          [2, 3, 4],
          [2, 1, 4],
          [2, 2, 4],
        ],
        1,
      ),
      joining(
        [
          [2, 3, 4],
          [2, 3, 1],
        ],
        2,
      ),
      joining(
        [
          [2, 1, 3, 2],
          [2, 1, 1, 2],
        ],
        2,
      ),
      joining(
        [
          [0, 3],
          [0, 2],
        ],
        1,
      ),
      joining([[5]], 0),
    ],
    reference: (operands, { axis }) => [
      operands.reduce((a, b) =>
        build(
          a.shape.map((n, i) => (i === axis ? n + b.shape[i] : n)),
          (place) => {
            const beyond = place[axis] - a.shape[axis];
            if (beyond < 0) return at(a, place);
            return at(
              b,
              place.map((index, i) => (i === axis ? beyond : index)),
            );
          },
        ),
      ),
    ],
    nonsense: [
      joining(
        [
          [2, 3],
          [2, 4],
        ],
        0,
      ),
      joining([[2, 3], [3]], 0),
      joining(
        [
          [2, 3],
          [2, 3],
        ],
        2,
      ),
      { operands: [{ shape: [2] }, { shape: [2], dtype: 'int32' }], attributes: () => ({ axis: 0 }) },
      { operands: [], attributes: () => ({ axis: 0 }) },
    ],
    large: joining(
      [
        [400, 200],
        [400, 100],
      ],
      1,
    ),
  },

  split: {
    samples: [
      splitting([3], 0, [1, 2]),
      splitting([3], 0, [3]),
      splitting([1], 0, [1]),
      splitting([3, 4], 1, [2, 2]),
      splitting([3, 4], 1, [1, 2, 1]),
      splitting([3, 4], 0, [1, 2]),
      splitting([0, 4], 1, [2, 2]),
      splitting([2, 3, 4], 2, [1, 1, 1, 1]),
      splitting([2, 3, 4], 1, [2, 1]),
      splitting([2, 3, 4], 0, [1, 1]),
      splitting([2, 1, 3, 2], 2, [1, 2]),
      splitting([2, 3, 1, 4], 3, [3, 1]),
    ],
    reference: ([x], { axis, sizes }) => sizes.map((size, i) => cutting(x, axis, total(sizes.slice(0, i)), size)),
    nonsense: [splitting([2, 3], 1, [1, 1]), splitting([2, 3], 2, [1, 2]), splitting([3], 0, [4, -1])],
    large: splitting([300, 400], 1, [100, 100, 100, 100]),
  },

  slice: {
    samples: [
      slicing([5], 0, 1, 3),
      slicing([5], 0, 0, 5),
      slicing([5], 0, 2, 2),
      slicing([1], 0, 0, 1),
      slicing([3, 4], 0, 1, 3),
      slicing([3, 4], 1, 0, 2),
      slicing([3, 4], 1, 3, 4),
      slicing([0, 4], 1, 1, 4),
      slicing([2, 3, 4], 0, 1, 2),
      slicing([2, 3, 4], 1, 0, 1),
      slicing([2, 3, 4], 2, 2, 4),
      slicing([2, 1, 3, 2], 2, 1, 3),
      slicing([3, 4], 1, 1, 3, true),
      // An open end that counts from the end: all but the last.
      {
        operands: [{ shape: [4, 3] }],
        attributes: (dim) => ({ axis: 0, start: 0, end: addDims(dim(4), -1) }),
      },
      // An open start that counts from the end: the last two.
      {
        operands: [{ shape: [4, 3] }],
        attributes: (dim) => ({ axis: 0, start: addDims(dim(4), -2), end: dim(4) }),
      },
    ],
    reference: ([x], { axis, start, end }) => [cutting(x, axis, start as number, (end as number) - (start as number))],
    nonsense: [
      slicing([5], 0, -1, 2),
      slicing([5], 0, 3, 2),
      slicing([5], 0, 1, 6),
      slicing([5], 1, 0, 1),
      slicing([5], 0, 0.5, 2),
    ],
    large: slicing([400, 400], 1, 50, 350),
  },

  gatherRows: {
    samples: [
      gathering(5, 3, []),
      gathering(5, 3, [4]),
      gathering(5, 3, [4], 'int64'),
      gathering(2, 3, [7]), // repeated
      gathering(1, 3, [4]),
      gathering(5, 1, [4]),
      gathering(5, 3, [0]),
      gathering(5, 3, [2, 3]),
      gathering(3, 2, [4, 3], 'int64'),
      gathering(5, 3, [1, 1, 4]),
      gathering(4, 2, [2, 3, 2]),
      { operands: [{ shape: [4, 3], transposed: true }, gathering(4, 3, [6]).operands[1]], attributes: plain },
    ],
    reference: ([table, ids]) => [
      build([...ids.shape, table.shape[1]], (place) =>
        at(table, [at(ids, place.slice(0, -1)), place[place.length - 1]]),
      ),
    ],
    nonsense: [
      { operands: [{ shape: [4] }, { shape: [2], dtype: 'int32' }], attributes: plain },
      { operands: [{ shape: [4, 3] }, { shape: [2], dtype: 'float32' }], attributes: plain },
    ],
    large: gathering(300, 8, [250, 400]),
  },

  scatterRows: {
    samples: [
      scattering(5, 3, []),
      scattering(5, 3, [4]),
      scattering(5, 3, [4], 'int64'),
      scattering(2, 3, [7]),
      scattering(1, 3, [4]),
      scattering(5, 1, [4]),
      scattering(5, 3, [0]),
      scattering(5, 3, [2, 3]),
      scattering(3, 2, [4, 3], 'int64'),
      scattering(5, 3, [1, 1, 4]),
      scattering(4, 2, [2, 3, 2]),
      {
        operands: [
          { shape: [4], dtype: 'int32', draw: () => 2 },
          { shape: [4, 3], transposed: true },
        ],
        attributes: () => ({ rowCount: 5 }),
      },
    ],
    reference: ([ids, rows], { rowCount }) => {
      const width = rows.shape[rows.shape.length - 1];
      return [
        build([rowCount as number, width], ([row, column]) =>
          total(ids.data.map((id, i) => (id === row ? rows.data[i * width + column] : 0))),
        ),
      ];
    },
    nonsense: [
      { operands: [{ shape: [2], dtype: 'int32' }, { shape: [3, 2] }], attributes: () => ({ rowCount: 5 }) },
      { operands: [{ shape: [2], dtype: 'float32' }, { shape: [2, 2] }], attributes: () => ({ rowCount: 5 }) },
      { operands: [{ shape: [2], dtype: 'int32' }, { shape: [2] }], attributes: () => ({ rowCount: 5 }) },
    ],
    // Lost updates show with tens of thousands of rows, not with a few long ones.
    large: scattering(300, 8, [250, 400]),
  },

  pick: {
    samples: [...PICKED.map((shape) => picking(shape)), picking([3, 4], 'int64'), picking([3, 4], 'int32', true)],
    reference: ([values, indices]) => [build(indices.shape, (place) => at(values, [...place, at(indices, place)]))],
    nonsense: [
      { operands: [{ shape: [2, 3] }, { shape: [3], dtype: 'int32' }], attributes: plain },
      { operands: [{ shape: [2, 3] }, { shape: [2], dtype: 'float32' }], attributes: plain },
      { operands: [{ shape: [2, 3] }, { shape: [2, 3], dtype: 'int32' }], attributes: plain },
    ],
    large: picking([40000, 6]),
  },

  addPick: {
    samples: [...PICKED.map((shape) => addPicking(shape)), addPicking([3, 4], 'int64')],
    reference: ([base, indices, updates]) => [
      build(base.shape, (place) => {
        const row = place.slice(0, -1);
        return at(base, place) + (at(indices, row) === place[place.length - 1] ? at(updates, row) : 0);
      }),
    ],
    nonsense: [
      { operands: [{ shape: [2, 3] }, { shape: [3], dtype: 'int32' }, { shape: [2] }], attributes: plain },
      { operands: [{ shape: [2, 3] }, { shape: [2], dtype: 'int32' }, { shape: [3] }], attributes: plain },
      {
        operands: [{ shape: [2, 3] }, { shape: [2], dtype: 'int32' }, { shape: [2], dtype: 'int32' }],
        attributes: plain,
      },
    ],
    large: addPicking([40000, 6]),
  },

  // Its rule is for logits and their own log softmax, so the checks make the second operand from the first.
  negativeLogLikelihood: {
    samples: [
      ...PICKED.map((shape) => likelihood(shape)),
      likelihood([3, 4], 'int64'),
      likelihood([2, 5], 'int32', { draw: (random) => 600 * (random.next() - 0.5) }),
      likelihood([3, 4], 'int32', { smoothing: 0.1 }),
      likelihood([2, 3, 5], 'int32', { smoothing: 0.9 }),
      likelihood([0, 4], 'int32', { smoothing: 0.1 }),
    ],
    reference: ([logits, labels], { smoothing }) => {
      const classes = logits.shape[logits.shape.length - 1];
      const logProbabilities = logSoftmaxNd(logits, logits.shape.length - 1);
      const mean = (place: Shape): number =>
        total(Array.from({ length: classes }, (_, k) => at(logProbabilities, [...place, k]))) / classes;
      return [
        build(
          labels.shape,
          (place) =>
            (smoothing - 1) * at(logProbabilities, [...place, at(labels, place)]) -
            (smoothing > 0 ? smoothing * mean(place) : 0),
        ),
      ];
    },
    nonsense: [
      ...[
        [{ shape: [2, 3] }, { shape: [2, 3] }, { shape: [3], dtype: 'int32' as const }],
        [{ shape: [2, 3] }, { shape: [2, 4] }, { shape: [2], dtype: 'int32' as const }],
        [{ shape: [2, 3] }, { shape: [2, 3] }, { shape: [2], dtype: 'float32' as const }],
      ].map((operands) => ({ operands, attributes: () => ({ smoothing: 0 }) })),
    ],
    large: likelihood([40000, 6], 'int32', { smoothing: 0.1 }),
  },

  layerNorm: {
    samples: [
      normalizing([3, 4]),
      normalizing([1, 4]),
      normalizing([0, 4]),
      normalizing([4, 2]),
      normalizing([1, 1, 3]),
      normalizing([2, 1, 3]),
      normalizing([2, 0, 3]),
      normalizing([2, 3, 5]),
      normalizing([2, 2, 2, 3]),
      normalizing([2, 1, 3, 2]),
      normalizing([3, 4], { epsilon: 0.5 }),
      normalizing([3, 4], { draw: (random) => 1000 + random.next() }),
    ],
    reference: ([x, scale, shift], { epsilon }) => {
      const width = x.shape[x.shape.length - 1];
      const kept = [...x.shape.slice(0, -1), 1];
      const row = (place: Shape): number[] =>
        Array.from({ length: width }, (_, k) => at(x, [...place.slice(0, -1), k]));
      const mean = build(kept, (place) => total(row(place)) / width);
      const inverse = build(kept, (place) => {
        const centre = at(mean, place);
        return 1 / Math.sqrt(total(row(place).map((value) => (value - centre) ** 2)) / width + epsilon);
      });
      const y = build(x.shape, (place) => {
        const [k] = place.slice(-1);
        const one = [...place.slice(0, -1), 0];
        return (at(x, place) - at(mean, one)) * at(inverse, one) * at(scale, [k]) + at(shift, [k]);
      });
      return [y, mean, inverse];
    },
    nonsense: [
      { operands: [{ shape: [4] }, { shape: [4] }, { shape: [4] }], attributes: () => ({ epsilon: 1e-5 }) },
      { operands: [{ shape: [2, 4] }, { shape: [3] }, { shape: [4] }], attributes: () => ({ epsilon: 1e-5 }) },
      { operands: [{ shape: [2, 4] }, { shape: [4] }, { shape: [1] }], attributes: () => ({ epsilon: 1e-5 }) },
    ],
    large: normalizing([4000, 60]),
  },

  affine: {
    samples: [
      affineOf([2, 3], [3, 4], [4]),
      affineOf([2, 3], [4, 3], [4], true),
      affineOf([2, 3], [3, 4], [2, 4]),
      affineOf([2, 3], [4, 3], [2, 4], true),
      affineOf([2, 3], [3, 4], [1, 4]),
      affineOf([2, 3], [3, 4], [2, 1]),
      affineOf([2, 3], [3, 4], [1]),
      affineOf([2, 3], [3, 4], []),
      affineOf([1, 3], [3, 1], [1]),
      affineOf([5, 2, 3], [3, 4], [4]),
      affineOf([5, 2, 3], [4, 3], [4], true),
      affineOf([2, 5, 2, 3], [3, 4], [4]),
      affineOf([0, 3], [3, 4], [4]),
    ],
    reference: ([x, w, c], { transposeB }) => [zipNd([matmulNd(x, w, false, transposeB), c], (a, b) => a + b)],
    nonsense: [
      affineOf([2, 3], [4, 3], [4]),
      affineOf([2, 3], [3, 4], [3]),
      affineOf([5, 2, 3], [3, 4], [2, 4]),
      affineOf([2, 3], [3, 4], [5, 2, 4]),
      affineOf([3], [3, 4], [4]),
      affineOf([2, 3], [2, 3, 4], [4]),
    ],
    large: affineOf([600, 200], [200, 300], [300]),
  },

  matmul: {
    samples: [
      product([2, 3], [3, 4]),
      product([3, 2], [3, 4], LEFT),
      product([2, 3], [4, 3], RIGHT),
      product([3, 2], [4, 3], BOTH),
      product([1, 3], [3, 1]),
      product([2, 1], [1, 4]),
      product([0, 3], [3, 4]),
      product([5, 2, 3], [3, 4]),
      product([5, 2, 3], [4, 3], RIGHT),
      product([5, 3, 2], [3, 4], LEFT),
      product([5, 3, 2], [4, 3], BOTH),
      product([2, 3], [5, 3, 4]),
      product([3, 2], [5, 4, 3], BOTH),
      product([5, 2, 3], [5, 3, 4]),
      product([5, 3, 2], [5, 4, 3], BOTH),
      product([1, 2, 3], [5, 3, 4]),
      product([5, 2, 3], [1, 4, 3], RIGHT),
      product([5, 1, 2, 3], [4, 3, 2]),
      product([2, 5, 2, 3], [3, 4]),
      product([2, 5, 3, 2], [2, 5, 3, 4], LEFT),
      product([2, 3], [3, 4], NEITHER, true),
    ],
    reference: ([a, b], { transposeA, transposeB }) => [matmulNd(a, b, transposeA, transposeB)],
    nonsense: [
      product([2, 3], [2, 3]),
      product([3], [3, 2]),
      product([2, 2, 3], [3, 3, 2]),
      { operands: [{ shape: [2, 2] }, { shape: [2, 2], dtype: 'int32' }], attributes: () => NEITHER },
      {
        operands: [
          { shape: [2, 2], dtype: 'bool' },
          { shape: [2, 2], dtype: 'bool' },
        ],
        attributes: () => NEITHER,
      },
    ],
    large: product([6, 160, 130], [130, 170]),
  },

  windows2d: {
    samples: WINDOWS.map(([picture, channels, windows, value]) => seen(picture, channels, windows, value)),
    reference: ([x], { size, stride, padding, value }) => {
      const [batch, height, width, channels] = x.shape;
      const windows = windowsOn([height, width], { size, stride, padding }) ?? [0, 0];
      return [
        build([batch, ...windows, size[0] * size[1], channels], ([b, row, column, place, channel]) => {
          const y = row * stride[0] - padding[0] + Math.floor(place / size[1]);
          const x0 = column * stride[1] - padding[1] + (place % size[1]);
          const isInside = y >= 0 && y < height && x0 >= 0 && x0 < width;
          return isInside ? at(x, [b, y, x0, channel]) : value;
        }),
      ];
    },
    nonsense: [
      seen([2, 2], 1, windows([3, 3])),
      seen([4, 4], 1, windows([2, 2], [0, 1])),
      seen([4, 4], 1, windows([2, 2], [1, 1], [-1, 0])),
      { operands: [{ shape: [4, 4, 1] }], attributes: () => ({ ...windows([2, 2]), value: 0 }) },
      { operands: [{ shape: [1, 4, 4, 1], dtype: 'int32' }], attributes: () => ({ ...windows([2, 2]), value: 0 }) },
    ],
    large: seen([60, 50], 20, windows([3, 3], [2, 1], [1, 1]), 0, 4),
  },

  overlapAdd2d: {
    samples: WINDOWS.map(([picture, channels, windows]) => overlapping(picture, channels, windows)),
    reference: ([g], { size, stride, padding, picture }) => {
      const [batch, rows, columns, places, channels] = g.shape;
      const sums = new Array<number>(batch * picture[0] * picture[1] * channels).fill(0);
      for (let b = 0; b < batch; b++)
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column++)
            for (let place = 0; place < places; place++)
              for (let channel = 0; channel < channels; channel++) {
                const y = row * stride[0] - padding[0] + Math.floor(place / size[1]);
                const x = column * stride[1] - padding[1] + (place % size[1]);
                if (y < 0 || y >= picture[0] || x < 0 || x >= picture[1]) continue;
                const to = ((b * picture[0] + y) * picture[1] + x) * channels + channel;
                sums[to] += at(g, [b, row, column, place, channel]);
              }
      return [nd([batch, ...picture, channels], sums)];
    },
    nonsense: [
      {
        operands: [{ shape: [1, 2, 2, 4, 1] }],
        attributes: () => ({ ...windows([2, 2]), picture: [4, 4] }),
      },
      {
        operands: [{ shape: [1, 3, 3, 3, 1] }],
        attributes: () => ({ ...windows([2, 2]), picture: [4, 4] }),
      },
      { operands: [{ shape: [3, 3, 4, 1] }], attributes: () => ({ ...windows([2, 2]), picture: [4, 4] }) },
    ],
    large: overlapping([60, 50], 20, windows([3, 3], [2, 1], [1, 1]), 4),
  },
};

function windows(size: Pair, stride: Pair = [1, 1], padding: Pair = [0, 0]): Windows {
  return { size, stride, padding };
}

function seen(picture: Pair, channels: number, on: Windows, value = 0, batch = 2): Sample<Attributes['windows2d']> {
  const shape = [batch, ...picture, channels];
  return { operands: [{ shape, fixed: [1, 2, 3] }], attributes: () => ({ ...on, value }) };
}

function overlapping(picture: Pair, channels: number, on: Windows, batch = 2): Sample<Attributes['overlapAdd2d']> {
  const shape = [batch, ...(windowsOn(picture, on) ?? []), on.size[0] * on.size[1], channels];
  return { operands: [{ shape, fixed: [1, 2, 3, 4] }], attributes: () => ({ ...on, picture }) };
}

/** Logits and labels; with smoothing the number of classes must be known. */
function likelihood(
  shape: Shape,
  dtype: Index = 'int32',
  { draw, smoothing = 0 }: { draw?: Operand['draw']; smoothing?: number } = {},
): Sample<Attributes['negativeLogLikelihood']> {
  const fixed = smoothing > 0 ? [shape.length - 1] : [];
  return {
    operands: [
      { shape, draw, fixed },
      { shape: shape.slice(0, -1), dtype, draw: below(shape[shape.length - 1]) },
    ],
    attributes: () => ({ smoothing }),
  };
}

function normalizing(
  shape: Shape,
  { draw, epsilon = 1e-5 }: { draw?: Operand['draw']; epsilon?: number } = {},
): Sample<Attributes['layerNorm']> {
  const vector = { shape: shape.slice(-1), fixed: [0] };
  return { operands: [{ shape, draw, fixed: [shape.length - 1] }, vector, vector], attributes: () => ({ epsilon }) };
}
