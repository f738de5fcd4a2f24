// The memory of a training step: about what was estimated, and no more after many steps than after some. What is measured of a
// process is measured in one of its own, which runs this very file.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRandom } from '../../../src/engine/data/random';
import { add, gatherRows, input, matmul, sum, tanh } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { classifierLoss } from '../../../src/engine/models/classifierPrograms';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { uniform } from '../../../src/engine/nn/initializers';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { compile } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { drawParameters } from '../../../src/engine/train/parameterValues';
import { createTrainingStep, planTraining, trainingBytes } from '../../../src/engine/train/trainingStep';
import { ADAM, randomBatch, SEED, seededMasks, startStep } from './support/seededSteps';

/**
 * The most bytes that this process had in memory. On Linux `maxRSS` begins with what the process that started it had, which may be far more;
 * VmHWM begins anew.
 */
function mostResident(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

const suite = (): void => {
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
};

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
    const grown = mostResident() - before;
    return { grown, estimated: trainingBytes(plan, new Map(Object.entries(shape))) };
  },

  /** A table that is an output matrix too, with dropout: all that a step keeps or reuses between steps. */
  async growth() {
    const sizes = { vocabulary: 30, classes: 2, padding: 'after' as const, longest: 64 };
    const classifier = createClassifier(
      { type: 'rnn', embedding: 8, hidden: 8, layers: 1, bidirectional: false, pooling: 'mean', dropout: 0.3 },
      sizes,
    );
    const table = { shape: [30, 8], initialize: uniform(1) };
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
if (asked < 0) describe('the memory of a training step', suite);
else void probes[process.argv[asked + 1] as keyof Figures]().then((figures) => process.send?.(figures));
