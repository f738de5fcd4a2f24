// The update rules, with PyTorch's equations (torch.optim) so that runs can be compared. θ parameter, g gradient,
// η learning rate, λ weight decay.

import type { OptimizerOptions } from '../schema/optimizer';
import { add, div, mul, sqrt, sub } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Updated, UpdateRule } from './optimizer';

type OptionsOf<T extends OptimizerOptions['type']> = Extract<OptimizerOptions, { type: T }>;

/** g + λθ: weight decay as a penalty on the squared norm. */
const decayed = (gradient: Value, parameter: Value, weightDecay: number): Value =>
  weightDecay === 0 ? gradient : add(gradient, mul(parameter, weightDecay));

/** a·x + (1 − a)·y, the running mean of y */
const blend = (x: Value, y: Value, a: number): Value => add(mul(x, a), mul(y, 1 - a));

const onlyLearningRate = (_step: number, learningRate: number) => ({ learningRate });

/** v ← μv + g; θ ← θ − ηv, or θ − η(g + μv) with Nesterov's momentum (Sutskever et al. 2013). */
function sgd({ momentum, nesterov, weightDecay }: OptionsOf<'sgd'>): UpdateRule {
  return {
    state: momentum === 0 ? [] : ['momentum'],
    rests: momentum === 0 && weightDecay === 0,
    scalars: onlyLearningRate,
    update({ parameter, gradient, state, scalars: { learningRate } }) {
      const g = decayed(gradient, parameter, weightDecay);
      if (momentum === 0) return { parameter: sub(parameter, mul(g, learningRate)), state };
      const velocity = add(mul(state.momentum, momentum), g);
      const direction = nesterov ? add(g, mul(velocity, momentum)) : velocity;
      return { parameter: sub(parameter, mul(direction, learningRate)), state: { momentum: velocity } };
    },
  };
}

/** s ← s + g²; θ ← θ − ηg / (√s + ε) (Duchi et al. 2011) */
function adagrad({ epsilon, weightDecay }: OptionsOf<'adagrad'>): UpdateRule {
  return {
    state: ['sum'],
    rests: weightDecay === 0,
    scalars: onlyLearningRate,
    update({ parameter, gradient, state, scalars: { learningRate } }) {
      const g = decayed(gradient, parameter, weightDecay);
      const total = add(state.sum, mul(g, g));
      const change = div(mul(g, learningRate), add(sqrt(total), epsilon));
      return { parameter: sub(parameter, change), state: { sum: total } };
    },
  };
}

/** Zeiler 2012: steps in the units of the parameter, from running means of g² and of Δ². */
function adadelta({ rho, epsilon, weightDecay }: OptionsOf<'adadelta'>): UpdateRule {
  return {
    state: ['squares', 'changes'],
    scalars: onlyLearningRate,
    update({ parameter, gradient, state, scalars: { learningRate } }) {
      const g = decayed(gradient, parameter, weightDecay);
      const squares = blend(state.squares, mul(g, g), rho);
      const change = mul(div(sqrt(add(state.changes, epsilon)), sqrt(add(squares, epsilon))), g);
      const changes = blend(state.changes, mul(change, change), rho);
      return { parameter: sub(parameter, mul(change, learningRate)), state: { squares, changes } };
    },
  };
}

/** s ← αs + (1 − α)g²; θ ← θ − ηg / (√s + ε) (Hinton 2012, lecture 6), with optional momentum. */
function rmsprop({ alpha, momentum, epsilon, weightDecay }: OptionsOf<'rmsprop'>): UpdateRule {
  return {
    state: momentum === 0 ? ['squares'] : ['squares', 'momentum'],
    scalars: onlyLearningRate,
    update({ parameter, gradient, state, scalars: { learningRate } }): Updated {
      const g = decayed(gradient, parameter, weightDecay);
      const squares = blend(state.squares, mul(g, g), alpha);
      const step = div(g, add(sqrt(squares), epsilon));
      if (momentum === 0) return { parameter: sub(parameter, mul(step, learningRate)), state: { squares } };
      const velocity = add(mul(state.momentum, momentum), step);
      return { parameter: sub(parameter, mul(velocity, learningRate)), state: { squares, momentum: velocity } };
    },
  };
}

/**
 * Kingma and Ba 2015: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε).
 * AdamW (Loshchilov and Hutter 2019) takes the decay out of the gradient: θ ← θ(1 − ηλ) first.
 */
function adam({ type, betas: [beta1, beta2], epsilon, weightDecay }: OptionsOf<'adam' | 'adamw'>): UpdateRule {
  return {
    state: ['mean', 'squares'],
    // Both corrections enter as scalars: √v/c + ε in the denominator is (√v + εc)/c.
    scalars(step, learningRate) {
      const correction = Math.sqrt(1 - beta2 ** step);
      return {
        stepSize: (learningRate * correction) / (1 - beta1 ** step),
        epsilon: epsilon * correction,
        shrink: 1 - learningRate * weightDecay,
      };
    },
    update({ parameter, gradient, state, scalars: { stepSize, epsilon: smallest, shrink } }) {
      const decoupled = type === 'adamw' && weightDecay !== 0;
      const g = decoupled ? gradient : decayed(gradient, parameter, weightDecay);
      const mean = blend(state.mean, g, beta1);
      const squares = blend(state.squares, mul(g, g), beta2);
      const change = div(mul(mean, stepSize), add(sqrt(squares), smallest));
      return { parameter: sub(decoupled ? mul(parameter, shrink) : parameter, change), state: { mean, squares } };
    },
  };
}

/** The rule an experiment asks for. */
export function createOptimizer(options: OptimizerOptions): UpdateRule {
  switch (options.type) {
    case 'sgd':
      return sgd(options);
    case 'adagrad':
      return adagrad(options);
    case 'adadelta':
      return adadelta(options);
    case 'rmsprop':
      return rmsprop(options);
    case 'adam':
    case 'adamw':
      return adam(options);
  }
}
