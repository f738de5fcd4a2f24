// Layers that learn at rates of their own and from epochs of their own: against PyTorch, and resumed at any step.

import assert from 'node:assert/strict';
import { add, input, mul, sub, sum } from '../../../src/engine/graph/ops';
import type { LayerwiseOptions } from '../../../src/engine/schema/layerwise';
import type { OptimizerOptions } from '../../../src/engine/schema/optimizer';
import type { NeuralTask } from '../../../src/engine/train/neuralTask';
import type { ParameterSpec } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { layerRates } from '../../../src/engine/train/layerRates';
import { LabError } from '../../../src/protocol/labError';
import { readGolden, relativeDifference, valuesOf as goldenValues, type GoldenTensor } from '../../golden/readGolden';
import { withFolder } from '../store/support/temporaryFolder';
import { placeIn, prepared, quadraticTask } from './support/quadraticTask';

interface LayerwiseCase extends Required<LayerwiseOptions> {
  name: string;
  optimizer: OptimizerOptions;
  batches: GoldenTensor[];
  start: Record<string, GoldenTensor>;
  /** After each epoch. */
  reached: Record<string, GoldenTensor>[];
  /** Before clipping, of each update. */
  norms: number[];
}

const golden = readGolden<LayerwiseCase>('layerwise.json');
const names = Object.keys(golden.cases[0].start);

/** @param rates of the parameters themselves, in the order of `names` */
const taskOf = ({ start, batches }: LayerwiseCase, rates?: readonly number[]): NeuralTask =>
  quadraticTask(undefined, {
    parameters: Object.fromEntries(
      names.map((name, i): [string, ParameterSpec] => [
        name,
        {
          ...{ shape: [3], initialize: (out) => out.set(goldenValues(start[name])) },
          ...(rates ? { rate: rates[i] } : {}),
        },
      ]),
    ),
    loss(p) {
      const [embedding, first, second, output] = names.map((name) => p[name]);
      const distance = sub(add(mul(mul(embedding, first), second), output), input('x', 'float32', [3]));
      return sum(mul(distance, distance));
    },
    trainerTask: () => ({
      batches: batches.length,
      batch: (_, index) => ({ feeds: { x: tensor('float32', [3], goldenValues(batches[index])) }, examples: 1 }),
      validate: () => Promise.resolve(undefined),
      masks: () => () => undefined,
    }),
  });

const trainingOf = ({ optimizer, freeze, layerDecay, reached }: LayerwiseCase) => ({
  ...{ optimizer, freeze, layerDecay, epochs: reached.length, clipNorm: 0.5, checkpointEverySteps: 1 },
});

/** The parameters of each checkpoint, in order. */
const numbersOf = ({ kept }: ReturnType<typeof placeIn>) =>
  kept.map(({ checkpoint }) => names.map((name) => [...(checkpoint.model.get(name)?.data ?? [])].map(Number)));

describe('layers that learn in their own way', () => {
  for (const one of golden.cases)
    it(`agree with PyTorch, and go on from any checkpoint bit for bit: ${one.name}`, () =>
      withFolder(async (folder) => {
        const run = await prepared(taskOf(one), trainingOf(one));
        const unbroken = placeIn(folder);
        assert.equal((await run.find(unbroken.place)).status, 'completed');
        const found = numbersOf(unbroken);
        one.reached.forEach((expected, epoch) =>
          names.forEach((name, i) => {
            const difference = relativeDifference(found[2 * epoch + 1][i], expected[name]);
            assert.ok(difference < 1e-5, `${name} after epoch ${epoch + 1}: ${difference}`);
          }),
        );
        const norms = unbroken.lines.flatMap((line) => (line.kind === 'step' ? [line.gradientNorm] : []));
        norms.forEach((norm, i) => assert.ok(Math.abs(norm - one.norms[i]) < 1e-5 * one.norms[i], `norm ${i}`));
        for (const [at, { checkpoint }] of unbroken.kept.entries()) {
          const resumed = placeIn(folder, { checkpoint });
          await run.find(resumed.place);
          const rest = numbersOf(resumed);
          assert.deepEqual(rest, found.slice(found.length - rest.length), `from save ${at}`);
          assert.equal(resumed.kept.length, found.length - at - 1, `from save ${at}`);
        }
      }));

  it('may be told by the parameters themselves', () =>
    withFolder(async (folder) => {
      const [one] = golden.cases;
      const shares = names.map((_, i) => one.layerDecay ** (names.length - 1 - i));
      const place = placeIn(folder);
      await (await prepared(taskOf(one, shares), { ...trainingOf(one), layerDecay: 1 })).find(place.place);
      const last = numbersOf(place).at(-1) ?? [];
      names.forEach((name, i) =>
        assert.ok(relativeDifference(last[i], one.reached[one.reached.length - 1][name]) < 1e-5, name),
      );
    }));

  it('keep their values, without a state, where they are frozen to the end', () =>
    withFolder(async (folder) => {
      const [one] = golden.cases;
      const freeze = { layers: 'all' as const, epochs: 0, gradual: false };
      const saved = placeIn(folder);
      await (await prepared(taskOf(one), { ...trainingOf(one), freeze })).find(saved.place);
      for (const { checkpoint } of saved.kept) {
        assert.deepEqual([...checkpoint.optimizer.keys()], ['mean.output.weight', 'squares.output.weight']);
        for (const name of names.slice(0, -1))
          assert.ok(relativeDifference(checkpoint.model.get(name)?.data as Float32Array, one.start[name]) < 1e-6, name);
      }
    }));

  it('are refused where the model has fewer', () => {
    const freeze = { layers: 4, epochs: 0, gradual: false };
    assert.throws(
      () => layerRates(names, { freeze }),
      (error) =>
        error instanceof LabError && /is 4, and this model has 3 layers below what answers/.test(error.message),
    );
    assert.equal(layerRates(names, { freeze: { ...freeze, layers: 3 } }).get(names[2])?.fromEpoch, Infinity);
  });
});
