// Learning rates over time against PyTorch, and what a checkpoint needs of a schedule.

import assert from 'node:assert/strict';
import { createSchedule } from '../../../src/engine/optim/schedules';
import type { ScheduleOptions } from '../../../src/engine/schema/schedule';
import { readGolden } from '../../golden/readGolden';

interface ScheduleCase {
  schedule: ScheduleOptions;
  totalSteps?: number;
  mode?: 'min' | 'max';
  figures?: number[];
  rates: number[];
}

const golden = readGolden<ScheduleCase>('schedules.json');
const learningRate = golden.learningRate as number;

const create = ({ schedule, totalSteps = 100, mode }: ScheduleCase) =>
  createSchedule(schedule.type === 'step' ? { ...schedule, unit: 'step' } : schedule, {
    learningRate,
    totalSteps,
    better: mode === 'max' ? 'greater' : 'less',
  });

function assertRate(actual: number, expected: number, step: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-12 * expected + 1e-17, `step ${step}: ${actual}, not ${expected}`);
}

describe('schedules', () => {
  for (const one of golden.cases) {
    const name = JSON.stringify(one.schedule);
    it(`agree with PyTorch: ${name}`, () => {
      const schedule = create(one);
      assert.ok(one.rates.length > 0);
      one.rates.forEach((rate, step) => {
        assertRate(schedule.rate(step, step), rate, step);
        if (one.figures) schedule.report(one.figures[step]);
      });
    });

    it(`go on where they were after being saved: ${name}`, () => {
      let schedule = create(one);
      one.rates.forEach((rate, step) => {
        const saved = JSON.stringify(schedule.state());
        schedule = create(one);
        schedule.restore(JSON.parse(saved) as ReturnType<typeof schedule.state>);
        assertRate(schedule.rate(step, step), rate, step);
        if (one.figures) schedule.report(one.figures[step]);
      });
    });
  }

  it('by epochs look at the epoch, not at the step', () => {
    const options: ScheduleOptions = { type: 'step', every: 2, factor: 0.5, unit: 'epoch' };
    const schedule = createSchedule(options, { learningRate: 1, totalSteps: 10, better: 'less' });
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((epoch) => schedule.rate(99, epoch)),
      [1, 1, 0.5, 0.5, 0.25],
    );
  });

  it('that are constant stay', () => {
    const schedule = createSchedule({ type: 'constant' }, { learningRate: 0.3, totalSteps: 10, better: 'less' });
    schedule.report(1);
    assert.deepEqual([schedule.rate(0, 0), schedule.rate(1e6, 7)], [0.3, 0.3]);
  });

  it('give finite rates after the last step that was planned', () => {
    const options: ScheduleOptions = { type: 'cosine', warmupSteps: 20, finalFactor: 0.1 };
    const schedule = createSchedule(options, { learningRate: 1, totalSteps: 10, better: 'less' });
    for (const step of [0, 9, 10, 20, 21, 500]) {
      const rate = schedule.rate(step, 0);
      assert.ok(rate > 0 && rate <= 1, `step ${step}: ${rate}`);
    }
  });
});
