// Waiting for the training of a lesson's experiment: at once, in its turn, elsewhere, or not at all.

import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Training, TrainingEnd } from '../../src/host/engine/trainings';
import { trained, type TrainingParts } from '../../src/host/experiments/trained';
import { LabError } from '../../src/protocol/labError';
import { FakeEvent } from '../support/fakeEvent';

const FILE = { fsPath: '/a/x.nlplab.json' } as vscode.Uri;

function training(end: Partial<TrainingEnd>, experimentFile = FILE.fsPath) {
  let finish: () => void = () => undefined;
  const stops: string[] = [];
  const ended = new Promise<TrainingEnd>(
    (resolve) => (finish = () => resolve({ status: 'completed', seconds: 1, ...end })),
  );
  const one = { experimentFile, ended, stop: () => (stops.push('stop'), finish()) };
  return { one: one as unknown as Training, finish: () => finish(), stops };
}

function window_(first: () => Promise<Training | undefined>, all: readonly Training[] = []) {
  const began = new FakeEvent<Training>();
  const changed = new FakeEvent<void>();
  const cancel = new FakeEvent<void>();
  const held = new Set<string>();
  const parts = {
    trainer: { trainFile: first },
    trainings: { all, onChange: began.event },
    queue: { onChange: changed.event, holds: (file: string) => held.has(file) },
  } as unknown as TrainingParts;
  const token = { onCancellationRequested: cancel.event } as unknown as vscode.CancellationToken;
  return { began, changed, cancel, held, wait: () => trained(FILE, parts, token) };
}

describe('the training of a lesson', () => {
  it('is waited for, and its failure told', async () => {
    const { one, finish } = training({ status: 'failed', failure: { code: 'NOT_FINITE', message: 'Not finite.' } });
    const waiting = window_(() => Promise.resolve(one)).wait();
    finish();
    assert.equal(await waiting, 'Not finite.');
    assert.equal(
      await window_(() => Promise.reject(new LabError('NOT_FOUND', 'Nothing there.'))).wait(),
      'Nothing there.',
    );
  });

  it('is waited for in its turn, whatever else trains meanwhile', async () => {
    const [other, own] = [training({}, '/a/y.nlplab.json'), training({})];
    const { began, changed, held, wait } = window_(() => (held.add(FILE.fsPath), Promise.resolve(undefined)));
    const waiting = wait();
    await Promise.resolve();
    changed.fire();
    began.fire(other.one);
    began.fire(own.one);
    held.clear();
    changed.fire();
    own.finish();
    assert.equal(await waiting, undefined);
  });

  it('is not taken for one of the same experiment that goes on already', async () => {
    const [earlier, own] = [training({ status: 'failed', failure: { code: 'DISK', message: 'Full.' } }), training({})];
    const first = () => (held.add(FILE.fsPath), Promise.resolve(undefined));
    const { began, held, changed, wait } = window_(first, [earlier.one]);
    const waiting = wait();
    await Promise.resolve();
    changed.fire();
    began.fire(earlier.one);
    earlier.finish();
    began.fire(own.one);
    own.finish();
    assert.equal(await waiting, undefined);
  });

  it('is not waited for once it was taken out of the queue, or trained elsewhere', async () => {
    const { changed, held, wait } = window_(() => (held.add(FILE.fsPath), Promise.resolve(undefined)));
    const waiting = wait();
    await Promise.resolve();
    changed.fire(); // it waits
    held.clear();
    changed.fire(); // and is gone
    assert.equal(await waiting, undefined);
  });

  it('is stopped where the person cancels', async () => {
    const { one, stops } = training({ status: 'stopped' });
    const { cancel, wait } = window_(() => Promise.resolve(one));
    const waiting = wait();
    await Promise.resolve();
    cancel.fire();
    assert.equal(await waiting, undefined);
    assert.deepEqual(stops, ['stop']);
  });
});
