// Which runs the tree lists, in which groups and order, and how they are called.
import assert from 'node:assert/strict';
import type { Translate } from '../../src/host/editor/texts';
import { chosenRuns, groupsOf } from '../../src/host/runs/arrangedRuns';
import { describeRun } from '../../src/host/runs/describeRun';
import { namesAmong, type RunEntry } from '../../src/host/runs/runEntry';
import { changesText, shortKey } from '../../src/protocol/changedKeys';
import type { RunRecord, RunSummary } from '../../src/protocol/run';
import { recordOf } from '../engine/store/support/records';
import { assertInProportion } from '../support/growth';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)]));

function run(id: string, record: Partial<RunRecord> = {}, more: Partial<RunSummary> = {}): RunEntry {
  const summary = { folder: `/runs/${id}`, record: recordOf(id, { status: 'completed', ...record }) };
  return { summary: { ...summary, resumable: false, checkpoints: [], ...more }, ours: false };
}

const judged = (value: number, monitor = 'validation.accuracy'): Partial<RunRecord> => ({
  best: { epoch: 1, step: 1, monitor, value },
});
const RUNS = [
  run(
    'a',
    {
      createdAt: '2026-01-03T12:00:00.000Z',
      name: 'reviews',
      sweep: { id: '2026-01-03-reviews-0a1b', trial: 1, number: 1 },
      ...judged(0.8),
    },
    { about: { tags: ['paper', 'x'] } },
  ),
  run('b', { createdAt: '2026-01-03T11:00:00.000Z', name: 'topics', ...judged(0.9) }, { about: { starred: true } }),
  run('c', {
    createdAt: '2026-01-02T12:00:00.000Z',
    name: 'Äpfel',
    sweep: { id: '2026-01-02-reviews-0a1b', trial: 1, number: 1 },
    ...judged(3, 'validation.perplexity'),
  }),
  run('d', { createdAt: '2026-01-01T12:00:00.000Z', name: 'reviews', task: 'regression' }, { about: { name: 'Best' } }),
];
const ids = (entries: readonly RunEntry[]): string => entries.map(({ summary }) => summary.record.id).join('');

describe('arranged runs', () => {
  const orders = { newest: 'abcd', name: 'cdab', best: 'bacd' } as const;
  for (const order of ['newest', 'name', 'best'] as const)
    it(`stand in the order ${order}`, () => assert.equal(ids(chosenRuns(RUNS, { order, filter: '' })), orders[order]));

  const filters = {
    REVIEWS: 'ad',
    '#pap': 'a',
    '*': 'b',
    best: 'd',
    'regression reviews': 'd',
    äpfel: 'c',
    '#best': '',
  };
  for (const [filter, passing] of Object.entries(filters))
    it(`pass "${filter}" or do not`, () => assert.equal(ids(chosenRuns(RUNS, { order: 'newest', filter })), passing));

  const groups = {
    experiment: 'Äpfel:c reviews:ad topics:b',
    task: 'classification:abc regression:d',
    day: '2026-01-03:ab 2026-01-02:c 2026-01-01:d',
    tag: 'paper:a x:a Without a tag:bcd',
    sweep: '2026-01-03-reviews-0a1b:a 2026-01-02-reviews-0a1b:c Without a sweep:bd',
  } as const;
  for (const grouping of ['experiment', 'task', 'day', 'tag', 'sweep'] as const)
    it(`are grouped by ${grouping}`, () => {
      const made = groupsOf(RUNS, grouping, t).map(({ label, entries }) => `${label}:${ids(entries)}`);
      assert.equal(made.join(' '), groups[grouping]);
    });

  it('tell how many a group has, and the best of them where they were judged alike', () => {
    const [first, second] = groupsOf(RUNS, 'day', t);
    assert.equal(first.description.replace(/\u202f/g, ' '), '2 runs · 90.0 % accuracy');
    assert.match(second.description, /^1 run · 3/);
    assert.equal(groupsOf(RUNS, 'task', t)[0].description, '3 runs');
  });

  it('are listed in time in proportion to their number', () =>
    assertInProportion('listing', 'x', (text) => {
      const entries = Array.from({ length: text.length / 40 }, (_, i) =>
        run(`r${i}`, { name: `n${i % 9}`, ...judged(i) }),
      );
      const nameOf = namesAmong(entries);
      const groups = groupsOf(chosenRuns(entries, { order: 'best', filter: 'n1' }), 'experiment', t);
      for (const group of groups) group.entries.forEach(nameOf);
    }));

  it('say what differs from the run before, until a person names them', () => {
    const changes = [{ key: 'training.optimizer.learningRate', before: 0.001, after: 0.0003 }];
    const look = describeRun(run('a', {}, { changes }), t);
    assert.equal(look.label, 'reviews · learningRate 0.001 → 0.0003');
    const named = describeRun(run('a', {}, { changes, about: { name: 'Mine', starred: true, tags: ['x y'] } }), t);
    assert.equal(named.label, '★ Mine');
    assert.match(named.tooltip, /^Mine \(completed\)\nExperiment: reviews\nSince the run before: learningRate/);
    assert.match(named.description, /#x y$/);
    assert.match(named.context, /\bstarred tagged\b/);
  });

  it('are told apart by as few words as do it', () => {
    const keys = ['model.encoder.dropout', 'training.dropout', 'seed'];
    assert.deepEqual(
      keys.map((key) => shortKey(key, keys)),
      ['encoder.dropout', 'training.dropout', 'seed'],
    );
    const changes = [
      { key: 'a.b', after: 1 },
      { key: 'c', before: 'x' },
      { key: 'd', before: true, after: 'y'.repeat(40) },
    ];
    assert.equal(changesText(changes), 'b 1, c x → –, +1');
    assert.equal(changesText(changes.slice(2)), `d true → ${'y'.repeat(23)}…`);
    assert.equal(changesText([]), '');
  });
});
