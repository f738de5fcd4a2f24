// The models of samples/custom against PyTorch: logits, loss and every gradient of a classifier on each, in both precisions.

import path from 'node:path';
import { compileModel } from '../../../src/engine/custom/compileModel';
import { runPersonCode } from '../../../src/engine/custom/personCode';
import { writtenEncoder } from '../../../src/engine/custom/writtenEncoder';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

interface Case {
  name: string;
  pooling: 'max' | 'last';
  options: Record<string, number>;
  vocabulary: number;
  classes: number;
  ids: number[][];
  lengths: number[];
  targets: number[];
  weights: Record<string, GoldenTensor>;
  logits: GoldenTensor;
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

async function check(golden: Case, precision: Float): Promise<void> {
  const { name, pooling, options, vocabulary, classes, ids, lengths, targets } = golden;
  const file = path.resolve('samples/custom', `${name}.ts`);
  const code = runPersonCode((await compileModel(file)).code, file, { precision });
  const written = writtenEncoder(code, { options, needsLast: pooling === 'last', needsAttention: false });
  const model = { type: 'custom', file, options: {}, attention: false, hiddenLayers: 0, dropout: 0, pooling } as const;
  const classifier = createClassifier(model, { vocabulary, classes, longest: 100, written });
  const bound = bind(classifier.parameters, precision);
  const inputs = { ids: o.input('ids', 'int32', ['time', 'batch']), mask: o.input('mask', 'bool', ['time', 'batch']) };
  const { logits } = classifier.forward(bound, inputs, 'inference');
  const loss = crossEntropy(logits, o.input('targets', 'int32', ['batch']));
  const names = Object.keys(golden.gradients);
  const found = gradients(
    loss,
    names.map((each) => bound[each]),
  );
  const weights = Object.entries(golden.weights).map(([each, weight]) => [each, fromGolden(weight, precision)]);
  const results = await evaluate(
    { logits, loss, ...Object.fromEntries(names.map((each, i) => [`d ${each}`, found[i]])) },
    {
      ids: tensor('int32', [ids.length, lengths.length], ids.flat()),
      mask: maskOf(lengths, ids.length),
      targets: tensor('int32', [targets.length], targets),
      ...Object.fromEntries(weights),
    },
  );
  assertGolden(results.logits, golden.logits, 'logits');
  assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
  for (const each of names) assertGolden(results[`d ${each}`], golden.gradients[each], `gradient of ${each}`);
}

describe('models that people write', () => {
  for (const golden of readGolden<Case>('customModels.json').cases)
    for (const precision of FLOATS) it(`are PyTorch's: ${golden.name} in ${precision}`, () => check(golden, precision));
});
