// What others throw, as failures with the code of what it means.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../src/protocol/labError';

/** What the work throws. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('errors that are not ours', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-foreign-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const circle = path.join(folder, 'circle');

  const cases: [string, () => unknown, string, RegExp][] = [
    ['a file that is not there', () => fs.readFileSync(path.join(folder, 'none')), 'NOT_FOUND', /none" does not exist/],
    ['links in a circle', () => fs.readFileSync(circle), 'DISK', /circle" could not be used: links on the way/],
    ['a name too long', () => fs.readFileSync(path.join(folder, 'x'.repeat(300))), 'DISK', /longer than the system/],
    [
      'a part of the program',
      () => createRequire(path.join(folder, 'a.js'))('./parts/none.js') as unknown,
      'NOT_FOUND',
      /none\.js" of NLP Lab is not there/,
    ],
    ['a folder for a file', () => fs.readFileSync(folder), 'DISK', /it is a folder/],
    ['an array too large', () => new ArrayBuffer(2 ** 46), 'NO_MEMORY', /not enough memory/],
    ['a memory too large', () => grow(new WebAssembly.Memory({ initial: 1, maximum: 2 })), 'NO_MEMORY', /not enough/],
  ];
  for (const [what, work, code, message] of cases)
    it(`of ${what} are ${code}`, () => {
      fs.rmSync(circle, { force: true });
      fs.symlinkSync(circle, circle);
      const data = LabError.toData(thrown(work));
      assert.equal(data.code, code, data.message);
      assert.match(data.message, message);
    });

  for (const message of [
    'Non-zero status code returned while running MatMul node. Failed to allocate memory for requested buffer of size 17179869184',
    'std::bad_alloc',
    'Available memory of 1024 is smaller than requested bytes of 4096',
    'WebAssembly.Memory(): could not allocate memory',
  ])
    it(`of memory are NO_MEMORY: ${message.slice(0, 40)}`, () =>
      assert.equal(LabError.toData(new Error(message)).code, 'NO_MEMORY'));

  it('stay defects where they are ours', () => {
    assert.equal(LabError.toData(new TypeError('undefined is not a function')).code, 'INTERNAL');
    assert.equal(LabError.toData(new RangeError('Invalid array length')).code, 'INTERNAL');
    assert.equal(LabError.toData(undefined).code, 'INTERNAL');
  });
});

const grow = (memory: WebAssembly.Memory): number => memory.grow(5);
