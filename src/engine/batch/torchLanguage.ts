// The engine's operators as PyTorch has them. Gradients agree too: where components are equal, `maximum` and `amax` share them alike.

import type { DType } from '../graph/value';
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

const DTYPES: Record<DType, string> = {
  ...{ float32: 'torch.float32', float64: 'torch.float64', int32: 'torch.int32', int64: 'torch.int64' },
  bool: 'torch.bool',
};

/** What functions of tensors take. */
const tensor = (term: Term): string => (term.isNumber ? `torch.tensor(float(${term.text}))` : term.text);

/** What a method is asked of. */
const subject = (term: Term): string => (term.isNumber ? tensor(term) : within(term, RANK.atom));

type Plain = SpelledNode<unknown>;

const call =
  (name: string, more = '') =>
  ({ inputs }: Plain): Term =>
    atom(`${name}(${inputs.map(tensor).join(', ')}${more})`);

const between =
  (operator: string, rank: number) =>
  ({ inputs }: Plain): Term =>
    infix(operator, rank, inputs);

/** `&` binds more tightly than comparisons do. */
const logical =
  (operator: string) =>
  ({ inputs: [a, b] }: Plain): Term => ({
    text: `${within(a, RANK.unary)} ${operator} ${within(b, RANK.unary)}`,
    rank: RANK.comparison,
  });

const turned = (term: Term, isTurned: boolean, rank: number): string =>
  isTurned ? `${subject(term)}.mT` : within(term, rank);

const axesText = (axes: readonly number[]): string => (axes.length === 1 ? String(axes[0]) : `(${axes.join(', ')})`);

const kept = (keep: boolean): string => (keep ? ', keepdim=True' : '');

const index = (term: Term): string => `${subject(term)}.long()`;

export const torchLanguage: ScriptLanguage = {
  name: 'torch',
  parameter: (name) => `p[${JSON.stringify(name)}]`,
  mask: (stream) => `masks[${JSON.stringify(stream)}]`,
  array: (data, shape, dtype) =>
    `torch.tensor([${data.map(numberText).join(', ')}], dtype=${DTYPES[dtype]}).reshape(${shapeText(shape)})`,
  stack: (list) => `torch.stack(${list})`,
  operators: {
    dimension: ({ attributes: { dim } }) => dimTerm(dim),
    fill: ({ attributes: { value, shape, dtype } }) =>
      shape.length === 0
        ? number(value)
        : atom(
            dtype === 'bool'
              ? `torch.full(${shapeText(shape)}, ${value ? 'True' : 'False'})`
              : `torch.full(${shapeText(shape)}, ${numberText(value)}, dtype=${DTYPES[dtype]})`,
          ),
    neg: ({ inputs: [x] }) => ({ text: `-${within(x, RANK.unary)}`, rank: RANK.unary }),
    exp: call('torch.exp'),
    log: call('torch.log'),
    sqrt: call('torch.sqrt'),
    abs: call('torch.abs'),
    sign: call('torch.sign'),
    tanh: call('torch.tanh'),
    sigmoid: call('torch.sigmoid'),
    relu: call('F.relu'),
    gelu: call('F.gelu', ', approximate="tanh"'),
    not: ({ inputs: [x] }) => ({ text: `~${within(x, RANK.unary)}`, rank: RANK.unary }),
    cast: ({ inputs: [x], attributes: { to } }) => atom(`${subject(x)}.to(${DTYPES[to]})`),
    add: between('+', RANK.sum),
    sub: between('-', RANK.sum),
    mul: between('*', RANK.product),
    div: between('/', RANK.product),
    maximum: call('torch.maximum'),
    minimum: call('torch.minimum'),
    equal: between('==', RANK.comparison),
    less: between('<', RANK.comparison),
    greater: between('>', RANK.comparison),
    greaterOrEqual: between('>=', RANK.comparison),
    and: logical('&'),
    or: logical('|'),
    where: ({ inputs: [c, a, b] }) => atom(`torch.where(${c.text}, ${floating(a)}, ${floating(b)})`),
    sum: ({ inputs: [x], types: [type], attributes: { axes, keep } }) =>
      atom(`${subject(x)}.sum(${axes.length === type.shape.length && !keep ? '' : axesText(axes) + kept(keep)})`),
    max: ({ inputs: [x], attributes: { axis, keep } }) => atom(`torch.amax(${x.text}, ${axis}${kept(keep)})`),
    cumulativeSum: ({ inputs: [x], attributes: { axis, reverse } }) =>
      atom(
        reverse ? `${subject(x)}.flip(${axis}).cumsum(${axis}).flip(${axis})` : `torch.cumsum(${x.text}, dim=${axis})`,
      ),
    argMax: ({ inputs: [x], attributes: { axis } }) => atom(`torch.argmax(${x.text}, ${axis})`),
    topIndices: ({ inputs: [x], attributes: { count } }) => atom(`torch.topk(${x.text}, ${count}).indices`),
    softmax: ({ inputs: [x], attributes: { axis } }) => atom(`F.softmax(${x.text}, dim=${axis})`),
    logSoftmax: ({ inputs: [x], attributes: { axis } }) => atom(`F.log_softmax(${x.text}, dim=${axis})`),
    layerNorm: ({ inputs: [x, scale, shift], types, attributes: { epsilon } }) =>
      atom(
        `F.layer_norm(${x.text}, ${shapeText(types[1].shape)}, ${scale.text}, ${shift.text}, eps=${numberText(epsilon)})`,
      ),
    matmul: ({ inputs: [a, b], attributes: { transposeA, transposeB } }) => ({
      text: `${turned(a, transposeA, RANK.product)} @ ${turned(b, transposeB, RANK.unary)}`,
      rank: RANK.product,
    }),
    affine({ inputs: [x, w, c], types, attributes: { transposeB } }) {
      if (transposeB && types[2].shape.length === 1) return atom(`F.linear(${x.text}, ${w.text}, ${c.text})`);
      const product = `${within(x, RANK.product)} @ ${turned(w, transposeB, RANK.unary)}`;
      return { text: `${product} + ${within(c, RANK.product)}`, rank: RANK.sum };
    },
    transpose: ({ inputs: [x], attributes: { permutation } }) =>
      atom(`${subject(x)}.permute(${permutation.join(', ')})`),
    reshape: ({ inputs: [x], attributes: { shape } }) => atom(`${subject(x)}.reshape(${shapeText(shape)})`),
    broadcastTo: ({ inputs: [x], attributes: { shape } }) => atom(`${subject(x)}.expand(${shapeText(shape)})`),
    concat: ({ inputs, attributes: { axis } }) =>
      atom(`torch.cat([${inputs.map(({ text }) => text).join(', ')}], dim=${axis})`),
    split: ({ inputs: [x], attributes: { axis, sizes } }) =>
      atom(`torch.split(${x.text}, [${sizes.join(', ')}], dim=${axis})`),
    slice: ({ inputs: [x], attributes }) => atom(`${subject(x)}${sliceText(attributes)}`),
    windows2d({ inputs: [x], types: [type], output, attributes: { size, stride, padding, value } }) {
      const [, rows, columns, places, channels] = output.shape;
      const [top, left] = padding;
      const image = `${subject(x)}.permute(0, 3, 1, 2)`;
      const around =
        top + left > 0 ? `F.pad(${image}, (${left}, ${left}, ${top}, ${top}), value=${numberText(value)})` : image;
      const seen = `F.unfold(${around}, (${size.join(', ')}), stride=(${stride.join(', ')}))`;
      const shape = shapeText([type.shape[0], channels, places, rows, columns]);
      return atom(`${seen}.reshape(${shape}).permute(0, 3, 4, 2, 1)`);
    },
    gatherRows: ({ inputs: [table, ids] }) => atom(`F.embedding(${ids.text}, ${table.text})`),
    scatterRows: ({ inputs: [ids, rows], types: [, { shape }], attributes: { rowCount } }) =>
      atom(
        `torch.zeros(${shapeText([rowCount, shape[shape.length - 1]])}).index_add(0, ${index(ids)}.flatten(), ${subject(rows)}.flatten(0, -2))`,
      ),
    pick: ({ inputs: [values, indices] }) =>
      atom(`${subject(values)}.gather(-1, ${index(indices)}.unsqueeze(-1)).squeeze(-1)`),
    addPick: ({ inputs: [base, indices, updates] }) =>
      atom(`${subject(base)}.scatter_add(-1, ${index(indices)}.unsqueeze(-1), ${subject(updates)}.unsqueeze(-1))`),
    negativeLogLikelihood({ inputs: [logits, , labels], types, attributes: { smoothing } }) {
      const how = `reduction="none"${smoothing > 0 ? `, label_smoothing=${numberText(smoothing)}` : ''}`;
      const rank = types[0].shape.length;
      if (rank === 2) return atom(`F.cross_entropy(${logits.text}, ${index(labels)}, ${how})`);
      const flat = `${subject(logits)}.flatten(0, -2), ${index(labels)}.flatten()`;
      return atom(`F.cross_entropy(${flat}, ${how}).reshape(${shapeText(types[2].shape)})`);
    },
  },
};

/** Whole numbers would make of it what is no float. */
const floating = ({ text, isNumber }: Term): string => (isNumber && /^-?\d+$/.test(text) ? `${text}.0` : text);
