// Masked language models against PyTorch: what they say at the chosen places, the loss, and every gradient; padding and places that fill
// up count nowhere. And that the encoder's parameters are those of a classifier.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import { createClassifier, type ReadingModel } from '../../../src/engine/models/textClassifier';
import { createMaskedModel } from '../../../src/engine/models/maskedModel';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { maskedLanguageModelSchema } from '../../../src/engine/tasks/maskedLanguageModel/schema';
import { classificationSchema } from '../../../src/engine/tasks/classification/schema';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, fromGolden, scalarGolden } from '../../support/numeric/golden';

interface Case {
  name: string;
  model: object;
  parameters: Record<string, GoldenTensor>;
  logProbabilities: GoldenTensor;
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

const { cases, ...texts } = readGolden<Case>('maskedModels.json');
const { vocabulary, ids, mask, places, labels } = texts as unknown as Record<'ids' | 'mask', number[][]> &
  Record<'places' | 'labels', number[]> & { vocabulary: number };

const data = { train: 'a.txt' };
const optionsOf = (model: object) =>
  maskedLanguageModelSchema.parse({ task: 'masked-language-model', data, model: { dropout: 0, ...model } }).model;

const sizes = { vocabulary, longest: ids.length, padding: 'after' as const };
const shape = [ids.length, ids[0].length];
const feeds = {
  ids: tensor('int32', shape, ids.flat()),
  mask: tensor('bool', shape, Uint8Array.from(mask.flat())),
  places: tensor('int32', [places.length], places),
};
const counted = labels.filter((label) => label >= 0);

describe('masked language models beside PyTorch', () => {
  for (const { name, model: options, parameters, logProbabilities, loss: expected, gradients: golden } of cases)
    it(`have its log probabilities, loss and gradients: ${name}`, async () => {
      const model = createMaskedModel(optionsOf(options), sizes);
      const learned = Object.fromEntries(
        Object.entries(parameters).map(([key, value]) => [key, fromGolden(value, 'float32')]),
      );
      assert.deepEqual(Object.keys(learned).sort(), Object.keys(model.parameters).sort());
      const bound = bind(model.parameters, 'float32');
      const named = Object.entries(bound);
      const loss = model.loss(bound);
      const found = gradients(loss, named.map(([, value]) => value)); // prettier-ignore
      const outputs = { loss, ...Object.fromEntries(named.map(([parameter], i) => [`of ${parameter}`, found[i]])) };
      const results = await evaluate(outputs, {
        ...{ ...learned, ...feeds },
        labels: tensor('int32', [labels.length], labels),
      });
      assertGolden(results.loss, scalarGolden(expected), 'loss');
      for (const [parameter, value] of Object.entries(golden))
        assertGolden(results[`of ${parameter}`], value, `gradient of ${parameter}`);

      const filled = await evaluate(model.filling(), { ...learned, ...feeds });
      assertGolden(filled.logProbabilities, logProbabilities, 'log probabilities');
      const asked = Int32Array.from(labels, (label) => Math.max(0, label));
      const judged = await evaluate(model.judging(), {
        ...{ ...learned, ...feeds },
        labels: tensor('int32', [labels.length], asked),
      });
      const all = filled.logProbabilities.data as Float32Array;
      places.forEach((_, i) => {
        const row = all.subarray(i * vocabulary, (i + 1) * vocabulary);
        assert.ok(Math.abs(Number(judged.logProbabilities.data[i]) - row[asked[i]]) < 1e-6);
        assert.equal(judged.best.data[i], row.indexOf(Math.max(...row)));
      });
      const mean = counted.reduce((sum, _, i) => sum - Number(judged.logProbabilities.data[i]), 0) / counted.length;
      assert.ok(Math.abs(mean - expected) < 1e-5, 'judged alike');
    });
});

describe('the encoder of a masked language model', () => {
  for (const { name, model: options } of cases)
    it(`has the names and shapes of a classifier's: ${name}`, () => {
      const masked = createMaskedModel(optionsOf(options), sizes).parameters;
      const { model } = classificationSchema.parse({
        ...{ task: 'classification', data: { ...data, label: 'label' }, model: options },
      });
      const classifier = createClassifier(model as ReadingModel, { ...sizes, classes: 2 }).parameters;
      const shapes = (all: typeof masked, isOwn: (parameter: string) => boolean) =>
        Object.entries(all).flatMap(([key, { shape: size }]) => (isOwn(key) ? [[key, size]] : []));
      assert.deepEqual(
        shapes(masked, (key) => !key.startsWith('masked.')),
        shapes(classifier, (key) => key in masked),
      );
      const head = Object.keys(classifier).filter((key) => !(key in masked));
      assert.deepEqual(head, ['output.weight', 'output.bias']);
    });
});
