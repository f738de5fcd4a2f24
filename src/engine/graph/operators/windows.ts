// What a window sees wherever it stands on a picture, and the sum of what windows give back. Each is the other's gradient. Convolutions are
// products with what windows see, which ONNX Runtime computes with their gradients several times as fast as `Conv`.

import { multiplyDims, type Dim, type Shape } from '../dims';
import type { Emitter } from '../emitter';
import { GraphError, isFloat, type Value } from '../value';
import type { Lifting, Operator } from './operator';

/** Rows and columns. */
export type Pair = readonly [number, number];

export interface Windows {
  /** Of a window. */
  size: Pair;
  /** From one window to the next. */
  stride: Pair;
  /** Rows above and below, columns left and right, that the picture has not. */
  padding: Pair;
}

export interface WindowsAttributes {
  /**
   * x [batch, height, width, channels] -> [batch, rows, columns, places, channels]: the places of a window row by row, `value` where the
   * picture has none. rows = ⌊(height + 2·padding − size) / stride⌋ + 1
   */
  windows2d: Windows & { value: number };
  /** g [batch, rows, columns, places, channels] -> [batch, height, width, channels]: at each place the sum of what windows have there. */
  overlapAdd2d: Windows & { picture: Pair };
}

type WindowsOperators = { [K in keyof WindowsAttributes]: Operator<WindowsAttributes[K]> };

const isWhole = (lengths: readonly number[], least: number): boolean =>
  lengths.every((length) => Number.isInteger(length) && length >= least);

/** How many windows there are in each direction; undefined where there is room for none. */
export function windowsOn([height, width]: Pair, { size, stride, padding }: Windows): Pair | undefined {
  const along = (length: number, axis: 0 | 1): number =>
    Math.floor((length + 2 * padding[axis] - size[axis]) / stride[axis]) + 1;
  const found: Pair = [along(height, 0), along(width, 1)];
  return isWhole([...size, ...stride], 1) && isWhole(padding, 0) && isWhole(found, 1) ? found : undefined;
}

const fixed = (shape: Shape): number[] => shape.filter((dim) => typeof dim === 'number');

/** Windows that lie side by side and cover the picture exactly: nothing is read twice, components only change their places. */
function isTiling(picture: Pair, { size, stride, padding }: Windows): boolean {
  return ([0, 1] as const).every(
    (axis) => size[axis] === stride[axis] && padding[axis] === 0 && picture[axis] % size[axis] === 0,
  );
}

const ints = (e: Emitter, numbers: readonly number[]): string => e.constant('int64', [numbers.length], numbers);

/** Pads the two axes of the picture, [batch, height, width, channels]; negative numbers cut. */
function padded(
  e: Emitter,
  x: string,
  dtype: Value['dtype'],
  [top, left, bottom, right]: readonly [number, number, number, number],
  value: number,
): string {
  if ([top, left, bottom, right].every((length) => length === 0)) return x;
  return e.node('Pad', [x, ints(e, [0, top, left, 0, 0, bottom, right, 0]), e.constant(dtype, [], [value])]);
}

/** [batch, height, width, channels] -> [batch, rows, columns, size, size, channels], or the way back. */
const TURN = { perm: [0, 1, 3, 2, 4, 5] };

/** Over whole sequences: their steps become more pictures. */
function asMorePictures(
  op: keyof WindowsAttributes,
  { inputs: [x], lifted: [xs], time, attributes, o }: Lifting<unknown>,
) {
  if (!xs) return undefined;
  const [batch, ...rest] = x.shape;
  const [y] = o.apply(op, [o.reshape(xs, [multiplyDims(time, batch), ...rest])], attributes);
  return [o.reshape(y, [time, batch, ...y.shape.slice(1)])];
}

export const windowsOperators: WindowsOperators = {
  windows2d: {
    infer([x], attributes) {
      const [batch, ...rest] = x.shape;
      const [height, width, channels] = fixed(rest);
      if (x.shape.length !== 4 || channels === undefined || !isFloat(x.dtype))
        throw new GraphError('windows2d', 'needs x [batch, height, width, channels], all but the first fixed', [x]);
      const windows = windowsOn([height, width], attributes);
      if (!windows) throw new GraphError('windows2d', 'there is no room for a window', [x]);
      const places = attributes.size[0] * attributes.size[1];
      return [{ dtype: x.dtype, shape: [batch, ...windows, places, channels] }];
    },

    gradient({ inputs: [x], attributes: { size, stride, padding }, g, o }) {
      return o.apply('overlapAdd2d', [g], { size, stride, padding, picture: x.shape.slice(1, 3) });
    },

    emit(e, { inputs: [{ dtype, shape }], outputs }, attributes, [x]) {
      const { size, stride, padding, value } = attributes;
      const [batch, height, width, channels] = shape as [Dim, number, number, number];
      const [, rows, columns] = outputs[0].shape as [Dim, number, number];
      if (isTiling([height, width], attributes)) {
        const cut = e.reshape(x, [batch, rows, size[0], columns, size[1], channels]);
        return [e.reshape(e.node('Transpose', [cut], TURN), outputs[0].shape)];
      }
      const around = padded(e, x, dtype, [padding[0], padding[1], padding[0], padding[1]], value);
      const seen: string[] = [];
      for (let i = 0; i < size[0]; i++)
        for (let j = 0; j < size[1]; j++) {
          const ends = [i + (rows - 1) * stride[0] + 1, j + (columns - 1) * stride[1] + 1];
          seen.push(e.node('Slice', [around, ints(e, [i, j]), ints(e, ends), ints(e, [1, 2]), ints(e, [...stride])]));
        }
      return [e.reshape(e.node('Concat', seen, { axis: 3 }), outputs[0].shape)];
    },

    lift: (lifting) => asMorePictures('windows2d', lifting),
  },

  overlapAdd2d: {
    infer([g], attributes) {
      const [batch, ...rest] = g.shape;
      const [rows, columns, places, channels] = fixed(rest);
      const { size, picture } = attributes;
      const windows = windowsOn(picture, attributes);
      if (g.shape.length !== 5 || !isFloat(g.dtype) || channels === undefined)
        throw new GraphError(
          'overlapAdd2d',
          'needs [batch, rows, columns, places, channels], all but the first fixed',
          [g],
        );
      if (windows?.[0] !== rows || windows?.[1] !== columns || places !== size[0] * size[1])
        throw new GraphError('overlapAdd2d', `these are not the windows of a picture of ${picture.join(' by ')}`, [g]);
      return [{ dtype: g.dtype, shape: [batch, ...picture, channels] }];
    },

    gradient: ({ attributes: { size, stride, padding }, g, o }) =>
      o.apply('windows2d', [g], { size, stride, padding, value: 0 }),

    emit(e, { inputs: [{ dtype, shape }], outputs }, attributes, [g]) {
      const { size, stride, padding, picture } = attributes;
      const [batch, rows, columns, places, channels] = shape as [Dim, number, number, number, number];
      if (isTiling(picture, attributes)) {
        const cut = e.reshape(g, [batch, rows, columns, size[0], size[1], channels]);
        return [e.reshape(e.node('Transpose', [cut], TURN), outputs[0].shape)];
      }
      const flat = e.reshape(g, [batch, rows, columns, places * channels]);
      const parts =
        places === 1
          ? [flat]
          : e.nodes('Split', [flat, ints(e, new Array<number>(places).fill(channels))], places, { axis: 3 });
      const [tall, wide] = [rows * stride[0], columns * stride[1]];
      const spread = ([strideRows, strideColumns]: Pair, part: string): string => {
        if (strideRows === 1 && strideColumns === 1) return part;
        const apart = e.reshape(part, [batch, rows, 1, columns, 1, channels]);
        const pads = ints(e, [0, 0, 0, 0, 0, 0, 0, 0, strideRows - 1, 0, strideColumns - 1, 0]);
        return e.reshape(e.node('Pad', [apart, pads, e.constant(dtype, [], [0])]), [batch, tall, wide, channels]);
      };
      // Each part where its place of the window is, on the picture itself: what lies beyond it is cut.
      const placed = parts.map((part, place) => {
        const [top, left] = [Math.floor(place / size[1]) - padding[0], (place % size[1]) - padding[1]];
        const pads = [top, left, picture[0] - top - tall, picture[1] - left - wide] as const;
        return padded(e, spread(stride, part), dtype, pads, 0);
      });
      return [e.node('Sum', placed)];
    },

    lift: (lifting) => asMorePictures('overlapAdd2d', lifting),
  },
};
