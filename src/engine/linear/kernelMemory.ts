// The compiled kernels of linear models (kernels/) with memory of their own.

import { LabError } from '../../protocol/labError';
import { plain } from './generated/kernels';

/** The first page of the memory is the kernels' own. */
export const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;

/** Each takes the address of its job. */
export type Kernels = Record<'pass' | 'margins' | 'spread' | 'spreadSquares' | 'curve', (job: number) => void>;

let module: WebAssembly.Module | undefined;

/** `what` begins the sentence that says that there is not enough memory. Fails with `NO_MEMORY`. */
export function createKernels(bytes: number, what: string): { buffer: ArrayBuffer; kernels: Kernels } {
  const memory = createMemory(bytes, what);
  module ??= new WebAssembly.Module(Buffer.from(plain, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { buffer: memory.buffer, kernels: exports as Kernels };
}

function createMemory(bytes: number, what: string): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    if (pages <= MAX_PAGES) return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new LabError(
    'NO_MEMORY',
    `${what} needs ${Math.ceil(bytes / 1e6)} MB for these texts, more than there is. Raise "model.minDf", or set "model.maxFeatures".`,
    { key: ['model', 'minDf'] },
  );
}
