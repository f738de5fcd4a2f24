// What a layer that is written out line by line is called where other libraries have it in one call, as a comment.

import type { ScriptLanguageName } from '../../protocol/batch';
import type { NetworkLayer } from '../../protocol/network';

const CELLS = {
  rnn: { gates: 1, torch: 'RNN', keras: 'SimpleRNN' },
  lstm: { gates: 4, torch: 'LSTM', keras: 'LSTM' },
  gru: { gates: 3, torch: 'GRU', keras: 'GRU' },
} as const;

/** How Keras arranges the weights of PyTorch, whose names ours have. */
const KERAS_WEIGHTS = {
  rnn: 'kernel weight_ih.T, recurrent_kernel weight_hh.T, bias bias_ih + bias_hh',
  lstm: 'kernel weight_ih.T, recurrent_kernel weight_hh.T, bias bias_ih + bias_hh',
  gru: 'reset_after=True, its gates in the order z, r, n, bias [bias_ih, bias_hh]',
};

/** None where the layer is part of a loop that does more, or is said with another direction of it. */
export function oneCall(layer: NetworkLayer, language: ScriptLanguageName): string[] {
  const { kind, part, number, direction } = layer.place;
  if (part === 'decoder') return [];
  if (kind === 'rnn' || kind === 'lstm' || kind === 'gru')
    return direction === 'backward' ? [] : recurrent(layer, kind, language);
  if (kind === 'convolution' && number === 0)
    return layer.parameters // windows of later layers may have gaps
      .filter(({ shape }) => shape.length === 3)
      .map(({ name, shape: [filters, inputs, window] }) =>
        language === 'torch'
          ? `# ${name} in one call: nn.Conv1d(${inputs}, ${filters}, ${window}, padding="same"), time last`
          : `# ${name} in one call: keras.layers.Conv1D(${filters}, ${window}, padding="same")`,
      );
  if (kind === 'self-attention' && language === 'torch')
    return ['# From query, key and value to context in one call: F.scaled_dot_product_attention'];
  return [];
}

function recurrent(
  { place: { direction }, parameters }: NetworkLayer,
  kind: keyof typeof CELLS,
  language: ScriptLanguageName,
): string[] {
  const weight = parameters.find(({ name }) => name.includes('weight_ih'));
  if (!weight) return [];
  const [rows, inputs] = weight.shape;
  const { gates, torch, keras } = CELLS[kind];
  const units = rows / gates;
  if (language === 'torch') {
    const both = direction === undefined ? '' : ', bidirectional=True';
    return [
      `# In one call: nn.${torch}(${inputs}, ${units}${both}); where padding is masked, of what pack_padded_sequence gives`,
    ];
  }
  const one = `keras.layers.${keras}(${units}, return_sequences=True)`;
  const both = direction === undefined ? one : `keras.layers.Bidirectional(${one})`;
  return [`# In one call: ${both}, with a mask where padding is masked: ${KERAS_WEIGHTS[kind]}`];
}
