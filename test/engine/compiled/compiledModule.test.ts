// Kernels on a machine that cannot run them.

import assert from 'node:assert/strict';
import { compiledModule } from '../../../src/engine/compiled/compiledModule';
import { code, wasmModule } from '../../../src/engine/compiled/wasmModule';
import { LabError } from '../../../src/protocol/labError';

describe('a compiled kernel', () => {
  const bytes = wasmModule({ parameters: ['i32'], locals: ['v128'], body: [...code.four(1), ...code.set(1)] });

  it('is a module where there is SIMD', () => {
    assert.deepEqual(WebAssembly.Module.exports(compiledModule(bytes)), [{ name: 'run', kind: 'function' }]);
  });

  it('is refused with what is missing where there is none', () => {
    const asked: number[] = [];
    const withoutSimd = (least: Uint8Array): boolean => asked.push(least.length) < 0;
    assert.throws(
      () => compiledModule(bytes, withoutSimd),
      (error) =>
        error instanceof LabError && error.code === 'INVALID_ARGUMENT' && /no WebAssembly SIMD/.test(error.message),
    );
    assert.equal(asked.length, 1);
  });
});
