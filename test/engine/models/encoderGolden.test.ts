// Classifiers of convolutions and of bags of words against PyTorch: logits, loss, every gradient and the vectors of texts pooled in
// every way, in both precisions, wherever the padding stands.

import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import type { EncoderContext } from '../../../src/engine/models/encoders/encoder';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import type { TextPooling } from '../../../src/protocol/textVectors';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { padBefore } from '../../support/numeric/padBefore';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, scalarGolden, type Float } from '../../support/numeric/golden';

type Golden = Record<string, GoldenTensor>;

type Options = Extract<EncoderOptions, { type: 'cnn' | 'bow' }>;

interface ClassifierCase {
  name: string;
  model: Omit<Extract<Options, { type: 'cnn' }>, 'dropout'> | Omit<Extract<Options, { type: 'bow' }>, 'dropout'>;
  vocabulary: number;
  classes: number;
  ids: number[][];
  lengths: number[];
  targets: number[];
  weights: Golden;
  logits: GoldenTensor;
  /** Of each text, by pooling. */
  vectors: Record<TextPooling, GoldenTensor>;
  loss: number;
  gradients: Golden;
}

async function check(golden: ClassifierCase, dtype: Float, padding: EncoderContext['padding']): Promise<void> {
  const { vocabulary, classes, lengths, targets } = golden;
  const options: EncoderOptions = { ...golden.model, dropout: 0 };
  const classifier = createClassifier(options, { vocabulary, classes, padding, longest: 100 });
  const bound = bind(classifier.parameters, dtype);
  const inputs = { ids: o.input('ids', 'int32', ['time', 'batch']), mask: o.input('mask', 'bool', ['time', 'batch']) };
  const { logits } = classifier.forward(bound, inputs, 'training');
  const loss = crossEntropy(logits, o.input('targets', 'int32', ['batch']));
  const names = Object.keys(golden.gradients);
  const found = gradients(
    loss,
    names.map((name) => bound[name]),
  );
  const place = (rows: number[][]): number[][] => (padding === 'before' ? padBefore(rows, lengths) : rows);
  const ids = place(golden.ids);
  const valid = place(ids.map((_, t) => lengths.map((length) => Number(t < length))));
  const feeds: Record<string, Tensor> = {
    ids: tensor('int32', [ids.length, lengths.length], ids.flat()),
    mask: tensor('bool', [ids.length, lengths.length], valid.flat()),
    targets: tensor('int32', [targets.length], targets),
    ...Object.fromEntries(Object.entries(golden.weights).map(([name, weight]) => [name, fromGolden(weight, dtype)])),
  };
  const results = await evaluate(
    {
      logits,
      loss,
      ...Object.fromEntries(classifier.vectors(bound, inputs)),
      ...Object.fromEntries(names.map((name, i) => [`d ${name}`, found[i]])),
    },
    feeds,
  );
  assertGolden(results.logits, golden.logits, 'logits');
  for (const [pooling, vectors] of Object.entries(golden.vectors))
    assertGolden(results[pooling], vectors, `vectors, pooling ${pooling}`);
  assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
  for (const name of names) {
    // The softmax does not feel a shift of all scores: what reaches them is a small difference of large numbers.
    const cancels = name.startsWith('attention.') && dtype === 'float32';
    assertGolden(results[`d ${name}`], golden.gradients[name], `gradient of ${name}`, cancels ? 1e-3 : undefined);
  }
}

describe('classifiers of convolutions and bags of words agree with PyTorch', () => {
  for (const golden of readGolden<ClassifierCase>('classifier-texts.json').cases)
    for (const padding of ['after', 'before'] as const)
      for (const dtype of FLOATS)
        it(`${golden.name} in ${dtype}, padding ${padding}`, () => check(golden, dtype, padding));
});
