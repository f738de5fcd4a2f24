// The queue on disk: what waits is trained in its order, once, by whoever asks; what was stopped or killed goes on with its run.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { addToQueue, changeQueue, queue, trainQueued } from '../../../src/engine/calls/queue';
import { changed } from '../../../src/engine/runs/queue/queueChanges';
import { changeQueue as changeStored, queueFolder, readQueue } from '../../../src/engine/runs/queue/queueFile';
import { seal } from '../../../src/engine/store/sealedJson';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { listRuns } from '../../../src/engine/store/runFolder';
import type { TrainProgress } from '../../../src/protocol/engine';
import type { LabError, LabErrorCode } from '../../../src/protocol/labError';
import type { QueueChange, QueuedBegun, QueueReply, QueueRequest } from '../../../src/protocol/queue';
import type { TrialBegun } from '../../../src/protocol/sweep';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../../faults/smallExperiment';
import { withFolder } from '../store/support/temporaryFolder';
import { itemOf } from './support/queuedItem';

type Told = TrainProgress | TrialBegun | QueuedBegun;

const context = (signal = new AbortController().signal, progress: (told: Told) => void = () => undefined) => ({
  ...{ signal, progress, log: () => undefined, transfer: () => undefined },
});

const bayes = (changes: object = {}) =>
  smallExperiment({ model: 'naive-bayes', training: undefined, tokenizer: 'whitespace', ...changes });
const SLOW = {
  model: { type: 'rnn', embedding: 4, hidden: 4 },
  training: { epochs: 2, batchSize: 16, checkpointEverySteps: 1, optimizer: { type: 'sgd', learningRate: 0.1 } },
};

/** A folder of data, with a queue. */
function placeIn(folder: string) {
  writeExperiment(folder, {}, tsvOf(corpusRows(60, 1)));
  const runsFolder = path.join(folder, 'runs');
  const add = async (experiment: object, more: Partial<QueueRequest> = {}) => {
    const asked = { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder, ...more };
    return (await addToQueue(asked, context())).item.id;
  };
  return {
    ...{ runsFolder, add },
    train: (id?: string, signal?: AbortSignal, progress?: (told: Told) => void) =>
      trainQueued({ runsFolder, id }, context(signal, progress)),
    change: (change: QueueChange) => changeQueue({ runsFolder, change }, context()),
    items: async () => (await queue({ runsFolder }, context())).items.map(({ name, status }) => `${name} ${status}`),
    runs: () =>
      listRuns(nodeFiles, runsFolder)
        .map(({ record }) => record)
        .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
  };
}

const failsWith = (code: LabErrorCode) => (error: LabError) => error.code === code;
const ended = (reply: QueueReply) => (reply.state === 'ran' ? `${reply.name} ${reply.status}` : reply.state);

describe('the queue', () => {
  it('trains in its order, and takes out what is complete', () =>
    withFolder(async (folder) => {
      const { add, train, items, runs, change } = placeIn(folder);
      const [, b] = [await add(bayes({ name: 'a' })), await add(bayes({ name: 'b' }))];
      const c = await add(bayes({ name: 'c' }), { isFirst: true });
      assert.deepEqual(await items(), ['c waiting', 'a waiting', 'b waiting']);
      await change({ kind: 'move', ids: [b], before: c });
      const told: Told[] = [];
      for (let i = 0; i < 3; i++) await train(undefined, undefined, (one) => told.push(one));
      assert.deepEqual(
        runs().map(({ name, status }) => `${name} ${status}`),
        ['b completed', 'c completed', 'a completed'],
      );
      assert.equal(runs()[0].queued, b);
      assert.deepEqual(told[0], { kind: 'item', id: b, name: 'b', experimentFile: undefined });
      assert.deepEqual([await items(), await train()], [[], { state: 'done' }]);
      assert.deepEqual(fs.readdirSync(queueFolder(path.join(folder, 'runs'))), [], 'nothing is left about');
    }));

  it('refuses what could not be trained, before it waits', () =>
    withFolder(async (folder) => {
      const { add, items } = placeIn(folder);
      await assert.rejects(add(bayes({ model: 'none' })), failsWith('INVALID_EXPERIMENT'));
      await assert.rejects(
        add(bayes({ data: { train: 'gone.tsv', text: 'text', label: 'label' } })),
        failsWith('NOT_FOUND'),
      );
      await assert.rejects(add(bayes(), { isSweep: true }), failsWith('INVALID_EXPERIMENT'));
      assert.deepEqual(await items(), []);
    }));

  it('keeps what fails with its reason, and trains it when it is tried again', () =>
    withFolder(async (folder) => {
      const { add, train, items, change, runsFolder } = placeIn(folder);
      const id = await add(bayes({ name: 'a' }));
      await add(bayes({ name: 'b' }));
      const data = path.join(folder, 'train.tsv');
      fs.renameSync(data, `${data}.away`);
      assert.equal(ended(await train()), 'a failed');
      assert.match(readQueue(nodeFiles, runsFolder).items[0].failure?.message ?? '', /train\.tsv/);
      fs.renameSync(`${data}.away`, data);
      assert.deepEqual(
        [ended(await train()), await items(), ended(await train())],
        ['b completed', ['a failed'], 'done'],
      );
      await change({ kind: 'retry', ids: [id] });
      assert.deepEqual([await items(), ended(await train()), await items()], [['a waiting'], 'a completed', []]);
    }));

  it('goes on with the run of one that was stopped, also where its process never told which that is', () =>
    withFolder(async (folder) => {
      const { add, train, items, runs, runsFolder } = placeIn(folder);
      await add(bayes({ name: 'a', ...SLOW }));
      for (const step of [2, 4]) {
        const stop = new AbortController();
        const stopping = train(undefined, stop.signal, (told) => {
          if (told.kind === 'metric' && told.line.step === step) stop.abort();
        });
        await assert.rejects(stopping, failsWith('CANCELLED'));
        assert.deepEqual([await items(), runs().map(({ status }) => status)], [['a waiting'], ['stopped']]);
        await changeStored(nodeFiles, runsFolder, (stored) => ({
          ...stored,
          items: stored.items.map((item) => ({ ...item, run: undefined })),
        }));
      }
      assert.deepEqual([ended(await train()), await items()], ['a completed', []]);
      assert.deepEqual(
        runs().map(({ status, step }) => [status, step > 4]),
        [['completed', true]],
      );
    }));

  it('stops what is removed by another process, and what trains when all is to stop', () =>
    withFolder(async (folder) => {
      const { add, train, items, change, runs } = placeIn(folder);
      const long = { ...SLOW, training: { ...SLOW.training, epochs: 5_000, checkpointEverySteps: 1_000 } };
      const trainAnd = async (changing: (id: string) => QueueChange): Promise<unknown[]> => {
        const id = await add(bayes({ name: 'a', ...long }));
        let isAsked = false;
        const reply = await train(undefined, undefined, (told) => {
          if (told.kind !== 'metric' || isAsked) return;
          isAsked = true;
          void change(changing(id));
        });
        return [ended(reply), await items()];
      };
      assert.deepEqual(await trainAnd((id) => ({ kind: 'remove', ids: [id] })), ['a stopped', []]);
      assert.deepEqual(await trainAnd(() => ({ kind: 'state', state: 'stopped' })), ['a stopped', ['a waiting']]);
      assert.deepEqual(
        runs().map(({ status }) => status),
        ['stopped', 'stopped'],
      );
      assert.deepEqual(await train(), { state: 'paused' });
    }));

  it('begins nothing while it is paused, but what is started out of turn', () =>
    withFolder(async (folder) => {
      const { add, train, items, change } = placeIn(folder);
      await add(bayes({ name: 'a' }));
      const b = await add(bayes({ name: 'b' }));
      await change({ kind: 'state', state: 'stopped' });
      assert.deepEqual(
        [await train(), ended(await train(b)), await items()],
        [{ state: 'paused' }, 'b completed', ['a waiting']],
      );
      await assert.rejects(train(b), failsWith('NOT_FOUND'));
      await change({ kind: 'state', state: 'open' });
      assert.equal(ended(await train()), 'a completed');
    }));

  it('trains a sweep run by run, and lets a run wait to be resumed once', () =>
    withFolder(async (folder) => {
      const { add, train, items, runs, change } = placeIn(folder);
      const sweep = { keys: { 'model.alpha': [0.1, 1] }, search: 'grid' };
      await add(bayes({ name: 's', sweep }), { isSweep: true });
      const replies = [await train(), await train()];
      assert.deepEqual(
        replies.map((reply) => (reply.state === 'ran' ? reply.trial?.trial : reply.state)),
        [1, 2],
      );
      assert.deepEqual([await items(), ended(await train()), await items()], [['s waiting'], 'done', []]);
      await add(bayes({ name: 'a', ...SLOW }));
      const stop = new AbortController();
      await train(undefined, stop.signal, (told) => told.kind === 'metric' && stop.abort()).catch(() => undefined);
      const [{ id }] = runs().filter(({ name }) => name === 'a');
      const resume = path.join(folder, 'runs', id);
      await assert.rejects(add({}, { resume }), failsWith('BUSY'));
      await change({
        kind: 'remove',
        ids: readQueue(nodeFiles, path.join(folder, 'runs')).items.map((item) => item.id),
      });
      await add({}, { resume });
      assert.deepEqual([ended(await train()), await items()], ['a completed', []]);
      await assert.rejects(add({}, { resume }), failsWith('INVALID_ARGUMENT'));
    }));

  it('says what is wrong with its file, and changes nothing there', () =>
    withFolder(async (folder) => {
      const { add, train, runsFolder } = placeIn(folder);
      await add(bayes());
      const file = path.join(queueFolder(runsFolder), 'queue.json');
      const whole = fs.readFileSync(file, 'utf8');
      for (const [text, message] of [
        [whole.replace('small', 'smell'), /does not match its checksum/],
        [seal({ format: 2 }), /newer version/],
        [seal({ format: 1, state: 'open', items: [{ id: 'x' }] }), /"items\.0\.id" is missing or wrong/],
      ] as const) {
        fs.writeFileSync(file, text);
        const isIt = (error: LabError): boolean => error.code === 'INVALID_FILE' && message.test(error.message);
        await assert.rejects(train(), isIt);
        await assert.rejects(add(bayes()), isIt);
        assert.equal(fs.readFileSync(file, 'utf8'), text);
      }
    }));

  it('puts what is moved where it is to stand', () => {
    const stored = { format: 1, state: 'open', items: ['a', 'b', 'c', 'd'].map(itemOf) } as const;
    const order = (ids: string[], before?: string): string =>
      changed({ ...stored, items: [...stored.items] }, { kind: 'move', ids, before })
        .items.map(({ id }) => id)
        .join('');
    assert.deepEqual(
      [
        order(['a']),
        order(['d'], 'a'),
        order(['b', 'd'], 'a'),
        order(['a', 'b'], 'b'),
        order(['c', 'a'], 'd'),
        order(['d'], 'd'),
      ],
      ['bcda', 'dabc', 'bdac', 'abcd', 'bacd', 'abcd'],
    );
    assert.throws(() => order(['x']), failsWith('NOT_FOUND'));
    assert.throws(() => order(['a'], 'x'), failsWith('NOT_FOUND'));
  });
});
