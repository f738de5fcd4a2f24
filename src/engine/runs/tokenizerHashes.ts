// What a run's tokenizers were read from, for its record: a vocabulary that differs from another one does not say why.

import path from 'node:path';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { hashFile } from '../data/fileHash';
import type { Experiment } from '../tasks/tasks';

const TOKENIZERS = ['tokenizer', 'targetTokenizer'] as const;

/** SHA-256 of the files that tokenizers of the experiment name, by their paths from the experiment's folder. Fails as `hashFile`. */
export async function tokenizerHashes(experiment: Experiment, baseFolder: string): Promise<Record<string, string>> {
  const given: { [K in (typeof TOKENIZERS)[number]]?: Pick<TokenizerOptions, 'file' | 'userWords'> } = experiment;
  const hashes: Record<string, string> = {};
  for (const file of TOKENIZERS.flatMap((key) => [given[key]?.file, given[key]?.userWords])) {
    if (file === undefined) continue;
    const absolute = path.resolve(baseFolder, file);
    hashes[path.relative(baseFolder, absolute)] = await hashFile(absolute);
  }
  return hashes;
}
