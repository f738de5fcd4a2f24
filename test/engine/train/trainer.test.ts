// The training loop by itself: what happens in which order, and that stopping and resuming anywhere changes nothing.

import assert from 'node:assert/strict';
import type { ScheduleOptions } from '../../../src/engine/schema/schedule';
import type { StepOptions, TrainingOptions } from '../../../src/engine/schema/training';
import { plannedSteps } from '../../../src/engine/train/trainer';
import { LabError } from '../../../src/protocol/labError';
import { outline, savesOf, trainMadeUp, type Entry, type MadeUpOptions } from './support/madeUpTraining';

const accuracies = (...values: number[]) => values.map((accuracy) => ({ accuracy, macroF1: accuracy, loss: 1 }));
const isStep =
  (step: number) =>
  (entry: Entry): boolean =>
    entry.kind === 'metric' && entry.line.kind === 'step' && entry.line.step === step;

describe('trainer', () => {
  describe('the order of events and saves', () => {
    const rows: { name: string; options: MadeUpOptions; expected: string }[] = [
      {
        name: 'saves best and last after an epoch that is better, last after one that is not',
        options: { batches: 2, figures: accuracies(0.5, 0.4, 0.6) },
        expected: '1 2 E1 save:best+last 3 4 E2 save:last 5 6 E3 save:best+last',
      },
      {
        name: 'does not take an equal figure for a better one',
        options: { batches: 1, figures: accuracies(0.5, 0.5, 0.5) },
        expected: '1 E1 save:best+last 2 E2 save:last 3 E3 save:last',
      },
      {
        name: 'takes a smaller loss for a better one where the loss decides',
        options: {
          batches: 1,
          training: { monitor: 'loss' },
          figures: [0.9, 1.1, 0.8].map((loss) => ({ accuracy: 0, macroF1: 0, loss })),
        },
        expected: '1 E1 save:best+last 2 E2 save:last 3 E3 save:best+last',
      },
      {
        name: 'saves every so many steps, and not twice at the end of an epoch',
        options: { batches: 5, training: { epochs: 2, checkpointEverySteps: 2 }, figures: accuracies(0.5, 0.4) },
        expected: '1 2 save:last 3 4 save:last 5 E1 save:best+last 6 save:last 7 8 save:last 9 10 E2 save:last',
      },
      {
        name: 'saves when a checkpoint is due by the clock, counted from the last save',
        options: { batches: 9, training: { epochs: 1 }, secondsEachStep: 8, dueAfterSeconds: 30 },
        expected: '1 2 3 4 save:last 5 6 7 8 save:last 9 E1 save:best+last',
      },
      {
        name: 'counts the clock from whichever save came last',
        options: {
          batches: 9,
          training: { epochs: 1, checkpointEverySteps: 3 },
          secondsEachStep: 15,
          dueAfterSeconds: 30,
        },
        expected: '1 2 save:last 3 save:last 4 5 save:last 6 save:last 7 8 save:last 9 E1 save:best+last',
      },
      {
        name: 'stops after so many epochs without a better figure',
        options: {
          batches: 1,
          training: { epochs: 9, earlyStopping: 2 },
          figures: accuracies(0.5, 0.6, 0.6, 0.55, 0.9),
        },
        expected: '1 E1 save:best+last 2 E2 save:best+last 3 E3 save:last 4 E4 save:last',
      },
      {
        name: 'counts patience anew after a better figure',
        options: {
          batches: 1,
          training: { epochs: 5, earlyStopping: 2 },
          figures: accuracies(0.5, 0.4, 0.6, 0.5, 0.7),
        },
        expected: '1 E1 save:best+last 2 E2 save:last 3 E3 save:best+last 4 E4 save:last 5 E5 save:best+last',
      },
    ];
    for (const { name, options, expected } of rows)
      it(name, async () => {
        const { journal, result } = await trainMadeUp(options);
        assert.equal(outline(journal), expected);
        assert.equal(result?.status, 'completed');
      });

    it('keeps the epoch, the step and the figure that were best', async () => {
      const { result } = await trainMadeUp({ batches: 2, figures: accuracies(0.5, 0.7, 0.6) });
      assert.deepEqual(result?.progress.best, { epoch: 2, step: 4, monitor: 'validation.accuracy', value: 0.7 });
      assert.equal(result?.progress.epochsWithoutBetter, 1);
    });

    it('judges by the training loss where there is no validation part', async () => {
      const { result } = await trainMadeUp({ batches: 2 });
      assert.equal(result?.progress.best?.monitor, 'loss');
    });

    it('gives figures of an epoch: the loss by examples, validation figures with their prefix', async () => {
      const { journal } = await trainMadeUp({ training: { epochs: 1 }, batches: 3, figures: accuracies(0.25) });
      const lines = journal.flatMap((entry) => (entry.kind === 'metric' ? [entry.line] : []));
      const losses = lines.flatMap((line) => (line.kind === 'step' ? [line.loss] : []));
      const epoch = lines.find((line) => line.kind === 'epoch');
      assert.deepEqual(epoch?.metrics, {
        loss: (losses[0] * 1 + losses[1] * 2 + losses[2] * 3) / 6,
        'validation.accuracy': 0.25,
        'validation.macroF1': 0.25,
        'validation.loss': 1,
      });
    });

    it('ends after so many steps where that is asked for, in the middle of an epoch too', async () => {
      const asked = { training: { epochs: 3, steps: 5, schedule: { type: 'cosine', warmupSteps: 0, finalFactor: 0 } } } as const; // prettier-ignore
      const { journal, result } = await trainMadeUp({ ...asked, batches: 2, figures: accuracies(0.1, 0.2, 0.3) });
      const saved = 'save:best+last';
      assert.equal(outline(journal), `1 2 E1 ${saved} 3 4 E2 ${saved} 5 E3 ${saved}`);
      assert.deepEqual([result?.status, result?.progress.step], ['completed', 5]);
      const rates = journal.flatMap((each) => (each.kind === 'metric' && each.line.kind === 'step' ? [each.line.learningRate] : [])); // prettier-ignore
      assert.ok(rates[4] < 0.2 * rates[0], `the schedule reaches to step 5: ${rates.join()}`);
    });

    it('asks for the masks of steps counted from 0', async () => {
      const { masked } = await trainMadeUp({ batches: 2, training: { epochs: 2 } });
      assert.deepEqual(masked, [0, 1, 2, 3]);
    });
  });

  describe('by each figure that can decide', () => {
    // The first is the best of four, and the better the nearer to it.
    const shares = [0.9, 0.8, 0.7, 0.6];
    const [figures, losses] = [[30, 25, 20, 15], [0.5, 0.6, 0.7, 0.8]]; // prettier-ignore
    const falling: Record<TrainingOptions['monitor'], number[]> = {
      ...{ accuracy: shares, macroF1: shares, tokenAccuracy: shares, precision: shares, recall: shares, f1: shares },
      ...{ microF1: shares, hammingLoss: [0.1, 0.2, 0.3, 0.4], meanAbsoluteError: [0.5, 0.6, 0.7, 0.8] },
      ...{ pearson: shares, spearman: shares, matthews: shares, wordAccuracy: shares, detectionAccuracy: shares },
      ...{ meanSquaredError: [0.5, 0.6, 0.7, 0.8], rootMeanSquaredError: [0.5, 0.6, 0.7, 0.8] },
      ...{ bleu: figures, chrf: figures, rouge1: figures, rouge2: figures, rougeL: figures, wordsPerSecond: figures },
      ...{ pairs: figures, cider: figures, detectionF1: shares, pairAccuracy: shares },
      ...{ loss: [0.5, 0.6, 0.7, 0.8], perplexity: [5, 6, 7, 8], pseudoPerplexity: [5, 6, 7, 8] },
      ...{ generatorLoss: losses, wordPerplexity: [50, 60, 70, 80], bitsPerCharacter: [1.5, 1.6, 1.7, 1.8] },
    };
    const schedule: ScheduleOptions = { type: 'reduce-on-plateau', factor: 0.5, patience: 0, minLearningRate: 0.01 };
    for (const monitor of Object.keys(falling) as TrainingOptions['monitor'][]) {
      const train = (values: readonly number[]) =>
        trainMadeUp({
          ...{ batches: 1, figures: values.map((value) => ({ [monitor]: value })) },
          training: { monitor, epochs: 4, earlyStopping: 2, schedule },
        });

      it(`keeps the first epoch and stops early where ${monitor} only gets worse`, async () => {
        const { journal, result } = await train(falling[monitor]);
        assert.equal(outline(journal), '1 E1 save:best+last 2 E2 save:last 3 E3 save:last');
        const best = { epoch: 1, step: 1, monitor: `validation.${monitor}`, value: falling[monitor][0] };
        assert.deepEqual(result?.progress.best, best);
        assert.equal(result?.progress.schedule.factor, 0.25); // reduced after both
      });

      it(`takes each epoch for the best where ${monitor} only gets better`, async () => {
        const { journal, result } = await train(falling[monitor].toReversed());
        const epochs = [1, 2, 3, 4].map((epoch) => `${epoch} E${epoch} save:best+last`);
        assert.equal(outline(journal), epochs.join(' '));
        assert.equal(result?.progress.schedule.factor, 1);
      });
    }
  });

  describe('a stop', () => {
    it('takes effect between two steps and saves what was reached', async () => {
      const { journal, result } = await trainMadeUp({ stopWhen: isStep(2), figures: accuracies(0.5) });
      assert.equal(outline(journal), '1 2 save:last');
      assert.equal(result?.status, 'stopped');
      assert.deepEqual([result?.progress.step, result?.progress.epoch, result?.progress.batch], [2, 0, 2]);
    });

    it('before the first step leaves a checkpoint of the beginning', async () => {
      const { journal, result } = await trainMadeUp({ stopped: true });
      assert.equal(outline(journal), 'save:last');
      assert.equal(result?.status, 'stopped');
    });

    it('during validation counts as one before it: the resumed run validates first', async () => {
      const figures = accuracies(0.5, 0.6, 0.7);
      const { journal, result } = await trainMadeUp({ batches: 2, figures, stopInValidation: 1 });
      assert.equal(outline(journal), '1 2 E1 save:best+last 3 4 save:last');
      assert.equal(result?.status, 'stopped');
      const resumed = await trainMadeUp({ batches: 2, figures, from: savesOf(journal).at(-1) });
      assert.equal(outline(resumed.journal), 'E2 save:best+last 5 6 E3 save:best+last');
      const unbroken = await trainMadeUp({ batches: 2, figures });
      assert.deepEqual(resumed.result, unbroken.result);
    });
  });

  describe('a failure', () => {
    it('of a step is thrown and saves nothing more', async () => {
      const { journal, error } = await trainMadeUp({ batches: 2, figures: accuracies(0.5), failAt: 4 });
      assert.equal(outline(journal), '1 2 E1 save:best+last 3');
      assert.ok(error instanceof LabError && error.code === 'NOT_FINITE');
    });

    it('of the log is thrown and saves nothing more', async () => {
      const { journal, error } = await trainMadeUp({ batches: 2, figures: accuracies(0.5), failInMetric: 3 });
      assert.equal(outline(journal), '1 2 E1 save:best+last');
      assert.ok(error instanceof LabError && error.code === 'DISK');
    });

    it('of the figure that is watched: one that is no number is never the best, and stops the training', async () => {
      const figures = [0.9, Number.NaN].map((loss) => ({ accuracy: 0.5, macroF1: 0.5, loss }));
      const { journal, error } = await trainMadeUp({ batches: 1, training: { monitor: 'loss' }, figures });
      assert.equal(outline(journal), '1 E1 save:best+last 2');
      assert.ok(error instanceof LabError && error.code === 'NOT_FINITE');
      assert.match(error.message, /validation\.loss.*epoch 2/);
    });
  });

  describe('a run resumed from any step goes on as if it had never stopped', () => {
    const schedules: ScheduleOptions[] = [
      { type: 'constant' },
      { type: 'step', every: 1, factor: 0.5, unit: 'epoch' },
      { type: 'step', every: 3, factor: 0.5, unit: 'step' },
      { type: 'cosine', warmupSteps: 3, finalFactor: 0.1 },
      { type: 'inverse-square-root', warmupSteps: 4 },
      { type: 'reduce-on-plateau', factor: 0.5, patience: 1, minLearningRate: 0.01 },
    ];
    // Falling, rising, level: the plateau schedule waits, reduces and starts to wait again; patience ends it at last.
    const figures = accuracies(0.5, 0.6, 0.6, 0.55, 0.6, 0.7, 0.65, 0.6, 0.5, 0.5);
    for (const schedule of schedules)
      it(`with the schedule ${JSON.stringify(schedule)}`, async () => {
        const training = { epochs: 12, earlyStopping: 4, schedule, checkpointEverySteps: 1 };
        const unbroken = await trainMadeUp({ training, figures });
        const steps = unbroken.result?.progress.step ?? 0;
        assert.equal(steps, 40); // 10 epochs of 4 steps: patience ended it
        for (let step = 1; step <= steps; step++) {
          const first = await trainMadeUp({ training, figures, stopWhen: isStep(step) });
          if (first.result?.status === 'completed') {
            assert.equal(step, steps); // there was no further step to stop before
            continue;
          }
          const stop = first.journal.pop();
          assert.ok(stop?.kind === 'save');
          const second = await trainMadeUp({ training, figures, from: stop.saved });
          assert.deepEqual([...first.journal, ...second.journal], unbroken.journal, `stopped after step ${step}`);
          assert.deepEqual(second.result, unbroken.result);
          assert.deepEqual([...first.masked, ...second.masked], unbroken.masked);
        }
      });

    it('from every checkpoint, too, as after a kill', async () => {
      const schedule: ScheduleOptions = {
        type: 'reduce-on-plateau',
        factor: 0.5,
        patience: 0,
        minLearningRate: 0.001,
      };
      const training = { epochs: 5, schedule, checkpointEverySteps: 1 };
      const unbroken = await trainMadeUp({ training, figures });
      const rates = unbroken.journal.flatMap((entry) =>
        entry.kind === 'metric' && entry.line.kind === 'step' ? [entry.line.learningRate] : [],
      );
      assert.deepEqual([...new Set(rates)], [0.5, 0.25, 0.125]); // the schedule did something
      for (const [index, entry] of unbroken.journal.entries()) {
        if (entry.kind !== 'save') continue;
        const { journal, result } = await trainMadeUp({ training, figures, from: entry.saved });
        assert.deepEqual(journal, unbroken.journal.slice(index + 1));
        assert.deepEqual(result, unbroken.result);
      }
    });

    it('and one that is complete has nothing left to do', async () => {
      const { journal } = await trainMadeUp({ figures: accuracies(0.5) });
      const again = await trainMadeUp({ figures: accuracies(0.5), from: savesOf(journal).at(-1) });
      assert.equal(outline(again.journal), '');
      assert.equal(again.result?.status, 'completed');
    });

    it('does not change the progress it was given', async () => {
      const { journal } = await trainMadeUp({ figures: accuracies(0.5), stopWhen: isStep(3) });
      const from = savesOf(journal)[0];
      const before = structuredClone(from);
      await trainMadeUp({ figures: accuracies(0.5), from });
      assert.deepEqual(from, before);
    });
  });
});

describe('the number of all steps', () => {
  const counted = (batches: number, options: Partial<StepOptions>): number =>
    plannedSteps({ batches }, { epochs: 3, accumulate: 1, ...options });

  it('is that of each epoch, the last update of which may have fewer batches', () => {
    assert.equal(counted(7, {}), 21);
    assert.equal(counted(7, { accumulate: 3 }), 9);
    assert.equal(counted(7, { steps: 11 }), 11);
  });

  it('is found at once however many epochs there are, and refused where it is no exact number', () => {
    assert.equal(counted(2, { epochs: 2 ** 51 }), 2 ** 52);
    assert.throws(() => counted(2, { epochs: 2 ** 53 - 1 }), {
      code: 'INVALID_EXPERIMENT',
      message: /training\.epochs/,
    });
  });
});
