// The names of a network's layers and tensors, and what they mean: the engine marks tensors by them, and views explain them.

import { toTranslate } from './toTranslate';

interface TensorMeaning {
  title: string;
  /** As in the equations. */
  symbol: string;
  /** One sentence, and the equation where there is one. */
  meaning: string;
}

const meaning = (title: string, symbol: string, sentence: string): TensorMeaning => ({
  ...{ title, symbol, meaning: sentence },
});

/** Each tensor that a network names. */
export const TENSORS = {
  ids: meaning(
    toTranslate('Token ids'),
    'x',
    toTranslate('The number of each token in the vocabulary: what the network is given.'),
  ),
  embedding: meaning(
    toTranslate('Embedding rows'),
    'e_t',
    toTranslate('The row of the embedding table that belongs to each token.'),
  ),
  features: meaning(
    toTranslate('Token features'),
    'u_t',
    toTranslate('What characters, capitals and shape of each token say, added to its row.'),
  ),
  placed: meaning(
    toTranslate('Rows with positions'),
    'x_t',
    toTranslate('Embedding rows with what tells places apart added to them.'),
  ),
  inputGate: meaning(
    toTranslate('Input gate'),
    'i_t',
    toTranslate('How much of the candidate enters the cell: i_t = σ(W_ii·x_t + b_ii + W_hi·h_{t−1} + b_hi).'),
  ),
  forgetGate: meaning(
    toTranslate('Forget gate'),
    'f_t',
    toTranslate('How much of the cell stays: f_t = σ(W_if·x_t + b_if + W_hf·h_{t−1} + b_hf).'),
  ),
  candidate: meaning(
    toTranslate('Candidate'),
    'g_t',
    toTranslate('What may enter the cell: g_t = tanh(W_ig·x_t + b_ig + W_hg·h_{t−1} + b_hg).'),
  ),
  outputGate: meaning(
    toTranslate('Output gate'),
    'o_t',
    toTranslate('How much of the cell is shown: o_t = σ(W_io·x_t + b_io + W_ho·h_{t−1} + b_ho).'),
  ),
  cellState: meaning(
    toTranslate('Cell state'),
    'c_t',
    toTranslate('What is remembered: c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t.'),
  ),
  resetGate: meaning(
    toTranslate('Reset gate'),
    'r_t',
    toTranslate('How much of the last state the candidate sees: r_t = σ(W_ir·x_t + b_ir + W_hr·h_{t−1} + b_hr).'),
  ),
  updateGate: meaning(
    toTranslate('Update gate'),
    'z_t',
    toTranslate('How much of the last state stays: z_t = σ(W_iz·x_t + b_iz + W_hz·h_{t−1} + b_hz).'),
  ),
  newState: meaning(
    toTranslate('Candidate state'),
    'n_t',
    toTranslate('What may become the state: n_t = tanh(W_in·x_t + b_in + r_t ⊙ (W_hn·h_{t−1} + b_hn)).'),
  ),
  hiddenState: meaning(
    toTranslate('Hidden state'),
    'h_t',
    toTranslate(
      'What a step hands to the next one. RNN: tanh(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh); LSTM: o_t ⊙ tanh(c_t); GRU: (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}.',
    ),
  ),
  output: meaning(
    toTranslate('Output'),
    'y',
    toTranslate(
      'The hidden state of every step, both directions side by side: the first thing that nn.RNN, nn.LSTM and nn.GRU give back.',
    ),
  ),
  query: meaning(
    toTranslate('Query'),
    'Q',
    toTranslate('What each position looks for: Q = X·W_Qᵀ + b_Q, one matrix for each head.'),
  ),
  key: meaning(
    toTranslate('Key'),
    'K',
    toTranslate('What each position is found by: K = X·W_Kᵀ + b_K, one matrix for each head.'),
  ),
  value: meaning(
    toTranslate('Value'),
    'V',
    toTranslate('What each position gives: V = X·W_Vᵀ + b_V, one matrix for each head.'),
  ),
  scores: meaning(
    toTranslate('Scores'),
    'S',
    toTranslate('How well queries (rows) and keys (columns) agree, before the mask: S = Q·Kᵀ / √d.'),
  ),
  maskedScores: meaning(
    toTranslate('Scores after the mask'),
    'S + M',
    toTranslate('The scores where what must not be seen has −10⁹ added.'),
  ),
  weights: meaning(
    toTranslate('Attention weights'),
    'A',
    toTranslate('The softmax of the scores: each row is the shares of the columns, and sums to 1.'),
  ),
  context: meaning(
    toTranslate('Context'),
    'C',
    toTranslate('The mean of the values, weighted by the attention weights: C = A·V.'),
  ),
  attended: meaning(
    toTranslate('Attention output'),
    'O',
    toTranslate('The contexts of all heads side by side through one layer, added to what came in and normalised.'),
  ),
  inner: meaning(
    toTranslate('Inner layer'),
    'z',
    toTranslate('The wider layer between the two products of the feed-forward part, after its activation.'),
  ),
  block: meaning(
    toTranslate('Block output'),
    'x′',
    toTranslate('What the block hands on: its second half added to what came in and normalised.'),
  ),
  filters: meaning(
    toTranslate('Filters of a window'),
    'c',
    toTranslate('What each filter of one width finds around each token, before the activation.'),
  ),
  found: meaning(
    toTranslate('Found by all filters'),
    'f',
    toTranslate('max(0, c) of the filters of all windows side by side.'),
  ),
  poolingWeights: meaning(
    toTranslate('Pooling weights'),
    'α',
    toTranslate('How much each token counts in the vector of the text; they sum to 1.'),
  ),
  pooled: meaning(
    toTranslate('Vector of the text'),
    'v',
    toTranslate('The states of all tokens as one vector: how, the key "pooling" says.'),
  ),
  hiddenLayer: meaning(
    toTranslate('Hidden layer'),
    'a',
    toTranslate('max(0, W·v + b): a layer between the vector and the answer.'),
  ),
  first: meaning(
    toTranslate('First state of the decoder'),
    's_0',
    toTranslate('What the encoder hands to the decoder, from its last states.'),
  ),
  attentional: meaning(
    toTranslate('Attentional vector'),
    'ã_t',
    toTranslate('Context and state through one layer: tanh(W·[c_t; h_t]).'),
  ),
  logits: meaning(toTranslate('Logits'), 'l', toTranslate('A number for each answer, before the softmax: W·v + b.')),
  emissions: meaning(toTranslate('Emissions'), 'e', toTranslate('A score for each tag of each token: W·h_t + b.')),
  transitions: meaning(
    toTranslate('Transitions'),
    'T',
    toTranslate('The score of each tag (column) after another (row); what may not be has −50 added.'),
  ),
  logProbabilities: meaning(
    toTranslate('Log probabilities'),
    'log p',
    toTranslate('The logarithm of the softmax of the logits: 0 is certain.'),
  ),
  number: meaning(
    toTranslate('Number'),
    'ŷ',
    toTranslate('The score as a number of the data: score · deviation + mean.'),
  ),
} as const satisfies Readonly<Record<string, TensorMeaning>>;

export type TensorName = keyof typeof TENSORS;

/** What layers there are, by the kind of their picture. */
export const LAYERS = {
  input: toTranslate('Input'),
  embedding: toTranslate('Embedding'),
  rnn: toTranslate('RNN'),
  lstm: toTranslate('LSTM'),
  gru: toTranslate('GRU'),
  'self-attention': toTranslate('Self-attention'),
  'cross-attention': toTranslate('Attention to the source'),
  'feed-forward': toTranslate('Feed-forward'),
  convolution: toTranslate('Convolution'),
  bridge: toTranslate('Bridge'),
  pooling: toTranslate('Pooling'),
  hidden: toTranslate('Hidden layer'),
  output: toTranslate('Output layer'),
  chain: toTranslate('Linear chain'),
} as const satisfies Readonly<Record<string, string>>;

export type LayerKind = keyof typeof LAYERS;
