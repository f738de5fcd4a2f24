// Encoder and decoder of recurrent layers (Sutskever et al. 2014), with attention (Bahdanau et al. 2015, Luong et al. 2015).
// In step t the decoder reads the last token y and, with input feeding, what it found before:
//
//   h_t = cell([y_{t−1}; a_{t−1}], h_{t−1})     c_t = attention(h_t)     a_t = tanh(W·[c_t; h_t])     p_t = softmax(U·a_t)

import { reshape } from '../../../graph/ops';
import { embedding } from '../../../nn/embedding';
import { defineSequence } from '../sequenceFamily';
import type { SequenceContext, SequenceLayers } from '../sequenceModel';
import { logitsOf } from '../texts';
import { encodeSource, step } from './decoder';
import { designOf, parametersOf, type Tree } from './design';
import { faults, schema, type Options } from './options';
import { forward } from './training';

function build(options: Options, context: SequenceContext): SequenceLayers<Tree> {
  const design = designOf(options, context);
  return {
    parameters: parametersOf(design, context),
    ...(design.reader && { source: design.reader.source }),

    forward: (p, inputs, mode) => forward(design, p, inputs, mode),

    encode(p, inputs) {
      const { memory, carried } = encodeSource(design, p, inputs, 'inference');
      return { memory: memory ? { ...memory } : {}, state: carried };
    },

    step(p, { memory: { keys, values, bias }, state, tokens }) {
      const [batch, beam] = tokens.shape;
      const [rows] = state.h0.shape;
      const x = embedding(p.target_embedding, reshape(tokens, [rows]));
      const memory = design.attention && { keys, values, bias };
      const next = step(design, p, state, x, { memory, batch, beam });
      const attention = next.weights && reshape(next.weights, [rows, next.weights.shape[2]]);
      return { logits: logitsOf(p, next.vector), state: next.carried, attention };
    },
  };
}

export const recurrent = defineSequence(schema, { attends: ({ attention }) => attention !== 'none', faults, build });
