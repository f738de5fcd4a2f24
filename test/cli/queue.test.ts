import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LabError } from '../../src/protocol/labError';
import type { QueueChange, QueuedEnd, QueuedItem, QueueRequest, QueueSummary } from '../../src/protocol/queue';
import { type FakeHandlers, run, summary } from './fakeEngine';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'));
  for (const name of ['a', 'b']) fs.writeFileSync(path.join(folder, `${name}.nlplab.json`), `{ "name": "${name}" }`);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const item = (id: string, name: string, more: Partial<QueuedItem> = {}): QueuedItem => ({
  ...{ id, name, kind: 'train', addedAt: '2026-01-01T00:00:00.000Z', status: 'waiting', ...more },
});
const failure = { code: 'DISK', message: 'The disk is full.' } as const;
const THREE = [
  item('0a000000', 'reviews', { status: 'failed', failure }),
  item('0b000000', 'film'),
  item('0c000000', 'search', { kind: 'sweep', sweep: 's' }),
];

/** A queue that remembers how it was changed. */
function queueOf(items: QueuedItem[], state: QueueSummary['state'] = 'open') {
  const changes: QueueChange[] = [];
  const added: QueueRequest[] = [];
  const handlers: FakeHandlers = {
    check: ({ experimentText }) => ({
      problems: experimentText.includes('"b"')
        ? [{ severity: 'error', code: 'INVALID_EXPERIMENT', message: 'Wrong.' }]
        : [],
    }),
    queue: () => ({ state, items }),
    changeQueue: ({ change }) => (changes.push(change), { state, items }),
    addToQueue: (request) => (added.push(request), { item: item('0d000000', 'a'), place: 3 }),
  };
  return { handlers, changes, added };
}

/** Gives these, one after the other. */
function training(ends: readonly (QueuedEnd | 'wait' | 'paused' | LabError)[]): FakeHandlers {
  const left = [...ends];
  return {
    queue: () => ({ state: 'open', items: [] }),
    trainQueued(_, { progress }) {
      const next = left.shift();
      if (next === undefined) return { state: 'done' };
      if (next instanceof LabError) throw next;
      if (typeof next === 'string') return { state: next };
      progress({ kind: 'item', id: next.id, name: next.name });
      return { state: 'ran', ...next };
    },
  };
}

const end = (name: string, more: Partial<QueuedEnd> = {}): QueuedEnd => ({
  ...{ id: '0a000000', name, status: 'completed', seconds: 2, metrics: { 'validation.accuracy': 0.9 }, ...more },
});

describe('nlp-lab queue', () => {
  it('lists what waits in its order, with the reason of what failed', async () => {
    const { handlers } = queueOf(THREE, 'paused');
    const { code, out } = await run(['queue'], handlers, { cwd: folder });
    assert.deepEqual(
      [code, out.split('\n')],
      [
        0,
        [
          'The queue is paused: nothing more is begun until "nlp-lab queue resume".',
          '   id        name     what   status   run',
          '1  0a000000  reviews  train  failed        The disk is full.',
          '2  0b000000  film     train  waiting',
          '3  0c000000  search   sweep  waiting  s',
          '',
        ],
      ],
    );
    const json = await run(['queue', 'list', '--json'], handlers, { cwd: folder });
    assert.deepEqual(json.records(), [{ event: 'queue', state: 'paused', items: THREE }]);
  });

  it('adds experiments, checked before any of them waits', async () => {
    const { handlers, added } = queueOf([]);
    const wrong = await run(['queue', 'add', 'a.nlplab.json', 'b.nlplab.json'], handlers, { cwd: folder });
    assert.deepEqual([wrong.code, added.length], [2, 0]);
    const right = await run(['queue', 'add', 'a.nlplab.json', '--first', '--set', 'seed=2', '--sweep'], handlers, {
      cwd: folder,
    });
    assert.deepEqual([right.code, right.out], [0, 'a waits in the queue, number 3  0d000000\n']);
    const { experimentText, overrides, isSweep, isFirst, runsFolder } = added[0];
    assert.deepEqual([experimentText, overrides, isSweep, isFirst], ['{ "name": "a" }', ['seed=2'], true, true]);
    assert.equal(runsFolder, path.join(folder, '.nlplab', 'runs'));
  });

  it('adds a run that is done once more, and tells at the end whether the bits are the same', async () => {
    const { handlers, added } = queueOf([]);
    const before = path.join(folder, 'r1-abcd');
    const request = { experimentText: '{}', baseFolder: '/data', defaults: { threads: 2 }, again: before };
    const asked: FakeHandlers = {
      ...{ ...handlers, runs: () => ({ runs: [summary('r1-abcd')] }) },
      again: () => ({ id: 'r1-abcd', seed: 7, request, differences: [{ kind: 'file', name: 'a.tsv', was: '00' }] }),
    };
    const right = await run(['queue', 'add', '--again', 'r1'], asked, { cwd: folder });
    assert.deepEqual([right.code, added[0].again, added[0].defaults], [0, before, { threads: 2 }]);
    assert.match(right.err, /"a\.tsv" is not there any more/);
    const sameness: FakeHandlers = { sameness: () => ({ hasSameParameters: true, others: [] }) };
    const done = end('r1', { folder: path.join(folder, 'r2-abcd'), again: 'r1-abcd' });
    const gone = await run(['queue', 'start'], { ...training([done]), ...sameness }, { cwd: folder });
    assert.doesNotMatch(gone.err, /bit for bit/, 'there is nothing to compare with');
    fs.mkdirSync(before);
    const same = await run(['queue', 'start'], { ...training([done]), ...sameness }, { cwd: folder });
    assert.match(same.err, /the same, bit for bit, as those of r1-abcd/);
    const unreadable = () => {
      throw new LabError('INVALID_FILE', 'run.json is damaged.');
    };
    const later = training([done, end('film')]);
    const damaged = await run(
      ['queue', 'start', '--workers', '1'],
      { ...later, sameness: unreadable },
      { cwd: folder },
    );
    assert.equal(damaged.code, 0, 'the queue goes on');
    assert.match(damaged.err, /note: run\.json is damaged\./);
    assert.match(damaged.out, /^film +completed/m);
  });

  it('moves, removes, tries again, pauses and opens', async () => {
    const { handlers, changes } = queueOf(THREE);
    for (const given of [
      ['move', 'search', '--to', '1'],
      ['move', '0a', 'film'],
      ['move', '0a', '--to', '2'],
      ['remove', 'film', '0c'],
      ['retry', 'reviews'],
      ['pause'],
      ['pause', '--stop'],
      ['resume'],
    ])
      assert.equal((await run(['queue', ...given], handlers, { cwd: folder })).code, 0, given.join(' '));
    assert.deepEqual(changes, [
      { kind: 'move', ids: ['0c000000'], before: '0a000000' },
      { kind: 'move', ids: ['0a000000', '0b000000'] },
      { kind: 'move', ids: ['0a000000'], before: '0c000000' },
      { kind: 'remove', ids: ['0b000000', '0c000000'] },
      { kind: 'retry', ids: ['0a000000'] },
      { kind: 'state', state: 'paused' },
      { kind: 'state', state: 'stopped' },
      { kind: 'state', state: 'open' },
    ]);
  });

  it('refuses what means nothing', async () => {
    const { handlers } = queueOf(THREE);
    for (const [given, message] of [
      [['begin'], /knows add, list, start, pause, resume, move, remove, retry, not "begin"/],
      [['list', '--workers', '2'], /--workers goes with "nlp-lab queue start"/],
      [['list', 'film'], /"film" is one argument too many/],
      [['add'], /Name experiment files/],
      [['add', 'a.nlplab.json', '--resume', 'r'], /--resume goes with no experiment file/],
      [['add', '--again', 'q', '--resume', 'r'], /--resume and --again exclude each other/],
      [['add', '--again', 'r', '--set', 'seed=2'], /--again goes with no experiment file/],
      [['remove'], /Name what waits/],
      [['remove', '0'], /"0" means 3 of them: 0a000000 \(reviews\)/],
      [['remove', 'nothing'], /Nothing in the queue is called "nothing". There are 0a000000/],
    ] as const) {
      const { code, err } = await run(['queue', ...given], handlers, { cwd: folder });
      assert.equal(code, 2, given.join(' '));
      assert.match(err, message);
    }
  });

  it('trains until nothing is left, and says by its exit code that something failed', async () => {
    const ends = [end('reviews'), 'wait', end('film', { status: 'failed', failure, metrics: {} })] as const;
    const given = ['queue', 'start', '--workers', '1'];
    const { code, out, started, ended } = await run(given, training(ends), { cwd: folder });
    assert.deepEqual(
      [code, out],
      [1, 'reviews  completed  after 2.0 s  validation.accuracy 0.9000\nfilm  failed  The disk is full.\n'],
    );
    assert.equal(started, ended);
    const json = await run([...given, '--json'], training([end('reviews')]), { cwd: folder });
    assert.deepEqual(
      json.records().map(({ event, name, status }) => [event, name, status].filter(Boolean).join(' ')),
      ['item reviews', 'end reviews completed', 'queue'],
    );
    assert.deepEqual([json.code, (await run(given, training(['paused']), { cwd: folder })).code], [0, 0]);
  });

  it('is stopped without a failure, and fails where the queue cannot be read', async () => {
    const given = ['queue', 'start', '--workers', '2'];
    const stopped = await run(given, training([new LabError('CANCELLED', 'Stopped.')]), { cwd: folder });
    assert.equal(stopped.code, 0, stopped.err);
    const damaged = new LabError('INVALID_FILE', '"queue.json" is damaged: it does not match its checksum.');
    const failed = await run(given, training([damaged]), { cwd: folder });
    assert.deepEqual([failed.code, /is damaged/.test(failed.err)], [2, true]);
  });
});
