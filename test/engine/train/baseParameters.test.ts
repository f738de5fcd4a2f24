// A model that begins with the encoder of another one.

import assert from 'node:assert/strict';
import { withBase } from '../../../src/engine/train/baseParameters';
import type { NeuralTask } from '../../../src/engine/train/neuralTask';
import type { StoredTensor } from '../../../src/engine/store/safetensors';
import { zeros } from '../../../src/engine/runtime/tensor';
import { drawParameters } from '../../../src/engine/train/parameterValues';
import { quadraticTask } from './support/quadraticTask';

type Shapes = Record<string, readonly number[]>;

/** A task with parameters that are drawn as 0.5. */
const taskOf = (shapes: Shapes, frozen: readonly string[] = []): NeuralTask =>
  quadraticTask(undefined, {
    parameters: Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, { shape, initialize: (out, _shape, next) => void out.fill(next()), ...(frozen.includes(name) && { frozen: true as const }) }]), // prettier-ignore
    ),
  });

/** Parameters that count up from 1. */
const baseOf = (shapes: Shapes) => ({
  name: 'the base',
  parameters: new Map(
    Object.entries(shapes).map(([name, shape]): [string, StoredTensor] => [
      name,
      { shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1) },
    ]),
  ),
});

/** The first values of a task's parameters, and how often a number was drawn for them. */
function drawn({ parameters }: NeuralTask): { values: Record<string, number[]>; draws: number } {
  const into = Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, zeros('float32', shape)])); // prettier-ignore
  let draws = 0;
  drawParameters(parameters, into, () => (draws++, 0.5));
  return { values: Object.fromEntries(Object.entries(into).map(([name, { data }]) => [name, Array.from(data, Number)])), draws }; // prettier-ignore
}

const layer = (i: number): Shapes => ({ [`encoder.layers.${i}.linear1.weight`]: [2, 2], [`encoder.layers.${i}.norm1.bias`]: [2] }); // prettier-ignore

describe('a model that begins with another one', () => {
  it('has its encoder, and draws the rest as if it had none; all is told by name', () => {
    const own = { 'embedding.weight': [3, 2], ...layer(0), ...layer(1), 'output.weight': [2], mean: [1] };
    const theirs = { 'embedding.weight': [3, 2], ...layer(0), ...layer(1), ...layer(2), 'head.bias': [1] };
    const task = withBase(taskOf(own, ['mean']), baseOf(theirs));
    const { values, draws } = drawn(task);
    assert.deepEqual(values['embedding.weight'], [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(values['encoder.layers.1.linear1.weight'], [1, 2, 3, 4]);
    assert.deepEqual([values['output.weight'], values.mean, draws], [[0.5, 0.5], [0.5], 7]);
    assert.deepEqual(task.notices, [
      'odd',
      'Taken over from "the base": embedding, encoder.layers.0, encoder.layers.1.',
      'Drawn anew: output.',
      'Left over in "the base": encoder.layers.2, head.',
    ]);
    const deeper = withBase(taskOf({ ...layer(0), ...layer(1), ...layer(2) }), baseOf({ ...layer(0), ...layer(1) }));
    assert.deepEqual(deeper.notices.slice(2), ['Drawn anew: encoder.layers.2.']);
    assert.deepEqual(drawn(deeper).values['encoder.layers.2.linear1.weight'], [0.5, 0.5, 0.5, 0.5]);
    const whole = withBase(taskOf(layer(0)), baseOf(layer(0)));
    assert.deepEqual(whole.notices, ['odd', 'Taken over from "the base": encoder.layers.0.']);
    const plain = taskOf(own);
    assert.equal(withBase(plain, undefined), plain);
  });

  it('may know fewer places than the other, and takes the first', () => {
    const task = withBase(taskOf({ 'positions.weight': [2, 2] }), baseOf({ 'positions.weight': [3, 2] }));
    assert.deepEqual(drawn(task).values['positions.weight'], [1, 2, 3, 4]);
    assert.equal(task.notices[2], 'Of the 3 places that "the base" knows the first 2 were taken over.');
    const same = withBase(taskOf({ 'positions.weight': [3, 2] }), baseOf({ 'positions.weight': [3, 2] }));
    assert.equal(same.notices.length, 2);
  });

  it('is refused where a shape differs or nothing fits, naming both', () => {
    const refuses = (own: Shapes, theirs: Shapes, message: RegExp): void =>
      assert.throws(() => withBase(taskOf(own), baseOf(theirs)), {
        ...{ code: 'INVALID_EXPERIMENT', message, place: { key: ['model', 'from'] } },
      });
    const embedding = (...shape: number[]): Shapes => ({ 'embedding.weight': shape });
    for (const [own, theirs] of [[[3, 2], [3, 4]], [[3, 2], [4, 2]], [[4, 2], [3, 2]]]) // prettier-ignore
      refuses(embedding(...own), embedding(...theirs), new RegExp(`"embedding.weight" is \\[${theirs.join(', ')}\\] in "the base" and \\[${own.join(', ')}\\] in this model\\. Choose another run\\.`)); // prettier-ignore
    refuses({ 'positions.weight': [4, 2] }, { 'positions.weight': [3, 2] }, /cannot read so many tokens at once: lower "training\.maxLength"/); // prettier-ignore
    refuses({ 'positions.weight': [2, 2] }, { 'positions.weight': [3, 4] }, /Choose another run/);
    refuses({ 'output.weight': [2] }, embedding(3, 2), /"the base" has no parameters that this model has a place for/);
  });
});
