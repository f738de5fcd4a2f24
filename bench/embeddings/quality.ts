// The quality of the vectors beside gensim's, on one thread, where a seed gives the same vectors every time.

import path from 'node:path';
import { readCorpus } from './corpora';
import { DATA, folder, option } from './options';
import { ours } from './ours';
import { gensim, python } from './peers';

const EPOCHS = 5;
const SEEDS = Array.from({ length: Number(option('seeds', '3')) }, (_, i) => i + 1);

async function trainBoth(name: string, file: string): Promise<{ ours: string[]; gensim: string[] }> {
  const corpus = readCorpus(file);
  const found = { ours: [] as string[], gensim: [] as string[] };
  for (const seed of SEEDS) {
    const own = path.join(folder, `${name}-ours-${seed}.txt`);
    await ours(corpus, { threads: 1, epochs: EPOCHS, seed, vectors: own });
    found.ours.push(own);
    const other = path.join(folder, `${name}-gensim-${seed}.txt`);
    gensim(file, other, { threads: 1, algorithm: 'skip-gram', epochs: EPOCHS, seed });
    found.gensim.push(other);
  }
  return found;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Judged {
  file: string;
  wordsim353: { spearman: number; unknownPercent: number };
  simlex999: { spearman: number; unknownPercent: number };
}

/** Correlation with judgements of people. */
export async function compareEnglish(file: string): Promise<void> {
  const found = await trainBoth('english', file);
  console.log(
    `\nSpearman correlation, English text, ${EPOCHS} epochs, ${SEEDS.length} seeds: mean (least to greatest)`,
  );
  for (const [who, files] of Object.entries(found)) {
    const judged = python<Judged>('judge', path.join(DATA, 'wordsim'), ...files);
    for (const test of ['wordsim353', 'simlex999'] as const) {
      const values = judged.map((each) => each[test].spearman);
      const [mean, least, most] = [meanOf(values), Math.min(...values), Math.max(...values)].map((x) => x.toFixed(4));
      console.log(`${who.padEnd(8)} ${test.padEnd(11)} ${mean} (${least} to ${most})`);
    }
  }
}

/** The shares of common neighbours of two files of vectors, by band of ranks. */
interface Overlap {
  a: string;
  b: string;
  shares: number[];
}

/** Whether two runs find the same neighbours. */
export async function compareKorean(file: string): Promise<void> {
  const korean = await trainBoth('korean', file);
  console.log('\nCommon words among the 10 nearest, Korean, words of rank 0-500, 500-2000, 2000-8000');
  const pairs = python<Overlap>('overlap', ...korean.ours, ...korean.gensim);
  const kind = (file: string): string => (file.includes('ours') ? 'NLP Lab' : 'gensim');
  for (const group of ['gensim / gensim', 'NLP Lab / NLP Lab', 'NLP Lab / gensim']) {
    const members = pairs.filter(({ a, b }) => `${kind(a)} / ${kind(b)}` === group);
    const means = [0, 1, 2].map((band) =>
      (members.reduce((sum, { shares }) => sum + shares[band], 0) / members.length).toFixed(3),
    );
    const spread = [0, 1, 2].map((band) => {
      const all = members.map(({ shares }) => shares[band]);
      return (Math.max(...all) - Math.min(...all)).toFixed(3);
    });
    console.log(
      `${group.padEnd(20)} ${means.join('  ')}  (${members.length} pairs; greatest less least ${spread.join(' ')})`,
    );
  }
}
