// What holds sessions is released whole, whatever becomes of a part; what could not be opened is tried again.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import { compiledPrograms } from '../../../src/engine/runtime/compiledPrograms';
import { openedOnce, releaseAll, type Releasable } from '../../../src/engine/runtime/release';
import { tensor } from '../../../src/engine/runtime/tensor';

const x = o.input('x', 'float32', [2]);
const doubled = { outputs: { y: o.mul(x, 2) } };

/** A program that ONNX Runtime refuses: three numbers are added to two. */
const broken = {
  outputs: { y: o.add(x, o.input('z', 'float32', [2])) },
  fixed: { z: tensor('float32', [3], [1, 2, 3]) },
};

describe('releasing', () => {
  let released: string[];
  const part = (name: string, failure?: string): Releasable => ({
    release() {
      released.push(name);
      return failure === undefined ? Promise.resolve() : Promise.reject(new Error(failure));
    },
  });
  beforeEach(() => (released = []));

  it('goes on after a part that could not be released, and tells of the first', async () => {
    const parts = [part('a'), part('b', 'of b'), undefined, Promise.resolve(part('c', 'of c')), part('d')];
    await assert.rejects(releaseAll(parts), /of b/);
    assert.deepEqual(released, ['a', 'b', 'c', 'd']);
  });

  it('has nothing to release of a part that could not be opened', async () => {
    const failed = Promise.reject<Releasable>(new Error('no memory'));
    failed.catch(() => undefined); // whoever asked for it was told
    await releaseAll([part('a'), failed, part('b')]);
    assert.deepEqual(released, ['a', 'b']);
  });

  it('opens a part once, and anew after a failure', async () => {
    let asked = 0;
    const opened = openedOnce(() =>
      ++asked === 1 ? Promise.reject(new Error('no memory')) : Promise.resolve(part('a')),
    );
    await opened.release(); // never asked for
    await assert.rejects(opened.get(), /no memory/);
    assert.equal(await opened.get(), await opened.get());
    await opened.release();
    assert.deepEqual([asked, released], [2, ['a']]);
  });

  it('ends programs that were compiled after one that could not be, which may be tried again', async () => {
    const programs = compiledPrograms({ device: 'cpu', threads: 1 });
    const first = await programs.of('first', () => doubled);
    await assert.rejects(programs.of('second', () => broken));
    const second = await programs.of('second', () => doubled);
    void programs.of('third', () => broken).catch(() => undefined); // not known to have failed when all are released
    const fourth = await programs.of('fourth', () => doubled);
    await programs.release();
    for (const program of [first, second, fourth])
      await assert.rejects(program.run({ x: tensor('float32', [2], [1, 2]) }), /disposed/i);
  });
});
