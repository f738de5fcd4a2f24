// Trainings that wait for their turn, and what becomes of them over a reload of the window.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { TrainingQueue } from '../../src/host/engine/trainingQueue';
import type { Training } from '../../src/host/engine/trainings';
import { describeWaiting } from '../../src/host/runs/describeWaiting';
import type { Translate } from '../../src/host/editor/texts';
import { Memory } from '../support/memory';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)]));
const request = (experimentText: string) => ({ experimentText, baseFolder: '/', runsFolder: '/runs' });

/** A window: what trains in it, and its queue. */
function openWindow(memory: vscode.Memento = new Memory(), atOnce = 1) {
  const running = new Set<string>();
  const begun: string[] = [];
  const begin = (name: string): void => {
    begun.push(name);
    running.add(name);
  };
  const trainings = {
    get all(): readonly Training[] {
      return [...running].map((name) => ({ name }) as Training);
    },
  };
  const queue = new TrainingQueue({ trainings, memory, atOnce: () => atOnce, begin });
  return {
    ...{ memory, queue, begun },
    /** As the trainer does. */
    ask(name: string): void {
      if (queue.isFree) begin(name);
      else queue.add(name, request(name));
    },
    end(name: string): void {
      running.delete(name);
      queue.next();
    },
    get waiting(): string[] {
      return queue.waiting
        .map((one) => describeWaiting(queue, one, t))
        .map((look) => `${look.label}: ${look.description}`);
    },
  };
}

describe('the queue of trainings', () => {
  it('lets one train at a time, in the order in which they were asked for', () => {
    const window = openWindow();
    for (const name of ['a', 'b', 'c']) window.ask(name);
    assert.deepEqual(window.begun, ['a']);
    assert.deepEqual(window.waiting, ['b: queued, number 1', 'c: queued, number 2']);
    window.end('a');
    assert.deepEqual([window.begun, window.waiting], [['a', 'b'], ['c: queued, number 1']]);
    window.end('b');
    window.end('c');
    assert.deepEqual([window.begun, window.waiting], [['a', 'b', 'c'], []]);
    window.ask('d');
    assert.deepEqual(window.begun.at(-1), 'd');
  });

  it('lets as many train at once as the person has set', () => {
    const window = openWindow(new Memory(), 2);
    for (const name of ['a', 'b', 'c']) window.ask(name);
    assert.deepEqual(window.begun, ['a', 'b']);
    window.end('b');
    assert.deepEqual(window.begun, ['a', 'b', 'c']);
  });

  it('starts one out of turn, or forgets it', () => {
    const window = openWindow();
    for (const name of ['a', 'b', 'c', 'd']) window.ask(name);
    window.queue.startNow(window.queue.waiting[2].id);
    assert.deepEqual(window.begun, ['a', 'd']);
    window.queue.remove(window.queue.waiting[0].id);
    assert.deepEqual(window.waiting, ['c: queued, number 1']);
    window.end('d');
    assert.deepEqual(window.begun, ['a', 'd'], 'a is still there');
    window.end('a');
    assert.deepEqual(window.begun, ['a', 'd', 'c']);
  });

  it('knows which run waits to be resumed', () => {
    const { queue, ask } = openWindow();
    ask('a');
    const waiting = queue.add('b', { ...request(''), resume: '/runs/b' });
    assert.deepEqual([queue.resuming('/runs/b'), queue.resuming('/runs/a')], [waiting, undefined]);
  });

  it('tells when it has changed', () => {
    const { queue } = openWindow();
    let told = 0;
    const listening = queue.onChange(() => told++);
    const { id } = queue.add('a', request('a'));
    queue.remove(id);
    assert.equal(told, 2);
    listening.dispose();
    queue.add('b', request('b'));
    assert.equal(told, 2);
  });

  it('starts nothing while the window closes, and keeps what waits', () => {
    const before = openWindow();
    for (const name of ['a', 'b', 'c']) before.ask(name);
    before.queue.close();
    before.end('a');
    assert.deepEqual(before.begun, ['a']);

    const after = openWindow(before.memory);
    assert.deepEqual(after.waiting, ['b: left over from before the reload', 'c: left over from before the reload']);
    after.queue.next();
    assert.deepEqual(after.begun, [], 'what is left over waits for the person');
    after.ask('d');
    assert.deepEqual(after.begun, ['d'], 'and keeps no other from its turn');
    after.queue.release(...after.queue.waiting.map(({ id }) => id));
    assert.deepEqual(after.waiting, ['b: queued, number 1', 'c: queued, number 2']);
    after.end('d');
    assert.deepEqual(after.begun, ['d', 'b']);
    assert.equal(after.queue.waiting[0].request.experimentText, 'c');
  });

  it('counts turns without what is left over', () => {
    const memory = new Memory();
    openWindow(memory).queue.add('old', request('old'));
    const window = openWindow(memory);
    for (const name of ['a', 'b']) window.ask(name);
    assert.deepEqual(window.waiting, ['old: left over from before the reload', 'b: queued, number 1']);
  });
});
