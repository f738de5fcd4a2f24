// The equations of the recurrent cells, as the schemas of all models that have them tell them: x input, h state, W and U weights.

export const cellEquations = {
  rnn: "h' = tanh(W·x + U·h + b)",
  lstm: [
    'i, f, o = σ(W·x + U·h + b), each with its own W, U and b',
    'g = tanh(W·x + U·h + b)',
    "c' = f ⊙ c + i ⊙ g",
    "h' = o ⊙ tanh(c')",
  ].join('\n'),
  gru: [
    'r, z = σ(W·x + U·h + b), each with its own W, U and b',
    'n = tanh(W·x + b + r ⊙ (U·h + c))',
    "h' = (1 − z) ⊙ n + z ⊙ h",
  ].join('\n'),
} as const;
