import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRandom } from '../../../src/engine/data/random';
import { readVectorsFile } from '../../../src/engine/embeddings/vectors/readVectorsFile';
import { writeVectors } from '../../../src/engine/embeddings/vectors/writeVectors';
import { input } from '../../../src/engine/graph/ops';
import { embedding, embeddingParameters } from '../../../src/engine/nn/embedding';
import type { Initializer } from '../../../src/engine/nn/initializers';
import { linear, linearParameters } from '../../../src/engine/nn/linear';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { flatten, nest, type Bound, type FlatParameters } from '../../../src/engine/nn/parameters';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { tensor } from '../../../src/engine/runtime/tensor';
import type { NeuralTask } from '../../../src/engine/train/neuralTask';
import { drawParameters } from '../../../src/engine/train/parameterValues';
import { withPretrained } from '../../../src/engine/train/pretrained';
import { createTrainingStep, planTraining } from '../../../src/engine/train/trainingStep';
import type { PretrainedOptions } from '../../../src/engine/schema/pretrained';
import { LabError } from '../../../src/protocol/labError';
import { setOf } from '../embeddings/vectors/goldenVectors';

describe('pretrained vectors', () => {
  const tokens = ['<pad>', '<unk>', 'film', 'Great', '▁good', 'absent'];
  const tree = {
    embedding: embeddingParameters({ vocabulary: tokens.length, width: 3 }),
    output: linearParameters({ inputs: 3, outputs: 2 }),
  };
  const task = {
    ...{ parameters: flatten(tree), labels: [], documents: {}, hashes: {}, notices: ['before'], hasTest: false },
    loss(parameters: Bound<FlatParameters>) {
      const p = nest(tree, parameters);
      return crossEntropy(
        linear(p.output, embedding(p.embedding, input('ids', 'int32', ['batch']))),
        input('classes', 'int32', ['batch']),
      );
    },
  } as unknown as NeuralTask;
  const vectors = setOf(['film', 'great', 'good', 'other'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 1], 3);
  let folder: string;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pretrained-'));
    await writeVectors(vectors, path.join(folder, 'v.txt'), { format: 'glove' });
    fs.mkdirSync(path.join(folder, 'run'));
    await writeVectors(vectors, path.join(folder, 'run', 'vectors.safetensors'), { format: 'safetensors' });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const prepared = (pretrained: PretrainedOptions | undefined, given = tokens) =>
    withPretrained(task, [{ parameter: 'embedding.weight', tokens: given, pretrained, key: ['model', 'pretrained'] }], {
      baseFolder: folder,
      progress: () => undefined,
      signal: new AbortController().signal,
    });

  /** The parameters before and after a few updates. */
  async function trained({ parameters, frozen }: NeuralTask) {
    const rule = createOptimizer({
      type: 'adamw',
      learningRate: 0.1,
      betas: [0.9, 0.999],
      epsilon: 1e-8,
      weightDecay: 0.1,
    });
    const plan = planTraining({ parameters, frozen, loss: task.loss, update: { rule, clipNorm: 1, clipValue: 0 } });
    const { uniform } = createRandom({ seed: 1, stream: 'parameters' });
    const step = await createTrainingStep(plan, { device: 'cpu', threads: 1 }, { fill: (into) => drawParameters(parameters, into, uniform) }); // prettier-ignore
    const values = () => Object.fromEntries(Object.entries(step.parameters()).map(([name, { data }]) => [name, [...(data as Float32Array)]])); // prettier-ignore
    const first = values();
    for (let i = 1; i <= 3; i++)
      await step.run(
        { ids: tensor('int32', [3], [2, 3, 5]), classes: tensor('int32', [3], [0, 1, 0]) },
        { step: i, learningRate: 0.1, masks: () => undefined },
      );
    const result = { first, last: values(), state: Object.keys(step.state()) };
    await step.release();
    return result;
  }

  it('become the first values of the tokens that have one, as they stand, without a mark, or in lower case', async () => {
    for (const file of ['v.txt', 'run']) {
      const ready = await prepared({ file, frozen: false });
      const { first, last } = await trained(ready);
      const weight = first['embedding.weight'];
      assert.deepEqual(weight.slice(0, 3), [0, 0, 0]);
      assert.deepEqual(weight.slice(6, 15), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const drawn = (await trained(task)).first['embedding.weight'];
      assert.deepEqual(weight.slice(3, 6), drawn.slice(3, 6), 'tokens without a vector keep what was drawn');
      assert.deepEqual(weight.slice(15), drawn.slice(15));
      assert.notDeepEqual(last['embedding.weight'].slice(6, 9), [1, 2, 3]);
      assert.match(
        ready.notices[1],
        /has vectors for 3 of the 6 tokens of embedding\.weight, 50\.0 % \(1 of them in lower case\)\.$/,
      );
      assert.equal(Object.keys(ready.hashes).length, 1);
    }
  });

  it('stay as they are when frozen, while the rest is trained', async () => {
    const ready = await prepared({ file: 'v.txt', frozen: true });
    assert.deepEqual(ready.notices[2], 'The vectors of embedding.weight are not trained.');
    assert.equal((await prepared({ file: 'v.txt', frozen: false })).notices.length, 2);
    const { first, last, state } = await trained(ready);
    assert.deepEqual(last['embedding.weight'], first['embedding.weight']);
    assert.notDeepEqual(last['output.weight'], first['output.weight']);
    assert.ok(state.length > 0 && !state.some((name) => name.includes('embedding')));
  });

  it('are counted: in lower case also the first word of the file, and exact ones as such', async () => {
    const given = (...words: string[]) => [...words, ...tokens].slice(0, tokens.length);
    const { notices } = await prepared({ file: 'v.txt', frozen: false }, given('x', 'Film', 'x', '##good', 'Ġ', '##'));
    assert.match(notices[1], /^v\.txt has vectors for 2 of the 6 tokens .* 33\.3 % \(1 of them in lower case\)\.$/);
    const exact = await prepared({ file: 'v.txt', frozen: false }, given('film', 'x', 'x', 'x', 'x', 'x'));
    assert.match(exact.notices[1], /for 1 of the 6 tokens of embedding\.weight, 16\.7 %\.$/);
  });

  it('are refused where they do not fit, naming the key', async () => {
    await writeVectors(setOf(['film'], [1, 2], 2), path.join(folder, 'two.txt'), { format: 'word2vec-text' });
    const refuses = (file: string, code: string, message: RegExp, below: string[], given = tokens) =>
      assert.rejects(prepared({ file, frozen: false }, given), (error) => {
        assert.ok(error instanceof LabError && message.test(error.message), String(error));
        assert.deepEqual([error.code, error.place?.key], [code, ['model', 'pretrained', ...below]]);
        return true;
      });
    await refuses('two.txt', 'INVALID_EXPERIMENT', /have 2 numbers, but the model's token vectors have 3/, []);
    await refuses('none.txt', 'NOT_FOUND', /does not exist/, ['file']);
    const others = ['x', 'y', 'z', 'u', 'v', 'w'];
    await refuses('v.txt', 'INVALID_EXPERIMENT', /No token of the vocabulary/, ['file'], others);
    assert.deepEqual((await prepared(undefined)).notices, ['before']);
  });

  it('have a place in the model, or that is a defect; what is no failure of a file is told as it is', async () => {
    const layer = { parameter: 'none.weight', tokens, pretrained: { file: 'v.txt', frozen: false }, key: ['model'] };
    const surroundings = { baseFolder: folder, progress: () => undefined, signal: new AbortController().signal };
    await assert.rejects(withPretrained(task, [layer], surroundings), /no parameter none\.weight/);
    const progress = (): never => assert.fail('nobody listens');
    await assert.rejects(withPretrained(task, [layer], { ...surroundings, progress }), /nobody listens/);
  });

  it('of a model that has vectors of parts of words are found for every word, but not for special tokens', async () => {
    const model = path.resolve('test', 'golden', 'fasttext', 'skipgram.bin');
    const { set } = await readVectorsFile(model, { limit: 0 });
    const given = ['<unk>', '[CLS]', 'neverseenword', set.words.word(1)];
    const initialize: Initializer = (out) => void out.fill(7);
    const own = { ...task, parameters: { table: { shape: [given.length, set.dimensions], initialize } } };
    const layer = { parameter: 'table', tokens: given, pretrained: { file: model, frozen: false }, key: ['model'] };
    const surroundings = { baseFolder: folder, progress: () => undefined, signal: new AbortController().signal };
    const ready = await withPretrained(own, [layer], surroundings);
    assert.match(ready.notices[1], /^skipgram\.bin has vectors for 2 of the 4 tokens of table, 50\.0 %\.$/);
    const values = new Float32Array(given.length * set.dimensions);
    ready.parameters.table.initialize(values, [given.length, set.dimensions], () => 0);
    const row = (i: number): Float32Array => values.subarray(i * set.dimensions, (i + 1) * set.dimensions);
    for (const special of [0, 1]) assert.ok(row(special).every((value) => value === 7));
    for (const word of [2, 3]) assert.ok(row(word).some((value) => value !== 7));
  });
});
