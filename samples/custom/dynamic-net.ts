/// <reference path="./nlp-lab.d.ts" />
// PyTorch's example DynamicNet: one middle layer is used again and again, at each step of the training another number of times.
//
// Here a network is compiled once, so an `if` or a `for` of TypeScript decides when it is built, not at each step. What is drawn at
// each step is a random mask, the same for the same seed and step: all uses are computed, and a bit says of each whether it counts.
// After that as many uses count as on average: what is asked twice answers the same.

import { customEncoder, dropout, embeddingParameters, linear, linearParameters, ops, readTokens } from 'nlp-lab';

const { and, randomMask, tanh, where } = ops;

export default customEncoder({
  options: { width: 32, most: 3 },

  parameters: ({ vocabulary, options: { width } }) => ({
    embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
    first: linearParameters({ inputs: width, outputs: width }),
    middle: linearParameters({ inputs: width, outputs: width }), // shared by all its uses: their gradients are added up
    last: linearParameters({ inputs: width, outputs: width }),
  }),

  encode({ embedding, first, middle, last }, inputs, { mode, options: { most } }) {
    const x = dropout(readTokens(embedding, inputs), { rate: 0.3, stream: 'tokens', mode });
    let h = tanh(linear(first, x)); // [time, batch, width]
    if (mode === 'inference') for (let use = 0; use < Math.round(most / 2); use++) h = tanh(linear(middle, h));
    else {
      // 0 to `most` uses, each number as probable: of those that are still possible all but the present one go on.
      let counts;
      for (let use = 0; use < most; use++) {
        const goesOn = randomMask((most - use) / (most - use + 1), [1], `use${use}`);
        counts = counts ? and(counts, goesOn) : goesOn;
        h = where(counts, tanh(linear(middle, h)), h);
      }
    }
    return { states: linear(last, h) };
  },
});
