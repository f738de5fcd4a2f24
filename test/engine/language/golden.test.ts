// Neural language models against PyTorch: logits, loss and every gradient of whole windows; of recurrent ones those of a second window,
// which begins with the state of the first. And rotary positions by differences.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import {
  createLanguageNetwork,
  type LanguageNetworkOptions,
} from '../../../src/engine/models/language/createLanguageNetwork';
import { languageLoss, scoringProgram } from '../../../src/engine/models/language/languagePrograms';
import { bind } from '../../../src/engine/nn/parameters';
import { rotate, rotationTable } from '../../../src/engine/nn/rotary';
import { tensor, zeros, type Tensor } from '../../../src/engine/runtime/tensor';
import { languageModelSchema } from '../../../src/engine/tasks/languageModel/schema';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate, openProgram } from '../../support/numeric/evaluate';
import { assertGolden, fromGolden, scalarGolden } from '../../support/numeric/golden';
import { checkDifferences, drawFeeds, drawWeights, mixed, withGradients } from '../../support/numeric/gradientCheck';

interface Case {
  name: string;
  model: object;
  context: number;
  parameters: Record<string, GoldenTensor>;
  windows: { logits: GoldenTensor; loss: number; gradients: Record<string, GoldenTensor> }[];
}

const { cases, ...texts } = readGolden<Case>('languageModels.json');
/** `ids` and `labels` by window, [time, batch]. */
const { vocabulary, ids, labels } = texts as unknown as { vocabulary: number; ids: number[][][]; labels: number[][][] };

const optionsOf = (model: object): LanguageNetworkOptions =>
  languageModelSchema.parse({ task: 'language-model', data: { train: 'a.txt' }, model: { dropout: 0, ...model } })
    .model as LanguageNetworkOptions;

/** The inputs that read states [batch, width], by the names that layers give these. */
const inputsOf = (states: Record<string, Tensor>) =>
  Object.fromEntries(
    Object.entries(states).map(([name, { shape }]) => [
      name.replace('carried.', ''),
      o.input(name, 'float32', ['batch', shape[1]]),
    ]),
  );

const rows = (values: number[][]): Tensor => tensor('int32', [values.length, values[0].length], values.flat());

describe('neural language models beside PyTorch', () => {
  for (const { name, model, context, parameters, windows } of cases)
    it(`have its logits, loss and gradients: ${name}`, async () => {
      const network = createLanguageNetwork(optionsOf(model), { vocabulary, context });
      const bound = bind(network.parameters, 'float32');
      const [[first]] = ids;
      const { loss, carried } = languageLoss(network, bound, first.length);
      const named = Object.entries(bound);
      const found = gradients(loss, named.map(([, value]) => value)); // prettier-ignore
      const left = Object.entries(carried).map(([state, value]) => [`next ${state}`, value]);
      const outputs = {
        loss,
        ...Object.fromEntries(named.map(([parameter], i) => [`gradient ${parameter}`, found[i]])),
        ...(Object.fromEntries(left) as Record<string, typeof loss>),
      };
      const feeds = Object.fromEntries(
        Object.entries(parameters).map(([key, value]) => [key, fromGolden(value, 'float32')]),
      );
      assert.deepEqual(Object.keys(feeds).sort(), Object.keys(network.parameters).sort());
      let states = Object.fromEntries(Object.keys(carried).map((state) => [state, zeros('float32', carried[state].shape.map(Number))])); // prettier-ignore
      for (const [i, golden] of windows.entries()) {
        const given = { ...feeds, ids: rows(ids[i]), labels: rows(labels[i]) };
        const continues = { continues: tensor('float32', [], [i]) };
        const results = await evaluate(outputs, { ...given, ...states, ...(windows.length > 1 ? continues : {}) });
        assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
        for (const [parameter, expected] of Object.entries(golden.gradients))
          assertGolden(results[`gradient ${parameter}`], expected, `gradient of ${parameter}`);
        const inputs = { ids: o.input('ids', 'int32', ['time', 'batch']), carried: inputsOf(states) };
        const { logits } = network.forward(bound, inputs, 'inference');
        const read = await evaluate({ logits, ...scoringProgram(network) }, { ...given, ...states });
        assertGolden(read.logits, golden.logits, 'logits');
        const total = (read.logProbabilities.data as Float32Array).reduce((sum, value) => sum + value, 0);
        assert.ok(Math.abs(total / labels[i].flat().length + golden.loss) < 1e-5, 'scored alike');
        states = Object.fromEntries(Object.keys(carried).map((state) => [state, results[`next ${state}`]]));
      }
    });
});

describe('rotary positions', () => {
  const [batch, heads, time, depth] = [2, 2, 3, 6];

  it('have the gradients that differences show, from the first place on and at places by number', async () => {
    const x = o.input('x', 'float64', [batch, heads, time, depth]);
    const table = rotationTable({ positions: 9, depth, dtype: 'float64' });
    const { cos, sin } = table.at(o.input('ids', 'int32', [batch]));
    const byRow = { cos: o.reshape(cos, [batch, 1, 1, depth / 2]), sin: o.reshape(sin, [batch, 1, 1, depth / 2]) };
    const outputs = { first: rotate(x, table.first(time)), at: rotate(x, byRow) };
    const feeds = {
      ...drawFeeds({ x: { shape: [batch, heads, time, depth] } }, 71),
      ...drawWeights(outputs, {}, 72),
      ids: tensor('int32', [batch], [4, 8]),
    };
    const program = await openProgram(withGradients(mixed(outputs), { x }));
    try {
      await checkDifferences(program, feeds);
    } finally {
      await program.release();
    }
  });

  it('make products depend on how far apart two places are alone, and leave lengths as they are', async () => {
    const q = o.input('q', 'float64', [1, 1, 1, depth]);
    const k = o.input('k', 'float64', [1, 1, 1, depth]);
    const table = rotationTable({ positions: 30, depth, dtype: 'float64' });
    const at = (name: string) => table.at(o.input(name, 'int32', [1]));
    const product = o.matmul(rotate(q, at('i')), rotate(k, at('j')), { transposeB: true });
    const own = o.matmul(rotate(q, at('i')), rotate(q, at('i')), { transposeB: true });
    const drawn = drawFeeds({ q: { shape: [1, 1, 1, depth] }, k: { shape: [1, 1, 1, depth] } }, 73);
    const found = async (i: number, j: number) => {
      const places = { i: tensor('int32', [1], [i]), j: tensor('int32', [1], [j]) };
      const results = await evaluate({ product, own }, { ...drawn, ...places });
      return [Number(results.product.data[0]), Number(results.own.data[0])];
    };
    const [near, length] = await found(2, 5);
    const [far] = await found(22, 25);
    const [other] = await found(2, 6);
    assert.ok(Math.abs(near - far) < 1e-5 && Math.abs(near - other) > 1e-3, `${near}, ${far}, ${other}`);
    const sum = (drawn.q.data as Float64Array).reduce((total, value) => total + value * value, 0);
    assert.ok(Math.abs(length - sum) < 1e-6);
  });
});
