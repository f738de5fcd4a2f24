// Attention of a recurrent decoder to the source: scores say how well each source position agrees with a query, their
// softmax weighs the positions, and the weighted mean is the context. A kind of attention is two functions: what is
// computed of the source once, and the scores of queries against it.

import type { LayerPlace } from '../../protocol/network';
import { markerOf } from '../graph/marks';
import { add, matmul, reshape, softmax, tanh, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import { linear, linearParameters } from './linear';
import { paddingBias } from './multiHeadAttention';
import { flatten, nest, type Bound, type FlatParameters, type ParameterSpec, type ParameterTree } from './parameters';

export type ScoreKind = 'dot' | 'general' | 'additive';

export interface ScoreSizes {
  /** Of a query, and of a source position. */
  query: number;
  value: number;
}

export interface AttentionMemory {
  /** What queries are compared with, [batch, columns, any]. */
  keys: Value;
  /** What the context is made of, [batch, columns, value]. */
  values: Value;
  /** Added to the scores: very negative at padding, [batch, 1, columns]. */
  bias: Value;
}

interface Kind<T extends ParameterTree> {
  parameters(sizes: ScoreSizes): T;
  /** values [batch, columns, value] -> keys [batch, columns, any] */
  keys(p: Bound<T>, values: Value): Value;
  /** queries [batch, rows, query] -> scores [batch, rows, columns] */
  scores(p: Bound<T>, queries: Value, keys: Value): Value;
}

const product = (queries: Value, keys: Value): Value => matmul(queries, keys, { transposeB: true });

/** q·k (Luong et al. 2015); both of one width. */
const dot: Kind<Record<never, never>> = {
  parameters: () => ({}),
  keys: (_, values) => values,
  scores: (_, queries, keys) => product(queries, keys),
};

/** q·W·v (Luong et al. 2015); weight [query, value] */
const general: Kind<{ weight: ParameterSpec }> = {
  parameters: ({ query, value }) => ({ weight: { shape: [query, value], initialize: uniform(1 / Math.sqrt(value)) } }),
  keys: (p, values) => matmul(values, p.weight, { transposeB: true }),
  scores: (_, queries, keys) => product(queries, keys),
};

interface AdditiveTree extends ParameterTree {
  query: ReturnType<typeof linearParameters>;
  key: { weight: ParameterSpec };
  vector: ParameterSpec;
}

/** u·tanh(W·q + V·v + b) (Bahdanau et al. 2015); query.weight [query, query], key.weight [query, value], vector [query] */
const additive: Kind<AdditiveTree> = {
  parameters: ({ query, value }) => ({
    query: linearParameters({ inputs: query, outputs: query }),
    key: { weight: { shape: [query, value], initialize: uniform(1 / Math.sqrt(value)) } },
    vector: { shape: [query], initialize: uniform(1 / Math.sqrt(query)) },
  }),
  keys: (p, values) => matmul(values, p.key.weight, { transposeB: true }),
  scores(p, queries, keys) {
    const [batch, rows, width] = queries.shape;
    const columns = keys.shape[1];
    const asked = reshape(linear(p.query, queries), [batch, rows, 1, width]);
    const agreement = tanh(add(asked, reshape(keys, [batch, 1, columns, width]))); // [batch, rows, columns, width]
    return reshape(matmul(agreement, reshape(p.vector, [width, 1])), [batch, rows, columns]);
  },
};

/** Attention of one kind, with its own parameters. */
export interface ScoredAttention {
  readonly parameters: FlatParameters;
  /** encoded [columns, batch, value], mask [columns, batch] bool, false at padding */
  memory(p: Bound<FlatParameters>, encoded: Value, mask: Value): AttentionMemory;
  /** queries [batch, rows, query] -> context [batch, rows, value], weights [batch, rows, columns] */
  attend(p: Bound<FlatParameters>, queries: Value, memory: AttentionMemory): { context: Value; weights: Value };
}

export function scoredAttention(kind: ScoreKind, sizes: ScoreSizes): ScoredAttention {
  switch (kind) {
    case 'dot':
      return scoredBy(dot, sizes);
    case 'general':
      return scoredBy(general, sizes);
    case 'additive':
      return scoredBy(additive, sizes);
  }
}

const PLACE: LayerPlace = { kind: 'cross-attention', part: 'decoder' };

function scoredBy<T extends ParameterTree>(kind: Kind<T>, sizes: ScoreSizes): ScoredAttention {
  const tree = kind.parameters(sizes);
  return {
    parameters: flatten(tree),
    memory(p, encoded, mask) {
      const [columns, batch] = mask.shape;
      const values = transpose(encoded, [1, 0, 2]); // [batch, columns, value]
      const bias = reshape(paddingBias(mask, encoded.dtype), [batch, 1, columns]);
      return { keys: kind.keys(nest(tree, p), values), values, bias };
    },
    attend(p, queries, { keys, values, bias }) {
      const marked = markerOf(PLACE);
      const between = ['batch', 'time', 'time'] as const;
      const width = ['batch', 'time', 'unit'] as const;
      marked('query', queries, width);
      marked('key', keys, width);
      marked('value', values, width);
      const scores = marked('scores', kind.scores(nest(tree, p), queries, keys), between);
      const weights = marked('weights', softmax(marked('maskedScores', add(scores, bias), between)), between);
      return { context: marked('context', matmul(weights, values), width), weights };
    },
  };
}
