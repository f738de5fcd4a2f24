// How the hidden states of a student are compared with those of a teacher; `nn/stateLoss.ts` has the formulas.

export const STATE_LOSSES = ['similarity', 'cosine'] as const;

export type StateLoss = (typeof STATE_LOSSES)[number];
