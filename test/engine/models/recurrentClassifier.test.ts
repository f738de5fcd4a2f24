// Whole classifiers against PyTorch, and their gradients in training size with any number of threads.

import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import type { EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import type { EncoderContext } from '../../../src/engine/models/encoders/encoder';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { assertSameBits, withSeed } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { padBefore } from '../../support/numeric/padBefore';
import { assertGolden, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';
import { seedOf } from '../../support/seed';
import { ofTier } from '../../support/tier';

const SEED = seedOf(99);

type RecurrentOptions = Extract<EncoderOptions, { hidden: number }>;

interface ClassifierCase {
  name: string;
  model: Omit<RecurrentOptions, 'dropout'>;
  vocabulary: number;
  classes: number;
  ids: number[][];
  lengths: number[];
  targets: number[];
  weights: Record<string, GoldenTensor>;
  logits: GoldenTensor;
  attention?: GoldenTensor;
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

/** Logits, attention weights, loss and the gradients `d name` of all weights. */
function trainingProgram(
  options: RecurrentOptions,
  context: Omit<EncoderContext, 'longest'> & { classes: number },
  dtype: Float,
) {
  const classifier = createClassifier(options, { ...context, longest: 100 });
  const bound = bind(classifier.parameters, dtype);
  const inputs = { ids: o.input('ids', 'int32', ['time', 'batch']), mask: o.input('mask', 'bool', ['time', 'batch']) };
  const { logits, weights } = classifier.forward(bound, inputs, 'training');
  const loss = crossEntropy(logits, o.input('targets', 'int32', ['batch']));
  const found = gradients(loss, Object.values(bound));
  return {
    parameters: Object.entries(classifier.parameters),
    outputs: {
      logits,
      loss,
      ...(weights ? { attention: weights } : {}),
      ...Object.fromEntries(Object.keys(bound).map((name, i) => [`d ${name}`, found[i]])),
    } as Record<string, Value>,
  };
}

async function checkGolden(golden: ClassifierCase, dtype: Float, padding: EncoderContext['padding']): Promise<void> {
  const { model, lengths, targets } = golden;
  const { vocabulary, classes } = golden;
  const { outputs } = trainingProgram({ ...model, dropout: 0 }, { vocabulary, classes, padding }, dtype);
  const place = (rows: number[][]): number[][] => (padding === 'before' ? padBefore(rows, lengths) : rows);
  const ids = place(golden.ids);
  const valid = place(ids.map((_, t) => lengths.map((length) => Number(t < length))));
  const feeds: Record<string, Tensor> = {
    ids: tensor('int32', [ids.length, lengths.length], ids.flat()),
    mask: tensor('bool', [ids.length, lengths.length], valid.flat()),
    targets: tensor('int32', [targets.length], targets),
    ...Object.fromEntries(Object.entries(golden.weights).map(([name, weight]) => [name, fromGolden(weight, dtype)])),
  };
  const expected: Record<string, GoldenTensor> = {
    logits: golden.logits,
    loss: scalarGolden(golden.loss),
    ...(golden.attention && padding !== 'before' ? { attention: golden.attention } : {}),
    ...Object.fromEntries(Object.entries(golden.gradients).map(([name, gradient]) => [`d ${name}`, gradient])),
  };
  const results = await evaluate(outputs, feeds);
  for (const [name, tensor] of Object.entries(expected)) {
    // The softmax does not feel a shift of all scores: what reaches them is a small difference of large numbers.
    const cancels = name.startsWith('d attention.') && dtype === 'float32';
    assertGolden(results[name], tensor, name, cancels ? 1e-3 : undefined);
  }
}

describe('recurrent classifiers agree with PyTorch', () => {
  type Form = [EncoderContext['padding'], Float];
  const each: Form[] = [[undefined, 'float64'], ['after', 'float64'], ['before', 'float64'], ['after', 'float32']]; // prettier-ignore
  const atNight: Form[] = [[undefined, 'float32'], ['before', 'float32']]; // prettier-ignore
  for (const type of ['rnn', 'lstm', 'gru'])
    for (const golden of readGolden<ClassifierCase>(`classifier-${type}.json`).cases)
      for (const [padding, dtype] of ofTier(each, atNight))
        it(`${golden.name} in ${dtype}, padding ${padding ?? 'anywhere'}`, () => checkGolden(golden, dtype, padding));
});

describe('gradients of recurrent classifiers have the same bits with 1, 2 and 4 threads', () => {
  const [TIME, BATCH, VOCABULARY, CLASSES] = [24, 32, 200, 3];
  for (const type of ['rnn', 'lstm', 'gru'] as const)
    for (const pooling of ['last', 'mean', 'max', 'attention'] as const)
      for (const bidirectional of [false, true])
        it(`${type}, ${pooling}${bidirectional ? ', bidirectional' : ''}`, () =>
          withSeed(SEED, async () => {
            const random = randomNumbers(SEED);
            const options = { type, embedding: 64, hidden: 64, layers: 1, bidirectional, pooling, dropout: 0.1 };
            const { outputs, parameters } = trainingProgram(
              options,
              { vocabulary: VOCABULARY, classes: CLASSES },
              'float32',
            );
            const feeds: Record<string, Tensor> = {
              // Few different ids, each many times.
              ids: tensor(
                'int32',
                [TIME, BATCH],
                Array.from({ length: TIME * BATCH }, () => random.below(20)),
              ),
              mask: maskOf(
                Array.from({ length: BATCH }, () => 1 + random.below(TIME)),
                TIME,
              ),
              targets: tensor(
                'int32',
                [BATCH],
                Array.from({ length: BATCH }, () => random.below(CLASSES)),
              ),
            };
            for (const [name, { shape, initialize }] of parameters) {
              const weight = tensor('float32', shape, new Float32Array(shape.reduce((a, b) => a * b, 1)));
              initialize(weight.data as Float32Array, shape, random.next);
              feeds[name] = weight;
            }
            const masks = (out: Uint8Array, keep: number): void => {
              const drawn = randomNumbers(SEED + 1);
              for (let i = 0; i < out.length; i++) out[i] = Number(drawn.next() < keep);
            };
            const one = await evaluate(outputs, feeds, { threads: 1, masks });
            for (const threads of [2, 4]) {
              const many = await evaluate(outputs, feeds, { threads, masks });
              for (const name of Object.keys(outputs))
                assertSameBits(many[name].data, one[name].data, `${name} with ${threads} threads`);
            }
          }));
});
