// Output layers that draw tokens, against PyTorch: losses and gradients, also by differences; that the rows of other tokens have no part in
// them; and how often tokens are drawn.

import assert from 'node:assert/strict';
import { drawCandidates, rankTokens } from '../../../src/engine/data/drawCandidates';
import { createRandom } from '../../../src/engine/data/random';
import { gradients } from '../../../src/engine/graph/differentiate';
import { input } from '../../../src/engine/graph/ops';
import { sampledLoss } from '../../../src/engine/nn/sampledSoftmax';
import { tensor } from '../../../src/engine/runtime/tensor';
import { gradientProgram } from '../../../src/engine/train/gradientProgram';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, fromGolden, scalarGolden } from '../../support/numeric/golden';

interface Case {
  type: 'sampled' | 'nce' | 'negative';
  loss: number;
  gradients: Record<string, GoldenTensor>;
}

const { cases, ...shared } = readGolden<Case>('sampledSoftmax.json');
const { labels, samples, tries, rates, values } = shared as unknown as {
  labels: number[][];
  samples: number[];
  tries: number;
  rates: GoldenTensor;
  values: Record<'hidden' | 'weight' | 'bias', GoldenTensor>;
};

const expected = fromGolden(rates, 'float64').data as Float64Array;
const byRank = rankTokens(Float64Array.from({ length: expected.length }, (_, i) => 100 - i));
const [time, batch] = [labels.length, labels[0].length];
const names = ['hidden', 'weight', 'bias'] as const;
const bound = Object.fromEntries(names.map((name) => [name, input(name, 'float64', values[name].shape)])) as Record<
  (typeof names)[number],
  ReturnType<typeof input>
>;
const given = Object.fromEntries(names.map((name) => [name, fromGolden(values[name], 'float64')]));
const feeds = {
  labels: tensor('int32', [time, batch], labels.flat()),
  samples: tensor('int32', [samples.length], samples),
  labelRates: tensor('float64', [time, batch], labels.flat().map((label) => expected[label])), // prettier-ignore
  sampleRates: tensor('float64', [samples.length], samples.map((token) => expected[token])), // prettier-ignore
};

const lossOf = (type: Case['type']) =>
  sampledLoss(
    bound,
    {
      ...{ hidden: bound.hidden, labels: input('labels', 'int32', [time, batch]) },
      labelRates: input('labelRates', 'float64', [time, batch]),
    },
    {
      samples: input('samples', 'int32', [samples.length]),
      sampleRates: input('sampleRates', 'float64', [samples.length]),
    },
    type,
  );

describe('output layers that draw tokens', () => {
  for (const { type, loss: golden, gradients: goldens } of cases) {
    it(`have PyTorch's loss and gradients: ${type}`, async () => {
      const loss = lossOf(type);
      const found = gradients(loss, names.map((name) => bound[name])); // prettier-ignore
      const results = await evaluate(
        { loss, ...Object.fromEntries(names.map((name, i) => [`of ${name}`, found[i]])) },
        { ...given, ...feeds },
      );
      assertGolden(results.loss, scalarGolden(golden), 'loss');
      for (const name of names) assertGolden(results[`of ${name}`], goldens[name], `gradient of ${name}`);
    });

    it(`fall along their gradients as differences say: ${type}`, async () => {
      const loss = lossOf(type);
      const results = await evaluate({ found: gradients(loss, [bound.weight])[0] }, { ...given, ...feeds });
      const at = async (i: number, change: number): Promise<number> => {
        const weight = { ...given.weight, data: (given.weight.data as Float64Array).slice() };
        weight.data[i] += change;
        return Number((await evaluate({ loss }, { ...given, weight, ...feeds })).loss.data[0]);
      };
      const width = values.weight.shape[1];
      for (const token of [labels[0][0], samples[2], 3]) {
        const i = token * width + 1;
        const difference = ((await at(i, 1e-4)) - (await at(i, -1e-4))) / 2e-4;
        assert.ok(Math.abs(difference - Number(results.found.data[i])) < 1e-7, `${type} ${token}`);
      }
    });
  }

  it('give out the gradient of their weights as rows of the right and the drawn tokens alone', () => {
    const parameters = new Map(names.map((name) => [name as string, bound[name]]));
    const { gradients: found } = gradientProgram(lossOf('sampled'), parameters);
    const weight = found.find(({ parameter }) => parameter === 'weight');
    assert.equal(weight?.dense, undefined);
    assert.equal(weight?.rows.length, 2);
  });
});

describe('candidates', () => {
  it('are as often expected as PyTorch says for so many tries', () => {
    const draws = [0.001, 0.999, 0.002, 0.5, 0.003, 0.75];
    let at = 0;
    const { logRate, tokens } = drawCandidates(byRank, 4, { uniform: () => draws[at++] });
    assert.deepEqual([at, [...tokens]], [tries, [0, 10, 2, 5]]);
    expected.forEach((rate, token) => assert.ok(Math.abs(logRate(token) - rate) < 1e-12, String(token)));
  });

  it('are different, and drawn as often as expected', () => {
    const counts = new Float64Array(byRank.tokens.length);
    const sums = new Float64Array(counts.length);
    const rounds = 4000;
    for (let index = 0; index < rounds; index++) {
      const { tokens, logRate } = drawCandidates(byRank, 3, createRandom({ seed: 5, stream: 'test', index }));
      assert.equal(new Set(tokens).size, 3);
      for (const token of tokens) counts[token]++;
      sums.forEach((_, token) => (sums[token] += Math.exp(logRate(token))));
    }
    counts.forEach((count, token) =>
      assert.ok(Math.abs(count - sums[token]) < 0.06 * rounds, `${token}: ${count} ${sums[token]}`),
    );
  });

  it('are ranked by how often tokens are, of equals the first first', () => {
    const { tokens, ranks } = rankTokens(Float64Array.of(0, 5, 9, 5));
    assert.deepEqual([[...tokens], [...ranks]], [[2, 1, 3, 0], [3, 1, 0, 2]]); // prettier-ignore
  });
});
