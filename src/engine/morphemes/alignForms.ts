// Which characters of the morphemes stand behind each character of a word: 갔다 is 가 and 았 behind 갔, 다 behind 다.

import { soleLetter, syllableIn } from '../text/hangul';

/** Longer differences are rare, and no letters in common are to be found in them. */
const LONGEST = 60;
/** Characters of morphemes behind one of the word, at most. */
const LONGEST_RUN = 6;

/**
 * How many characters of the forms stand behind each of the word, `[word]`; the first has at least one. The fewest letters of Hangul are
 * added, left out or exchanged; of equal ways that which lets the earlier characters have more. @param forms at least one
 */
export function alignForms(word: readonly string[], forms: readonly string[]): number[] {
  const shortest = Math.min(word.length, forms.length);
  let before = 0;
  while (before < shortest && word[before] === forms[before]) before++;
  let behind = 0;
  while (behind < shortest - before && word[word.length - 1 - behind] === forms[forms.length - 1 - behind]) behind++;
  // What is there on one side alone goes with the character before it, or with the one behind.
  if (before + behind === shortest && word.length !== forms.length) {
    if (before > 0) before--;
    else behind--;
  }
  const middle = alignMiddle(word.slice(before, word.length - behind), forms.slice(before, forms.length - behind));
  return [...new Array<number>(before).fill(1), ...middle, ...new Array<number>(behind).fill(1)];
}

function alignMiddle(word: readonly string[], forms: readonly string[]): number[] {
  const [n, m] = [word.length, forms.length];
  if (n > LONGEST || m > LONGEST || m > n * LONGEST_RUN) return word.map((_, i) => (i === 0 ? m : 0));
  const [letters, formLetters] = [word.map(lettersOf), forms.map(lettersOf)];
  const costs = Array.from({ length: n + 1 }, () => new Float64Array(m + 1).fill(Infinity));
  const runs = Array.from({ length: n }, () => new Int32Array(m + 1));
  costs[n][m] = 0;
  for (let i = n - 1; i >= 0; i--)
    for (let j = i === 0 ? 0 : 1; j <= (i === 0 ? 0 : m); j++)
      for (let run = Math.min(LONGEST_RUN, m - j); run >= Number(i === 0); run--) {
        const rest = costs[i + 1][j + run];
        if (rest >= costs[i][j]) continue;
        const isSame = run === 1 && word[i] === forms[j];
        const cost = rest + (isSame ? 0 : differenceOf(letters[i], formLetters.slice(j, j + run).flat()));
        if (cost >= costs[i][j]) continue;
        costs[i][j] = cost;
        runs[i][j] = run;
      }
  let at = 0;
  return word.map((_, i) => {
    const run = runs[i][at];
    at += run;
    return run;
  });
}

/** Letters that differ; one more where they begin otherwise, so that 라 of 몰라 has 르아 behind it, and not 아. */
const differenceOf = (letters: readonly string[], others: readonly string[]): number =>
  editDistance(letters, others) + Number(letters[0] !== others[0]);

/** As they sound: the ㅇ before a vowel is silent. */
function lettersOf(character: string): string[] {
  const syllable = syllableIn(character);
  if (!syllable) return [soleLetter(character)];
  const { initial, vowel, final } = syllable;
  return [...(initial === 'ㅇ' ? [] : [initial]), vowel, ...(final === '' ? [] : [final])];
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + Number(a[i] !== b[j])));
    row = next;
  }
  return row[b.length];
}
