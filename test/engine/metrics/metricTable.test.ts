// The table of metrics: by every metric, what is right must be better than what is wrong; and how values are written.

import assert from 'node:assert/strict';
import { severalFigures } from '../../../src/engine/metrics/severalLabels';
import { labelPart } from '../../../src/engine/tasks/classification/labelPart';
import { entityFigures } from '../../../src/engine/metrics/entityFigures';
import { matthews } from '../../../src/engine/metrics/confusion';
import { languageFigures } from '../../../src/engine/metrics/languageFigures';
import { detectionFigures, pairFigures, pseudoPerplexity } from '../../../src/engine/metrics/maskedFigures';
import { numberFigures, wholeFigure } from '../../../src/engine/metrics/numbers';
import { classificationReport } from '../../../src/engine/metrics/classificationReport';
import { parallelPart } from '../../../src/engine/tasks/sequence/parallelPart';
import {
  isBetter,
  metricInTable,
  METRICS,
  type MetricName,
  metricName,
  metricNames,
  metricText,
} from '../../../src/protocol/metrics';

const TEXTS = ['the cat sat on the mat', 'a dog ran in the park'];

type Figures = Record<MetricName, number>;

/** What the engine makes of a model that gives the right class or the right words this probability. */
function measured(
  probability: number,
  outputs: readonly string[],
  speed: Pick<Figures, 'pairs' | 'wordsPerSecond'>,
): Figures {
  const labels = ['bad', 'good'];
  const classes = Int32Array.of(0, 1);
  const probabilities = [probability, 1 - probability, 1 - probability, probability];
  const examples = labels.map((text) => ({ texts: [text] }));
  const logProbabilities = Float32Array.from(probabilities, Math.log);
  const labelled = classificationReport({ classes, logProbabilities, labels, examples, source: 'test' });
  const parallel = TEXTS.map((target, i) => ({ source: target, target, line: i + 1 }));
  const logProbability = Float32Array.of(Math.log(probability)); // each text counts as one token
  const scores = {
    logProbabilities: parallel.map(() => logProbability),
    tokens: parallel.length,
    right: 2 * probability,
  };
  const judging = { ignoresCase: true, seed: 1 };
  const written = parallelPart({ pairs: parallel, outputs, scores, ...judging, source: 'test', arePictures: true });
  const { figures } = written.report(written.judging);
  const { bleu, chrf, cider, rouge1, rouge2, rougeL, perplexity } = Object.fromEntries(
    figures.map(({ metric, value }) => [metric, value]),
  );
  const { accuracy, macroF1, loss } = labelled;
  const { precision, recall, f1 } = labelled.classes[0];
  const thresholds = new Float32Array(2).fill(0.5);
  const targets = Float32Array.of(1, 0, 0, 1);
  const several = severalFigures({ targets, logProbabilities, thresholds, labels, examples, source: 'test' });
  const { microF1, hammingLoss } = several;
  return {
    ...{ bleu, chrf, cider, perplexity, rouge1, rouge2, rougeL },
    ...{ accuracy, macroF1, precision, recall, f1, loss },
    ...{ microF1, hammingLoss, meanAbsoluteError: stepsAway(probability) },
    ...{ tokenAccuracy: scores.right / scores.tokens, matthews: matthews(labelled.confusion), ...speed },
    wordAccuracy: wordAccuracyOf(probability),
    ...figuresOfNumbers(probability),
    ...figuresOfText(probability),
    ...figuresOfReplaced(probability),
    pairAccuracy: pairAccuracyOf(probability),
  };
}

function wordAccuracyOf(probability: number): number {
  const tagged = { tags: [], predicted: [], entities: [], found: [] };
  return entityFigures([{ ...tagged, words: { right: 2 * probability, count: 2 } }]).wordAccuracy ?? 0;
}

/** Of a text of three tokens, each as probable as that. */
function figuresOfText(probability: number) {
  const nats = -3 * Math.log(probability);
  const { wordPerplexity, bitsPerCharacter } = languageFigures([{ nats, tokens: 3, words: 2, characters: 4 }]);
  const alone = wholeFigure(pseudoPerplexity([{ places: 3, nats }]));
  return {
    ...{ wordPerplexity: wholeFigure(wordPerplexity), bitsPerCharacter: wholeFigure(bitsPerCharacter) },
    pseudoPerplexity: alone,
  };
}

/** Of a generator that gives the right token this probability, and ten tokens of which five are replaced. */
function figuresOfReplaced(probability: number) {
  const nats = -Math.log(probability);
  const found = 5 * probability;
  const detected = { tokens: 10, right: 10 * probability, replaced: 5, said: 5, found, nats: 10 * nats };
  const { generatorLoss, detectionAccuracy, detectionF1 } = detectionFigures(
    [{ places: 1, right: 0, nats, detected }],
    50,
  );
  return {
    generatorLoss: wholeFigure(generatorLoss),
    ...{ detectionAccuracy: wholeFigure(detectionAccuracy), detectionF1: wholeFigure(detectionF1) },
  };
}

/** Of ten pairs, of which so many are answered rightly. */
function pairAccuracyOf(probability: number): number {
  const pairs = { pairs: 10, right: 10 * probability, follow: 5, nats: -10 * Math.log(probability) };
  return wholeFigure(pairFigures([{ places: 1, right: 0, nats: 1, pairs }], 1).pairAccuracy);
}

/** Of numbers that rise with the right ones the more, the greater the probability, and fall below ½. */
function figuresOfNumbers(probability: number) {
  const right = Float64Array.of(1, 2, 3, 4);
  const given = right.map((y) => 2.5 + (2 * probability - 1) * (y - 2.5));
  const { pearson, spearman, meanSquaredError, rootMeanSquaredError } = numberFigures({ right, given });
  const correlations = { pearson: wholeFigure(pearson), spearman: wholeFigure(spearman) };
  const errors = {
    meanSquaredError: wholeFigure(meanSquaredError),
    rootMeanSquaredError: wholeFigure(rootMeanSquaredError),
  };
  return { ...correlations, ...errors };
}

/** The error of a model that gives the right one of three ordered labels this probability, and the farthest the rest. */
function stepsAway(probability: number): number {
  const rows = [probability, 1e-9, 1 - probability, 1 - probability, 1e-9, probability];
  const part = { classes: Int32Array.of(0, 2), logProbabilities: Float32Array.from(rows, Math.log), source: 'test' };
  const judged = labelPart(
    { ...part, labels: ['bad', 'fair', 'good'], examples: [{ texts: ['a'] }, { texts: ['b'] }] },
    { seed: 1, isOrdered: true },
  );
  const { figures } = judged.report(judged.judging);
  return figures.find(({ metric }) => metric === 'meanAbsoluteError')!.value;
}

const right = measured(0.9, TEXTS, { pairs: 200, wordsPerSecond: 2000 });
const wrong = measured(0.2, ['no one knows', 'what this may be'], { pairs: 100, wordsPerSecond: 1000 });
const names = Object.keys(METRICS) as MetricName[];
const prefersRight = (name: MetricName): boolean =>
  isBetter(name, right[name], wrong[name]) && !isBetter(name, wrong[name], right[name]);

describe('the table of metrics', () => {
  for (const name of names) {
    it(`prefers what is right to what is wrong by ${name}, and not what is equal`, () => {
      assert.ok(prefersRight(name), `${right[name]} and ${wrong[name]}`);
      assert.ok(!isBetter(name, right[name], right[name]));
    });

    it(`would be noticed with the direction of ${name} turned round`, () => {
      const metric = METRICS[name];
      const { better } = metric;
      metric.better = better === 'less' ? 'greater' : 'less';
      try {
        assert.ok(!prefersRight(name));
      } finally {
        metric.better = better;
      }
    });

    it(`writes ${name} as per cent only if it is a share: from 0 to 1`, () => {
      const isShare = METRICS[name].form === 'share';
      assert.equal(metricText(`validation.${name}`, 0.5).endsWith('%'), isShare);
      if (isShare) assert.ok(right[name] <= 1 && wrong[name] >= 0);
      else assert.ok(Math.max(right[name], wrong[name]) > 1 || Math.min(right[name], wrong[name]) < 0);
    });
  }

  const texts: [string, string][] = [
    [metricText('validation.accuracy', 0.5), '50.0 %'],
    [metricText('averaged.tokenAccuracy', 0.5), '50.0 %'],
    [metricText('validation.loss', 0.5), '0.500'],
    [metricText('validation.bleu', 23.4123), '23.4'],
    [metricText('wordsPerSecond', 12_345), '12 300'],
    [metricText('no.such', 0.5), '0.500'],
    [metricInTable('bleu', 23.4), '23.40'],
    [metricInTable('chrf', 23.456), '23.46'],
    [metricInTable('rougeL', 9), '9.00'],
    [metricInTable('perplexity', 1234.567), '1234.57'],
    [metricInTable('accuracy', 0.5), '50.0 %'],
    [metricInTable('loss', 0.5), '0.500'],
  ];
  for (const [shown, expected] of texts)
    it(`reads ${expected}`, () => assert.equal(shown.replace(/\u202f/g, ' '), expected));

  it('calls what is watched by its name, and a loss by whose it is', () => {
    const { monitored } = metricNames((text) => text);
    const rows = {
      loss: 'training loss',
      'validation.loss': 'validation loss',
      'validation.bleu': 'BLEU',
      'validation.perplexity': 'perplexity',
      'validation.accuracy': 'accuracy',
      'validation.macroF1': 'macro F1',
      'validation.unheardOf': 'validation.unheardOf',
    };
    for (const [key, name] of Object.entries(rows)) assert.equal(monitored(key), name);
  });

  it('knows no metric by the name of what every object has', () => {
    assert.equal(metricName('validation.constructor'), undefined);
  });

  it('has headings and hints in the language of the reader', () => {
    const { heading, hint, label } = metricNames((text) => `<${text}>`);
    assert.deepEqual(
      [heading('perplexity'), label('perplexity'), heading('bleu'), hint('bleu')],
      ['<Perplexity>', '<perplexity>', '<BLEU>', undefined],
    );
    assert.match(hint('chrf') ?? '', /^<F2 of .*>$/);
  });

  it('begins every heading with a capital, names excepted', () => {
    const { heading } = metricNames((text) => text);
    const isName = (text: string): boolean => text === 'chrF';
    assert.deepEqual(
      names.map(heading).filter((text) => !/^[A-Z]/.test(text) && !isName(text)),
      [],
    );
  });
});
