// Whole models of transformer blocks against PyTorch: values, loss and every gradient, in both precisions. PyTorch read
// each text by itself, here they are one padded batch.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { decoderOnlySequence } from '../../../src/engine/models/decoderOnlySequence';
import { transformerClassifier } from '../../../src/engine/models/transformerClassifier';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { bind, listParameters, type Bound, type ParameterTree } from '../../../src/engine/nn/parameters';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { BOS, EOS, PAD } from '../../../src/engine/text/vocabulary';
import type { DecoderOnlyOptions, TransformerClassifierOptions } from '../../../src/protocol/experiment';
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

interface DecoderOnlyCase extends ModelCase<DecoderOnlyOptions> {
  sources: number[][];
  targets: number[][];
}

interface ClassifierCase extends ModelCase<TransformerClassifierOptions> {
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
  tree: ParameterTree,
  build: (parameters: Bound<ParameterTree>) => { logits: Value; loss: Value },
  feeds: Record<string, Tensor>,
): Promise<void> {
  const bound = bind(tree, dtype);
  const names = listParameters(tree).map(([name]) => name);
  assert.deepEqual([...names].sort(), Object.keys(golden.parameters).sort());
  const valueOf = (name: string): Value =>
    name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], bound) as Value;
  const { logits, loss } = build(bound);
  const found = gradients(loss, names.map(valueOf));
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
          const model = decoderOnlySequence({ ...golden.model, dropout: 0 }, { ...sides, longest, padding: 'after' });
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
          const build = (parameters: Bound<ParameterTree>) => {
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
        const model = transformerClassifier({ ...golden.model, dropout: 0 }, { vocabulary, classes, longest });
        const feeds = {
          ids: padded(texts, 3, longest),
          mask: maskOf(
            texts.map(({ length }) => length),
            longest,
          ),
          labels: tensor('int32', [labels.length], labels),
        };
        const build = (parameters: Bound<ParameterTree>) => {
          const inputs = { ids: ids('ids', ['time', 'batch']), mask: o.input('mask', 'bool', ['time', 'batch']) };
          const { logits } = model.forward(parameters, inputs, 'training');
          return { logits, loss: crossEntropy(logits, ids('labels', ['batch'])) };
        };
        await check(golden, dtype, model.parameters, build, feeds);
      });
  });
}
