// The compiled kernels of linear models (kernels/) with memory of their own.

import { compiledModule } from '../compiled/compiledModule';
import { createMemory } from '../compiled/memory';
import { plain } from './generated/kernels';

/** Each takes the address of its job. */
export type Kernels = Record<'pass' | 'margins' | 'spread' | 'spreadSquares' | 'curve', (job: number) => void>;

let module: WebAssembly.Module | undefined;

/** `what` begins the sentence that says that there is not enough memory. Fails with `NO_MEMORY`. */
export function createKernels(bytes: number, what: string): { buffer: ArrayBuffer; kernels: Kernels } {
  const memory = createMemory(bytes, {
    message: (megabytes) =>
      `${what} needs ${megabytes} MB for these texts, more than there is. Raise "model.minDf", or set "model.maxFeatures".`,
    place: { key: ['model', 'minDf'] },
  });
  module ??= compiledModule(Buffer.from(plain, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { buffer: memory.buffer, kernels: exports as Kernels };
}
