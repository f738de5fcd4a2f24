// Work on many copies of a text, some at a time: how far it is can be told, and it can be left between two parts.

import { LabError } from '../../protocol/labError';

export interface ExplainingWork {
  signal?: AbortSignal;
  progress?: (fraction: number) => void;
}

/** What `run` makes of all, in their order. Fails with `CANCELLED`. @param atOnce how many in a part */
export async function inParts<A, B>(
  all: readonly A[],
  { atOnce, signal, progress }: ExplainingWork & { atOnce: number },
  run: (part: readonly A[]) => Promise<readonly B[]>,
): Promise<B[]> {
  const found: B[] = [];
  for (let first = 0; first < all.length; first += atOnce) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'The explanation was cancelled.');
    progress?.(first / all.length);
    found.push(...(await run(all.slice(first, first + atOnce))));
    await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
  }
  return found;
}
