// The call `describeTokenizer`: what a `tokenizer.json` says of itself, read and parsed here so that no large file stops the host.

import path from 'node:path';
import { lookAt, readPlain } from '../disk/plainFile';
import { describeTokenizer as describe } from '../text/tokenizers/describeTokenizer';
import type { EngineCall } from './context';

const MOST_BYTES = 64e6;

export const describeTokenizer: EngineCall<'describeTokenizer'> = async ({ file }) => {
  const stats = await lookAt(file);
  if (!stats?.isFile() || stats.size > MOST_BYTES) return {};
  return { described: describe((await readPlain(file)).toString('utf8'), path.basename(file)) };
};
