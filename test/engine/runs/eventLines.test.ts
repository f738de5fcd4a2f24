// Event files of TensorBoard as runs of curves: those of PyTorch, of TensorFlow 2 and our own, whole, cut off and damaged.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { exportCurves } from '../../../src/engine/calls/exportCurves';
import { importMetrics } from '../../../src/engine/calls/importMetrics';
import { loggedCurves } from '../../../src/engine/runs/loggedCurves';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { maskedCrc32c } from '../../../src/engine/tensorboard/crc32c';
import { eventRecords, type TensorBoardEvent } from '../../../src/engine/tensorboard/eventRecords';
import { readEvents } from '../../../src/engine/tensorboard/readEvents';
import { callContext } from '../calls/support/callContext';
import { withFolder } from '../store/support/temporaryFolder';

const GOLDEN = path.resolve('test', 'golden', 'tensorboard.events');
const NAME = 'events.out.tfevents.1.host';

function write(folder: string, events: readonly TensorBoardEvent[], more: readonly Uint8Array[] = []): string {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, NAME);
  fs.writeFileSync(file, Buffer.concat([...eventRecords(events, 100), ...more]));
  return file;
}
const at = (step: number, figures: Record<string, number>): TensorBoardEvent => ({
  wallTime: 100 + step,
  step,
  figures,
});

/** As TensorFlow 2 writes a figure: a tensor, whose number stands in its raw content, or among its values. */
function tensorRecord(step: number, tag: string, value: number, isRaw: boolean): Uint8Array {
  const number = new Uint8Array(new Float32Array([value]).buffer);
  const tensor = new BinaryWriter().tag(1, WireType.Varint).int32(1);
  tensor.tag(isRaw ? 4 : 5, WireType.LengthDelimited).bytes(number);
  const one = new BinaryWriter().tag(8, WireType.LengthDelimited).bytes(tensor.finish());
  one.tag(1, WireType.LengthDelimited).string(tag);
  const summary = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(one.finish()).finish();
  const event = new BinaryWriter().tag(5, WireType.LengthDelimited).bytes(summary);
  const data = event
    .tag(1, WireType.Bit64)
    .double(100 + step)
    .tag(2, WireType.Varint)
    .int64(step)
    .finish();
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return bytes;
}

const taken = (home: string, file: string) =>
  importMetrics({ file, name: 'theirs', runsFolder: path.join(home, 'runs'), baseFolder: home }, callContext());

describe('event files of TensorBoard', () => {
  it('are read as protobuf wrote them', () => {
    const { figures, damagedAt } = readEvents(nodeFiles, GOLDEN);
    assert.deepEqual(figures, [
      { tag: 'training/loss', step: 1, wallTime: 1764500001.5, value: Math.fround(Math.LN2) },
      { tag: 'training/learning_rate', step: 1, wallTime: 1764500001.5, value: Math.fround(0.001) },
      { tag: 'validation/accuracy', step: 70_000, wallTime: 1764500002.75, value: 0.8125 },
    ]);
    assert.equal(damagedAt, undefined);
  });

  it('are told by their own names, not by those of their folders', () =>
    withFolder(async (home) => {
      const file = path.join(home, 'tfevents.old', 'metrics.csv');
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, 'step,loss\n1,0.5\n');
      assert.deepEqual((await taken(home, file)).record.metrics, { loss: 0.5 });
    }));

  it('keep tags apart that mean the same', () =>
    withFolder(async (home) => {
      const folder = path.join(home, 'theirs');
      write(folder, [at(1, { 'train/loss': 4, loss: 2, acc: 0.25, 'train/acc': 0.5 })]);
      const { record } = await taken(home, folder);
      assert.deepEqual(record.metrics, { 'train/loss': 4, loss: 2, accuracy: 0.25, 'train/acc': 0.5 });
    }));

  it('become a run of curves, with the names that figures have here', () =>
    withFolder(async (home) => {
      const folder = path.join(home, 'theirs');
      write(folder, [
        at(1, { 'Loss/train': 2, lr: 0.1, 'train/epoch': 0.5 }),
        at(3, { 'Loss/train': 1, 'train/epoch': 1.5 }),
      ]);
      const { folder: run, record } = await taken(home, folder);
      assert.deepEqual([record.epochs, record.step, record.seconds], [2, 3, 2]);
      assert.deepEqual(record.metrics, { loss: 1, learningRate: Math.fround(0.1) });
      const { epochs } = loggedCurves(nodeFiles, run);
      assert.deepEqual(epochs.map(({ step, epoch, metrics }) => [step, epoch, metrics.loss]), [[1, 1, 2], [3, 2, 1]]); // prettier-ignore
      assert.match(record.notices.join('\n'), /Tags as figures: Loss\/train is loss, lr is learningRate\./);
    }));

  it('of Keras lie in a folder for each part, and hold tensors', () =>
    withFolder(async (home) => {
      const folder = path.join(home, 'logs');
      write(
        path.join(folder, 'train'),
        [],
        [tensorRecord(0, 'epoch_loss', 2, true), tensorRecord(1, 'epoch_loss', 1, false)],
      );
      write(path.join(folder, 'validation'), [], [tensorRecord(1, 'epoch_accuracy', 0.5, true)]);
      const { record } = await taken(home, folder);
      assert.deepEqual(record.metrics, { loss: 1, 'validation.accuracy': 0.5 });
      assert.deepEqual(record.best, { epoch: 2, step: 1, monitor: 'validation.accuracy', value: 0.5 });
    }));

  it('that a run was written as come back with its figures', () =>
    withFolder(async (home) => {
      const run = path.resolve('test', 'golden', 'runs', 'lstm');
      const output = path.join(home, 'logs');
      await exportCurves({ folders: [run], tracker: 'tensorboard', output }, callContext());
      const back = loggedCurves(nodeFiles, (await taken(home, output)).folder).epochs;
      const { steps, epochs } = loggedCurves(nodeFiles, run);
      const losses = back.flatMap(({ step, metrics }) => (metrics.loss === undefined ? [] : [[step, metrics.loss]]));
      assert.deepEqual(
        losses,
        steps.map(({ step, loss }) => [step, Math.fround(loss)]),
      );
      const accuracies = back.flatMap(({ metrics }) => metrics['validation.accuracy'] ?? []);
      assert.deepEqual(
        accuracies,
        epochs.map(({ metrics }) => Math.fround(metrics['validation.accuracy'])),
      );
    }));

  it('are read up to where they are cut off or damaged, which is told', () =>
    withFolder(async (home) => {
      const file = write(home, [at(1, { loss: 3 }), at(2, { loss: 2 })]);
      const whole = fs.readFileSync(file);
      fs.writeFileSync(file, whole.subarray(0, whole.length - 1));
      const { record } = await taken(home, file);
      assert.deepEqual([record.step, record.metrics], [1, { loss: 3 }]);
      assert.match(record.notices.join('\n'), /is cut off or damaged at byte \d+: what follows was not read\./);
      for (let i = 0; i < whole.length; i += 7) {
        fs.writeFileSync(file, whole.with(i, whole[i] ^ 0x10));
        try {
          assert.ok(readEvents(nodeFiles, file).figures.length < 3);
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'INVALID_FILE', String(error));
        }
      }
    }));

  it('are refused, and nothing is left, where there is nothing to take', () =>
    withFolder(async (home) => {
      const refused = (place: string, code: string, says: RegExp) =>
        assert.rejects(taken(home, place), (error: Error & { code?: string }) => {
          assert.match(error.message, says);
          return error.code === code;
        });
      write(path.join(home, 'many', 'first'), [at(1, { loss: 1 })]);
      await refused(path.join(home, 'many'), 'INVALID_ARGUMENT', /several runs.*first/);
      fs.mkdirSync(path.join(home, 'none'));
      await refused(path.join(home, 'none'), 'NOT_FOUND', /no event file in/);
      await refused(
        write(path.join(home, 'texts'), [{ wallTime: 1, texts: { a: 'b' } }]),
        'INVALID_DATA',
        /hold no figures/,
      );
      fs.writeFileSync(path.join(home, NAME), 'step,loss\n1,2\n'.repeat(9));
      await refused(path.join(home, NAME), 'INVALID_FILE', /no event file of TensorBoard/);
      assert.equal(fs.existsSync(path.join(home, 'runs')), false);
    }));
});
