// What seldom happens to files of runs: links in their place, memory that runs out while they are read, files that come and go meanwhile.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import type { Files } from '../../../src/engine/store/files';
import { acquireLease, deletedRun } from '../../../src/engine/store/lease';
import { leasePath, nonceOf, readLease } from '../../../src/engine/store/leaseFile';
import { lineNumberAt, openLineLog, readLines } from '../../../src/engine/store/lineLog';
import { newerFormat } from '../../../src/engine/store/newerFormat';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { HeaderFault } from '../../../src/engine/store/safetensorsHeader';
import { readSafetensorsLayout } from '../../../src/engine/store/safetensorsLayout';
import { writeSafetensors } from '../../../src/engine/store/safetensors';
import { processorFlags } from '../../../src/engine/store/surroundings';
import { openWatchLog, readWatched } from '../../../src/engine/store/watchLog';
import { readFileText, withFile } from '../../../src/engine/store/wholeFile';
import { pathsUnder, withFolder } from './support/temporaryFolder';

const noMemory = (): never => {
  throw new RangeError('Array buffer allocation failed');
};
/** A disk that has no memory left for what is read. */
const short: Files = { ...nodeFiles, openToRead: (file) => ({ ...nodeFiles.openToRead(file), read: noMemory }) };

describe('a file of a run that is a link', () => {
  it('is not written, and what it leads to stays', () =>
    withFolder((folder) => {
      const [link, other] = [path.join(folder, 'metrics.jsonl'), path.join(folder, 'other')];
      fs.writeFileSync(other, 'text');
      fs.symlinkSync(other, link);
      assert.throws(() => nodeFiles.openToChange(link), {
        ...{ code: 'INVALID_FILE', message: /is a link to another file; nothing is written there/, place: { file: link } }, // prettier-ignore
      });
      assert.equal(fs.readFileSync(other, 'utf8'), 'text');
      assert.throws(() => nodeFiles.openToChange(path.join(folder, 'none', 'x')), { code: 'NOT_FOUND' });
    }));
});

describe('where memory is short', () => {
  it('a lease is not taken for a damaged one, nor a text for one that is no UTF-8', () =>
    withFolder((run) => {
      acquireLease(nodeFiles, run);
      for (const read of [readLease, nonceOf]) assert.throws(() => read(short, leasePath(run)), /allocation failed/);
      const plain = TextDecoder.prototype.decode;
      const decode = mock.method(TextDecoder.prototype, 'decode', function (this: TextDecoder, bytes: Uint8Array) {
        return this.fatal ? noMemory() : plain.call(this, bytes);
      });
      try {
        assert.throws(() => readFileText(nodeFiles, leasePath(run), 999), /allocation failed/);
      } finally {
        decode.mock.restore();
      }
    }));

  it('the layout of arrays is not taken for a wrong one', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      writeSafetensors(nodeFiles, file, new Map([['a', { shape: [1], data: Float32Array.of(1) }]]));
      const layout = (bitsOf: () => number | undefined) =>
        withFile(nodeFiles.openToRead(file), (open) => readSafetensorsLayout(open, file, bitsOf));
      assert.throws(() => layout(noMemory), /^RangeError: Array buffer allocation failed/);
      const odd = (): never => {
        throw new HeaderFault('it is odd');
      };
      assert.throws(() => layout(odd), { code: 'INVALID_FILE', message: /is not a valid safetensors file: it is odd\./ }); // prettier-ignore
      assert.throws(() => layout(() => 64), /does not fit its data/);
      for (const bits of [32, undefined]) assert.deepEqual([...layout(() => bits).tensors.keys()], ['a']);
    }));
});

describe('a lease', () => {
  it('that another has just made is theirs', () =>
    withFolder((run) => {
      const quicker = { ...nodeFiles, create: () => undefined };
      assert.throws(() => acquireLease(quicker, run), { code: 'BUSY', message: /by another process\./, place: { file: run } }); // prettier-ignore
      assert.deepEqual(pathsUnder(run), []);
    }));

  it('that is its own successor, as no process leaves it, is taken by nobody', () =>
    withFolder((run) => {
      const file = leasePath(run);
      const nonce = '00aa00aa00aa00aa';
      for (const place of [file, `${file}.${nonce}.tmp`]) {
        fs.writeFileSync(place, JSON.stringify({ pid: 99_999_999, nonce }));
        fs.utimesSync(place, 1, 1);
      }
      assert.throws(() => acquireLease(nodeFiles, run), { code: 'BUSY' });
    }));

  it('whose run was deleted says so', () => {
    const { code, message, place } = deletedRun('/runs/a');
    assert.equal(message, 'The folder of the run "a" was deleted or moved while it was written; nothing more was written.'); // prettier-ignore
    assert.deepEqual([code, place], ['DISK', { file: '/runs/a' }]);
  });
});

describe('a log', () => {
  it('tells the number of the line that begins at a byte', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      fs.writeFileSync(file, 'a\nbc\n\nd');
      assert.deepEqual([0, 2, 5, 6].map((byte) => lineNumberAt(nodeFiles, file, byte)), [1, 2, 3, 4]); // prettier-ignore
      assert.throws(() => lineNumberAt(nodeFiles, file, 8), { code: 'INVALID_FILE' });
    }));

  it('is closed where its end cannot be found', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      fs.writeFileSync(file, 'torn');
      let closed = 0;
      const openToChange: Files['openToChange'] = (name) => {
        const open = nodeFiles.openToChange(name);
        return { ...open, read: noMemory, close: () => (closed++, open.close()) };
      };
      assert.throws(() => openLineLog({ ...nodeFiles, openToChange }, file), /allocation failed/);
      assert.equal(closed, 1);
      assert.equal(readLines(nodeFiles, file, (line): line is object => typeof line === 'object').torn, true);
    }));

  it('of what was watched has each step once, the later line, by rising step', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'watch.jsonl');
      const log = openWatchLog(nodeFiles, file);
      const [first, second] = [[1, 5, 9, 12], [5, 7, 8, 9]]; // prettier-ignore
      for (const step of first) log.append({ step, epoch: 1 });
      for (const step of second) log.append({ step, epoch: 2 });
      log.close();
      const { lines, nextByte, corrupt } = readWatched(nodeFiles, file);
      assert.deepEqual(lines.map(({ step, epoch }) => `${step} ${epoch}`), ['1 1', '5 2', '7 2', '8 2', '9 2']); // prettier-ignore
      assert.deepEqual([nextByte, corrupt], [fs.statSync(file).size, []]);
    }));
});

describe('what a newer version wrote', () => {
  it('is refused with its version, where that can be told', () => {
    const by = (content: unknown): string => newerFormat('/x', content).message;
    const plain = '"/x" was made by a newer version of NLP Lab. Update NLP Lab to open it.';
    const of = (version: string): string => plain.replace('Lab.', `Lab (${version}).`);
    assert.equal(by({ versions: { nlpLab: '2.0.0-rc.1+a_b' } }), of('2.0.0-rc.1+a_b'));
    assert.equal(by({ build: { nlpLab: '3.0' } }), of('3.0'));
    assert.equal(by({ versions: {}, build: { nlpLab: '3.0' } }), of('3.0'));
    assert.equal(by({ versions: { nlpLab: `<b>${'1'.repeat(50)}` } }), of(`b${'1'.repeat(39)}`));
    for (const odd of [
      undefined,
      null,
      'x',
      {},
      { versions: null },
      { versions: 'x' },
      { versions: { nlpLab: 7 } },
      { versions: { nlpLab: '<>' } },
    ])
      // prettier-ignore
      assert.equal(by(odd), plain);
    assert.deepEqual([newerFormat('/x', {}).code, newerFormat('/x', {}).place], ['INVALID_FILE', { file: '/x' }]);
  });
});

describe('the processor', () => {
  it('is told with what it can do, by systems that tell', () => {
    const flags = (told: () => string): string[] => {
      const reading = mock.method(fs, 'readFileSync', (file: string, encoding: string) => {
        assert.deepEqual([file, encoding], ['/proc/cpuinfo', 'utf8']);
        return told();
      });
      try {
        return processorFlags();
      } finally {
        reading.mock.restore();
      }
    };
    assert.deepEqual(flags(() => 'model\t: x\nflags\t\t: fpu  avx2 \nflags\t: other\n'), ['fpu', 'avx2']); // prettier-ignore
    assert.deepEqual(flags(() => 'Features : asimd sve'), ['asimd', 'sve']); // prettier-ignore
    for (const nothing of [() => 'model: x', noMemory]) assert.deepEqual(flags(nothing), ['']);
  });
});
