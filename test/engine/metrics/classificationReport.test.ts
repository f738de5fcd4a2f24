import assert from 'node:assert/strict';
import { classificationReport } from '../../../src/engine/metrics/classificationReport';
import { classificationFigures, confusionMatrix } from '../../../src/engine/metrics/confusion';
import golden from '../../golden/classification.json';

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12, `${value} is not ${expected[i]}`));
}

describe('classification figures', () => {
  for (const { name, classes, actual, predicted, ...expected } of golden.cases)
    it(`agree with scikit-learn: ${name}`, () => {
      const confusion = confusionMatrix(Int32Array.from(actual), Int32Array.from(predicted), classes);
      assert.deepEqual(confusion, expected.confusion);
      const figures = classificationFigures(confusion);
      assertClose([figures.accuracy, figures.macroF1], [expected.accuracy, expected.macroF1]);
      for (const key of ['precision', 'recall', 'f1', 'support'] as const)
        assertClose(
          figures.classes.map((each) => each[key]),
          expected[key],
        );
    });

  it('of no examples at all are 0', () => {
    const { accuracy, macroF1 } = classificationFigures(confusionMatrix(new Int32Array(0), new Int32Array(0), 2));
    assert.deepEqual([accuracy, macroF1], [0, 0]);
  });
});

describe('a classification report', () => {
  const examples = ['sure and wrong', 'right', 'less sure and wrong', 'tie'].map((text, i) => ({
    texts: [text],
    line: i + 2,
    file: 'f',
  }));
  const probabilities = [0.1, 0.9, 0.2, 0.8, 0.6, 0.4, 0.5, 0.5];
  const report = classificationReport({
    classes: Int32Array.of(0, 1, 1, 0),
    logProbabilities: Float32Array.from(probabilities, Math.log),
    labels: ['bad', 'good'],
    examples,
    source: 'test.tsv',
  });

  it('counts and averages', () => {
    assert.equal(report.accuracy, 0.5);
    assert.equal(report.count, 4);
    assert.deepEqual(report.confusion, [
      [1, 1],
      [1, 1],
    ]);
    assert.ok(Math.abs(report.loss + (Math.log(0.1) + Math.log(0.8) + Math.log(0.4) + Math.log(0.5)) / 4) < 1e-6);
    assert.deepEqual(report.classes[1], { label: 'good', precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
  });

  it('lists the most confident mistakes first', () => {
    assert.deepEqual(
      report.mistakes.map(({ probability, ...rest }) => ({ ...rest, probability: Math.round(probability * 100) })),
      [
        { text: 'sure and wrong', actual: 'bad', predicted: 'good', line: 2, file: 'f', probability: 90 },
        { text: 'less sure and wrong', actual: 'good', predicted: 'bad', line: 4, file: 'f', probability: 60 },
      ],
    );
  });

  it('lists 200 mistakes, and 20 of each pair of labels', () => {
    // 300 sure mistakes of one pair, then 30 less sure ones of another.
    const classes = Int32Array.from({ length: 330 }, (_, i) => (i < 300 ? 0 : 1));
    const sure = classes.length * 2;
    const { mistakes } = classificationReport({
      ...{ classes, labels: ['bad', 'good'], source: '' },
      logProbabilities: Float32Array.from({ length: sure }, (_, k) => {
        const [i, label] = [k >> 1, k & 1];
        const wrong = (i < 300 ? 0.99 : 0.6) - i / 10_000;
        return Math.log(label === classes[i] ? 1 - wrong : wrong);
      }),
      examples: Array.from(classes, (_, i) => ({ texts: [String(i)] })),
    });
    const numbers = mistakes.map(({ text }) => Number(text));
    const upTo = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);
    assert.deepEqual(numbers, [...upTo(0, 200), ...upTo(300, 20)]);
  });

  it('of nothing is empty', () => {
    const none = classificationReport({
      classes: new Int32Array(0),
      logProbabilities: new Float32Array(0),
      labels: ['a'],
      examples: [],
      source: '',
    });
    assert.deepEqual([none.loss, none.count, none.mistakes], [0, 0, []]);
  });
});
