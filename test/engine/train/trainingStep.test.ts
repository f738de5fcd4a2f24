// The compiled training step: embedding gradients, refusal of what is not finite, the same bits with any number of
// threads, and memory that does not grow.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { bernoulliMask } from '../../../src/engine/data/bernoulliMask';
import { createRandom, hashText } from '../../../src/engine/data/random';
import { gradients } from '../../../src/engine/graph/differentiate';
import { add, gatherRows, input, matmul, mul, sqrt, sum, tanh } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { classifierLoss } from '../../../src/engine/models/classifierPrograms';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { uniform } from '../../../src/engine/nn/initializers';
import { bind, type Bound, type ParameterTree } from '../../../src/engine/nn/parameters';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { compile, type Feeds } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { drawParameters } from '../../../src/engine/train/parameterValues';
import {
  createTrainingStep,
  planTraining,
  trainingBytes,
  type TrainingProblem,
  type TrainingStep,
} from '../../../src/engine/train/trainingStep';
import { LabError } from '../../../src/protocol/labError';
import type { OptimizerOptions } from '../../../src/protocol/experiment';

const SEED = 7;
const SGD: OptimizerOptions = { type: 'sgd', learningRate: 1, momentum: 0, nesterov: false, weightDecay: 0 };
const ADAM: OptimizerOptions = {
  type: 'adam',
  learningRate: 0.01,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0,
};

const noMasks = (): void => undefined;
const seededMasks =
  (step: number) =>
  (out: Uint8Array, keep: number, stream: string): void =>
    bernoulliMask(out, keep, SEED, step, hashText(stream));

/** A step over these parameters, drawn from the seed. */
function startStep<T extends ParameterTree>(
  problem: Omit<TrainingProblem<T>, 'update'>,
  optimizer: OptimizerOptions,
  threads = 1,
  clipNorm = 0,
) {
  const rule = createOptimizer(optimizer);
  const plan = planTraining({ ...problem, update: { rule, clipNorm, clipValue: 0 } });
  return createTrainingStep(
    plan,
    { device: 'cpu', threads },
    {
      fill: (values) =>
        drawParameters(problem.parameters, values, createRandom({ seed: SEED, stream: 'parameters' }).uniform),
    },
  );
}

const copyOf = (feeds: Feeds): Record<string, number[]> =>
  Object.fromEntries(Object.entries(feeds).map(([name, { data }]) => [name, Array.from(data as Float32Array)]));

const bitsOf = (step: TrainingStep): string =>
  [...Object.entries(step.parameters()), ...Object.entries(step.state())]
    .map(([name, { data }]) => `${name} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`)
    .join('\n');

const [ROWS, WIDTH] = [7, 3];
const draw = uniform(1);

const suite = (): void => {
  describe('the gradient of an embedding, rows added outside the graph', () => {
    type Tree = {
      table: { shape: number[]; initialize: typeof draw };
      bias: { shape: number[]; initialize: typeof draw };
    };
    const parameters: Tree = {
      table: { shape: [ROWS, WIDTH], initialize: draw },
      bias: { shape: [ROWS], initialize: draw },
    };
    const weighted = (x: Value): Value => sum(mul(tanh(x), input('weights', 'float32', ['n', WIDTH])));
    const ids = (name = 'ids'): Value => input(name, 'int32', ['n']);

    const rows: { name: string; loss(p: Bound<Tree>): Value; ids: number[]; others?: number[] }[] = [
      { name: 'ids that differ', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [3, 0, 6] },
      { name: 'ids that repeat', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [2, 2, 5, 2, 5, 0, 2] },
      { name: 'no ids', loss: ({ table }) => weighted(gatherRows(table, ids())), ids: [] },
      {
        name: 'a table used twice',
        loss: ({ table }) => weighted(mul(gatherRows(table, ids()), tanh(gatherRows(table, ids('others'))))),
        ids: [1, 1, 4, 0],
        others: [4, 1, 4, 4],
      },
      {
        name: 'a table that is also the output matrix',
        loss: ({ table, bias }) => {
          const hidden = gatherRows(table, ids());
          const scores = add(matmul(hidden, table, { transposeB: true }), bias); // [n, rows]
          return add(sum(mul(scores, scores)), weighted(hidden));
        },
        ids: [2, 2, 5, 2],
      },
      {
        name: 'a table used as matrix only',
        loss: ({ table, bias }) => sum(tanh(add(matmul(input('weights', 'float32', ['n', WIDTH]), table, { transposeB: true }), bias))), // prettier-ignore
        ids: [0, 0],
      },
    ];
    for (const row of rows)
      it(row.name, async () => {
        const random = createRandom({ seed: SEED, stream: row.name });
        const feeds: Feeds = {
          ids: tensor('int32', [row.ids.length], row.ids),
          ...(row.others ? { others: tensor('int32', [row.others.length], row.others) } : {}),
          weights: tensor(
            'float32',
            [row.ids.length, WIDTH],
            row.ids.flatMap(() => [random.normal(), 1, -0.5]),
          ),
        };
        const step = await startStep({ parameters, loss: row.loss }, SGD);
        const bound = bind(parameters, 'float32');
        const [table, bias] = gradients(row.loss(bound), [bound.table, bound.bias]);
        const dense = await compile({ 'd table': table, 'd bias': bias }, { device: 'cpu', threads: 1 });
        // Several steps: rows of the step before must not stay behind.
        for (let number = 1; number <= 3; number++) {
          const before = copyOf(step.parameters());
          const expected = copyOf(await dense.run({ ...feeds, ...step.parameters() }));
          const { gradientNorm } = await step.run(feeds, { step: number, learningRate: 0.25, masks: noMasks });
          const after = copyOf(step.parameters());
          let squares = 0;
          for (const name of ['table', 'bias'])
            expected[`d ${name}`].forEach((gradient, i) => {
              const applied = (before[name][i] - after[name][i]) / 0.25;
              assert.ok(Math.abs(applied - gradient) <= 2e-6 * (1 + Math.abs(gradient)), `${name}[${i}] ${applied} ${gradient}`); // prettier-ignore
              squares += gradient ** 2;
            });
          assert.ok(Math.abs(gradientNorm - Math.sqrt(squares)) <= 1e-5 * (1 + gradientNorm));
        }
        await dense.release();
        await step.release();
      });
  });

  describe('what is not finite', () => {
    const parameters = { w: { shape: [4], initialize: draw }, table: { shape: [ROWS, 4], initialize: draw } };
    const loss = ({ w, table }: Bound<typeof parameters>): Value => {
      const x = input('x', 'float32', [4]);
      const embedded = gatherRows(table, input('ids', 'int32', ['n']));
      return add(sum(mul(sqrt(mul(mul(w, w), mul(x, x))), 0.5)), sum(mul(mul(embedded, embedded), x)));
    };
    const good: Feeds = { x: tensor('float32', [4], [1, 2, 3, 4]), ids: tensor('int32', [3], [1, 1, 2]) };
    const withX = (...x: number[]): Feeds => ({ ...good, x: tensor('float32', [4], x) });
    const rows = [
      { name: 'a NaN in the data', feeds: withX(1, Number.NaN, 1, 1), expected: /^The loss became NaN at step 5\b/ },
      { name: 'an infinite loss', feeds: withX(1, Infinity, 1, 1), expected: /^The loss became Infinity at step 5\b/ },
      // √0 is 0, but its slope is not finite.
      { name: 'gradients', feeds: withX(1, 0, 1, 1), expected: /^The gradients are no longer finite at step 5\b/ },
    ];
    for (const optimizer of [SGD, ADAM])
      for (const { name, feeds, expected } of rows)
        it(`${name} stops the step and changes nothing (${optimizer.type})`, async () => {
          const step = await startStep({ parameters, loss }, optimizer);
          const witness = await startStep({ parameters, loss }, optimizer);
          const run = (of: TrainingStep, number: number, given: Feeds) =>
            of.run(given, { step: number, learningRate: 0.01, masks: noMasks });
          for (let number = 1; number < 5; number++) await run(step, number, good);
          for (let number = 1; number < 5; number++) await run(witness, number, good);
          const before = bitsOf(step);
          await assert.rejects(run(step, 5, feeds), (error: unknown) => {
            assert.ok(error instanceof LabError);
            assert.equal(error.code, 'NOT_FINITE');
            assert.match(error.message, expected);
            assert.deepEqual(error.place?.key, ['training', 'optimizer', 'learningRate']);
            return true;
          });
          assert.equal(bitsOf(step), before);
          await run(step, 5, good);
          await run(witness, 5, good);
          assert.equal(bitsOf(step), bitsOf(witness));
          await step.release();
          await witness.release();
        });
  });

  describe('a classifier', () => {
    const sizes = { vocabulary: 40, classes: 3, padding: 'after' as const, longest: 256 };
    const classifier = createClassifier(
      {
        ...{ type: 'gru', embedding: 32, hidden: 48, layers: 2, bidirectional: true },
        ...{ pooling: 'attention', dropout: 0.4 },
      },
      sizes,
    );
    const problem = {
      parameters: classifier.parameters,
      loss: (p: Bound<typeof classifier.parameters>) => classifierLoss(classifier, p),
    };

    it('gives the same bits with 1, 2 and 4 threads over 50 steps with dropout', async () => {
      const results: string[] = [];
      for (const threads of [1, 2, 4]) {
        const step = await startStep(problem, ADAM, threads, 1);
        for (let number = 1; number <= 50; number++) {
          const feeds = randomBatch({ time: 8 + (number % 3) * 4, batch: 32, ...sizes }, number);
          await step.run(feeds, { step: number, learningRate: 0.005, masks: seededMasks(number - 1) });
        }
        results.push(bitsOf(step));
        await step.release();
      }
      assert.ok(results[0] === results[1], '1 and 2 threads differ');
      assert.ok(results[0] === results[2], '1 and 4 threads differ');
    });

    it('needs about as much memory as was estimated', async () => {
      const { grown, estimated } = await probe('estimate');
      assert.ok(grown < 2 * estimated && estimated < 2 * grown, `${grown} bytes, ${estimated} estimated`);
    });

    it('needs no more memory after 3,000 steps than after 1,000', async () => {
      const { rss, external, arrayBuffers } = await probe('growth');
      assert.ok(rss < 24e6, `resident memory grew by ${rss} bytes`);
      assert.ok(external < 4096, `external memory grew by ${external} bytes`);
      assert.ok(arrayBuffers < 4096, `array buffers grew by ${arrayBuffers} bytes`);
    });
  });
};

/** Ids, mask and labels drawn from the seed; the first text is whole. */
function randomBatch(
  { time, batch, vocabulary, classes }: { time: number; batch: number; vocabulary: number; classes: number },
  index: number,
): Feeds {
  const random = createRandom({ seed: SEED, stream: 'batch', index });
  const lengths = Array.from({ length: batch }, (_, i) => (i === 0 ? time : 1 + random.integer(time)));
  const cells = Array.from({ length: time * batch }, (_, cell) => ({ t: Math.floor(cell / batch), b: cell % batch }));
  const within = cells.map(({ t, b }) => Number(t < lengths[b]));
  const labels = lengths.map(() => random.integer(classes));
  return {
    ids: tensor('int32', [time, batch], within.map((here) => here * random.integer(vocabulary))), // prettier-ignore
    mask: tensor('bool', [time, batch], within),
    labels: tensor('int32', [batch], labels),
  };
}

// What is measured of a process is measured in one of its own, which runs this very file.

interface Figures {
  estimate: { grown: number; estimated: number };
  growth: { rss: number; external: number; arrayBuffers: number };
}

async function probe<K extends keyof Figures>(name: K): Promise<Figures[K]> {
  const child = fork(__filename, ['--probe', name], { execArgv: ['--expose-gc'] });
  const [figures] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the probe ended with ${String(code)}`))),
  ])) as [Figures[K]];
  return figures;
}

const probes: { [K in keyof Figures]: () => Promise<Figures[K]> } = {
  async estimate() {
    const sizes = { vocabulary: 20_000, classes: 2, padding: 'after' as const, longest: 256 };
    const shape = { time: 96, batch: 64 };
    const classifier = createClassifier(
      { type: 'lstm', embedding: 128, hidden: 128, layers: 1, bidirectional: true, pooling: 'max', dropout: 0.3 },
      sizes,
    );
    const rule = createOptimizer(ADAM);
    const plan = planTraining({
      parameters: classifier.parameters,
      loss: (p) => classifierLoss(classifier, p),
      update: { rule, clipNorm: 1, clipValue: 0 },
    });
    const warm = await compile({ y: tanh(input('x', 'float32', [2])) }, { device: 'cpu', threads: 1 });
    await warm.run({ x: tensor('float32', [2], [1, 2]) });
    const before = process.memoryUsage().rss;
    const step = await createTrainingStep(
      plan,
      { device: 'cpu', threads: 1 },
      {
        fill: (values) =>
          drawParameters(classifier.parameters, values, createRandom({ seed: SEED, stream: 'parameters' }).uniform),
      },
    );
    const feeds = randomBatch({ ...shape, ...sizes }, 0);
    for (let number = 1; number <= 3; number++)
      await step.run(feeds, { step: number, learningRate: 0.001, masks: seededMasks(number) });
    const grown = process.resourceUsage().maxRSS * 1024 - before;
    return { grown, estimated: trainingBytes(plan, new Map(Object.entries(shape))) };
  },

  /** A table that is an output matrix too, with dropout: all that a step keeps or reuses between steps. */
  async growth() {
    const sizes = { vocabulary: 30, classes: 2, padding: 'after' as const, longest: 64 };
    const classifier = createClassifier(
      { type: 'rnn', embedding: 8, hidden: 8, layers: 1, bidirectional: false, pooling: 'mean', dropout: 0.3 },
      sizes,
    );
    const table = { shape: [30, 8], initialize: draw };
    const tied = (weight: Value): Value => {
      const hidden = gatherRows(weight, input('first', 'int32', ['n']));
      return sum(tanh(matmul(hidden, weight, { transposeB: true })));
    };
    const step = await startStep(
      {
        parameters: { ...classifier.parameters, 'tied.table': table },
        loss: (p) => add(classifierLoss(classifier, p), tied(p['tied.table'])),
      },
      ADAM,
    );
    const first = (number: number): Tensor => tensor('int32', [64], new Array<number>(64).fill(number % 30));
    const runTo = async (from: number, to: number): Promise<NodeJS.MemoryUsage> => {
      for (let number = from; number <= to; number++) {
        const feeds = {
          ...randomBatch({ time: 4 + 4 * (number % 4), batch: 8, ...sizes }, number),
          first: first(number),
        };
        await step.run(feeds, { step: number, learningRate: 0.001, masks: seededMasks(number) });
      }
      for (let i = 0; i < 3; i++) {
        (globalThis as { gc?: () => void }).gc?.();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return process.memoryUsage();
    };
    const early = await runTo(1, 1000); // until then the allocators still settle
    const late = await runTo(1001, 3000);
    const grown = (key: 'rss' | 'external' | 'arrayBuffers'): number => late[key] - early[key];
    return { rss: grown('rss'), external: grown('external'), arrayBuffers: grown('arrayBuffers') };
  },
};

const asked = process.argv.indexOf('--probe');
if (asked < 0) describe('training step', suite);
else void probes[process.argv[asked + 1] as keyof Figures]().then((figures) => process.send?.(figures));
