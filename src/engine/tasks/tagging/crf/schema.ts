// The keys of the classical conditional random field, by the names of CRFsuite where it has one.

import { z } from 'zod';
import { CRF_ALGORITHMS } from '../../../crf/crfFit';
import { schemeKey } from '../schemeKey';

const penalty = (value: number) => z.number().min(0).max(1e6).default(value);

export const crfSchema = z.strictObject({
  type: z
    .literal('crf')
    .describe(
      'A linear-chain conditional random field over features of the tokens (Lafferty et al. 2001), as CRF++ and CRFsuite learn it: a weight for each attribute with a tag, and for each pair of neighbouring tags. No network; minutes at most, and its weights can be read.',
    )
    .meta({ equation: 'p(y | x) = exp(Σ_t Σ_a w[a, y_t] + A[y_t−1, y_t]) / Z(x), a the attributes of token t' }),
  templates: z
    .union([z.array(z.string().min(1)).min(1).max(500), z.string().min(1)])
    .optional()
    .describe(
      'What is seen of a token: a list such as ["w[0]", "w[-1]|w[0]", "suffix3[0]", "shape[0]", "column2[0]"] (the token, with the one before, its last three characters, its shape, another column of the file; at how many places behind it), or templates as CRF++ has them, "U05:%x[-1,0]/%x[0,0]" and "B"; or the path of a file with one a line. When left out: words, affixes and shapes, of the neighbours too.',
    ),
  minFrequency: z.int().min(1).default(1).describe('Attributes that the training part has less often are left out.'),
  scheme: schemeKey,
  algorithm: z
    .enum(CRF_ALGORITHMS)
    .default('lbfgs')
    .describe(
      '"lbfgs": limited-memory BFGS on all sentences at once (with L1 its orthant-wise form); "sgd": stochastic gradient descent, sentence by sentence.',
    ),
  l1: penalty(0).describe('Weight of the sum of the sizes of the weights (c1 of CRFsuite); above 0, most become 0.'),
  l2: penalty(1).describe('Weight of the sum of their squares (c2 of CRFsuite).'),
  iterations: z.int().min(1).max(1_000_000).default(100).describe('Passes over the training part, at most.'),
  tolerance: z
    .number()
    .min(0)
    .max(1)
    .default(1e-5)
    .describe('For "lbfgs": it ends where ten passes lower the loss by less than this share of it.'),
  learningRate: z
    .number()
    .gt(0)
    .max(100)
    .default(0.1)
    .describe('For "sgd": at the start; after n passes it is divided by 1 + n / 5.'),
});

export type CrfOptions = z.output<typeof crfSchema>;
