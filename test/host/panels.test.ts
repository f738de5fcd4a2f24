// What panels of views are made of, as far as no editor is needed: what they are about over a reload, and work they wait for.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { KeptSources } from '../../src/host/views/keptSources';
import { ShownWork } from '../../src/host/views/shownWork';
import { savedKey } from '../../src/host/views/subjects';
import { LabError } from '../../src/protocol/labError';
import { Memory } from '../support/memory';

interface Source {
  file: string;
  test?: string;
}

describe('what views are about', () => {
  const kept = (memory: vscode.Memento, most = 3) =>
    new KeptSources<Source>(memory, { name: 'sources', most, nameOf: ({ file }) => file });

  it('has a key that stays, with what was known of it, after a reload too', () => {
    const memory = new Memory();
    const sources = kept(memory);
    const { key } = sources.add({ file: 'a' });
    sources.keep(key, { file: 'a', test: 'b' });
    assert.deepEqual(kept(memory).add({ file: 'a' }), { key, subject: { file: 'a', test: 'b' } });
    assert.deepEqual(kept(memory).at(key), { key, subject: { file: 'a', test: 'b' } });
    assert.notEqual(sources.add({ file: 'c' }).key, key);
  });

  it('is told apart where it has no name', () => {
    const sources = new KeptSources<Source>(new Memory(), { name: 'sources', most: 3, nameOf: () => undefined });
    assert.notEqual(sources.add({ file: 'a' }).key, sources.add({ file: 'a' }).key);
  });

  it('is forgotten when many others were shown later', () => {
    const sources = kept(new Memory(), 2);
    const keys = ['a', 'b', 'a', 'c'].map((file) => sources.add({ file }).key);
    assert.deepEqual([keys[0], keys[0]], [keys[2], sources.at(keys[0])?.key]);
    assert.equal(sources.at(keys[1]), undefined);
  });

  it('is found by what a view has saved, and by nothing else', () => {
    assert.equal(savedKey({ key: 'a' }), 'a');
    for (const state of [undefined, null, 'a', {}, { key: 1 }, { key: 'x'.repeat(300) }])
      assert.equal(savedKey(state), undefined);
    assert.equal(kept(new Memory()).at(undefined), undefined);
  });
});

describe('work that a view waits for', () => {
  function shown() {
    const errors: string[] = [];
    const notices: unknown[] = [];
    const log = { error: (message: string) => void errors.push(message) };
    const work: ShownWork = new ShownWork({ onNotice: () => notices.push(work.notice), cancelled: 'It was.', log });
    return { work, errors, notices };
  }

  it('says what goes on and how far it is, and nothing once it is done', async () => {
    const { work, notices } = shown();
    const taken: string[] = [];
    work.start('Counting', async (_, tell) => {
      tell('Counting', 0.5);
      return () => taken.push('figures');
    });
    await work.settled;
    assert.deepEqual(notices, [
      { kind: 'working', message: 'Counting' },
      { kind: 'working', message: 'Counting', fraction: 0.5 },
    ]);
    assert.deepEqual([taken, work.notice], [['figures'], undefined]);
  });

  it('says why it failed, in the log too, and that it was cancelled', async () => {
    const { work, errors } = shown();
    work.start('Counting', () => Promise.reject(new LabError('DISK', 'No such file.')));
    await work.settled;
    assert.deepEqual([work.notice, errors], [{ kind: 'error', message: 'No such file.' }, ['No such file.']]);
    work.start('Counting', (signal) => {
      const cancelled = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'Cancelled.'))),
      );
      work.stop();
      return cancelled;
    });
    await work.settled;
    assert.deepEqual([work.notice, errors.length], [{ kind: 'error', message: 'It was.' }, 1]);
  });

  it('takes nothing of what was replaced, neither figures nor failures nor progress', async () => {
    const { work, notices } = shown();
    const taken: string[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const begin = (name: string): Promise<void> => {
      work.start(name, (_, tell) =>
        new Promise<void>((resolve, reject) =>
          ends.push((error) => (tell(`${name} late`), error ? reject(error) : resolve())),
        ).then(() => () => taken.push(name)),
      );
      return work.settled;
    };
    const all = ['first', 'second', 'third'].map(begin);
    ends[0]();
    ends[1](new Error('late'));
    ends[2]();
    await Promise.all(all);
    assert.deepEqual([taken, work.notice], [['third'], undefined]);
    assert.deepEqual(
      notices.map((notice) => (notice as { message: string }).message),
      ['first', 'second', 'third', 'third late'],
    );
  });
});
