// Updates of several batches, and what the loop says of each step and epoch.

import assert from 'node:assert/strict';
import { createSchedule } from '../../../src/engine/optim/schedules';
import { outline, trainMadeUp } from './support/madeUpTraining';

const linesOf = (journal: Awaited<ReturnType<typeof trainMadeUp>>['journal']) =>
  journal.flatMap((entry) => (entry.kind === 'metric' ? [entry.line] : []));

describe('updates', () => {
  it('are made of so many batches, the last of an epoch of those that are left', async () => {
    const { updates, masked, journal, result } = await trainMadeUp({
      ...{ batches: 5, training: { epochs: 2, accumulate: 2, checkpointEverySteps: 1 } },
    });
    const [first, second] = [
      ['+0 x1 1', '1 x2 1', '+2 x3 2', '3 x4 2', '4 x5 3'],
      ['+10 x1 4', '11 x2 4', '+12 x3 5', '13 x4 5', '14 x5 6'],
    ];
    assert.deepEqual(updates, [...first, ...second]);
    assert.deepEqual(masked, [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]);
    assert.match(outline(journal), /^1 save:last 2 save:last 3 E1 save:best\+last 4 save:last 5 save:last 6 E2/);
    const [one, two, three, epoch] = linesOf(journal);
    assert.ok(one.kind === 'step' && two.kind === 'step' && three.kind === 'step' && epoch.kind === 'epoch');
    const sum = one.loss * 3 + two.loss * 7 + three.loss * 5;
    assert.ok(Math.abs(epoch.metrics.loss - sum / 15) < 1e-12, 'each update counts by all its examples');
    assert.equal(result?.progress.step, 6);
  });

  it('say when they were made: steps and epochs from 1, seconds from the beginning', async () => {
    const { journal, result } = await trainMadeUp({ batches: 2, training: { epochs: 2 }, secondsEachStep: 3 });
    const brief = linesOf(journal).map(({ kind, step, time, ...rest }) => [kind, step, 'epoch' in rest && rest.epoch, time]); // prettier-ignore
    assert.deepEqual(brief, [
      ['step', 1, 1, 3],
      ['step', 2, 1, 6],
      ['epoch', 2, 1, 6],
      ['step', 3, 2, 9],
      ['step', 4, 2, 12],
      ['epoch', 4, 2, 12],
    ]);
    const rates = linesOf(journal).flatMap((line) => (line.kind === 'step' ? [[line.learningRate, line.gradientNorm]] : [])); // prettier-ignore
    assert.deepEqual(rates, [[0.5, 1], [0.5, 2], [0.5, 3], [0.5, 4]]); // prettier-ignore
    assert.deepEqual(result?.progress.time, 12);
  });

  it('count the seconds of an epoch’s validation too, and go on counting in a run that is resumed', async () => {
    const figures = [{ accuracy: 0.5 }];
    const first = await trainMadeUp({ batches: 1, training: { epochs: 1 }, figures, secondsToValidate: 4 });
    assert.equal(first.result?.progress.time, 5);
    const save = first.journal.at(-1);
    assert.ok(save?.kind === 'save');
    assert.equal(save.saved.progress.time, 5);
    const second = await trainMadeUp({ batches: 1, training: { epochs: 2 }, figures, from: save.saved });
    assert.equal(second.result?.progress.time, 6);
  });

  it('of a single epoch without a better figure end where that is all the patience', async () => {
    const figures = [0.5, 0.4, 0.9].map((accuracy) => ({ accuracy }));
    const { journal } = await trainMadeUp({ batches: 1, training: { epochs: 3, earlyStopping: 1 }, figures });
    assert.equal(outline(journal), '1 E1 save:best+last 2 E2 save:last');
    const [step, epoch] = linesOf(journal);
    assert.ok(step.kind === 'step' && epoch.kind === 'epoch');
    assert.equal(epoch.metrics.loss, step.loss, 'of its only example');
  });

  it('that are none make an epoch without a loss', async () => {
    const { journal } = await trainMadeUp({ batches: 0, training: { epochs: 1 } });
    assert.deepEqual(linesOf(journal).map((line) => line.kind === 'epoch' && line.metrics), [{ loss: 0 }]); // prettier-ignore
  });

  it('whose figures are not finite say which key is to be lowered', async () => {
    const { error } = await trainMadeUp({ batches: 1, figures: [{ accuracy: Number.NaN }] });
    assert.deepEqual((error as { place?: unknown }).place, { key: ['training', 'optimizer', 'learningRate'] });
  });
});

describe('a schedule that waits for a better figure', () => {
  const of = (patience: number, minLearningRate: number) =>
    createSchedule(
      { type: 'reduce-on-plateau', factor: 0.5, patience, minLearningRate },
      { learningRate: 1, totalSteps: 9, better: 'less' },
    );

  it('remembers what it has heard, from a state that has heard nothing', () => {
    const schedule = of(1, 0.3);
    const states = [5, 5, 6, 4, 4, 4, 4, 4].map((figure) => {
      const { factor, best, waited } = schedule.state();
      schedule.report(figure);
      return [factor, best, waited, schedule.rate(0, 0)];
    });
    assert.deepEqual(states, [
      [1, null, 0, 1],
      [1, 5, 0, 1],
      [1, 5, 1, 0.5],
      [0.5, 5, 0, 0.5],
      [0.5, 4, 0, 0.5],
      [0.5, 4, 1, 0.3],
      [0.3, 4, 0, 0.3],
      [0.3, 4, 1, 0.3],
    ]);
  });

  it('is copied when it is asked for or set', () => {
    const schedule = of(0, 0);
    const state = schedule.state();
    state.factor = 9;
    assert.equal(schedule.state().factor, 1);
    schedule.restore(state);
    state.factor = 7;
    assert.equal(schedule.rate(0, 0), 9);
  });
});
