// Mutants that no test can tell from the program, each with its reason; they are not counted.

import type { Mutant } from './instrument';

interface Equivalent {
  file: string;
  /** What of the line is enough to find it. */
  text: string;
  /** What becomes of it. */
  change: string;
  reason: string;
}

const EQUIVALENTS: readonly Equivalent[] = [
  {
    ...{ file: 'train/trainingStep.ts', text: "sums.begin(dense ? 'written' : 'zero')", change: "'written' → ''" },
    reason: 'only `zero` is asked for: all else means that the table was written',
  },
  {
    ...{
      file: 'train/rowSums.ts',
      text: 'i < indices.length; i++',
      change: 'i < indices.length → i <= indices.length',
    },
    reason: 'behind the last id there is none, and an array of numbers has no place of that name',
  },
  ...['train/gradientMean.ts', 'train/averaging.ts'].map((file) => ({
    ...{ file, text: 'for (let i = 0; i < sum.length; i++)', change: 'i < sum.length → i <= sum.length' },
    reason: 'behind the last number of an array nothing can be written',
  })),
  ...[
    ['values[at] < least', 'values[at] < least → values[at] <= least'],
    ['values[at] > greatest', 'values[at] > greatest → values[at] >= greatest'],
  ].map(([text, change]) => ({
    ...{ file: 'train/watch/readWatched.ts', text, change },
    reason: 'of two values that are alike it does not matter which is the least',
  })),
  {
    ...{
      file: 'train/neuralRun.ts',
      text: "if (line.kind === 'step') way.after",
      change: "line.kind === 'step' → true",
    },
    reason:
      'an epoch’s line has the step before it, and what is kept there is kept already: the condition saves time alone',
  },
  ...[
    ['train/batch/computeBatch.ts', 'batch'],
    ['train/trainingStep.ts', 'gradients'],
    ['train/trainingStep.ts', 'watching'],
    ['train/watch/lookInside.ts', 'watching'],
  ].map(([file, name]) => ({
    ...{ file, text: `settings, '${name}')`, change: `'${name}' → ''` },
    reason: 'the name of a graph stands in what is said of defects alone',
  })),
  {
    ...{ file: 'store/nodeFiles.ts', text: 'const { O_NOFOLLOW = 0 }', change: '0 → 1' },
    reason: 'Linux has the flag',
  },
  ...[
    'O_NOFOLLOW === 0 && fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() → false',
    'O_NOFOLLOW === 0 && fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() → (O_NOFOLLOW === 0) || fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()',
    'O_NOFOLLOW === 0 → O_NOFOLLOW !== 0',
    '0 → 1',
    'false → true',
    'throw elsewhere(); → ',
  ].map((change) => ({
    ...{ file: 'store/nodeFiles.ts', text: 'if (O_NOFOLLOW === 0 &&', change },
    reason: 'the line is for Windows, which lacks the flag; with it, a link is refused when it is opened',
  })),
  ...['touched.size === 0 → false', 'return; → '].map((change) => ({
    ...{ file: 'store/runIndex.ts', text: 'if (touched.size === 0) return;', change },
    reason: 'a series in which nothing has changed is compared anew with the same result: the line saves time alone',
  })),
  ...['!touched.has(key) → false', 'continue; → '].map((change) => ({
    ...{ file: 'store/runIndex.ts', text: 'if (!touched.has(key)) continue;', change },
    reason: 'a series in which nothing has changed is compared anew with the same result: the line saves time alone',
  })),
  ...['at >= count → false', 'return; → '].map((change) => ({
    ...{ file: 'decode/candidates.ts', text: 'if (at >= count) return;', change },
    reason: 'what is put behind the last place is taken off again: the line saves time alone',
  })),
  {
    ...{ file: 'decode/candidates.ts', text: 'if (total === -Infinity) return;', change: 'return; → ' },
    reason: 'no sum with it is taken: the line saves time alone',
  },
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
    const place = i === 0 ? 'values[i]' : `values[i + ${i}]`;
    return {
      ...{ file: 'decode/candidates.ts', text: `${place} >= bar`, change: `${place} >= bar → ${place} > bar` },
      reason: 'the bar lies below all that counts, by a margin: what just reaches it is not taken',
    };
  }),
  {
    ...{ file: 'decode/beamSearch.ts', text: 'if (finished.length < options.nBest) return false;' },
    change: 'finished.length < options.nBest → false',
    reason: 'then there is no score to compare with, and the comparison is false as well',
  },
  ...['a.monitor < b.monitor ? -1 : 1', 'isBetter(name, a.value, b.value) ? -1 : 1'].map((text) => ({
    ...{ file: 'protocol/bestFirst.ts', text, change: '1 → 2' },
    reason: 'an order is told by its sign alone',
  })),
  ...[
    { text: 'let high = 1;', change: '1 → 2' },
    { text: 'let low = -1;', change: '1 → 2' },
    {
      text: 'while (tail(high) < probability)',
      change: 'tail(high) < probability → tail(high) <= probability',
    },
    { text: 'while (tail(low) > probability)', change: 'tail(low) > probability → tail(low) >= probability' },
  ].map((place) => ({
    ...{ file: 'protocol/studentT.ts', ...place },
    reason: 'where the search begins: it ends where no number lies between, at the same one',
  })),
  {
    ...{ file: 'protocol/incompleteBeta.ts', text: 'if (x > (a + 1) / (a + b + 2))', change: '1 → 2' },
    reason: 'where the fraction is turned round: it comes to the same on both sides, sooner on one',
  },
  {
    ...{ file: 'protocol/rpc.ts', text: 'Math.random() * 2 ** 40', change: '40 → 41' },
    reason: 'out of how many numbers one is drawn: any so large does',
  },
  {
    ...{ file: 'protocol/rpc.ts', text: 'pending.delete(id);', change: 'pending.delete(id); → ' },
    reason: 'what could not be sent is settled already, and nobody answers it: the line gives back memory alone',
  },
];

/** `from → to`, on one line. */
export const changeOf = ({ from, to = '' }: Mutant): string => `${from} → ${to}`.replace(/\s+/g, ' ');

export const isEquivalent = (mutant: Mutant): boolean =>
  EQUIVALENTS.some(
    ({ file, text, change }) => mutant.file.endsWith(file) && mutant.text.includes(text) && change === changeOf(mutant),
  );
