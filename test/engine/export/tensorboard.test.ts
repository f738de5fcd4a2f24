// Event files for TensorBoard, beside bytes that Google's protobuf wrote (test/golden/make_tensorboard.py).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32c } from '../../../src/engine/tensorboard/crc32c';
import { eventRecords, type TensorBoardEvent } from '../../../src/engine/tensorboard/eventRecords';
import { runEvents } from '../../../src/engine/export/trackers/runEvents';
import type { RunRecord } from '../../../src/protocol/run';
import { runCli } from '../../faults/cliProcess';

const RUN = path.resolve('test', 'golden', 'runs', 'lstm');

describe('event files for TensorBoard', () => {
  it('are checked by CRC-32C', () => {
    assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283); // RFC 3720, B.4
  });

  it('have the bytes of protobuf', () => {
    const start = 1764500000.25;
    const events: TensorBoardEvent[] = [
      { wallTime: start, texts: { configuration: '| key | value |\n|---|---|\n| 이름 | gru |' } },
      { wallTime: 1764500001.5, step: 1, figures: { 'training/loss': Math.LN2, 'training/learning_rate': 0.001 } },
      { wallTime: 1764500002.75, step: 70_000, figures: { 'validation/accuracy': 0.8125 } },
    ];
    const written = Buffer.concat([...eventRecords(events, start)]);
    assert.deepEqual(written, fs.readFileSync('test/golden/tensorboard.events'));
  });

  it('have steps, epochs in their places, figures of the test, and no figure that is no number', () => {
    const record = { createdAt: '2026-11-30T00:00:00.000Z', metrics: { 'test.accuracy': 0.5 }, step: 3, seconds: 9 };
    const step = (at: number, loss: number) => ({
      step: at,
      time: at,
      loss,
      learningRate: 0.1,
      gradientNorm: Number.NaN,
    });
    const events = [
      ...runEvents({
        record: record as unknown as RunRecord,
        steps: [step(1, 2), step(2, Number.POSITIVE_INFINITY), step(3, 1)],
        epochs: [{ step: 2, time: 2.5, metrics: { loss: 2, 'validation.loss': 3 } }],
        configuration: [{ key: 'a|b', value: '<b>\n' }],
      }),
    ];
    assert.deepEqual(
      events.map(({ step: at = 0, figures = {} }) => [at, Object.keys(figures)]),
      [
        [0, []],
        [1, ['training/loss', 'training/learning_rate']],
        [2, ['training/learning_rate']],
        [2, ['epoch/loss', 'validation/loss']],
        [3, ['training/loss', 'training/learning_rate']],
        [3, ['test/accuracy']],
      ],
    );
    assert.match(events[0].texts?.configuration ?? '', /a\\\|b \| \\<b\\> *\|/);
  });

  it('are written of a run by the command line, once', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-tensorboard-'));
    try {
      const { code, err } = await runCli(['export', RUN, '--to', 'tensorboard', 'logs'], folder);
      assert.equal(code, 0, err);
      const [name] = fs.readdirSync(path.join(folder, 'logs'));
      assert.match(name, /^events\.out\.tfevents\.\d+\.nlp-lab$/);
      assert.match(fs.readFileSync(path.join(folder, 'logs', name), 'latin1'), /validation\/accuracy/);
      const again = await runCli(['export', RUN, '--to', 'tensorboard', 'logs'], folder);
      assert.deepEqual([again.code, /not empty/.test(again.err)], [2, true]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
