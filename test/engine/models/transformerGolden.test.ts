// Whole models of transformer blocks against PyTorch: values, loss and every gradient, in both precisions. PyTorch read
// each text by itself, here they are one padded batch.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import type { EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import { createSequenceModel, type SequenceOptions } from '../../../src/engine/models/sequence/createSequenceModel';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { bind, type Bound, type FlatParameters } from '../../../src/engine/nn/parameters';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { BOS, EOS, PAD } from '../../../src/engine/text/vocabulary';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

interface ModelCase<Options> {
  name: string;
  model: Omit<Options, 'dropout'>;
  vocabulary: number;
  longest: number;
  parameters: Record<string, GoldenTensor>;
  /** At padding 0. */
  logits: GoldenTensor;
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

interface DecoderOnlyCase extends ModelCase<Extract<SequenceOptions, { type: 'decoder-only' }>> {
  sources: number[][];
  targets: number[][];
}

interface ClassifierCase extends ModelCase<Extract<EncoderOptions, { type: 'transformer' }>> {
  classes: number;
  texts: number[][];
  labels: number[];
}

/** Texts side by side, padded at their end: [time, batch] */
function padded(
  texts: readonly number[][],
  filler: number,
  time = Math.max(...texts.map(({ length }) => length)),
): Tensor {
  const ids = Array.from({ length: time }, (_, t) => texts.map((text) => text[t] ?? filler));
  return tensor('int32', [time, texts.length], ids.flat());
}

async function check<Options>(
  golden: ModelCase<Options>,
  dtype: Float,
  parameters: FlatParameters,
  build: (parameters: Bound<FlatParameters>) => { logits: Value; loss: Value },
  feeds: Record<string, Tensor>,
): Promise<void> {
  const bound = bind(parameters, dtype);
  const names = Object.keys(parameters);
  assert.deepEqual([...names].sort(), Object.keys(golden.parameters).sort());
  const { logits, loss } = build(bound);
  const found = gradients(loss, Object.values(bound));
  const outputs = { logits, loss, ...Object.fromEntries(names.map((name, i) => [`d ${name}`, found[i]])) };
  const weights = Object.entries(golden.parameters).map(([name, value]) => [name, fromGolden(value, dtype)]);
  const results = await evaluate(outputs, { ...feeds, ...(Object.fromEntries(weights) as Record<string, Tensor>) });
  assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
  assertGolden(results.logits, golden.logits, 'logits');
  for (const [name, gradient] of Object.entries(golden.gradients))
    assertGolden(results[`d ${name}`], gradient, `gradient of ${name}`);
}

const ids = (name: string, shape: string[]): Value => o.input(name, 'int32', shape);

for (const dtype of FLOATS) {
  describe(`a decoder alone in ${dtype}`, () => {
    for (const golden of readGolden<DecoderOnlyCase>('decoderOnly.json').cases)
      for (const extra of [0, 2])
        it(`agrees with PyTorch: ${golden.name}, ${extra} more places of padding`, async () => {
          const { vocabulary, longest, sources, targets } = golden;
          const sides = { sourceVocabulary: vocabulary, targetVocabulary: vocabulary, shared: false };
          const model = createSequenceModel({ ...golden.model, dropout: 0 }, { ...sides, longest, padding: 'after' });
          const sourceTime = Math.max(...sources.map(({ length }) => length)) + extra;
          const given = padded(
            targets.map((target) => [BOS, ...target]),
            PAD,
          );
          const counted = maskOf(
            targets.map(({ length }) => length + 1),
            given.shape[0],
          );
          const feeds = {
            source: padded(sources, 5, sourceTime),
            sourceMask: maskOf(
              sources.map(({ length }) => length),
              sourceTime,
            ),
            target: given,
            labels: padded(
              targets.map((target) => [...target, EOS]),
              PAD,
            ),
            counted,
          };
          const build = (parameters: Bound<FlatParameters>) => {
            const inputs = {
              source: ids('source', ['sourceTime', 'batch']),
              sourceMask: o.input('sourceMask', 'bool', ['sourceTime', 'batch']),
              target: ids('target', ['time', 'batch']),
            };
            const { logits } = model.forward(parameters, inputs, 'training');
            const isCounted = o.reshape(o.input('counted', 'bool', ['time', 'batch']), ['time', 'batch', 1]);
            const loss = crossEntropy(logits, ids('labels', ['time', 'batch']), { ignore: PAD });
            return { logits: o.where(isCounted, logits, 0), loss };
          };
          await check(golden, dtype, model.parameters, build, feeds);
        });
  });

  describe(`a classifier of transformer blocks in ${dtype}`, () => {
    for (const golden of readGolden<ClassifierCase>('classifier-transformer.json').cases)
      it(`agrees with PyTorch: ${golden.name}`, async () => {
        const { vocabulary, classes, longest, texts, labels } = golden;
        const model = createClassifier({ ...golden.model, dropout: 0 }, { vocabulary, classes, longest });
        const feeds = {
          ids: padded(texts, 3, longest),
          mask: maskOf(
            texts.map(({ length }) => length),
            longest,
          ),
          labels: tensor('int32', [labels.length], labels),
        };
        const build = (parameters: Bound<FlatParameters>) => {
          const inputs = { ids: ids('ids', ['time', 'batch']), mask: o.input('mask', 'bool', ['time', 'batch']) };
          const { logits } = model.forward(parameters, inputs, 'training');
          return { logits, loss: crossEntropy(logits, ids('labels', ['batch'])) };
        };
        await check(golden, dtype, model.parameters, build, feeds);
      });
  });
}
