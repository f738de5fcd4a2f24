// The lines of the tree *Runs* on very many runs: pages, groups, a filter, and runs that stand in several groups.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { WaitingTraining } from '../../src/host/engine/trainingQueue';
import type { Arrangement } from '../../src/host/runs/arranging';
import type { RunEntry } from '../../src/host/runs/runEntry';
import type { TreeNode } from '../../src/host/runs/runNodes';
import type { TreeOptions } from '../../src/host/runs/runsTree';
import type { RunAbout } from '../../src/protocol/run';
import { recordOf } from '../engine/store/support/records';
import { FakeEvent } from '../support/fakeEvent';
import { provideFakeVscode } from '../support/fakeVscode';
import { Memory } from '../support/memory';

function entryOf(i: number, about?: RunAbout): RunEntry {
  const record = recordOf(`run-${i}`, { status: 'completed', name: i % 2 ? 'odd' : 'even' });
  const summary = { folder: `/runs/run-${i}`, record, resumable: false, checkpoints: [], ...(about && { about }) };
  return { summary, ours: false };
}

describe('the tree of very many runs', () => {
  before(provideFakeVscode);

  const life = new Lifetime();
  after(() => life.dispose());

  async function treeOf(entries: RunEntry[], to: Partial<Arrangement>, queue: object = { waiting: [] }) {
    const { RunsTree } = await import('../../src/host/runs/runsTree');
    const { Arranging } = await import('../../src/host/runs/arranging');
    const { ExpandedNodes } = await import('../../src/host/runs/expandedNodes');
    const memory = new Memory();
    const arranging = new Arranging(memory, life);
    arranging.change(to);
    const byFolder = new Map(entries.map((entry) => [entry.summary.folder, entry]));
    const onDidChange = new FakeEvent<string | undefined>().event;
    const runs = { ready: () => Promise.resolve(entries), at: (folder: string) => byFolder.get(folder), onDidChange };
    const parts = { runs, queue, expanded: new ExpandedNodes(memory), arranging, reading: {} };
    const tree = new RunsTree(parts as unknown as TreeOptions, life);
    const label = async (node: TreeNode): Promise<string> => {
      const item: vscode.TreeItem = tree.getTreeItem(node);
      return `${String(item.label)} ${String(item.description ?? '')}`.trim();
    };
    const kinds = (nodes: readonly TreeNode[]): string => [...new Set(nodes.map(({ kind }) => kind))].join();
    return { tree, arranging, memory, label, kinds };
  }

  it('lists some at once, and more when asked', async () => {
    const { tree, kinds } = await treeOf(
      Array.from({ length: 10_000 }, (_, i) => entryOf(i)),
      {},
    );
    const first = await tree.getChildren();
    assert.deepEqual([first.length, kinds(first)], [301, 'run,more']);
    const more = first[300];
    assert.ok(more.kind === 'more' && more.left === 9700);
    tree.showMore(more.section);
    assert.equal((await tree.getChildren()).length, 601);
    assert.equal(new Set(first.map((node) => tree.getTreeItem(node).id)).size, 301);
  });

  it('opens groups one by one', async () => {
    const { tree, kinds, label } = await treeOf(
      Array.from({ length: 10 }, (_, i) => entryOf(i)),
      { grouping: 'experiment' },
    );
    const groups = await tree.getChildren();
    assert.equal(kinds(groups), 'section');
    assert.deepEqual(await Promise.all(groups.map(label)), ['even {0} runs', 'odd {0} runs']);
    const inner = await tree.getChildren(groups[0]);
    assert.deepEqual([inner.length, kinds(inner)], [5, 'run']);
  });

  it('lists a run with two tags twice, as two lines', async () => {
    const entries = [entryOf(0, { tags: ['a', 'b'] }), entryOf(1, { tags: ['b'] })];
    const { tree } = await treeOf(entries, { grouping: 'tag' });
    const groups = await tree.getChildren();
    const inner = (await Promise.all(groups.map((group) => tree.getChildren(group)))).flat();
    const ids = inner.map((node) => tree.getTreeItem(node).id);
    assert.deepEqual([ids.length, new Set(ids).size], [3, 3]);
    assert.deepEqual((await tree.getChildren(inner[0])).map(({ kind }) => kind).includes('group'), true);
  });

  it('has what waits on top, in the order into which it is dragged', async () => {
    const { QueueDragging } = await import('../../src/host/runs/queueDragging');
    const waitingOf = (name: string, status = 'waiting'): WaitingTraining =>
      ({ ...{ id: name, name, kind: 'train', addedAt: '', runsFolder: '/runs', status } }) as WaitingTraining;
    const moves: unknown[][] = [];
    const queue = {
      waiting: [waitingOf('a'), waitingOf('b', 'failed'), waitingOf('c')],
      ...{ placeOf: () => 1, isPaused: () => false, isWorking: true },
      move: (...given: unknown[]) => Promise.resolve(void moves.push(given)),
    };
    const { tree, label } = await treeOf([entryOf(0)], {}, queue);
    const nodes = await tree.getChildren();
    assert.deepEqual(
      nodes.map(({ kind }) => kind),
      ['waiting', 'waiting', 'waiting', 'run'],
    );
    assert.deepEqual((await Promise.all(nodes.map(label))).slice(0, 3), [
      'a queued, number {0}',
      'b failed',
      'c queued, number {0}',
    ]);
    assert.equal(tree.getTreeItem(nodes[0]).contextValue, 'queued');
    const dragging = new QueueDragging(queue, { guarded: (work) => work() });
    const data = { set: () => undefined } as unknown as vscode.DataTransfer;
    const [a, b, c, run] = nodes;
    for (const [source, target] of [
      [[a], c],
      [[c], a],
      [[a, b], run],
      [[b], undefined],
      [[run], a],
      [[b], b],
    ] as const) {
      dragging.handleDrag(source, data);
      await dragging.handleDrop(target);
    }
    assert.deepEqual(moves, [
      [['a'], undefined],
      [['c'], 'a'],
      [['a', 'b'], undefined],
      [['b'], undefined],
    ]);
  });

  it('says that the filter lets none pass, and keeps the arrangement', async () => {
    const { tree, kinds, memory, arranging } = await treeOf([entryOf(0)], { filter: 'nothing' });
    assert.equal(kinds(await tree.getChildren()), 'none');
    const { Arranging } = await import('../../src/host/runs/arranging');
    assert.equal(new Arranging(memory, life).current.filter, 'nothing');
    arranging.change({ filter: '' });
    assert.equal(kinds(await tree.getChildren()), 'run');
    await memory.update('nlpLab.arrangedRuns', { grouping: 'planet', order: 7, filter: 3 });
    assert.deepEqual(new Arranging(memory, life).current, { grouping: 'none', order: 'newest', filter: '' });
  });
});
