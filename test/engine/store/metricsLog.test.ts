import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { openMetricsLog, readMetrics } from '../../../src/engine/store/metricsLog';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { MetricLine } from '../../../src/protocol/run';
import { faultyFiles } from './support/faultyFiles';
import { withFolder } from './support/temporaryFolder';

function step(number: number, loss = 0.5): MetricLine {
  return { kind: 'step', step: number, epoch: 0, time: number, loss, learningRate: 0.1, gradientNorm: 1 };
}

function write(file: string, lines: readonly MetricLine[]): void {
  const log = openMetricsLog(nodeFiles, file);
  for (const line of lines) log.append(line);
  log.close();
}

describe('metrics.jsonl', () => {
  it('is read on from where the last reading ended', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'metrics.jsonl');
      assert.deepEqual(readMetrics(nodeFiles, file).lines, []);
      write(file, [step(1), { kind: 'event', step: 1, time: 1, event: 'stopped', detail: 'a "crc" \n {é}' }]);
      const first = readMetrics(nodeFiles, file);
      assert.equal(first.lines.length, 2);
      write(file, [step(2)]);
      const second = readMetrics(nodeFiles, file, first.nextByte);
      assert.deepEqual(second.lines, [step(2)]);
      assert.equal(second.nextByte, fs.statSync(file).size);
      assert.equal(readMetrics(nodeFiles, file, 1e9).lines.length, 3);
      JSON.parse(fs.readFileSync(file, 'utf8').split('\n')[0]);
    }));

  it('keeps figures that are not finite apart from zero', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      write(file, [step(1, Number.NaN)]);
      assert.deepEqual(readMetrics(nodeFiles, file).lines, [step(1, Number.NaN)]);
    }));

  it('loses nothing but the torn record when cut at any byte of the last three', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      const lines = [1, 2, 3, 4, 5].map((number) => step(number));
      write(file, lines);
      const whole = fs.readFileSync(file);
      const ends = [...whole.keys()].filter((at) => whole[at] === 0x0a).map((at) => at + 1);
      for (let cut = ends[1]; cut <= whole.byteLength; cut++) {
        fs.writeFileSync(file, whole.subarray(0, cut));
        const complete = ends.filter((end) => end <= cut).length;
        const read = readMetrics(nodeFiles, file);
        assert.deepEqual(read.lines, lines.slice(0, complete));
        assert.deepEqual(read.corrupt, []);
        assert.equal(read.torn, !ends.includes(cut));
        assert.equal(read.nextByte, ends[complete - 1]);
        write(file, [step(9)]);
        assert.deepEqual(readMetrics(nodeFiles, file), {
          lines: [...lines.slice(0, complete), step(9)],
          nextByte: fs.statSync(file).size,
          torn: false,
          corrupt: [],
        });
      }
    }));

  it('leaves nothing of a torn line that was longer than the next', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      write(file, [step(1)]);
      fs.appendFileSync(file, 'x'.repeat(5000));
      write(file, [step(2)]);
      const { lines, torn, corrupt } = readMetrics(nodeFiles, file);
      assert.deepEqual([lines, torn, corrupt], [[step(1), step(2)], false, []]);

      const long: MetricLine = { kind: 'event', step: 1, time: 0, event: 'failed', detail: 'x'.repeat(5000) };
      for (let failAt = 1; failAt <= 8; failAt++) {
        const { files } = faultyFiles(nodeFiles, failAt, 'tornWrite');
        const log = openMetricsLog(files, file);
        let lastSucceeded = false;
        for (const line of [long, step(3)])
          try {
            lastSucceeded = false;
            log.append(line);
            lastSucceeded = true;
          } catch {
            // told to the caller
          }
        log.close();
        const read = readMetrics(nodeFiles, file);
        assert.deepEqual(read.corrupt, []);
        if (lastSucceeded) assert.equal(read.torn, false);
      }
    }));

  it('reports a damaged line in the middle by its place and reads the others', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      const lines = [step(1), step(2), step(3)];
      write(file, lines);
      const whole = fs.readFileSync(file);
      const start = whole.indexOf(0x0a) + 1;
      const end = whole.indexOf(0x0a, start);
      for (let at = start; at < end; at++) {
        const damaged = Buffer.from(whole);
        damaged[at] ^= 0x10;
        if (damaged[at] === 0x0a) continue;
        fs.writeFileSync(file, damaged);
        const read = readMetrics(nodeFiles, file);
        assert.deepEqual(read.lines, [lines[0], lines[2]]);
        assert.deepEqual(read.corrupt, [start]);
        assert.equal(read.torn, false);
      }
    }));

  it('stays readable when any operation of opening and appending fails', () => {
    for (const fault of ['error', 'kill', 'full', 'shortWrite'] as const)
      for (let failAt = 1; failAt <= 12; failAt++)
        withFolder((folder) => {
          const file = path.join(folder, 'm');
          write(file, [step(1)]);
          fs.appendFileSync(file, '{"kind":"st');
          const { files, openHandles } = faultyFiles(nodeFiles, failAt, fault);
          const written = [step(1)];
          try {
            const log = openMetricsLog(files, file);
            for (const number of [2, 3])
              try {
                log.append(step(number));
                written.push(step(number));
              } catch {
                // told to the caller
              }
            log.close();
          } catch {
            // could not be opened
          }
          assert.equal(openHandles(), 0);
          const { lines } = readMetrics(nodeFiles, file);
          assert.deepEqual(lines.slice(0, written.length), written);
          assert.ok(lines.length <= written.length + 1);
          write(file, [step(7)]);
          assert.deepEqual(readMetrics(nodeFiles, file).lines.at(-1), step(7));
        });
  });

  it('reads lines longer than a chunk in pieces and gives up on endless ones', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      const long: MetricLine = { kind: 'event', step: 1, time: 0, event: 'failed', detail: 'x'.repeat(900_000) };
      write(file, [long, step(1), long, step(2)]);
      assert.equal(readMetrics(nodeFiles, file).lines.length, 4);
      fs.appendFileSync(file, 'y'.repeat(3 << 20) + '\n');
      write(file, [step(3)]);
      const read = readMetrics(nodeFiles, file);
      assert.equal(read.lines.length, 5);
      assert.ok(read.corrupt.length > 0);
    }));

  it('leaves out and counts what bears a right checksum and is no line of ours', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      const sealed = (body: string): string => `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`;
      const whole = JSON.stringify(step(7)).slice(0, -1);
      const wrong = ['{"kind":"step"', '{"kind":"step","step":{', '[1', '{"kind":"?","step":1,"time":1', whole.replace('7', '"7"'), '{"kind":"epoch","step":1,"time":1,"epoch":1,"metrics":{"loss":"x"}']; // prettier-ignore
      fs.writeFileSync(file, [...wrong.slice(0, 3), whole, ...wrong.slice(3)].map(sealed).join(''));
      const { lines, corrupt, torn } = readMetrics(nodeFiles, file);
      assert.deepEqual([lines, corrupt.length, torn], [[step(7)], wrong.length, false]);
    }));

  it('takes a line for its own only where all is there that readers rely on', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      const epoch = { kind: 'epoch', step: 1, epoch: 1, time: 1, metrics: { loss: 1 } };
      const event = { kind: 'event', step: 1, time: 1, event: 'stopped' };
      const isKept = (line: object): boolean => {
        const body = JSON.stringify(line).slice(0, -1);
        fs.writeFileSync(file, `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`);
        return readMetrics(nodeFiles, file).lines.length === 1;
      };
      for (const whole of [step(1), epoch, event, { ...epoch, metrics: {} }, { ...epoch, metrics: { loss: null } }])
        assert.ok(isKept(whole), JSON.stringify(whole));
      for (const whole of [step(1), epoch, event])
        for (const key of Object.keys(whole)) assert.ok(!isKept({ ...whole, [key]: undefined }), `without ${key}`);
      for (const wrong of [{ ...epoch, metrics: [] as unknown }, { ...epoch, metrics: 7 }, { ...epoch, metrics: { a: 'x' } }, { ...event, event: 7 }])
        assert.equal(isKept(wrong), Array.isArray((wrong as { metrics?: unknown }).metrics)); // prettier-ignore
    }));

  it('forces its lines out when it is asked to, and closes', () =>
    withFolder((folder) => {
      const told: string[] = [];
      const files = {
        ...nodeFiles,
        openToChange(name: string) {
          const file = nodeFiles.openToChange(name);
          return {
            ...file,
            sync: () => (told.push('sync'), file.sync()),
            close: () => (told.push('close'), file.close()),
          };
        },
      };
      const log = openMetricsLog(files, path.join(folder, 'm'));
      log.sync();
      log.append(step(1));
      log.close();
      assert.deepEqual(told, ['sync', 'close']);
    }));

  it('finds the end of its last line however far back it is', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      for (const torn of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 19]) {
        fs.rmSync(file, { force: true });
        write(file, [step(1)]);
        const { size } = fs.statSync(file);
        fs.appendFileSync(file, 'x'.repeat(torn));
        openMetricsLog(nodeFiles, file).close();
        assert.equal(fs.statSync(file).size, size, String(torn));
        assert.equal(readMetrics(nodeFiles, file, size).nextByte, size);
        fs.writeFileSync(file, 'x'.repeat(torn));
        openMetricsLog(nodeFiles, file).close();
        assert.equal(fs.statSync(file).size, 0);
      }
    }));

  it('passes over a line without an end in parts, each counted by its place', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'm');
      fs.writeFileSync(file, 'y'.repeat(5 << 20));
      const { corrupt, nextByte, torn, lines } = readMetrics(nodeFiles, file);
      assert.deepEqual([corrupt, nextByte, torn, lines], [[0, 2 << 20], 4 << 20, true, []]); // prettier-ignore
    }));
});
