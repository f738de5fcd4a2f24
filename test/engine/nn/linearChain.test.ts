// The conditional random field against PyTorch: partition, scores, loss and gradients as programs; best sequences, their scores and the
// probabilities of tags as a decoder finds them, against all sequences there are.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { chainLoss, logPartition, maskedChain, pathScore } from '../../../src/engine/nn/linearChain';
import { tensor } from '../../../src/engine/runtime/tensor';
import { bestPaths, chainOf, marginals, scoreOf, viterbi } from '../../../src/engine/tags/linearChain';
import { readGolden, valuesOf, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

const PARAMETERS = ['begin', 'end', 'transitions'] as const;

interface ChainCase {
  name: string;
  lengths: number[];
  follows: number[][];
  parameters: Record<(typeof PARAMETERS)[number], GoldenTensor>;
  emissions: GoldenTensor;
  path: number[][];
  partition: GoldenTensor;
  scores: GoldenTensor;
  loss: number;
  gradients: Record<string, GoldenTensor>;
  marginals: GoldenTensor;
  best: [number, number[]][][];
}

const maskIn = ({ follows }: ChainCase) => {
  const all = new Uint8Array(follows.length).fill(1);
  return { begins: all, ends: all, follows: Uint8Array.from(follows.flat()) };
};

function programOf(golden: ChainCase, dtype: Float) {
  const tags = golden.follows.length;
  const emissions = o.input('emissions', dtype, ['time', 'batch', tags]);
  const path = o.input('path', 'int32', ['time', 'batch']);
  const mask = o.input('mask', 'bool', ['time', 'batch']);
  const [begin, end] = [o.input('begin', dtype, [tags]), o.input('end', dtype, [tags])];
  const own = { begin, end, transitions: o.input('transitions', dtype, [tags, tags]) };
  const p = maskedChain(own, maskIn(golden));
  const loss = chainLoss(p, emissions, path, mask);
  const [ofEmissions, ofBegin, ofEnd, ofTransitions] = gradients(loss, [emissions, begin, end, own.transitions]);
  return {
    ...{ loss, partition: logPartition(p, emissions, mask), scores: pathScore(p, emissions, path, mask) },
    ...{ 'of emissions': ofEmissions, 'of begin': ofBegin, 'of end': ofEnd, 'of transitions': ofTransitions },
  };
}

async function check(golden: ChainCase, dtype: Float): Promise<void> {
  const [time, batch] = golden.emissions.shape;
  const { loss, partition, scores, ...found } = await evaluate(programOf(golden, dtype), {
    emissions: fromGolden(golden.emissions, dtype),
    path: tensor('int32', [time, batch], golden.path.flat()),
    mask: maskOf(golden.lengths, time),
    ...Object.fromEntries(PARAMETERS.map((name) => [name, fromGolden(golden.parameters[name], dtype)])),
  });
  assertGolden(partition, golden.partition, 'the partition');
  assertGolden(scores, golden.scores, 'the scores');
  assertGolden(loss, scalarGolden(golden.loss), 'the loss');
  for (const [name, value] of Object.entries(found))
    assertGolden(value, golden.gradients[name.slice('of '.length)], `the gradient ${name}`);
}

const CASES = readGolden<ChainCase>('linearChain.json').cases;

describe('a linear-chain conditional random field', () => {
  for (const golden of CASES)
    for (const dtype of FLOATS) it(`agrees with PyTorch: ${golden.name} in ${dtype}`, () => check(golden, dtype));
});

describe('a decoder of a linear chain', () => {
  for (const golden of CASES) {
    const tags = golden.follows.length;
    const values = Object.fromEntries(PARAMETERS.map((name) => [name, valuesOf(golden.parameters[name])]));
    const learned = { begin: values.begin, end: values.end, transitions: values.transitions };
    const chain = chainOf(learned, maskIn(golden));
    const batch = golden.lengths.length;
    /** The column of a sentence of what is [time, batch, tags]. */
    const columnOf = (golden3: GoldenTensor, b: number): Float64Array =>
      Float64Array.from({ length: golden.lengths[b] * tags }, (_, at) => {
        const [t, tag] = [Math.floor(at / tags), at % tags];
        return valuesOf(golden3)[(t * batch + b) * tags + tag];
      });

    it(`finds the best sequences: ${golden.name}`, () =>
      golden.best.forEach((best, b) => {
        const emissions = columnOf(golden.emissions, b);
        const paths = bestPaths(emissions, golden.lengths[b], chain, best.length);
        assert.deepEqual(
          paths.map((path) => [...path.tags]),
          best.map(([, path]) => path),
        );
        paths.forEach(({ tags: path, score }, i) => {
          assert.ok(Math.abs(score - best[i][0]) < 1e-9);
          assert.ok(Math.abs(scoreOf(emissions, path, chain) - score) < 1e-9);
        });
        assert.deepEqual([...viterbi(emissions, golden.lengths[b], chain)], best[0][1]);
      }));

    it(`finds how probable each tag is: ${golden.name}`, () =>
      golden.lengths.forEach((length, b) => {
        const { logPartition: total, probabilities } = marginals(columnOf(golden.emissions, b), length, chain);
        assert.ok(Math.abs(total - valuesOf(golden.partition)[b]) < 1e-9);
        columnOf(golden.marginals, b).forEach((expected, at) =>
          assert.ok(Math.abs(probabilities[at] - expected) < 1e-9),
        );
      }));
  }

  it('writes nothing that may not be, whatever the scores say', () => {
    const learned = { begin: [0, 0], end: [0, 0], transitions: [99, 99, 99, 99] };
    const ones = Uint8Array.of(1, 1);
    const chain = chainOf(learned, { begins: Uint8Array.of(1, 0), ends: ones, follows: Uint8Array.of(1, 1, 1, 0) });
    const emissions = [0, 9, 0, 9, 0, 9];
    assert.deepEqual([...viterbi(emissions, 3, chain)], [0, 1, 0]);
    const paths = bestPaths(emissions, 3, chain, 10).map(({ tags }) => [...tags].join(''));
    assert.deepEqual(paths.sort(), ['000', '001', '010']);
  });

  it('has nothing to say of an empty sentence', () => {
    const chain = chainOf(
      { begin: [0], end: [0], transitions: [0] },
      {
        ...{ begins: Uint8Array.of(1), ends: Uint8Array.of(1), follows: Uint8Array.of(1) },
      },
    );
    assert.deepEqual(bestPaths([], 0, chain, 3), []);
    assert.deepEqual([...viterbi([], 0, chain)], []);
  });
});
