// The option `--checkpoint`.

import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export const CHECKPOINT_OPTION: Record<string, OptionSpec> = {
  checkpoint: { value: 'best|last', help: 'which checkpoint to load (default best)' },
};

export function checkpointOf(given: ParsedArguments): 'best' | 'last' | undefined {
  const checkpoint = given.text('checkpoint');
  if (checkpoint === undefined || checkpoint === 'best' || checkpoint === 'last') return checkpoint;
  throw invalidArgument(`--checkpoint must be best or last, not "${checkpoint}".`);
}
