// Compiled kernels as modules, on a machine that can run them.

import { LabError } from '../../protocol/labError';
import { code, wasmModule } from './wasmModule';

const canRun = (bytes: Uint8Array<ArrayBuffer>): boolean => WebAssembly.validate(bytes);

/** The module of bytes that use SIMD. Fails with `INVALID_ARGUMENT` where this machine has none. */
export function compiledModule(bytes: Uint8Array<ArrayBuffer>, validates = canRun): WebAssembly.Module {
  const least = wasmModule({ parameters: [], locals: ['v128'], body: [...code.four(0), ...code.set(0)] });
  if (validates(least)) return new WebAssembly.Module(bytes);
  throw new LabError(
    'INVALID_ARGUMENT',
    'This cannot be computed here: this Node has no WebAssembly SIMD. Use Node 20 or newer on a processor with SSE4.1 or NEON.',
  );
}
