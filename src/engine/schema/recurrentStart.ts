// The keys of a recurrent model that say how it begins, where it does not begin as PyTorch's.

import { z } from 'zod';
import type { ReportFault } from './fault';

export const recurrentStartKeys = {
  recurrentStart: z
    .enum(['uniform', 'orthogonal'])
    .optional()
    .describe(
      'First values of what multiplies the state: "uniform" (when left out), between ±1/√hidden as in PyTorch; "orthogonal": for each gate a random orthogonal matrix, which keeps the length of states and gradients (Saxe et al. 2014).',
    ),
  recurrentGain: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe(
      'Of "orthogonal": the matrices times this (1 when left out). Below 1 what comes back from later steps shrinks, above 1 it grows.',
    ),
  forgetBias: z
    .number()
    .min(-100)
    .max(100)
    .optional()
    .describe(
      'Of "lstm": added to the first bias of the forget gate (0 when left out); with 1 or more the cell begins by keeping what it has (Gers et al. 2000, Jozefowicz et al. 2015).',
    ),
};

/** As an experiment gives them. */
interface RecurrentStartKeys {
  type: string;
  recurrentStart?: 'uniform' | 'orthogonal';
  recurrentGain?: number;
  forgetBias?: number;
}

/** In the form that layers take. */
export const recurrentStartOf = ({ recurrentStart, recurrentGain = 1, forgetBias }: RecurrentStartKeys) => ({
  ...(recurrentStart === 'orthogonal' && { orthogonalGain: recurrentGain }),
  ...(forgetBias !== undefined && { forgetBias }),
});

export function recurrentStartFaults(
  { type, recurrentStart, recurrentGain, forgetBias }: RecurrentStartKeys,
  report: ReportFault,
): void {
  if (recurrentGain !== undefined && recurrentStart !== 'orthogonal')
    report(
      ['model', 'recurrentGain'],
      'A gain is that of orthogonal matrices: set "model.recurrentStart" to "orthogonal", or leave it out.',
    );
  if (forgetBias !== undefined && type !== 'lstm')
    report(['model', 'forgetBias'], `Only an "lstm" has a forget gate, "${type}" has none: leave it out.`);
}
