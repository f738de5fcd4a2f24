// Gradient times input and integrated gradients of whole classifiers against PyTorch's autograd by the token vectors.

import * as o from '../../../src/engine/graph/ops';
import { gradientTimesInput } from '../../../src/engine/explain/gradientTimesInput';
import { againstOthers, inDirection } from '../../../src/engine/explain/explainedText';
import { integratedGradients } from '../../../src/engine/explain/integratedGradients';
import type { ScaledScore } from '../../../src/engine/explain/scaledScore';
import { createClassifier, type ReadingModel } from '../../../src/engine/models/textClassifier';
import { scaledTokens } from '../../../src/engine/models/tokenScales';
import { bind } from '../../../src/engine/nn/parameters';
import type { CompiledProgram } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { openProgram } from '../../support/numeric/evaluate';
import { assertGolden, fromGolden, maskOf } from '../../support/numeric/golden';

interface SharesCase {
  name: string;
  model: Omit<ReadingModel, 'dropout'>;
  vocabulary: number;
  classes: number;
  ids: number[][];
  lengths: number[];
  targets: number[];
  weights: Record<string, GoldenTensor>;
  score: GoldenTensor;
  baseline: GoldenTensor;
  gradient: GoldenTensor;
  integrated: GoldenTensor;
}

const { cases, steps } = readGolden<SharesCase>('shares.json') as { cases: SharesCase[]; steps: number };

/** One example of the batch. */
function scoreOf(golden: SharesCase, program: CompiledProgram, column: number): ScaledScore {
  const { ids, lengths, targets, classes, weights } = golden;
  const [time, batch] = [ids.length, lengths.length];
  const direction = againstOthers(classes, targets[column]);
  const directions = new Float64Array(batch * classes);
  directions.set(direction, column * classes);
  const feeds: Record<string, Tensor> = {
    ids: tensor('int32', [time, batch], ids.flat()),
    mask: maskOf(lengths, time),
    direction: tensor('float64', [batch, classes], directions),
    ...Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, fromGolden(weight, 'float64')])),
  };
  return {
    tokens: time,
    at: (points) =>
      Promise.all(
        points.map(async (point) => {
          const scales = Float64Array.from({ length: time * batch }, (_, at) => point[Math.floor(at / batch)]);
          const found = await program.run({ ...feeds, scales: tensor('float64', [time, batch], scales) });
          const slopes = found.gradient.data as Float64Array;
          return {
            score: inDirection(direction, found.scores.data as Float64Array, column * classes),
            gradient: Float64Array.from({ length: time }, (_, t) => slopes[t * batch + column]),
          };
        }),
      ),
  };
}

describe('shares of tokens agree with PyTorch', () => {
  for (const golden of cases)
    it(golden.name, async () => {
      const { model, vocabulary, classes, lengths, ids } = golden;
      const options = { ...model, dropout: 0 } as ReadingModel;
      const classifier = createClassifier(options, { vocabulary, classes, padding: 'after', longest: 100 });
      const inputs = {
        ids: o.input('ids', 'int32', ['time', 'batch']),
        mask: o.input('mask', 'bool', ['time', 'batch']),
      };
      const { logits } = classifier.forward(bind(classifier.parameters, 'float64'), inputs, 'inference');
      const program = await openProgram({ ...scaledTokens(logits) });
      const batch = lengths.length;
      const found = {
        gradient: new Float64Array(ids.length * batch),
        integrated: new Float64Array(ids.length * batch),
        score: new Float64Array(batch),
        baseline: new Float64Array(batch),
      };
      try {
        for (let column = 0; column < batch; column++) {
          const score = scoreOf(golden, program, column);
          const slope = await gradientTimesInput(score);
          const whole = await integratedGradients(score, { steps });
          slope.shares.forEach((share, t) => (found.gradient[t * batch + column] = share));
          whole.shares.forEach((share, t) => (found.integrated[t * batch + column] = share));
          found.score[column] = whole.score ?? NaN;
          found.baseline[column] = whole.baseline ?? NaN;
        }
      } finally {
        await program.release();
      }
      for (const name of ['score', 'baseline', 'gradient', 'integrated'] as const)
        assertGolden(tensor('float64', golden[name].shape, found[name]), golden[name], name);
    });
});
