// Rules of one line that views, the command line and the engine share.

import assert from 'node:assert/strict';
import { byBest } from '../../src/protocol/bestFirst';
import { cellWidth } from '../../src/protocol/cellWidth';
import { faultOf } from '../../src/protocol/comparison';
import { secondsOf, type Estimate } from '../../src/protocol/estimate';
import { isEventFile } from '../../src/protocol/eventFile';
import { logGamma } from '../../src/protocol/logGamma';
import { type OddLine, oddness } from '../../src/protocol/oddLines';
import { packRows, type Row, unpackColumn } from '../../src/protocol/packedRows';
import { pictureContent } from '../../src/protocol/pictureContent';
import { ratePut } from '../../src/protocol/rateRange';
import type { RunRecord } from '../../src/protocol/run';
import { bytesOf, CLEANED_KINDS, USUALLY_CLEANED } from '../../src/protocol/runCleaning';
import { bitsOf } from '../../src/protocol/surprisal';
import { runsOfSweep, seedOfRun, type TrialRun } from '../../src/protocol/sweep';
import { toTranslate } from '../../src/protocol/toTranslate';
import { fittingWorkers, threadsEach } from '../../src/protocol/workers';

describe('trainings side by side', () => {
  const GIB = 2 ** 30;
  it('are as many as there are cores, and as memory is left for, two gibibytes each', () => {
    const fitting = (cores: number, gib: number): number => fittingWorkers({ cores, freeBytes: gib * GIB });
    assert.deepEqual([fitting(4, 100), fitting(4, 6), fitting(4, 5.9), fitting(4, 0.5)], [4, 3, 2, 1]);
  });

  it('share the cores, each with one at least', () =>
    assert.deepEqual([threadsEach(8, 1), threadsEach(8, 3), threadsEach(2, 4)], [8, 2, 1]));
});

describe('the order of what runs came to', () => {
  const run = (id: string, monitor?: string, value = 0): { id: string } & Pick<RunRecord, 'best'> => ({
    ...{ id, best: monitor === undefined ? undefined : { epoch: 1, step: 1, monitor, value } },
  });
  const order = (...runs: ReturnType<typeof run>[]): string => runs.sort(byBest).map(({ id }) => id).join(''); // prettier-ignore

  it('has the best first, whichever way is better', () => {
    assert.equal(order(run('a', 'validation.accuracy', 0.5), run('b', 'validation.accuracy', 0.7)), 'ba');
    assert.equal(order(run('a', 'validation.accuracy', 0.7), run('b', 'validation.accuracy', 0.5)), 'ab');
    assert.equal(order(run('a', 'validation.loss', 0.5), run('b', 'validation.loss', 0.7)), 'ab');
  });

  it('has figures by their names, then what was not judged; what is the same stays', () => {
    const [accuracy, loss, none] = [run('a', 'accuracy', 0.1), run('l', 'loss', 0.1), run('n')];
    assert.equal(order(none, loss, accuracy), 'aln');
    assert.equal(order(accuracy, loss, none), 'aln');
    assert.equal(order(run('x'), run('y')), 'xy');
    assert.equal(order(run('x', 'loss', 1), run('y', 'loss', 1)), 'xy');
    for (const two of [
      [accuracy, run('b', 'accuracy', 0.1)],
      [run('x', 'odd', 1), run('y', 'odd', 2)],
      [none, run('m')],
    ])
      // prettier-ignore
      assert.equal(byBest(two[0], two[1]), 0);
  });
});

describe('runs of a sweep', () => {
  const ran = (run: string): TrialRun => ({
    ...{ trial: 1, number: 1, epochs: 1, run, value: 1, seconds: 1, steps: 1, isOver: true },
  });
  const trial = (...runs: string[]) => ({
    ...{ trial: 1, values: {}, epochs: 1, status: 'completed' as const, runs: runs.map(ran) },
  });

  it('are told once, without those that could not be begun or have gone', () =>
    assert.deepEqual(runsOfSweep({ trials: [trial('a', 'b', ''), trial('a', 'c')], gone: ['b'] }), ['a', 'c']));

  it('have the seeds of the sweep in turn', () =>
    assert.deepEqual([1, 2, 3, 4].map((number) => seedOfRun({ seed: 10, seeds: 3 }, number)), [10, 11, 12, 10])); // prettier-ignore
});

describe('small rules', () => {
  it('on the width of texts in a terminal: what East Asia writes is twice as wide, what is not seen has none', () => {
    assert.deepEqual(['', 'abc', '한국어', '漢', 'ｱ', '😀', '𠀀'].map(cellWidth), [0, 3, 6, 2, 1, 2, 2]);
    assert.deepEqual(['e\u0301', 'a\u200db', '한a'].map(cellWidth), [1, 2, 3]);
  });

  it('on pictures given by their content', () => {
    assert.equal(pictureContent('data:image/png;base64,AAAA'), 'AAAA');
    assert.equal(pictureContent('data:image/svg+xml;base64,'), '');
    for (const path of ['a.png', 'data:text/plain;base64,AAAA', ' data:image/png;base64,A', 'data:image/png,A'])
      assert.equal(pictureContent(path), undefined, path);
  });

  it('on files of events of TensorBoard', () => {
    for (const name of ['tfevents.1', 'logs/events.out.tfevents.1', 'C:\\logs\\tfevents.1.x']) assert.ok(isEventFile(name)); // prettier-ignore
    for (const name of ['xtfevents.1', 'tfevents', 'logs/tfevents-1', '']) assert.ok(!isEventFile(name), name);
  });

  it('on surprise in bits, which is nothing of what is certain, and not less than nothing', () => {
    assert.deepEqual([0, Math.log(0.5), Math.log(1 / 8)].map(bitsOf), [0, 1, 3]);
    assert.ok(Object.is(bitsOf(0), 0) && Object.is(bitsOf(-0), 0));
  });

  it('on whose fault another text is than the right one', () => {
    const written = (reference: number, output: number) => ({ reference, output });
    assert.equal(faultOf(written(-1, -2), false), 'search');
    assert.equal(faultOf(written(-2, -1), false), 'model');
    assert.equal(faultOf(written(-1, -1), false), 'model');
    assert.equal(faultOf(written(-1, -2), true), undefined);
  });

  it('on rates that are put into an experiment', () =>
    assert.deepEqual([0.0012345, 0.00996, 3].map(ratePut), [0.0012, 0.01, 3]));

  it('on how much cleaning gives back, and what is cleaned unasked', () => {
    const bytes = { optimizer: 10, previous: 5, evaluations: 1 };
    assert.deepEqual([bytesOf({ bytes }, CLEANED_KINDS), bytesOf({ bytes }, ['optimizer', 'path']), bytesOf({ bytes }, [])], [16, 10, 0]); // prettier-ignore
    assert.deepEqual(USUALLY_CLEANED, ['optimizer', 'previous', 'features']);
    assert.deepEqual(CLEANED_KINDS.filter((kind) => !USUALLY_CLEANED.includes(kind)), ['path', 'evaluations']); // prettier-ignore
  });

  it('on texts for translators: they are themselves', () => assert.equal(toTranslate('one text'), 'one text'));

  it('on the gamma function, also near nothing', () => {
    const halves: [number, number][] = [[0.5, Math.log(Math.PI) / 2], [1, 0], [2, 0], [5, Math.log(24)], [0.25, 1.2880225246980774], [1e-3, 6.907178885383854], [1e-20, 20 * Math.LN10], [0.49, 0.592249629335267], [100, 359.1342053695754]]; // prettier-ignore
    for (const [x, value] of halves)
      assert.ok(Math.abs(logGamma(x) - value) < 1e-12 * Math.max(1, value), `${x}: ${logGamma(x)}`);
  });

  it('on how odd a line is, and how long a training takes', () => {
    const line = { bits: 12, characterCount: 6, tokenCount: 3 } as OddLine;
    assert.deepEqual([oddness(line, 'character'), oddness(line, 'token')], [2, 4]);
    const seconds = (steps?: number, secondsPerStep?: number) => secondsOf({ steps, secondsPerStep } as Estimate);
    assert.deepEqual([seconds(10, 0.5), seconds(10), seconds(undefined, 1), seconds(0, 1)], [5, undefined, undefined, 0]); // prettier-ignore
  });
});

describe('rows as columns', () => {
  it('are the same rows again, numbers as numbers and others by their places', () => {
    const rows: Row[] = [
      { id: 'a', values: { loss: 1, name: 'x', mixed: 1, tags: ['p', 'q'] } },
      { id: 'b', values: { loss: 0, name: 'y', mixed: '1', starred: true } },
      { id: 'c', values: { name: 'x', mixed: true, tags: ['p', 'q'] } },
    ];
    const { ids, columns } = packRows(rows);
    assert.deepEqual(ids, ['a', 'b', 'c']);
    assert.deepEqual(
      columns.map((column) => [column.key, unpackColumn(column)]),
      [
        ['loss', [1, 0, undefined]],
        ['name', ['x', 'y', 'x']],
        ['mixed', [1, '1', true]],
        ['tags', [['p', 'q'], undefined, ['p', 'q']]],
        ['starred', [undefined, true, undefined]],
      ],
    );
    const [loss, name, mixed, tags] = columns;
    assert.ok('numbers' in loss && loss.numbers instanceof Float64Array && Number.isNaN(loss.numbers[2]));
    assert.ok('codes' in name && 'codes' in mixed && 'codes' in tags);
    assert.deepEqual(
      [[...name.codes], name.values],
      [
        [0, 1, 0],
        ['x', 'y'],
      ],
    );
    assert.deepEqual([[...mixed.codes], [...tags.codes]], [[0, 1, 2], [0, -1, 0]]); // prettier-ignore
  });
});
