// fast-check as tests use it: what it draws follows the seed of all tests. It says the seed of a failure itself.

import { configureGlobal } from 'fast-check';
import { drawnSeed } from './seed';

configureGlobal({ seed: drawnSeed });

export * from 'fast-check';
export { default } from 'fast-check';
