import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Problem, TrainRequest } from '../../src/protocol/engine';
import { LabError, type LabErrorCode } from '../../src/protocol/labError';
import type { Report as EngineReport } from '../../src/protocol/report';
import { type FakeHandlers, record, run, summary } from './fakeEngine';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'));
  file = path.join(folder, 'x.nlplab.json');
  fs.writeFileSync(file, '{ "name": "reviews" }');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const check =
  (...problems: Problem[]) =>
  () => ({ problems });
const metrics = { 'validation.accuracy': 0.9, loss: 0.25 };

const judged: EngineReport = {
  ...{ format: 2, source: 'test', count: 32, unit: 'texts' },
  figures: [{ metric: 'accuracy', value: 0.9 }],
  sections: [
    {
      title: 'Part',
      blocks: [
        { kind: 'table', title: 'By label', columns: [{ title: 'Label', form: 'text' }], rows: [['a label']] },
        {
          ...{ kind: 'table', title: 'Beside simple models', isTelling: true },
          columns: [{ title: 'Model', form: 'said' }, { metric: 'accuracy' }],
          rows: [
            ['This run', 0.9],
            ['Always the most frequent label', 0.5],
          ],
        },
      ],
    },
  ],
};

const completes: FakeHandlers = {
  check: check(),
  report: () => ({ report: judged, evaluations: [] }),
  train(_, { progress }) {
    progress({ kind: 'phase', phase: 'reading' });
    progress({ kind: 'start', folder: '/runs/r', record: record() });
    progress({ kind: 'metric', line: { kind: 'event', step: 0, time: 0, event: 'started' } });
    progress({
      kind: 'metric',
      line: { kind: 'step', step: 1, epoch: 1, time: 0.1, loss: 0.7, learningRate: 0.001, gradientNorm: 2 },
    });
    progress({ kind: 'metric', line: { kind: 'epoch', step: 1, epoch: 1, time: 0.2, metrics } });
    return {
      folder: '/runs/r',
      record: record({ status: 'completed', metrics, seconds: 0.2, notices: ['3 texts were cut.'] }),
    };
  },
};

/** Training that starts and then fails so. */
const failing = (code: LabErrorCode, options: { record?: boolean } = {}): FakeHandlers => ({
  check: check(),
  train(_, { progress }) {
    progress({ kind: 'start', folder: '/runs/r', record: record() });
    const failure = new LabError(code, 'It broke at step 7.');
    if (options.record !== true) throw failure;
    return { folder: '/runs/r', record: record({ status: 'failed', failure: LabError.toData(failure) }) };
  },
});

describe('nlp-lab train', () => {
  it('prints start, step, epoch and end as JSON Lines', async () => {
    const outcome = await run(
      ['train', 'x.nlplab.json', '--json', '--set', 'training.epochs=3', '--set', 'seed=2'],
      completes,
      { cwd: folder },
    );
    assert.equal(outcome.code, 0);
    const [start, step, epoch, end, ...rest] = outcome.records();
    assert.deepEqual(rest, []);
    const { event, run: id, folder: at, parameters, device } = start;
    assert.deepEqual(
      [event, id, at, parameters, device],
      ['start', '2026-01-02-reviews-ab12', '/runs/r', 12345, 'cpu'],
    );
    assert.deepEqual(step, {
      event: 'step',
      step: 1,
      epoch: 1,
      time: 0.1,
      loss: 0.7,
      learningRate: 0.001,
      gradientNorm: 2,
    });
    assert.deepEqual(epoch, { event: 'epoch', step: 1, epoch: 1, time: 0.2, metrics });
    assert.deepEqual(end, { event: 'end', run: '2026-01-02-reviews-ab12', status: 'completed', metrics, seconds: 0.2 });
    assert.match(outcome.err, /note: 3 texts were cut\./);
    assert.deepEqual(
      outcome.calls.map(({ name }) => name),
      ['check', 'train', 'report'],
    );
    assert.deepEqual(outcome.calls[1].request, {
      experimentText: '{ "name": "reviews" }',
      experimentFile: file,
      baseFolder: folder,
      overrides: ['training.epochs=3', 'seed=2'],
      runsFolder: path.join(folder, '.nlplab', 'runs'),
    });
    assert.equal(outcome.ended, 1);
  });

  it('tells people about epochs on standard output, and shows a live line only on a terminal', async () => {
    const piped = await run(['train', 'x.nlplab.json'], completes, { cwd: folder });
    assert.match(piped.out, /lstm, 12,345 parameters, cpu with 2 threads/);
    assert.match(piped.out, /epoch 1\/2 {2}validation\.accuracy 0\.9000/);
    assert.match(piped.out, /Completed after 0\.2 s/);
    assert.match(piped.out, /This run +0\.9000\nAlways the most frequent label +0\.5000\n.*\/runs\/r/s);
    assert.doesNotMatch(piped.out, /a label/, 'what is not telling stays in the report');
    assert.doesNotMatch(piped.err, /\r/);
    const live = await run(['train', 'x.nlplab.json'], completes, { cwd: folder, terminal: true });
    assert.match(live.err, /\repoch 1\/2 {2}step 1 {2}loss 0\.7000|\r\x1b\[Kepoch 1\/2 {2}step 1 {2}loss 0\.7000/);
    assert.match(live.err, /\r\x1b\[K$|\r\x1b\[Knote/);
  });

  it('shows every problem of the experiment with its key and trains nothing', async () => {
    const outcome = await run(
      ['train', 'x.nlplab.json', '--json'],
      {
        check: check(
          {
            severity: 'error',
            code: 'INVALID_EXPERIMENT',
            message: 'Unknown key "hiden"; did you mean "hidden"?',
            place: { line: 4, key: ['model', 'hiden'] },
          },
          { severity: 'warning', code: 'INVALID_EXPERIMENT', message: 'One epoch is little.' },
        ),
      },
      { cwd: folder },
    );
    assert.equal(outcome.code, 2);
    assert.match(
      outcome.err,
      /error: Unknown key "hiden"; did you mean "hidden"\?\n {2}at x\.nlplab\.json:4, key "model\.hiden"\n/,
    );
    assert.match(outcome.err, /warning: One epoch is little\./);
    assert.deepEqual([outcome.out, outcome.calls.length], ['', 1]);
  });

  it('trains in spite of warnings', async () => {
    const warning: Problem = { severity: 'warning', code: 'INVALID_EXPERIMENT', message: 'Hm.' };
    assert.equal(
      (await run(['train', 'x.nlplab.json'], { ...completes, check: check(warning) }, { cwd: folder })).code,
      0,
    );
  });

  const codes: [LabErrorCode, number][] = [
    ['INVALID_ARGUMENT', 2],
    ['INVALID_EXPERIMENT', 2],
    ['INVALID_DATA', 2],
    ['INVALID_FILE', 2],
    ['NOT_FOUND', 2],
    ['NO_MEMORY', 2],
    ['NOT_FINITE', 1],
    ['DISK', 1],
    ['BUSY', 1],
    ['CLOSED', 1],
    ['INTERNAL', 1],
  ];
  for (const [code, exit] of codes)
    for (const form of ['thrown', 'in the record'])
      it(`ends with ${exit} and one failed end event for ${code} ${form}`, async () => {
        const outcome = await run(['train', 'x.nlplab.json', '--json'], failing(code, { record: form !== 'thrown' }), {
          cwd: folder,
        });
        assert.equal(outcome.code, exit);
        assert.deepEqual(
          outcome.records().map(({ event, status }) => [event, status]),
          [
            ['start', undefined],
            ['end', 'failed'],
          ],
        );
        assert.match(outcome.err, /nlp-lab train: It broke at step 7\./);
      });

  it('prints no events when the training never started', async () => {
    const outcome = await run(
      ['train', 'x.nlplab.json', '--json'],
      {
        check: check(),
        train: () =>
          Promise.reject(new LabError('INVALID_DATA', 'One class only.', { file: path.join(folder, 'a.tsv') })),
      },
      { cwd: folder },
    );
    assert.deepEqual([outcome.code, outcome.out], [2, '']);
    assert.match(outcome.err, /One class only\.\n {2}at a\.tsv/);
  });

  it('stops on request and calls that done', async () => {
    const stopping = new AbortController();
    const stops: FakeHandlers = {
      check: check(),
      train: (_, { progress, signal }) =>
        new Promise((resolve) => {
          progress({ kind: 'start', folder: '/runs/r', record: record() });
          signal.addEventListener('abort', () => {
            resolve({ folder: '/runs/r', record: record({ status: 'stopped', seconds: 1 }) });
          });
          stopping.abort();
        }),
    };
    const outcome = await run(['train', 'x.nlplab.json', '--json'], stops, { cwd: folder, stop: stopping.signal });
    assert.equal(outcome.code, 0);
    assert.equal(outcome.records().at(-1)?.status, 'stopped');
    assert.match(outcome.err, /Stopping after this step/);
    assert.match(outcome.err, /nlp-lab train --resume .*runs\/r$/m);
  });

  it('counts a cancelled call as stopped once the run has started', async () => {
    const outcome = await run(['train', 'x.nlplab.json', '--json'], failing('CANCELLED'), { cwd: folder });
    assert.equal(outcome.code, 0);
    assert.equal(outcome.records().at(-1)?.status, 'stopped');
  });

  it('ends with a failed end event when the engine dies', async () => {
    const dies: FakeHandlers = {
      check: check(),
      train: (_, { progress, die }) => {
        progress({ kind: 'start', folder: '/runs/r', record: record() });
        setImmediate(die);
        return new Promise(() => undefined);
      },
    };
    const outcome = await run(['train', 'x.nlplab.json', '--json'], dies, { cwd: folder });
    assert.equal(outcome.code, 1);
    assert.equal(outcome.records().at(-1)?.status, 'failed');
    assert.match(outcome.err, /The engine failed: out of memory/);
  });

  it('resumes a run by the start of its id', async () => {
    const resumed = await run(
      ['train', '--resume', 'r1', '--json'],
      { ...completes, runs: () => ({ runs: [summary('r1-abcd')] }) },
      { cwd: folder },
    );
    assert.equal(resumed.code, 0);
    assert.deepEqual(
      resumed.calls.map(({ name }) => name),
      ['runs', 'train', 'report'],
    );
    assert.equal((resumed.calls[1].request as TrainRequest).resume, '/runs/r1-abcd');
  });

  const refused: [string, string[], RegExp][] = [
    ['nothing to train', ['train'], /Name an experiment file, or a run with --resume/],
    ['a file that does not exist', ['train', 'y.nlplab.json'], /There is no file ".*y\.nlplab\.json"/],
    ['a folder', ['train', '.'], /is a folder/],
    ['--set without a value', ['train', 'x.nlplab.json', '--set', 'seed'], /--set needs <key>=<value>.*not "seed"/],
    ['--set together with --resume', ['train', '--resume', 'r', '--set', 'seed=1'], /--set does not go with --resume/],
    ['an empty run', ['train', '--resume='], /The run is empty/],
  ];
  for (const [name, args, message] of refused)
    it(`refuses ${name}`, async () => {
      const outcome = await run(args, completes, { cwd: folder });
      assert.equal(outcome.code, 2);
      assert.match(outcome.err, message);
      assert.equal(outcome.out, '');
      assert.equal(outcome.started, outcome.ended);
    });
});

describe('nlp-lab train --estimate', () => {
  const estimate = { parameters: 12_345, epochs: 2, labels: 2, device: 'cpu', threads: 2, notices: ['Short.'] };

  it('says what the training would be, and trains nothing', async () => {
    const handlers: FakeHandlers = {
      check: check(),
      estimate: () => ({ ...estimate, steps: 100, secondsPerStep: 0.0125 }),
    };
    const { code, out, err, calls } = await run(['train', file, '--estimate'], handlers);
    assert.deepEqual([code, calls.map(({ name }) => name)], [0, ['check', 'estimate']]);
    assert.match(out, /^parameters +12,345\nlabels +2\nepochs +2\nsteps +100\na step +12\.5 ms\nall steps +1\.3 s, /);
    assert.match(err, /note: Short\./);
    const { records } = await run(['train', file, '--estimate', '--json'], handlers);
    assert.equal(records()[0].seconds, 1.25);
  });

  it('knows no time of what is not trained in steps, and goes with an experiment alone', async () => {
    const { out } = await run(['train', file, '--estimate'], { check: check(), estimate: () => estimate });
    assert.doesNotMatch(out, /step/);
    assert.equal((await run(['train', '--resume', 'x', '--estimate'])).code, 2);
  });
});
