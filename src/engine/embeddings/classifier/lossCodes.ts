// The losses as fastText's files number them (args.h, loss_name).

import type { ClassifierLoss } from './settings';

const CODES: Record<ClassifierLoss, number> = {
  'hierarchical-softmax': 1,
  'negative-sampling': 2,
  softmax: 3,
  'one-vs-all': 4,
};

export const codeOfLoss = (loss: ClassifierLoss): number => CODES[loss];

export const lossOfCode = (code: number): ClassifierLoss | undefined =>
  (Object.keys(CODES) as ClassifierLoss[]).find((loss) => CODES[loss] === code);
