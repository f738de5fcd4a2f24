// The update of a step in other languages: PyTorch's optimisers with the state that ours had, and the rule itself, written out, for
// Keras, whose optimisers place ε elsewhere.

import type { OptimizerOptions } from '../schema/optimizer';
import { updateValues, type UpdateOptions } from '../train/update';
import type { ScriptLanguage } from './language';
import { pythonName } from './pythonNames';
import { spellProgram } from './spelledProgram';
import { numberText } from './language';

/** How PyTorch calls an optimiser, its options, and the slots of its state, by our names. */
interface TorchOptimizer {
  name: string;
  options: Record<string, string>;
  slots: Record<string, string>;
  /** It counts its steps. */
  counts: boolean;
}

const flag = (value: boolean): string => (value ? 'True' : 'False');

function torchOptimizer(options: OptimizerOptions): TorchOptimizer {
  const decay = { weight_decay: numberText(options.weightDecay) };
  switch (options.type) {
    case 'sgd':
      return {
        name: 'SGD',
        options: { momentum: numberText(options.momentum), nesterov: flag(options.nesterov), ...decay },
        ...{ slots: { momentum: 'momentum_buffer' }, counts: false },
      };
    case 'adagrad':
      return {
        ...{ name: 'Adagrad', slots: { sum: 'sum' }, counts: true },
        options: { eps: numberText(options.epsilon), ...decay },
      };
    case 'adadelta':
      return {
        ...{ name: 'Adadelta', slots: { squares: 'square_avg', changes: 'acc_delta' }, counts: true },
        options: { rho: numberText(options.rho), eps: numberText(options.epsilon), ...decay },
      };
    case 'rmsprop':
      return {
        ...{ name: 'RMSprop', slots: { squares: 'square_avg', momentum: 'momentum_buffer' }, counts: true },
        options: {
          ...{ alpha: numberText(options.alpha), momentum: numberText(options.momentum) },
          ...{ eps: numberText(options.epsilon), ...decay },
        },
      };
    case 'adam':
    case 'adamw':
      return {
        name: options.type === 'adam' ? 'Adam' : 'AdamW',
        ...{ slots: { mean: 'exp_avg', squares: 'exp_avg_sq' }, counts: true },
        options: { betas: `(${options.betas.map(numberText).join(', ')})`, eps: numberText(options.epsilon), ...decay },
      };
  }
}

export interface ScriptedUpdate {
  optimizer: OptimizerOptions;
  update: UpdateOptions;
  learningRate: number;
  /** Updates made with this one. */
  step: number;
  /** Names of those that are trained. */
  trained: readonly string[];
}

/** Of `p`, `trained` and `state`; gradients are there. */
export function torchUpdate({ optimizer, update, learningRate, step, trained }: ScriptedUpdate): string[] {
  const { name, options, slots, counts } = torchOptimizer(optimizer);
  const rates = update.rates ?? new Map<string, { share: number; skipped: number }>();
  const slow = trained.filter((parameter) => (rates.get(parameter)?.share ?? 1) !== 1);
  const late = trained.filter((parameter) => (rates.get(parameter)?.skipped ?? 0) !== 0);
  const table = (names: readonly string[], value: (name: string) => string): string =>
    `{${names.map((each) => `${JSON.stringify(each)}: ${value(each)}`).join(', ')}}`;
  const groups =
    slow.length === 0
      ? '[p[name] for name in trained]'
      : '[{"params": [p[name]], "lr": learning_rate * shares.get(name, 1)} for name in trained]';
  const known = update.rule.state.map((slot) => `"${slots[slot]}": state[f"${slot}.{name}"]`);
  const before = late.length === 0 ? String(step - 1) : `max(0, ${step - 1} - skipped.get(name, 0))`;
  const kept = [...(counts ? [`"step": torch.tensor(float(${before}))`] : []), ...known];
  const parts = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  return [
    ...(update.clipValue > 0
      ? [`torch.nn.utils.clip_grad_value_([p[name] for name in trained], ${numberText(update.clipValue)})`]
      : []),
    ...(update.clipNorm > 0
      ? [`torch.nn.utils.clip_grad_norm_([p[name] for name in trained], ${numberText(update.clipNorm)})`]
      : []),
    `learning_rate = ${numberText(learningRate)}`,
    ...(slow.length > 0 ? [`shares = ${table(slow, (each) => numberText(rates.get(each)?.share ?? 1))}`] : []),
    ...(late.length > 0 ? [`skipped = ${table(late, (each) => String(rates.get(each)?.skipped ?? 0))}`] : []),
    `optimizer = torch.optim.${name}(${groups}, lr=learning_rate, ${parts.join(', ')})`,
    ...(kept.length > 0 ? ['for name in trained:', `    optimizer.state[p[name]] = {${kept.join(', ')}}`] : []),
    'optimizer.step()',
  ];
}

/** The rule itself; of `p`, `trained`, `state` and `gradients`. */
export function writtenUpdate(language: ScriptLanguage, given: ScriptedUpdate): string[] {
  const { update, learningRate, step, trained } = given;
  const values = updateValues(update);
  const { parameter, ...state } = values.next;
  const wanted = [
    ...Object.entries(state).map(([slot, value]) => ({ value, name: `new_${slot}` })),
    { value: parameter, name: 'new_parameter' },
  ];
  const { sections, names } = spellProgram({
    ...{
      language,
      sections: [{ values: wanted }],
      marked: [],
      isParameter: () => false,
      variableOf: pythonName,
      taken: INPUTS,
    },
  });
  const scalars = (name: string): string => {
    const { share, skipped } = update.rates?.get(name) ?? { share: 1, skipped: 0 };
    const own = update.rule.scalars(Math.max(1, step - skipped), learningRate * share);
    return `{${Object.entries(own)
      .map(([key, value]) => `${JSON.stringify(key)}: ${numberText(value)}`)
      .join(', ')}}`;
  };
  const differing = trained.filter((name) => update.rates?.has(name));
  const first = trained.find((name) => !update.rates?.has(name)) ?? trained[0];
  const slots = update.rule.state;
  const lines = [`scalars = ${scalars(first)}`];
  if (differing.length > 0)
    lines.push(`own = {${differing.map((name) => `${JSON.stringify(name)}: ${scalars(name)}`).join(', ')}}`);
  if (update.clipNorm > 0) {
    const held = update.clipValue > 0 ? `ops.clip(g, -${update.clipValue}, ${update.clipValue})` : 'g';
    lines.push(`norm = ops.sqrt(sum(ops.sum(ops.square(${held})) for g in gradients.values()))`);
  }
  return [
    ...lines,
    'for name in trained:',
    `    parameter, gradient = p[name], gradients[name]`,
    ...slots.map((slot) => `    ${slot} = state[f"${slot}.{name}"]`),
    ...Object.keys(update.rule.scalars(1, 0)).map((key) => {
      const source = differing.length > 0 ? 'own.get(name, scalars)' : 'scalars';
      return `    ${pythonName(key)} = ${source}["${key}"]`;
    }),
    ...sections[0].map((line) => `    ${line}`),
    `    p[name] = ${names[0][names[0].length - 1]}`,
  ];
}

const INPUTS = ['parameter', 'gradient', 'norm', 'name', 'state', 'trained', 'gradients'];
