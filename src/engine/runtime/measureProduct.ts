// How quickly this machine multiplies matrices: training steps are bound by that.

import * as o from '../graph/ops';
import { compile } from './session';
import { allocate, tensor } from './tensor';

/** Large enough that the arithmetic decides, small enough for the caches of a small machine. */
const SIDE = 768;
/** The best of several: others may use the machine meanwhile. */
const TIMES = 7;

/** In 10^9 floating-point operations a second, float32. A product of [n, n] and [n, n] takes 2 n^3 of them. */
export async function measureProduct(threads: number): Promise<number> {
  const matrix = (name: string) => o.input(name, 'float32', [SIDE, SIDE]);
  const program = await compile(
    { product: o.matmul(matrix('a'), matrix('b')) },
    { device: 'cpu', threads },
    'a product of matrices',
  );
  try {
    const filled = () => tensor('float32', [SIDE, SIDE], (allocate('float32', SIDE * SIDE) as Float32Array).fill(0.5));
    const feeds = { a: filled(), b: filled() };
    await program.run(feeds);
    let best = Infinity;
    for (let time = 0; time < TIMES; time++) {
      const began = performance.now();
      await program.run(feeds);
      best = Math.min(best, performance.now() - began);
    }
    return (2 * SIDE ** 3) / (best * 1e6);
  } finally {
    await program.release();
  }
}
