// What waits to be trained as a window sees it, and its part in training it, above files that other windows change, too.
import assert from 'node:assert/strict';
import { changed, withItem } from '../../src/engine/runs/queue/queueChanges';
import type { StoredItem, StoredQueue } from '../../src/engine/runs/queue/queueFile';
import { TrainingQueue, type TrainingQueueOptions } from '../../src/host/engine/trainingQueue';
import type { Training, TrainingEnd } from '../../src/host/engine/trainings';
import { describeWaiting } from '../../src/host/runs/describeWaiting';
import { dropPlace, stepPlace } from '../../src/host/runs/dropPlace';
import type { Translate } from '../../src/host/editor/texts';
import type { QueueChange, QueueRequest, QueueSummary } from '../../src/protocol/queue';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)]));
const RUNS = '/runs';
const request = (name: string): QueueRequest => ({ experimentText: name, baseFolder: '/', runsFolder: RUNS });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The file that all windows share, and what is trained of it. */
class SharedFile {
  stored: StoredQueue = { format: 1, state: 'open', items: [] };
  readonly running = new Set<string>();

  get summary(): QueueSummary {
    const { state, items } = this.stored;
    return {
      state,
      items: items.map(({ id, name, addedAt, asked, status, failure }) => ({
        ...{ id, name, addedAt, kind: asked.kind, failure, run: asked.kind === 'resume' ? asked.run : undefined },
        ...(asked.kind === 'sweep' && { sweep: asked.sweep }),
        status: this.running.has(id) ? 'running' : status,
      })),
    };
  }

  call(name: string, asked: unknown): Promise<unknown> {
    if (name === 'queue') return Promise.resolve(this.summary);
    if (name === 'addToQueue') {
      const { experimentText, resume } = asked as QueueRequest;
      const id = experimentText || String(resume);
      const of: StoredItem['asked'] = resume
        ? { kind: 'resume', run: resume.slice(RUNS.length + 1) }
        : { kind: 'train', experimentText, baseFolder: '/', overrides: [] };
      const item: StoredItem = { id, name: id, addedAt: '', status: 'waiting', asked: of };
      this.stored = withItem(this.stored, item);
      return Promise.resolve({ item: this.summary.items.at(-1), place: 1 });
    }
    this.stored = changed(this.stored, (asked as { change: QueueChange }).change);
    return Promise.resolve(this.summary);
  }
}

/** A window: what trains in it, and its view of the queue. */
function openWindow(file = new SharedFile(), atOnce = 1) {
  const running = new Map<string, (end: TrainingEnd) => void>();
  const begun: string[] = [];
  const failures: unknown[] = [];
  const sweepEnds: string[] = [];
  const trainQueued: TrainingQueueOptions['trainings']['trainQueued'] = (_, { id }) => {
    const { state, items } = file.summary;
    const waiting = state === 'open' || id !== undefined ? items.filter(({ status }) => status !== 'running') : [];
    const item = waiting.find((one) => (id === undefined ? one.status === 'waiting' : one.id === id));
    let settle: (end: TrainingEnd) => void = () => undefined;
    const ended = new Promise<TrainingEnd>((resolve) => (settle = resolve));
    if (item) {
      begun.push(item.name);
      file.running.add(item.id);
      running.set(item.id, settle);
    } else settle({ status: 'stopped', seconds: 0, idle: items.length > 0 ? 'wait' : 'done' });
    return {
      name: item?.name,
      started: item ? Promise.resolve('') : Promise.reject(new Error()),
      ended,
    } as unknown as Training;
  };
  const trainings = {
    trainQueued,
    get all(): readonly Training[] {
      return [...running.keys()].map((name) => ({ name }) as Training);
    },
  };
  const queue = new TrainingQueue({
    ...{ trainings, atOnce: () => atOnce, defaults: () => ({}), onBegun: () => undefined },
    engine: { call: (name: string, asked: unknown) => file.call(name, asked) } as TrainingQueueOptions['engine'],
    runsFolders: () => Promise.resolve(file.stored.items.length > 0 || file.stored.state !== 'open' ? [RUNS] : []),
    onSweepEnd: ({ name, sweep }) => sweepEnds.push(`${name} in ${sweep}`),
    onFailure: (error) => failures.push(error),
  });
  return {
    ...{ file, queue, begun, failures, sweepEnds },
    async add(...names: string[]): Promise<void> {
      for (const name of names) await queue.add(request(name));
    },
    async end(name: string, end: TrainingEnd = { status: 'completed', seconds: 1 }): Promise<void> {
      file.running.delete(name);
      const settle = running.get(name);
      running.delete(name);
      const items = file.stored.items.flatMap((item): StoredItem[] => {
        if (item.id !== name || end.isUnanswered) return [item];
        return end.failure ? [{ ...item, status: 'failed', failure: end.failure }] : [];
      });
      file.stored = { ...file.stored, items };
      settle?.(end);
      for (let i = 0; i < 5; i++) await settled();
    },
    get waiting(): string[] {
      return queue.waiting
        .map((one) => describeWaiting(queue, one, t))
        .map((look) => `${look.label}: ${look.description}`);
    },
  };
}

describe('the queue in a window', () => {
  it('is trained in its order once it is started, as many at once as may', async () => {
    const window = openWindow(undefined, 2);
    await window.add('a', 'b', 'c', 'd');
    assert.deepEqual([window.begun, window.queue.isFree], [[], true], 'what only waits keeps no other from its start');
    await window.queue.work();
    await settled();
    assert.deepEqual(
      [window.begun, window.waiting],
      [
        ['a', 'b'],
        ['c: queued, number 1', 'd: queued, number 2'],
      ],
    );
    await window.end('b');
    assert.deepEqual([window.begun, window.waiting], [['a', 'b', 'c'], ['d: queued, number 1']]);
    for (const name of ['a', 'c', 'd']) await window.end(name);
    assert.deepEqual([window.begun, window.waiting, window.queue.isWorking], [['a', 'b', 'c', 'd'], [], false]);
  });

  it('is shared with other windows, which begin nothing before the person says so there', async () => {
    const [one, two] = [openWindow(), openWindow()];
    const other = openWindow(one.file);
    await one.add('a', 'b', 'c');
    await one.queue.work();
    await other.queue.lookAgain();
    assert.deepEqual([other.begun, other.waiting], [[], ['b: queued, number 1', 'c: queued, number 2']]);
    await other.queue.work();
    assert.deepEqual([one.begun, other.begun, two.begun], [['a'], ['b'], []]);
    await other.queue.move(['c']);
    one.queue.close();
    await one.end('a');
    await other.end('b');
    assert.deepEqual([one.begun, other.begun], [['a'], ['b', 'c']]);
    const later = openWindow(other.file);
    await later.queue.refresh();
    later.queue.next();
    assert.deepEqual(later.begun, [], 'what is left over waits for the person');
  });

  it('keeps what fails with its reason, until it is tried again', async () => {
    const window = openWindow();
    await window.add('a', 'b');
    await window.queue.work();
    await window.end('a', { status: 'failed', seconds: 1, failure: { code: 'DISK', message: 'The disk is full.' } });
    assert.deepEqual([window.begun, window.waiting], [['a', 'b'], ['a: failed']]);
    assert.match(describeWaiting(window.queue, window.queue.waiting[0], t).tooltip, /The disk is full\./);
    await window.queue.retry('a');
    assert.deepEqual(window.waiting, ['a: queued, number 1']);
    await window.end('b');
    assert.deepEqual(window.begun, ['a', 'b', 'a']);
  });

  it('is left alone where the engine gives no answer, for it would be asked again at once', async () => {
    const window = openWindow();
    await window.add('a');
    await window.queue.work();
    await window.end('a', { status: 'interrupted', seconds: 1, isUnanswered: true });
    assert.deepEqual([window.begun, window.waiting, window.queue.isWorking], [['a'], ['a: queued, number 1'], false]);
  });

  it('is paused, gone on with, and left out of turn', async () => {
    const window = openWindow();
    await window.add('a', 'b', 'c');
    await window.queue.work();
    await window.queue.pause();
    await window.end('a');
    assert.deepEqual([window.begun, window.waiting[0]], [['a'], 'b: queued, number 1, paused']);
    window.queue.startNow('c');
    await settled();
    assert.deepEqual(window.begun, ['a', 'c']);
    await window.end('c');
    await window.queue.remove('b');
    await window.add('d');
    await window.queue.work();
    await settled();
    assert.deepEqual([window.begun, window.waiting], [['a', 'c', 'd'], []]);
  });

  it('knows which run waits to be resumed, and tells when it has changed', async () => {
    const { queue } = openWindow();
    let told = 0;
    const listening = queue.onChange(() => told++);
    await queue.add({ ...request(''), resume: '/runs/b' });
    assert.deepEqual([queue.resuming('/runs/b')?.run, queue.resuming('/runs/a'), told], ['b', undefined, 1]);
    await queue.refresh();
    assert.equal(told, 1, 'nothing has changed');
    listening.dispose();
    await queue.remove('/runs/b');
    assert.equal(told, 1);
  });

  it('tells once that a sweep has left it, whoever trained its last run', async () => {
    const window = openWindow();
    await window.add('a');
    const swept = {
      id: 's',
      name: 's',
      addedAt: '',
      status: 'waiting',
      asked: { kind: 'sweep', sweep: 'of-s' },
    } as const;
    window.file.stored = withItem(window.file.stored, swept);
    await window.queue.refresh();
    await window.queue.remove('a');
    assert.deepEqual(window.sweepEnds, []);
    window.file.stored = { ...window.file.stored, items: [] };
    await window.queue.refresh();
    await window.queue.refresh();
    assert.deepEqual(window.sweepEnds, ['s in of-s']);
  });

  it('says what it could not read', async () => {
    const window = openWindow();
    await window.add('a');
    window.file.call = () => Promise.reject(new Error('damaged'));
    await window.queue.refresh();
    assert.equal(window.failures.length, 1);
  });
});

describe('lines that are moved', () => {
  const waiting = ['a', 'b', 'c', 'd'].map((id) => ({ id, runsFolder: RUNS }));
  const elsewhere = { id: 'x', runsFolder: '/others' };
  const ordered = (ids: string[], place: { before?: string } | undefined): string => {
    if (!place) return '';
    const items = waiting.map(({ id }): StoredItem => {
      const asked = { kind: 'resume', run: id } as const;
      return { id, name: id, addedAt: '', status: 'waiting', asked };
    });
    const change = { kind: 'move', ids, before: place.before } as const;
    return changed({ format: 1, state: 'open', items }, change)
      .items.map(({ id }) => id)
      .join('');
  };

  it('come to stand where they are dropped: behind a line below, before one above, else at the end', () => {
    for (const [ids, target, order] of [
      [['a'], 'c', 'bcad'],
      [['a'], 'd', 'bcda'],
      [['d'], 'a', 'dabc'],
      [['c', 'd'], 'b', 'acdb'],
      [['a', 'b'], 'c', 'cabd'],
      [['b'], undefined, 'acdb'],
      [['b'], 'b', ''],
      [[], 'b', ''],
    ] as const)
      assert.equal(
        ordered([...ids], dropPlace(waiting, ids, target)),
        order,
        `${ids.join()} to ${target ?? 'the end'}`,
      );
    assert.equal(dropPlace([...waiting, elsewhere], ['a'], 'x'), undefined, 'another queue');
  });

  it('go up and down by keys, and stay within their queue', () => {
    for (const [ids, step, order] of [
      [['b'], 'up', 'bacd'],
      [['b'], 'down', 'acbd'],
      [['b', 'c'], 'up', 'bcad'],
      [['b', 'c'], 'down', 'adbc'],
      [['a'], 'up', ''],
      [['d'], 'down', ''],
    ] as const)
      assert.equal(ordered([...ids], stepPlace([...waiting, elsewhere], ids, step)), order, `${ids.join()} ${step}`);
  });
});
