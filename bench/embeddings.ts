// Word vectors beside gensim, fastText and word2vec.c: speed and quality on one corpus with one set of settings, in turn, in
// one run. `npm run bench:embeddings [-- --rounds=3 --threads=1,2 --lines=N]`: speed with each number of threads, then quality;
// `--speed` or `--quality` for one of them, `--lines` for the first N lines of the corpora alone, `--seeds=N` for more runs of
// the quality part than three, `--language=english` or `korean` for half of it. Afterwards any other Node
// runs the same: `<node> dist/bench/embeddings.js`. `WORD2VEC=<binary>` adds word2vec.c.
// By the clock and by CPU time: on a machine that others use only the second can be compared.

import fs from 'node:fs';
import { writeCorpora } from './embeddings/corpora';
import { folder, option } from './embeddings/options';
import { compareEnglish, compareKorean } from './embeddings/quality';
import { compareSpeed } from './embeddings/speed';

const threadCounts = option('threads', '1,2').split(',').map(Number);
const language = option('language', 'both');

async function main(): Promise<void> {
  const corpora = writeCorpora();
  try {
    if (!process.argv.includes('--quality'))
      for (const threads of threadCounts) await compareSpeed(corpora.korean, threads);
    if (process.argv.includes('--speed')) return;
    if (language !== 'korean') await compareEnglish(corpora.english);
    if (language !== 'english') await compareKorean(corpora.korean);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
