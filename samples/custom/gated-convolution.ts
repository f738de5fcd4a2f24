/// <reference path="./nlp-lab.d.ts" />
// A gated convolution (Dauphin et al. 2017): one convolution says what is found, another how much of it passes. The gate is an
// operator with a gradient of its own, which "Check Gradients" compares with finite differences.

import {
  convolution,
  convolutionParameters,
  customEncoder,
  dropout,
  embeddingParameters,
  ops,
  ownOperator,
  readTokens,
} from 'nlp-lab';

const { add, cast, mul, reshape, sigmoid, sub } = ops;

/** y = a * s(b); dy/da = s(b), dy/db = a * s(b) * (1 - s(b)). */
const gate = ownOperator('gate', {
  forward: (a, b) => mul(a, sigmoid(b)),
  backward(g, { operands: [a, b] }) {
    const open = sigmoid(b);
    return [mul(g, open), mul(g, mul(a, mul(open, sub(1, open))))];
  },
});

export default customEncoder({
  options: { width: 32, window: 3, layers: 2 },

  parameters({ vocabulary, options: { width, window, layers } }) {
    const layer = () => ({
      found: convolutionParameters({ inputs: width, filters: width, window }),
      passes: convolutionParameters({ inputs: width, filters: width, window }),
    });
    return {
      embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
      layers: Object.fromEntries(Array.from({ length: layers }, (_, i) => [`layer${i}`, layer()])),
    };
  },

  encode(parameters, inputs, { mode }) {
    const [time, batch] = inputs.mask.shape;
    const counted = reshape(cast(inputs.mask, 'float32'), [time, batch, 1]); // 0 at padding, which no window may see
    let states = dropout(readTokens(parameters.embedding, inputs), { rate: 0.3, stream: 'tokens', mode });
    for (const { found, passes } of Object.values(parameters.layers)) {
      const seen = mul(states, counted);
      states = add(states, gate(convolution(found, seen), convolution(passes, seen)));
    }
    return { states };
  },
});
