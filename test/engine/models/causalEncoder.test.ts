// An encoder that begins with a language model makes of a text the states that the language model makes of it: product by product, for
// every way of telling places apart; padding behind a text changes nothing, and the last state is that of the last token.

import assert from 'node:assert/strict';
import { affine, input, reshape } from '../../../src/engine/graph/ops';
import { encoderOf, type EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import { createLanguageNetwork } from '../../../src/engine/models/language/createLanguageNetwork';
import { bind } from '../../../src/engine/nn/parameters';
import { encoderNames } from '../../../src/engine/nn/parameterLayers';
import type { Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { encoderKeys } from '../../../src/engine/tasks/base/encoderKeys';
import { classificationSchema } from '../../../src/engine/tasks/classification/schema';
import { languageEncoder } from '../../../src/engine/tasks/languageModel/languageEncoder';
import { languageModelSchema } from '../../../src/engine/tasks/languageModel/schema';
import { sequenceEncoder } from '../../../src/engine/tasks/sequence/sequenceEncoder';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { evaluate } from '../../support/numeric/evaluate';
import { seedOf } from '../../support/seed';

const SEED = seedOf(43);
const [VOCABULARY, CONTEXT, TIME] = [11, 7, 5];

const sizes = { width: 8, heads: 2, feedForward: 12, layers: 2 };
const KINDS: Record<string, object> = {
  'transformer, learned': { type: 'transformer', ...sizes, positions: 'learned' },
  'transformer, sinusoidal': { type: 'transformer', ...sizes, positions: 'sinusoidal', norm: 'post' },
  'transformer, rotary': { type: 'transformer', ...sizes, positions: 'rotary' },
  lstm: { type: 'lstm', embedding: 6, hidden: 6, layers: 2 },
};

async function check(model: object): Promise<void> {
  const random = randomNumbers(SEED);
  const experiment = languageModelSchema.parse({
    task: 'language-model',
    data: { train: 'a.txt' },
    model,
    training: { context: CONTEXT },
  });
  if (experiment.model.type === 'kneser-ney') throw new Error('no network');
  const network = createLanguageNetwork(experiment.model, { vocabulary: VOCABULARY, context: CONTEXT });
  const learned = drawnParameters(network.parameters, random);
  const keys = languageEncoder.of(experiment)?.keys;
  assert.ok(keys);
  const options = classificationSchema.parse({ data: { train: 'a.tsv' }, model: encoderKeys.said(keys) }).model;
  const context = { vocabulary: VOCABULARY, longest: CONTEXT, padding: 'after' } as const;
  const encoder = encoderOf(options as EncoderOptions).build(context);
  const names = encoderNames(Object.keys(learned));
  const own: Feeds = Object.fromEntries(
    Object.keys(encoder.parameters).map((name) => [`own.${name}`, learned[names.get(name) ?? '']]),
  );

  const ids = input('ids', 'int32', ['time', 'batch']);
  const carried = Object.entries(network.states).map(([name, width]) => [name, input(name, 'float32', ['batch', width])] as const); // prettier-ignore
  const theirs = network.forward(bind(network.parameters, 'float32'), { ids, carried: Object.fromEntries(carried) }, 'inference'); // prettier-ignore
  const inputs = Object.entries(encoder.parameters).map(([name, { shape }]) => [name, input(`own.${name}`, 'float32', shape)] as const); // prettier-ignore
  const bound = Object.fromEntries(inputs);
  const { states, last } = encoder.encode(bound, { ids, mask: input('mask', 'bool', ['time', 'batch']) }, 'inference');
  assert.ok(last);
  const logits = affine(states, bound['embedding.weight'], input('output.bias', 'float32', [VOCABULARY]), { transposeB: true }); // prettier-ignore
  const lastLogits = affine(reshape(last, ['batch', encoder.width]), bound['embedding.weight'], input('output.bias', 'float32', [VOCABULARY]), { transposeB: true }); // prettier-ignore

  const lengths = [TIME, 3];
  const cells = Array.from({ length: TIME * 2 }, () => 3 + random.below(VOCABULARY - 3));
  const feeds: Feeds = {
    ...{ ...learned, ...own, ids: tensor('int32', [TIME, 2], cells) },
    ...Object.fromEntries(Object.entries(network.states).map(([name, width]) => [name, tensor('float32', [2, width], new Array<number>(2 * width).fill(0))])), // prettier-ignore
    mask: tensor('bool', [TIME, 2], cells.map((_, cell) => Number(cell >> 1 < lengths[cell % 2]))),
  }; // prettier-ignore
  const found = await evaluate({ expected: theirs.logits, logits, lastLogits }, feeds);
  const row = (name: string, at: number): number[] => Array.from({ length: VOCABULARY }, (_, i) => Number(found[name].data[at * VOCABULARY + i])); // prettier-ignore
  for (const [text, length] of lengths.entries()) {
    for (let t = 0; t < length; t++)
      row('logits', 2 * t + text).forEach((value, i) =>
        assert.ok(Math.abs(value - row('expected', 2 * t + text)[i]) < 1e-5, `text ${text}, token ${t}, seed ${SEED}`),
      );
    assert.deepEqual(row('lastLogits', text).map((value) => value.toFixed(4)), row('logits', 2 * (length - 1) + text).map((value) => value.toFixed(4))); // prettier-ignore
  }
}

describe('the encoder of a language model', () => {
  for (const [kind, model] of Object.entries(KINDS)) it(`makes the same states: ${kind}`, () => check(model));

  it('is none that sees no order, and neither is that of a sequence model', () => {
    for (const attention of ['causal', 'full'])
      for (const { said } of [languageEncoder, sequenceEncoder])
        assert.equal(said({ type: 'transformer', ...sizes, positions: 'none', attention }), undefined, attention);
  });
});
