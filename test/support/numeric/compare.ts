// When two arrays count as equal, and how the tests say that they are not.

import assert from 'node:assert/strict';

type Numbers = ArrayLike<number | bigint>;

export interface Tolerance {
  /** Relative to the greatest absolute component of the expected array, or 1 if that is more. */
  absolute: number;
  relative?: number;
}

export function assertClose(
  actual: Numbers,
  expected: Numbers,
  { absolute, relative = 0 }: Tolerance,
  what: string,
): void {
  assert.equal(actual.length, expected.length, `${what}: number of components`);
  let scale = 1;
  for (let i = 0; i < expected.length; i++) {
    const size = Math.abs(Number(expected[i]));
    if (size < Infinity) scale = Math.max(scale, size);
  }
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [Number(actual[i]), Number(expected[i])];
    if (Object.is(a, e) || a === e) continue;
    const allowed = absolute * scale + relative * Math.abs(e);
    if (!(Math.abs(a - e) <= allowed))
      assert.fail(
        `${what}: component ${i} is ${a} and should be ${e} (allowed difference ${allowed.toExponential(1)})`,
      );
  }
}

/** The same bits, component for component. */
export function assertSameBits(actual: ArrayBufferView, expected: ArrayBufferView, what: string): void {
  const bytes = (view: ArrayBufferView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  const [a, e] = [bytes(actual), bytes(expected)];
  if (a.equals(e)) return;
  let first = 0;
  while (first < e.length && a[first] === e[first]) first++;
  assert.fail(`${what}: the bits differ, first at byte ${first} of ${e.length}`);
}

/** Runs a check; its failure names the seed. */
export async function withSeed<T>(seed: number, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Error) error.message += `\n(seed ${seed})`;
    throw error;
  }
}
