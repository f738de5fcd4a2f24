/// <reference path="./nlp-lab.d.ts" />
// A recurrent cell of one's own, the minimal gated unit (Zhou et al. 2016), run over the text by `scan`; and a vector of the text that
// attends to all of its states by a question that is learned (Yang et al. 2016). The experiment takes that vector: "pooling": "last".

import {
  attentionPooling,
  attentionPoolingParameters,
  customEncoder,
  dropout,
  embeddingParameters,
  initializers,
  ops,
  readTokens,
  scan,
} from 'nlp-lab';

const { add, fill, matmul, mul, sigmoid, sub, tanh } = ops;

export default customEncoder({
  options: { embedding: 32, hidden: 32 },

  parameters({ vocabulary, options: { embedding, hidden } }) {
    const gate = {
      w: { shape: [embedding, hidden], initialize: initializers.xavierUniform },
      u: { shape: [hidden, hidden], initialize: initializers.orthogonal },
      b: { shape: [hidden], initialize: initializers.zeros },
    };
    return {
      embedding: embeddingParameters({ vocabulary, width: embedding, deviation: 0.1 }),
      forget: gate,
      candidate: gate, // a second set of parameters: each name has its own
      question: attentionPoolingParameters({ width: hidden }),
    };
  },

  encode({ embedding, forget, candidate, question }, inputs, { mode, options: { hidden } }) {
    const x = dropout(readTokens(embedding, inputs), { rate: 0.3, stream: 'tokens', mode }); // [time, batch, embedding]
    const [, batch] = inputs.ids.shape;
    const h = fill(0, [batch, hidden], 'float32');

    // One step: f = s(W x + U h + b), c = tanh(W x + U (f * h) + b), h = (1 - f) * h + f * c. Where the mask is false h stays.
    const { states } = scan(
      ({ h }, { x }) => {
        const f = sigmoid(add(add(matmul(x, forget.w), matmul(h, forget.u)), forget.b));
        const c = tanh(add(add(matmul(x, candidate.w), matmul(mul(f, h), candidate.u)), candidate.b));
        return { h: add(mul(sub(1, f), h), mul(f, c)) };
      },
      { h },
      { x },
      { mask: inputs.mask },
    );

    const { pooled } = attentionPooling(question, states.h, inputs.mask); // [batch, hidden]
    return { states: states.h, last: pooled };
  },
});
