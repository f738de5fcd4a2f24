// Memories of the compiled kernels (`kernels` of several folders), and where arrays lie in them.

import { LabError, type LabErrorPlace } from '../../protocol/labError';

const PAGE_BYTES = 65_536;
/** The most that addresses of 32 bits reach. */
export const MAX_MEMORY_BYTES = 65_536 * PAGE_BYTES;

/** The first page holds the kernels' own constants (tables of the logarithm); what is ours begins behind it. */
export const FIRST_ADDRESS = PAGE_BYTES;

export interface MemoryOptions {
  /** What a person is told where there is not so much. */
  message(megabytes: number): string;
  place?: LabErrorPlace;
  /** Whether threads share it. */
  shared?: boolean;
}

/** A memory of at least `bytes`. Fails with `NO_MEMORY`. */
export function createMemory(bytes: number, { message, place, shared }: MemoryOptions): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  let cause: unknown;
  try {
    if (bytes <= MAX_MEMORY_BYTES) return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    cause = error;
  }
  throw new LabError('NO_MEMORY', message(Math.ceil(bytes / 1e6)), place, { cause });
}

/** Arrays of so many bytes one behind the other, each at a multiple of 16, behind a job at `FIRST_ADDRESS`; and where they end. */
export function placeArrays(jobBytes: number, sizes: readonly number[]): { addresses: number[]; end: number } {
  let end = FIRST_ADDRESS + jobBytes;
  const addresses = sizes.map((bytes) => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  });
  return { addresses, end };
}

/** Hands out memory in order, in lines of 64 bytes. */
export function allocator() {
  let used = FIRST_ADDRESS;
  return {
    take(bytes: number): number {
      const at = used;
      used = Math.ceil((used + bytes) / 64) * 64;
      return at;
    },
    used: () => used,
  };
}
