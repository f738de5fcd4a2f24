// The text of a new model of one's own, with comments for somebody who has never written one. Pure.

export const MODEL_TEXT = `/// <reference path="./nlp-lab.d.ts" />
// An encoder: it makes a vector of each token of a text. What stands on it (labels, numbers, tags) is chosen in the experiment.
// Sequences are [time, batch, ...]. Faults of shapes show here, at their line, when the file is saved.

import { customEncoder, dropout, embeddingParameters, linear, linearParameters, ops, readTokens } from 'nlp-lab';

const { add, tanh } = ops;

export default customEncoder({
  // The experiment may give other values: "options": { "width": 64 }.
  options: { width: 32 },

  // Shapes and first values. "embedding" must be there: the table of token vectors.
  parameters: ({ vocabulary, options: { width } }) => ({
    embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
    layer: linearParameters({ inputs: width, outputs: width }),
  }),

  // inputs.ids and inputs.mask are [time, batch]; the mask is false at padding. mode is 'training' or 'inference'.
  encode({ embedding, layer }, inputs, { mode }) {
    const x = dropout(readTokens(embedding, inputs), { rate: 0.3, stream: 'tokens', mode }); // [time, batch, width]
    return { states: add(x, tanh(linear(layer, x))) }; // [time, batch, width]
  },
});
`;
