// What every registered encoder must keep to, with a head for labels on it in every way that its keys offer: padding and
// neighbours in the batch change nothing, and names, widths, last states and attention are what they are said to be.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import { classifierAttention, classifierInference } from '../../../src/engine/models/classifierPrograms';
import { encoderOf, type EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { bind } from '../../../src/engine/nn/parameters';
import type { Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { typesOf } from '../../../src/engine/schema/shorthand';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { ownSchemas } from '../../support/encoderSchemas';
import { openProgram } from '../../support/numeric/evaluate';
import { seedOf } from '../../support/seed';

const SEED = seedOf(21);
const [VOCABULARY, CLASSES, LONGEST] = [20, 3, 12];
const TEXTS = [[5], [3, 4, 5, 6, 7, 8], [9, 8, 7], [2, 2]];

/** Of blocks the last state is that of a text alone where each token looks back. */
const around = (type: string, pooling: string): object =>
  type === 'transformer' && pooling === 'last' ? { attention: 'causal' } : {};

/** Every type with every pooling, all else left out. */
const all = ownSchemas.flatMap((schema) =>
  typesOf(schema).flatMap((type) =>
    schema.shape.pooling
      .unwrap()
      .options.map((pooling): EncoderOptions => schema.parse({ type, pooling, ...around(type, pooling) })),
  ),
);

type Side = 'before' | 'after';

/** The sides on which texts may be padded. */
const sidesOf = (options: EncoderOptions): Side[] =>
  (['after', 'before'] as const).filter((padding) => {
    let refused = false;
    encoderOf(options).faults({ padding }, () => (refused = true));
    return !refused;
  });

const inputs = () => ({
  ids: o.input('ids', 'int32', ['time', 'batch']),
  mask: o.input('mask', 'bool', ['time', 'batch']),
});

/** Texts side by side in `time` steps, padding filled with a token that must not be seen. */
function batchOf(texts: readonly number[][], time: number, side: Side): Feeds {
  const ids = new Int32Array(time * texts.length).fill(11);
  const mask = new Uint8Array(ids.length);
  texts.forEach((text, column) =>
    text.forEach((id, i) => {
      const at = (side === 'after' ? i : time - text.length + i) * texts.length + column;
      [ids[at], mask[at]] = [id, 1];
    }),
  );
  const shape = [time, texts.length];
  return { ids: tensor('int32', shape, ids), mask: tensor('bool', shape, mask) };
}

const startsWith = (prefix: string) => (name: string) => name.startsWith(prefix);

for (const options of all) {
  const { type, pooling } = options;

  describe(`the encoder ${type} under a label, pooling ${pooling}`, () => {
    const context = { vocabulary: VOCABULARY, longest: LONGEST, classes: CLASSES };
    const encoder = encoderOf(options).build(context);
    const encoded = encoder.encode(bind(encoder.parameters, 'float32'), inputs(), 'inference');

    it('gives states of its width, and last states and attention exactly where it offers them', () => {
      assert.deepEqual(encoded.states.shape, ['time', 'batch', encoder.width]);
      const schema = ownSchemas.find((each) => typesOf(each).includes(type))!;
      const offered: readonly string[] = schema.shape.pooling.unwrap().options;
      const looksBack = !('attention' in options) || options.attention === 'causal';
      assert.equal(encoded.last !== undefined, offered.includes('last') && looksBack);
      if (encoded.last) assert.deepEqual(encoded.last.shape, ['batch', encoder.width]);
      assert.equal(encoded.attention !== undefined, encoderOf(options).attends);
      assert.equal(classifierAttention(createClassifier(options, context)) !== undefined, encoderOf(options).attends);
    });

    it("names its token vectors as all do, and no parameter as the head's", () => {
      assert.equal(encoder.parameters['embedding.weight'].shape[0], VOCABULARY);
      const names = Object.keys(encoder.parameters);
      assert.ok(!names.some(startsWith('output.')) && !names.some(startsWith('attention.')));
      const own = Object.keys(createClassifier(options, context).parameters).filter(startsWith('attention.'));
      assert.equal(own.length > 0, pooling === 'attention');
    });

    for (const side of sidesOf(options))
      it(`sees neither padding ${side} the text nor its neighbours`, async () => {
        const classifier = createClassifier(options, { ...context, padding: side });
        const parameters = drawnParameters(classifier.parameters, randomNumbers(SEED));
        const program = await openProgram(classifierInference(classifier));
        const run = async (feeds: Feeds) => (await program.run({ ...parameters, ...feeds })).logProbabilities;
        try {
          const together = await run(batchOf(TEXTS, LONGEST, side));
          assert.deepEqual(together.shape, [TEXTS.length, CLASSES]);
          for (const [i, text] of TEXTS.entries()) {
            const alone = (await run(batchOf([text], text.length, side))).data as Float32Array;
            alone.forEach((value, label) => {
              const difference = Math.abs(value - Number(together.data[i * CLASSES + label]));
              assert.ok(difference < 1e-4 * (1 + Math.abs(value)), `label ${label} of text ${i}: ${difference}`);
            });
          }
        } finally {
          await program.release();
        }
      });
  });
}
