// Replaced-token detection against PyTorch: which tokens are drawn, both losses and every gradient; what of a model is another model's; and
// that tokens are drawn as often as they are probable.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import { input } from '../../../src/engine/graph/ops';
import { createMaskedModel } from '../../../src/engine/models/maskedModel';
import { createDetectingModel } from '../../../src/engine/models/replacedTokens';
import { drawTokens } from '../../../src/engine/nn/drawTokens';
import { smallerEncoder } from '../../../src/engine/models/encoders/smallerEncoder';
import { encoderNames } from '../../../src/engine/nn/parameterLayers';
import { bind } from '../../../src/engine/nn/parameters';
import { makeProgram } from '../../../src/engine/graph/program';
import { tensor } from '../../../src/engine/runtime/tensor';
import { maskedLanguageModelSchema } from '../../../src/engine/tasks/maskedLanguageModel/schema';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, fromGolden, scalarGolden } from '../../support/numeric/golden';

interface Case {
  weight: number;
  model: object;
  generator: number;
  draws: number[];
  drawn: number[];
  replaced: number[][];
  parameters: Record<string, GoldenTensor>;
  masked: number;
  detection: number;
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

const { cases, ...texts } = readGolden<Case>('replacedTokens.json');
const { vocabulary, ids, mask, places, labels } = texts as unknown as Record<'ids' | 'mask', number[][]> &
  Record<'places' | 'labels', number[]> & { vocabulary: number };
const [golden] = cases;

const optionsOf = (model: object) =>
  maskedLanguageModelSchema.parse({
    ...{ task: 'masked-language-model', data: { train: 'a.txt' } },
    model: { dropout: 0, ...model },
  }).model;

const sizes = { vocabulary, longest: ids.length, padding: 'after' as const };
const shape = [ids.length, ids[0].length];
const slots = new Int32Array(shape[0] * shape[1]);
labels.forEach((label, i) => label >= 0 && (slots[places[i]] = i + 1));
const feeds = {
  ids: tensor('int32', shape, ids.flat()),
  mask: tensor('bool', shape, Uint8Array.from(mask.flat())),
  places: tensor('int32', [places.length], places),
  labels: tensor('int32', [labels.length], labels),
  slots: tensor('int32', shape, slots),
  draws: tensor('float32', [places.length], golden.draws),
};

describe('the detection of replaced tokens beside PyTorch', () => {
  const model = createDetectingModel(optionsOf(golden.model), sizes, golden);
  const learned = Object.fromEntries(
    Object.entries(golden.parameters).map(([key, value]) => [key, fromGolden(value, 'float32')]),
  );

  it('has its loss and every gradient', async () => {
    assert.deepEqual(Object.keys(learned).sort(), Object.keys(model.parameters).sort());
    const bound = bind(model.parameters, 'float32');
    const named = Object.entries(bound);
    const loss = model.loss(bound);
    const found = gradients(loss, named.map(([, value]) => value)); // prettier-ignore
    const outputs = { loss, ...Object.fromEntries(named.map(([parameter], i) => [`of ${parameter}`, found[i]])) };
    const results = await evaluate(outputs, { ...learned, ...feeds });
    assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
    for (const [parameter, value] of Object.entries(golden.gradients))
      assertGolden(results[`of ${parameter}`], value, `gradient of ${parameter}`);
  });

  it('draws its tokens, and says of each token what it says', async () => {
    const asked = { ...feeds, labels: tensor('int32', [labels.length], labels.map((label) => Math.max(0, label))) }; // prettier-ignore
    const { logProbabilities, replaced, replacedScores } = await evaluate(
      model.judging() as Required<ReturnType<typeof model.judging>>,
      { ...learned, ...asked },
    );
    assert.deepEqual([...replaced.data].map(Number), golden.replaced.flat());
    const counted = labels.flatMap((label, i) => (label >= 0 ? [Number(logProbabilities.data[i])] : []));
    const masked = -counted.reduce((sum, each) => sum + each, 0) / counted.length;
    assert.ok(Math.abs(masked - golden.masked) < 1e-5);
    const nats = mask.flat().map((isToken, i) => {
      const sign = golden.replaced.flat()[i] ? -1 : 1;
      return isToken * Math.log1p(Math.exp(sign * Number(replacedScores.data[i])));
    });
    const tokens = mask.flat().reduce((sum, each) => sum + each, 0);
    const detection = nats.reduce((sum, each) => sum + each, 0) / tokens;
    assert.ok(Math.abs(detection - golden.detection) < 1e-5);
  });

  it('is an encoder with the names of one that stands alone, beside the vectors that the generator reads too', () => {
    const alone = createMaskedModel(optionsOf(golden.model), sizes).parameters;
    const names = encoderNames(Object.keys(model.parameters));
    for (const [name, { shape: size }] of Object.entries(alone))
      if (!name.startsWith('masked.')) assert.deepEqual(model.parameters[names.get(name) ?? ''].shape, size, name);
    assert.ok(!('generator.embedding.weight' in model.parameters));
  });
});

describe('a generator', () => {
  it('has a share of the sizes of any encoder, and its vectors', () => {
    const smaller = (model: object, share: number) => smallerEncoder(optionsOf(model), share);
    const wide = smaller({ type: 'transformer', width: 128, heads: 4, feedForward: 256 }, 0.25);
    assert.deepEqual(wide, { ...wide, width: 32, heads: 1, feedForward: 64, vectorWidth: 128 });
    const odd = smaller({ type: 'transformer', width: 90, heads: 3, feedForward: 10 }, 0.5);
    assert.deepEqual(odd, { ...odd, width: 46, heads: 1, feedForward: 5, vectorWidth: 90 });
    assert.equal((smaller({ type: 'lstm', embedding: 9, hidden: 8 }, 0.5) as { hidden: number }).hidden, 4);
    assert.equal((smaller({ type: 'cnn', filters: 1 }, 0.25) as { filters: number }).filters, 1);
  });

  it('drops other values than the discriminator does', () => {
    const model = createDetectingModel(optionsOf({ ...golden.model, dropout: 0.5 }), sizes, golden);
    const program = makeProgram({ loss: model.loss(bind(model.parameters, 'float32')) });
    const streams = program.inputs.flatMap(({ random }) => (random ? [random.stream] : []));
    assert.equal(new Set(streams).size, streams.length);
    assert.equal(streams.filter((stream) => stream.startsWith('generator.')).length, streams.length / 2);
  });

  it('draws tokens as often as they are probable, and none behind the last one', async () => {
    const probabilities = [0.1, 0.2, 0, 0.7];
    const count = 1000;
    const logits = Float32Array.from({ length: count * 4 }, (_, i) => Math.log(probabilities[i % 4] + 1e-30));
    const draws = Float32Array.from({ length: count }, (_, i) => (i === count - 1 ? 1 : i / count));
    const { drawn } = await evaluate(
      { drawn: drawTokens(input('logits', 'float32', ['chosen', 4]), input('draws', 'float32', ['chosen'])) },
      { logits: tensor('float32', [count, 4], logits), draws: tensor('float32', [count], draws) },
    );
    const counts = [0, 0, 0, 0];
    for (const token of drawn.data) counts[Number(token)]++;
    assert.ok(
      counts.every((each, token) => Math.abs(each - count * probabilities[token]) <= 1),
      counts.join(),
    );
  });
});
