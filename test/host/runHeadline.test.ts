// The line above the curves of a run, and the labels of their axes.

import assert from 'node:assert/strict';
import type { EpochFigures } from '../../src/protocol/views';
import { asFigure, asShare, tickLabels } from '../../src/webviews/shared/charts/axisFormat';
import { overfittingSince } from '../../src/webviews/run/overfitting';
import { statusText } from '../../src/webviews/run/statusText';
import { runStrings } from '../../src/webviews/run/strings';

const t = (text: string, ...values: unknown[]): string =>
  text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
const plain = (text: string): string => text.replace(/\u202f/g, ' ');

/** Epochs by their training and validation losses. */
const epochsOf = (...losses: [training: number, validation: number][]): EpochFigures[] =>
  losses.map(([loss, validation], i) => ({
    ...{ step: 10 * (i + 1), epoch: i + 1, seconds: i },
    metrics: { loss, 'validation.loss': validation },
  }));

describe('the headline of a run', () => {
  const running = {
    status: 'running',
    ...{ detail: 'training', epoch: 3, epochs: 20, step: 250, steps: 2000, seconds: 10 },
    best: { epoch: 2, step: 200, monitor: 'validation.accuracy', value: 0.8 },
  } as const;

  it('says how far a training is and how long it goes on', () => {
    assert.equal(
      plain(statusText(running, runStrings(t))),
      'Training · epoch 3 of 20 · step 250 of 2 000 · 10 s · at most 1 min 10 s left · best accuracy 80.0 % in epoch 2',
    );
  });

  it('has the figure on the test part when the run has ended', () => {
    const ended = { ...running, status: 'completed', detail: 'completed', step: 2000, epoch: 20 } as const;
    const text = statusText({ ...ended, test: { metric: 'accuracy', value: 0.75 } }, runStrings(t));
    assert.equal(
      plain(text),
      'Completed · epoch 20 of 20 · 10 s · best accuracy 80.0 % in epoch 2 · test accuracy 75.0 %',
    );
  });

  it('has a word for a validation loss that rises while the training loss falls', () => {
    const rising = epochsOf([1, 1], [0.8, 0.9], [0.6, 0.95], [0.4, 1.1]);
    assert.equal(overfittingSince(rising), 2);
    assert.match(
      statusText(running, runStrings(t), rising),
      /overfitting: since epoch 2 the validation loss has risen/,
    );
    for (const fine of [
      epochsOf([1, 1], [0.8, 0.9], [0.6, 0.95]),
      epochsOf([1, 1], [0.8, 0.9], [0.9, 0.95], [0.85, 1.1]),
      epochsOf([1, 1], [0.8, 0.9], [0.6, 0.901], [0.4, 0.905]),
      [],
    ])
      assert.equal(overfittingSince(fine), undefined);
  });
});

describe('the labels of an axis', () => {
  it('are never alike', () => {
    const shares = [0.8391, 0.8392, 0.8393];
    assert.deepEqual(tickLabels(shares, asShare).map(plain), ['83.91 %', '83.92 %', '83.93 %']);
    assert.deepEqual(tickLabels([0.6951, 0.6952, null], asFigure), ['0.6951', '0.6952', '']);
    assert.deepEqual(tickLabels([0, 0.5, 1], asFigure), ['0', '0.500', '1.00']);
    assert.deepEqual(tickLabels([-1e-20, 0, 1e-20], asFigure), ['−1.00e−20', '0', '1.00e−20']);
  });
});
