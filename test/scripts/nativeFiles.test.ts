// Native code is what we know it to be (promise C9): packaging refuses anything else.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { alteredFiles, hashOf, nativeFiles } from '../../scripts/native/files.mjs';
import hashes from '../../scripts/native/hashes.json';
import { randomNumbers } from '../faults/randomNumbers';
import { drawnSeed } from '../support/seed';

const KNOWN: Record<string, string> = hashes;
const MODULES = 'node_modules';
const ALTERED = 1000;
const BINDING = `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`;
/** Of other platforms the hashes are compared when a package is made. */
const isOfOurs = (name: string): boolean =>
  name.includes(`/${process.platform}/${process.arch}/`) || name.endsWith('.wasm') || isEsbuild(name);
const isEsbuild = (name: string): boolean => name.startsWith('@esbuild/');
/** npm installs esbuild for one platform. */
const isInstalled = (name: string): boolean =>
  !isEsbuild(name) || name.startsWith(`@esbuild/${process.platform}-${process.arch}/`);

describe('native files', () => {
  it('are those of the list, and none besides', () => {
    assert.deepEqual(nativeFiles(MODULES), Object.keys(KNOWN).filter(isInstalled).sort());
    assert.ok(nativeFiles(MODULES).filter(isOfOurs).length >= 4);
    assert.deepEqual(alteredFiles(MODULES, KNOWN, isOfOurs), []);
  });

  it(`are refused where a byte was changed, ${ALTERED} times of ${ALTERED}`, () => {
    console.log(`      seed ${drawnSeed}`);
    const random = randomNumbers(drawnSeed);
    const bytes = fs.readFileSync(path.join(MODULES, BINDING));
    for (let number = 0; number < ALTERED; number++) {
      const at = random.below(bytes.length);
      const before = bytes[at];
      bytes[at] ^= 1 << random.below(8);
      assert.notEqual(hashOf(bytes), KNOWN[BINDING]);
      bytes[at] = before;
    }
  });

  it('are refused where one is altered or put beside them', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'));
    try {
      const copy = path.join(folder, BINDING);
      fs.mkdirSync(path.dirname(copy), { recursive: true });
      fs.copyFileSync(path.join(MODULES, BINDING), copy);
      assert.deepEqual(alteredFiles(folder, KNOWN), []);
      fs.appendFileSync(copy, 'x');
      fs.writeFileSync(`${copy}.node`, 'y');
      assert.deepEqual(alteredFiles(folder, KNOWN), [BINDING, `${BINDING}.node`]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
