// A training step taken apart, beside the training itself and beside PyTorch: the committed scripts are those that are written now, and
// what PyTorch printed when it ran them is what the engine computes (test/golden/README.md).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describeBatch, networkOfBatch } from '../../../src/engine/batch/describeBatch';
import { wholeScript } from '../../../src/engine/batch/batchScript';
import { nameOfMark } from '../../../src/engine/batch/pythonNames';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { PreparedBatch } from '../../../src/engine/train/batch/batchValues';
import type { PreparedRun } from '../../../src/engine/train/preparedRun';
import type { Feeds } from '../../../src/engine/runtime/session';
import type { Tensor } from '../../../src/engine/runtime/tensor';
import type { Checkpoint } from '../../../src/engine/store/checkpoint';
import type { NamedTensors } from '../../../src/engine/store/safetensors';
import { progressOf } from '../../../src/engine/train/progress';

import { BATCHES as FOLDER, computed, inExperiment, ofExperiment } from '../../support/madeBatches';

type Figures = [name: string, shape: number[], mean: number, norm: number];

const golden = JSON.parse(fs.readFileSync(path.join(FOLDER, 'figures.json'), 'utf8')) as {
  cases: Record<string, Figures[]>;
};

/** What a training reaches after each of its steps but the last of an epoch, up to the second. */
async function firstSteps(prepared: PreparedRun): Promise<Checkpoint[]> {
  const reached: Checkpoint[] = [];
  const stop = new AbortController();
  const copied = (feeds: Feeds): NamedTensors =>
    new Map(Object.entries(feeds).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
  await prepared.find({
    ...{ files: nodeFiles, folder: '', signal: stop.signal, checkpointDue: () => true },
    ...{ observe: () => undefined, watched: () => undefined, follow: () => undefined },
    trainWithin: () => Promise.reject(new Error('nothing is trained within')),
    save(_names, progress, { parameters, state }) {
      if (reached.length === 2 || reached.some((one) => progressOf(one).step === progress.step)) return;
      const kept = {
        state: { progress: structuredClone(progress) },
        model: copied(parameters),
        optimizer: copied(state),
      };
      reached.push(kept as unknown as Checkpoint);
      if (reached.length === 2) stop.abort();
    },
  });
  return reached;
}

function figuresOf(name: string, { shape, data }: Tensor): Figures {
  const values = Array.from(data, Number);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [name, [...shape], mean, Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))];
}

/** What the script of a step is to print, in its order. */
function allFigures(batch: PreparedBatch): Figures[] {
  const { marked, tensors, gradients, after, loss } = batch;
  const seen = new Map<string, number>();
  const unique = (name: string): string => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count > 1 ? `${name}_${count}` : name;
  };
  return [
    ...networkOfBatch(batch).layers.flatMap((layer) =>
      layer.tensors.map((i) => figuresOf(unique(nameOfMark(marked[i].mark)), tensors[i])),
    ),
    ['loss', [], loss, Math.abs(loss)],
    ...Object.entries(gradients).map(([name, tensor]) => figuresOf(`gradient of ${name}`, tensor)),
    ...Object.keys(gradients).map((name) => figuresOf(`new ${name}`, after.parameters[name])),
  ];
}

const isNear = (a: number, b: number, size: number): boolean => Math.abs(a - b) <= 2e-5 * size + 1e-8;

describe('a training step taken apart', () => {
  for (const [name, printed] of Object.entries(golden.cases))
    it(`has the numbers that PyTorch prints from its script: ${name}`, async () => {
      const batch = await ofExperiment(`${name}.nlplab.json`);
      const script = { language: 'torch' as const, title: `${name}.nlplab.json`, file: `${name}.safetensors` };
      const { text, tensors } = wholeScript(batch, networkOfBatch(batch), script);
      assert.equal(text, fs.readFileSync(path.join(FOLDER, 'generated', `${name}.py`), 'utf8'));
      assert.equal(tensors.size, 0);
      const hostile = { ...script, title: 'a\nimport os\r\nimport sys\rimport re\fimport io' };
      const [comment, ...rest] = wholeScript(batch, networkOfBatch(batch), hostile).text.split(/[\n\r\f]/);
      assert.match(comment, /^# a import os import sys/);
      assert.deepEqual(rest, text.split('\n').slice(1), 'no name of a file is a statement');
      const figures = allFigures(batch);
      assert.deepEqual(
        printed.map(([, shape]) => shape),
        figures.map(([, shape]) => shape),
      );
      printed.forEach(([of, , mean, norm], i) => {
        const [own, , ownMean, ownNorm] = figures[i];
        const size = Math.max(norm, ownNorm);
        assert.ok(
          isNear(mean, ownMean, size) && isNear(norm, ownNorm, size),
          `${of} (${own}): ${norm}, not ${ownNorm}`,
        );
      });
    });

  it('is the step that training makes, bit for bit: the first one, and one after a checkpoint', async () => {
    const reached = await inExperiment('lstm.nlplab.json', firstSteps);
    assert.deepEqual(
      reached.map(({ state }) => progressOf({ state } as Checkpoint).step),
      [1, 2],
    );
    for (const [i, { model, optimizer }] of reached.entries()) {
      const checkpoint = reached.at(i - 1);
      const batch = await inExperiment('lstm.nlplab.json', (prepared) =>
        computed(prepared, i === 0 ? {} : { checkpoint, folder: '' }),
      );
      assert.equal(batch.step, i + 1);
      for (const [name, { data }] of model) assert.deepEqual(batch.after.parameters[name].data, data, name);
      for (const [name, { data }] of optimizer) assert.deepEqual(batch.after.state[name].data, data, name);
      assert.notDeepEqual(batch.after.parameters, batch.before.parameters);
    }
  });

  it('is told with words, a part of each parameter, and the rule as it is computed', async () => {
    const shown = describeBatch(await ofExperiment('lstm.nlplab.json'));
    const [ids, mask] = shown.inputs;
    assert.equal(ids.name, 'ids');
    assert.equal(mask.data.length, ids.data.length);
    const words = Array.from({ length: ids.shape[0] }, (_, t) => ids.names?.[Number(ids.data[t * ids.shape[1]])]);
    assert.equal(words.filter((word) => word !== '<pad>').join(' '), shown.texts?.[0][0]);
    const embedding = shown.parameters.find(({ name }) => name === 'embedding.weight');
    assert.ok(embedding && embedding.norms.gradient > 0);
    const { value, gradient, after, state, rows, columns } = embedding.part;
    assert.equal(value.length, rows.length * columns);
    // The formula with numbers in it gives what the update gave.
    const at = gradient.findIndex((component) => component !== 0);
    const known: Record<string, number> = {
      ...{ parameter: value[at], gradient: gradient[at], norm: shown.gradientNorm },
      ...Object.fromEntries(Object.entries(state).map(([slot, { before }]) => [slot, before[at]])),
      ...embedding.scalars,
    };
    const given: Record<string, number> = {};
    for (const { gives, parts } of shown.formula) {
      const text = parts.map((part) =>
        typeof part === 'string' ? part : String((part.isNew ? given : known)[part.of]),
      );
      given[gives] = calculated(text.join(''));
    }
    assert.ok(Math.abs(given.parameter - after[at]) < 1e-6, `${given.parameter} is not ${after[at]}`);
    assert.ok(Math.abs(given.squares - state.squares.after[at]) < 1e-9);
  });
});

/** A formula of numbers. */
const calculated = (formula: string): number => {
  const code = formula
    .replaceAll('·', '*')
    .replaceAll('−', '-')
    .replaceAll('√', 'Math.sqrt')
    .replaceAll('min(', 'Math.min(');
  assert.match(code, /^[-+*/().,\d\seMathsqrmin]*$/);
  return (new Function(`return ${code.replaceAll('--', '- -')}`) as () => number)();
};
