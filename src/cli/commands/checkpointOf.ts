// The value of `--checkpoint`.

import type { ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export function checkpointOf(given: ParsedArguments): 'best' | 'last' | undefined {
  const checkpoint = given.text('checkpoint');
  if (checkpoint === undefined || checkpoint === 'best' || checkpoint === 'last') return checkpoint;
  throw invalidArgument(`--checkpoint must be best or last, not "${checkpoint}".`);
}
