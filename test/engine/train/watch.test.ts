// What is looked at while a network learns: it changes no bit, and it is right on values made by hand.

import assert from 'node:assert/strict';
import path from 'node:path';
import { classifierLoss } from '../../../src/engine/models/classifierPrograms';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import type { Bound } from '../../../src/engine/nn/parameters';
import { emitProgram } from '../../../src/engine/onnx/emitProgram';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { tensor } from '../../../src/engine/runtime/tensor';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { openWatchLog, readWatched as readLog } from '../../../src/engine/store/watchLog';
import { planTraining } from '../../../src/engine/train/trainingStep';
import { readWatched } from '../../../src/engine/train/watch/readWatched';
import { WATCHED, type WatchLine } from '../../../src/protocol/gradients';
import type { LayerPlace } from '../../../src/protocol/network';
import { withFolder } from '../store/support/temporaryFolder';
import { trainMadeUp } from './support/madeUpTraining';
import { ADAM, bitsOf, randomBatch, seededMasks, startStep } from './support/seededSteps';

const sizes = { vocabulary: 20, classes: 3, padding: 'after' as const, longest: 64 };

const keysOf = {
  lstm: { type: 'lstm' as const, layers: 2, hidden: 5, bidirectional: true, pooling: 'max' as const },
  transformer: {
    ...{ type: 'transformer' as const, width: 8, heads: 2, feedForward: 12, layers: 2, norm: 'pre' as const },
    ...{ positions: 'learned' as const, activation: 'gelu' as const, pooling: 'mean' as const },
  },
};

function problemOf(model: keyof typeof keysOf) {
  const classifier = createClassifier({ ...keysOf[model], embedding: 8, dropout: 0.3 } as never, sizes);
  return {
    parameters: classifier.parameters,
    loss: (p: Bound<typeof classifier.parameters>) => classifierLoss(classifier, p),
  };
}

async function trained(model: keyof typeof keysOf, isWatched: boolean) {
  const step = await startStep({ ...problemOf(model), ...(isWatched && { watch: WATCHED }) }, ADAM, 1, 1);
  const seen: Omit<WatchLine, 'step' | 'epoch'>[] = [];
  for (let number = 1; number <= 3; number++) {
    const feeds = randomBatch({ time: 7, batch: 6, ...sizes }, number);
    const inside = isWatched ? await step.watch(feeds, seededMasks(number - 1)) : {};
    const options = { step: number, learningRate: 0.005, masks: seededMasks(number - 1), norms: isWatched };
    const { norms: parameters } = await step.run(feeds, options);
    seen.push({ ...inside, ...(parameters && { parameters }) });
  }
  const bits = bitsOf(step);
  await step.release();
  return { bits, seen };
}

describe('a watched training', () => {
  it('looks inside at the first update and at each that was asked for, at its last batch', async () => {
    const watch = { every: 3, what: ['steps' as const] };
    const { watched, updates, masked } = await trainMadeUp({ training: { watch, epochs: 2, accumulate: 2 } });
    assert.deepEqual(watched, [1, 3]);
    assert.deepEqual(updates.filter((update) => /^w/.test(update)).length, 2, updates.join('\n'));
    const plain = await trainMadeUp({ training: { epochs: 2, accumulate: 2 } });
    assert.deepEqual(plain.watched, []);
    assert.deepEqual(
      updates.filter((update) => !/^w/.test(update)),
      plain.updates,
    );
    assert.deepEqual([...new Set(masked)], [...new Set(plain.masked)]);
  });

  for (const model of ['lstm', 'transformer'] as const)
    it(`of a ${model} ends in the same bits as one that is not`, async () => {
      const [watched, plain] = [await trained(model, true), await trained(model, false)];
      assert.equal(watched.bits, plain.bits);
      assert.deepEqual(plain.seen, [{}, {}, {}]);
    });

  it('has the program of one that is not, byte for byte, and one more', () => {
    const update = { rule: createOptimizer(ADAM), clipNorm: 1, clipValue: 0 };
    const plain = planTraining({ ...problemOf('lstm'), update });
    const watched = planTraining({ ...problemOf('lstm'), update, watch: WATCHED });
    assert.deepEqual(emitProgram(watched.gradient, 'gradient', {}), emitProgram(plain.gradient, 'gradient', {}));
    assert.equal(plain.watch, undefined);
    assert.ok(watched.watch);
  });

  it('sees states, gates and parameters of recurrent layers', async () => {
    const [line] = (await trained('lstm', true)).seen;
    const called = ({ name, layer: { number = 0, direction } }: { name: string; layer: LayerPlace }): string =>
      `${name} ${number} ${direction ?? ''}`.trim();
    assert.deepEqual(
      line.steps?.map((each) => [called(each), each.from, each.norms.length]).sort(),
      [
        ['embedding 0', 'start', 7],
        ...[0, 1].flatMap((number) =>
          ['hiddenState', 'cellState'].flatMap((name) => [
            [`${name} ${number} forward`, 'end', 7],
            [`${name} ${number} backward`, 'start', 7],
          ]),
        ),
      ].sort(),
    );
    const gates = line.activations?.filter(({ saturated }) => saturated).map(({ name }) => name);
    assert.deepEqual([...new Set(gates)].sort(), ['forgetGate', 'inputGate', 'outputGate']);
    assert.ok(line.steps?.every(({ norms }) => norms.every((norm) => norm > 0)));
    assert.ok(line.parameters && 'recurrent.weight_hh_l1_reverse' in line.parameters);
  });

  it('sees heads and units of a transformer, whose first entropies are near that of looking everywhere', async () => {
    const [line] = (await trained('transformer', true)).seen;
    assert.deepEqual(
      line.attention?.map(({ entropies }) => entropies.length),
      [2, 2],
    );
    for (const { entropies } of line.attention ?? [])
      for (const entropy of entropies) assert.ok(entropy > 0.9 && entropy <= Math.log(7), String(entropy));
    assert.deepEqual(
      line.activations?.filter(({ dead }) => dead !== undefined).map(({ name }) => name),
      ['inner', 'inner'],
    );
  });
});

const layer: LayerPlace = { kind: 'lstm', number: 0 };

describe('what is read of a watched batch', () => {
  // Two texts of three and of two tokens.
  const mask = tensor('bool', [3, 2], [1, 1, 1, 1, 1, 0]);

  it('counts places from the last token of each text, and means over the texts that reach so far', () => {
    const output = { name: 'hiddenState' as const, layer, output: 'g', of: 'gradient' as const };
    const program = { outputs: [output] } as never;
    const norms = { g: tensor('float32', [3, 2], [1, 10, 2, 20, 4, 999]) };
    assert.deepEqual(readWatched(program, norms, { mask }).steps?.[0].norms, [12, 6, 1]);
    const backward = { outputs: [{ ...output, layer: { ...layer, direction: 'backward' } }] } as never;
    assert.deepEqual(readWatched(backward, norms, { mask }).steps?.[0].norms, [5.5, 11, 4]);
  });

  it('finds gates that are shut or open and units that never speak, padding left out', () => {
    const of = 'values' as const;
    const program = {
      outputs: [
        { name: 'forgetGate', layer, output: 'gate', of },
        { name: 'inner', layer, output: 'units', of },
      ],
    } as never;
    const gate = tensor('float32', [3, 2, 1], [0.05, 0.5, 0.95, 0.99, 0.5, 0]);
    const units = tensor('float32', [3, 2, 2], [0, 1, -1, 2, 0, 0, 0, 0, 0, 0, 5, 0]); // the first is above 0 at padding alone
    const [gates, inner] = readWatched(program, { gate, units }, { mask }).activations ?? [];
    assert.deepEqual(gates.saturated, [0.2, 0.4]);
    assert.equal(
      gates.counts.reduce((a, b) => a + b, 0),
      5,
    );
    assert.deepEqual(gates.range, [0, 1]);
    assert.equal(inner.dead, 0.5);
    assert.deepEqual(inner.range, [-1, 2]);
  });

  it('takes the mean entropy of each head over rows of tokens', () => {
    const program = { outputs: [{ name: 'weights', layer, output: 'e', of: 'entropy' }] } as never;
    const e = tensor('float32', [2, 2, 3], [1, 1, 1, 0, 0, 0, 3, 3, 999, 0, 0, 999]);
    assert.deepEqual(readWatched(program, { e }, { mask }).attention?.[0].entropies, [1.8, 0]);
  });
});

describe('watch.jsonl', () => {
  it('gives of steps that were made again the later line, and tells of damage', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'watch.jsonl');
      const write = (...lines: [step: number, epoch: number][]): void => {
        const log = openWatchLog(nodeFiles, file);
        for (const [step, epoch] of lines) log.append({ step, epoch });
        log.close();
      };
      assert.deepEqual(readLog(nodeFiles, file).lines, []);
      write([1, 1], [50, 1], [100, 1]);
      write([50, 2], [150, 2]);
      const log = openWatchLog(nodeFiles, file);
      log.append({ step: 200, epoch: 2, attention: 7 } as never);
      log.close();
      const { lines, corrupt } = readLog(nodeFiles, file);
      assert.deepEqual(
        lines.map(({ step, epoch }) => [step, epoch]),
        [[1, 1], [50, 2], [150, 2]], // prettier-ignore
      );
      assert.equal(corrupt.length, 1);
    }));
});
