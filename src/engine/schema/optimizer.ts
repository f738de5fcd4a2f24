// The key `training.optimizer`. Defaults are those of PyTorch where it has one. In equations: θ parameter, g gradient, η learning rate.

import { z } from 'zod';
import { withShorthand } from '../schema/shorthand';

const learningRate = (value: number) => z.number().gt(0).default(value).describe('Step size before the schedule.');
const epsilon = (value: number) =>
  z.number().gt(0).default(value).describe('Added to the denominator so that it is never zero.');
const weightDecay = (value = 0) =>
  z.number().min(0).default(value).describe('Pulls parameters towards zero by this much.');
const ADAM = 'm ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\nθ ← θ − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)';
const decayRate = (value: number) => z.number().min(0).lt(1).default(value);
const momentum = decayRate(0).describe('Share of the last update that is kept (0: none).');
const betas = z
  .tuple([z.number().min(0).lt(1), z.number().min(0).lt(1)])
  .default([0.9, 0.999])
  .describe('Decay rates of the running mean of the gradient and of its square.');

const sgd = z.strictObject({
  type: z
    .literal('sgd')
    .describe('Gradient descent, with momentum where it is set (Sutskever et al. 2013).')
    .meta({ equation: 'v ← μ·v + g\nθ ← θ − η·v' }),
  learningRate: learningRate(0.1),
  momentum,
  nesterov: z.boolean().default(false).describe('Look ahead along the momentum (needs momentum above 0).'),
  weightDecay: weightDecay(),
});
const adagrad = z.strictObject({
  type: z
    .literal('adagrad')
    .describe('Smaller steps where gradients have been large (Duchi et al. 2011).')
    .meta({ equation: 's ← s + g²\nθ ← θ − η·g / (√s + ε)' }),
  learningRate: learningRate(0.01),
  epsilon: epsilon(1e-10),
  weightDecay: weightDecay(),
});
const adadelta = z.strictObject({
  type: z
    .literal('adadelta')
    .describe('Steps in the units of the parameter, from running means (Zeiler 2012).')
    .meta({ equation: 's ← ρ·s + (1 − ρ)·g²\nΔ = √(d + ε) / √(s + ε) · g\nd ← ρ·d + (1 − ρ)·Δ²\nθ ← θ − η·Δ' }),
  learningRate: learningRate(1),
  rho: decayRate(0.9).describe('Decay rate of the running means of squares.'),
  epsilon: epsilon(1e-6),
  weightDecay: weightDecay(),
});
const rmsprop = z.strictObject({
  type: z
    .literal('rmsprop')
    .describe('The gradient over its running size (Hinton 2012).')
    .meta({ equation: 's ← α·s + (1 − α)·g²\nθ ← θ − η·g / (√s + ε)' }),
  learningRate: learningRate(0.001),
  alpha: decayRate(0.99).describe('Decay rate of the running mean of squares.'),
  momentum,
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(),
});
const adam = z.strictObject({
  type: z
    .literal('adam')
    .describe('The running mean of the gradient over its running size (Kingma and Ba 2015).')
    .meta({ equation: ADAM }),
  learningRate: learningRate(0.001),
  betas,
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(),
});
const adamw = z.strictObject({
  type: z
    .literal('adamw')
    .describe('Adam whose weight decay is no part of the gradient (Loshchilov and Hutter 2019).')
    .meta({ equation: `θ ← θ − η·λ·θ\n${ADAM}` }),
  learningRate: learningRate(0.001),
  betas,
  epsilon: epsilon(1e-8),
  weightDecay: weightDecay(0.01),
});

/** Where none has to be chosen, there is none. */
export const chosenOptimizer = withShorthand(
  ['sgd', 'adagrad', 'adadelta', 'rmsprop', 'adam', 'adamw'],
  z.discriminatedUnion('type', [sgd, adagrad, adadelta, rmsprop, adam, adamw]),
);

export const optimizerSchema = chosenOptimizer
  .prefault('adam')
  .describe('The optimiser: its name, or an object with its settings.');

export type OptimizerOptions = z.output<typeof optimizerSchema>;
