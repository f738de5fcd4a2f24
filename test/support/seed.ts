// Seeds of what tests draw. At each change they are the same, so that no change passes or fails by luck; NLP_LAB_TEST_SEED sets
// another, by which a failure is had again.

import { isNight } from './tier';

const asked = process.env.NLP_LAB_TEST_SEED;

/** A seed for tests whose figures were measured with it. */
export const seedOf = (usual: number): number => Number(asked ?? usual);

/** A seed for tests that hold for whatever is drawn: a new one at night. Whoever uses it says it in what they print. */
export const drawnSeed: number = seedOf(isNight ? Date.now() % 2 ** 31 : 20_261);
