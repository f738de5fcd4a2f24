// The engine's operators as Keras 3 has them, in `keras.ops`.

import {
  atom,
  dimTerm,
  infix,
  number,
  numberText,
  RANK,
  shapeText,
  sliceText,
  within,
  type ScriptLanguage,
  type SpelledNode,
  type Term,
} from './language';

type Plain = SpelledNode<unknown>;

const texts = (inputs: readonly Term[]): string => inputs.map(({ text }) => text).join(', ');

const call =
  (name: string, more = '') =>
  ({ inputs }: Plain): Term =>
    atom(`ops.${name}(${texts(inputs)}${more})`);

const between =
  (operator: string, rank: number) =>
  ({ inputs }: Plain): Term =>
    infix(operator, rank, inputs);

const turned = (term: Term, isTurned: boolean): string => (isTurned ? `ops.swapaxes(${term.text}, -1, -2)` : term.text);

const axesText = (axes: readonly number[]): string => (axes.length === 1 ? String(axes[0]) : `(${axes.join(', ')})`);

const kept = (keep: boolean): string => (keep ? ', keepdims=True' : '');

/** Where parts end, but for the last. */
const ends = (sizes: readonly number[]): number[] =>
  sizes.slice(0, -1).map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b, 0));

export const kerasLanguage: ScriptLanguage = {
  name: 'keras',
  parameter: (name) => `p[${JSON.stringify(name)}]`,
  mask: (stream) => `masks[${JSON.stringify(stream)}]`,
  array: (data, shape, dtype) =>
    `ops.reshape(ops.array([${data.map(numberText).join(', ')}], dtype="${dtype}"), ${shapeText(shape)})`,
  stack: (list) => `ops.stack(${list})`,
  operators: {
    dimension: ({ attributes: { dim } }) => dimTerm(dim),
    fill: ({ attributes: { value, shape, dtype } }) =>
      shape.length === 0
        ? number(value)
        : atom(
            `ops.full(${shapeText(shape)}, ${dtype === 'bool' ? (value ? 'True' : 'False') : numberText(value)}, dtype="${dtype}")`,
          ),
    neg: ({ inputs: [x] }) => ({ text: `-${within(x, RANK.unary)}`, rank: RANK.unary }),
    exp: call('exp'),
    log: call('log'),
    sqrt: call('sqrt'),
    abs: call('abs'),
    sign: call('sign'),
    tanh: call('tanh'),
    sigmoid: call('sigmoid'),
    relu: call('relu'),
    gelu: call('gelu', ', approximate=True'),
    not: call('logical_not'),
    cast: ({ inputs: [x], attributes: { to } }) => atom(`ops.cast(${x.text}, "${to}")`),
    add: between('+', RANK.sum),
    sub: between('-', RANK.sum),
    mul: between('*', RANK.product),
    div: between('/', RANK.product),
    maximum: call('maximum'),
    minimum: call('minimum'),
    equal: call('equal'),
    less: call('less'),
    greater: call('greater'),
    greaterOrEqual: call('greater_equal'),
    and: call('logical_and'),
    or: call('logical_or'),
    where: call('where'),
    sum: ({ inputs: [x], types: [type], attributes: { axes, keep } }) =>
      atom(
        `ops.sum(${x.text}${axes.length === type.shape.length && !keep ? '' : `, axis=${axesText(axes)}${kept(keep)}`})`,
      ),
    max: ({ inputs: [x], attributes: { axis, keep } }) => atom(`ops.max(${x.text}, axis=${axis}${kept(keep)})`),
    cumulativeSum({ inputs: [x], attributes: { axis, reverse } }) {
      const sums = (text: string): string => `ops.cumsum(${text}, axis=${axis})`;
      return atom(reverse ? `ops.flip(${sums(`ops.flip(${x.text}, axis=${axis})`)}, axis=${axis})` : sums(x.text));
    },
    argMax: ({ inputs: [x], attributes: { axis } }) => atom(`ops.argmax(${x.text}, axis=${axis})`),
    topIndices: ({ inputs: [x], attributes: { count } }) => atom(`ops.top_k(${x.text}, ${count})[1]`),
    softmax: ({ inputs: [x], attributes: { axis } }) => atom(`ops.softmax(${x.text}, axis=${axis})`),
    logSoftmax: ({ inputs: [x], attributes: { axis } }) => atom(`ops.log_softmax(${x.text}, axis=${axis})`),
    layerNorm: ({ inputs: [x, scale, shift], attributes: { epsilon } }) =>
      atom(`layer_norm(${texts([x, scale, shift])}, ${numberText(epsilon)})`),
    matmul: ({ inputs: [a, b], attributes: { transposeA, transposeB } }) =>
      atom(`ops.matmul(${turned(a, transposeA)}, ${turned(b, transposeB)})`),
    affine: ({ inputs: [x, w, c], attributes: { transposeB } }) => ({
      text: `ops.matmul(${x.text}, ${turned(w, transposeB)}) + ${within(c, RANK.product)}`,
      rank: RANK.sum,
    }),
    transpose: ({ inputs: [x], attributes: { permutation } }) =>
      atom(`ops.transpose(${x.text}, (${permutation.join(', ')}))`),
    reshape: ({ inputs: [x], attributes: { shape } }) => atom(`ops.reshape(${x.text}, ${shapeText(shape)})`),
    broadcastTo: ({ inputs: [x], attributes: { shape } }) => atom(`ops.broadcast_to(${x.text}, ${shapeText(shape)})`),
    concat: ({ inputs, attributes: { axis } }) => atom(`ops.concatenate([${texts(inputs)}], axis=${axis})`),
    split: ({ inputs: [x], attributes: { axis, sizes } }) =>
      atom(`ops.split(${x.text}, [${ends(sizes).join(', ')}], axis=${axis})`),
    slice: ({ inputs: [x], attributes }) => atom(`${within(x, RANK.atom)}${sliceText(attributes)}`),
    windows2d({ inputs: [x], output, attributes: { size, stride, padding, value } }) {
      const [top, left] = padding;
      const around = `((0, 0), (${top}, ${top}), (${left}, ${left}), (0, 0))`;
      const image = top + left > 0 ? `ops.pad(${x.text}, ${around}, constant_values=${numberText(value)})` : x.text;
      const seen = `ops.image.extract_patches(${image}, (${size.join(', ')}), strides=(${stride.join(', ')}))`;
      return atom(`ops.reshape(${seen}, ${shapeText(output.shape)})`);
    },
    gatherRows: ({ inputs: [table, ids] }) => atom(`ops.take(${table.text}, ${ids.text}, axis=0)`),
    scatterRows: ({ inputs: [ids, rows], types: [, { shape }], attributes: { rowCount } }) => {
      const width = shape[shape.length - 1];
      const flat = `ops.reshape(${ids.text}, (-1, 1)), ops.reshape(${rows.text}, (-1, ${String(width)}))`;
      return atom(`ops.scatter(${flat}, ${shapeText([rowCount, width])})`);
    },
    pick: ({ inputs: [values, indices] }) =>
      atom(`ops.squeeze(ops.take_along_axis(${values.text}, ops.expand_dims(${indices.text}, -1), axis=-1), axis=-1)`),
    addPick: ({ inputs: [base, indices, updates], types: [{ shape }] }) => ({
      text: `${within(base, RANK.sum)} + ops.expand_dims(${updates.text}, -1) * ops.one_hot(${indices.text}, ${String(shape[shape.length - 1])})`,
      rank: RANK.sum,
    }),
    negativeLogLikelihood({ inputs: [logits, logShares, labels], attributes: { smoothing } }) {
      const right = `keras.losses.sparse_categorical_crossentropy(${labels.text}, ${logits.text}, from_logits=True)`;
      if (smoothing === 0) return atom(right);
      const rest = `ops.mean(${logShares.text}, axis=-1)`;
      return { text: `${numberText(1 - smoothing)} * ${right} - ${numberText(smoothing)} * ${rest}`, rank: RANK.sum };
    },
  },
};
