// BLEU and chrF against sacreBLEU's own figures (test/golden/translation-metrics.json says where they are from).

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import {
  bleuCounts,
  bleuOf,
  bleuSignature,
  defaultBleu,
  sentenceBleu,
  type BleuOptions,
} from '../../../src/engine/metrics/bleu';
import { bootstrap, bootstrapEach, drawFigure, drawnDifference } from '../../../src/engine/statistics/bootstrap';
import { chrfCounts, chrfOf, defaultChrf } from '../../../src/engine/metrics/chrf';
import { rougeOf } from '../../../src/engine/metrics/rouge';
import { createRandom } from '../../../src/engine/data/random';
import { corpusBleu, corpusChrf } from './corpusFigures';

interface BleuFigures {
  score: number;
  precisions?: number[];
  brevityPenalty: number;
  systemLength: number;
  referenceLength: number;
}

interface GoldenSet {
  hypotheses: string[];
  references: string[];
  metrics: Record<string, unknown>;
}

const golden = JSON.parse(fs.readFileSync('test/golden/translation-metrics.json', 'utf8')) as {
  sets: Record<string, GoldenSet>;
  twoReferences: { hypotheses: string[]; references: string[][]; score: number };
};

const close = (actual: number, expected: number, what: string): void =>
  assert.ok(
    Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, not ${expected}`,
  );

describe('measures of translation', () => {
  for (const [name, { hypotheses, references, metrics }] of Object.entries(golden.sets)) {
    const each = references.map((reference) => [reference]);
    for (const [key, value] of Object.entries(metrics)) {
      if (!key.startsWith('bleu ')) continue;
      it(`${key} of the set "${name}" is sacreBLEU's`, () => {
        const settings = Object.fromEntries(
          key
            .slice(5)
            .split(' ')
            .map((part) => part.split('=')),
        );
        const options: BleuOptions = {
          ...defaultBleu,
          ...(settings.tokenize ? { tokenize: settings.tokenize as BleuOptions['tokenize'] } : {}),
          ...(settings.smooth ? { smooth: settings.smooth as BleuOptions['smooth'] } : {}),
          lowercase: settings.lowercase === 'True',
        };
        const figures = value as BleuFigures;
        const own = corpusBleu(hypotheses, each, options);
        close(own.score, figures.score, 'score');
        if (!figures.precisions) return;
        figures.precisions.forEach((precision, i) => close(own.precisions[i], precision, `order ${i + 1}`));
        close(own.brevityPenalty, figures.brevityPenalty, 'brevity penalty');
        assert.deepEqual([own.systemLength, own.referenceLength], [figures.systemLength, figures.referenceLength]);
      });
    }
    it(`sentence BLEU of the set "${name}" is sacreBLEU's`, () => {
      (metrics['sentence bleu 13a'] as number[]).forEach((expected, i) =>
        close(sentenceBleu(hypotheses[i], each[i]), expected, `sentence ${i}`),
      );
    });
    for (const wordOrder of [0, 2])
      it(`chrF with words up to order ${wordOrder} of the set "${name}" is sacreBLEU's`, () => {
        const { score } = metrics[`chrf wordOrder=${wordOrder}`] as { score: number };
        close(corpusChrf(hypotheses, each, { ...defaultChrf, wordOrder }), score, 'chrF');
      });
    it(`sentence chrF of the set "${name}" is sacreBLEU's`, () => {
      (metrics['sentence chrf'] as number[]).forEach((expected, i) =>
        close(chrfOf(chrfCounts(hypotheses[i], each[i], defaultChrf), defaultChrf), expected, `sentence ${i}`),
      );
    });
  }

  it("BLEU with two references is sacreBLEU's", () => {
    const { hypotheses, references, score } = golden.twoReferences;
    const bySentence = hypotheses.map((_, i) => references.map((all) => all[i]));
    close(corpusBleu(hypotheses, bySentence).score, score, 'score');
  });

  it('says how it was made', () => {
    const lowercased = { ...defaultBleu, lowercase: true };
    assert.equal(bleuSignature(lowercased), 'nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:nlp-lab');
  });

  it('ROUGE counts words, pairs and the longest common subsequence', () => {
    // 4 of 6 and 5 words; pairs "the cat" and "on the" of 5 and 4; subsequence "the cat on mat".
    const { rouge1, rouge2, rougeL } = rougeOf('The cat sat on the mat.', 'the cat was on mat');
    close(rouge1, (200 * 4) / 11, 'ROUGE-1');
    close(rouge2, (200 * 1) / 9, 'ROUGE-2');
    close(rougeL, (200 * 4) / 11, 'ROUGE-L');
    assert.deepEqual(rougeOf('', 'a'), { rouge1: 0, rouge2: 0, rougeL: 0 });
  });

  describe('bootstrap', () => {
    const { hypotheses, references } = golden.sets.heavy;
    const countsOf = (outputs: readonly string[]) =>
      outputs.map((output, i) => bleuCounts(output, [references[i]], defaultBleu));
    const figure = (sum: Float64Array): number => bleuOf(sum, defaultBleu).score;
    const integer = createRandom({ seed: 1, stream: 'bootstrap' }).integer;

    it('gives the figure itself inside an interval about twice the standard deviation wide on each side', () => {
      const { value, low, high } = bootstrap(countsOf(hypotheses), figure, { integer, draws: 500 });
      close(
        value,
        corpusBleu(
          hypotheses,
          references.map((r) => [r]),
        ).score,
        'value',
      );
      assert.ok(low < value && value < high && high - low < 10, `${low} ${value} ${high}`);
    });

    it('gives several figures, which see the same draws, what each has by itself, and each draw its own sum', () => {
      const counts = countsOf(hypotheses);
      const figures = [
        { counts, of: figure },
        { counts, of: ([first]: Float64Array) => first },
      ];
      const draws = () => ({ integer: createRandom({ seed: 3, stream: 'bootstrap' }).integer, draws: 50 });
      const found = bootstrapEach(figures, draws());
      assert.deepEqual(found, figures.map(({ of }) => bootstrap(counts, of, draws()))); // prettier-ignore
      const { integer: next } = draws();
      const sums = Array.from({ length: 50 }, () => counts.reduce((sum) => sum + counts[next(counts.length)][0], 0));
      assert.equal(found[1].low, sums.sort((a, b) => a - b)[1]);
    });

    it('finds a system better than its spoilt copy, and equal to itself', () => {
      const light = golden.sets.light.hypotheses;
      const drawn = (of: readonly string[], draws: number) =>
        drawFigure(countsOf(of), figure, { integer: createRandom({ seed: 2, stream: 'test' }).integer, draws });
      const better = drawnDifference(drawn(hypotheses, 300), drawn(light, 300));
      assert.ok(better.difference > 10 && better.p < 0.01, JSON.stringify(better));
      const same = drawnDifference(drawn(light, 50), drawn(light, 50));
      assert.equal(same.difference, 0);
      assert.equal(same.p, 1);
    });
  });
});
