// Which labels can be learned: names, numbers that count classes, ratings; not amounts.

import assert from 'node:assert/strict';
import { classWeightsOf } from '../../../src/engine/tasks/classification/classWeights';
import { checkLabels, inOrder, sortedLabels } from '../../../src/engine/data/labels';

function check(labels: readonly string[]): void {
  const examples = [...labels, ...labels, ...labels].map((label, i) => ({
    texts: ['x'],
    label,
    file: 'f',
    line: i + 1,
  }));
  checkLabels(sortedLabels(examples), examples);
}

const numbers = (count: number, of: (i: number) => number): string[] =>
  Array.from({ length: count }, (_, i) => String(of(i)));

describe('labels', () => {
  it('may be numbers of classes, or ratings', () => {
    for (const labels of [
      numbers(77, (i) => i),
      numbers(150, (i) => i + 1),
      numbers(77, (i) => i).filter((label) => label !== '13'),
      numbers(11, (i) => i),
      numbers(10, (i) => i / 2),
      ['-1', '0', '1'],
      numbers(40, (i) => i * 3).map((label) => `c${label}`),
    ])
      check(labels);
  });

  it('are refused where a score seems to be meant', () => {
    for (const labels of [
      numbers(26, (i) => i / 5),
      numbers(60, (i) => 1950 + i),
      numbers(40, (i) => i * i),
      numbers(30, (i) => -3 + i * 0.37),
    ])
      assert.throws(() => check(labels), /Is a score meant\? Scores are learned by the task "regression"/);
  });

  it('are known again where their letters are composed otherwise', () => {
    const [composed, parts] = ['긍정', '부정'].map((label) => [label.normalize('NFC'), label.normalize('NFD')]);
    const labels = [composed[1], parts[1]];
    const examples = labels.map((label, i) => ({ texts: ['x'], label, file: 'f', line: i + 1 }));
    assert.deepEqual(inOrder(labels, [parts[0], composed[0]], examples), [labels[1], labels[0]]);
    assert.throws(() => inOrder(labels, [composed[0], composed[1], parts[0]], examples), /twice/);
    const training = { classWeights: { [composed[0]]: 3 } };
    const weights = classWeightsOf(
      { training },
      {
        labels,
        train: { examples, classes: Int32Array.of(0, 1) },
      },
    );
    assert.deepEqual(weights, [3, 1]);
  });
});
