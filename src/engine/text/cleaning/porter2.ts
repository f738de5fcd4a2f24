// The English stemmer of Snowball ("Porter2"), as described at https://snowballstem.org/algorithms/english/stemmer.html
// in the edition that NLTK and the npm package snowball-stemmers implement. Works on lower-case words of a to z and the
// apostrophe.

const doubles = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const liEnding = /[cdeghkmnrt]$/;

const exceptions = new Map(
  Object.entries({
    ...{ skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl' },
    ...{ ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe' },
    ...{ atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes' },
  }),
);
const keptAfterPlural = new Set('inning outing canning herring earring proceed exceed succeed'.split(' '));

/** `from:to` for each suffix, the longest of those that fit one word first. */
const suffixes = (text: string): { suffix: string; replacement: string }[] =>
  text.split(' ').map((entry) => {
    const [suffix, replacement] = entry.split(':');
    return { suffix, replacement };
  });
const step2 = suffixes(
  'ization:ize ational:ate fulness:ful ousness:ous iveness:ive tional:tion biliti:ble lessli:less entli:ent ation:ate ' +
    'alism:al aliti:al ousli:ous iviti:ive fulli:ful enci:ence anci:ance abli:able izer:ize ator:ate alli:al bli:ble',
);
const step3 = suffixes('ational:ate tional:tion alize:al icate:ic iciti:ic ical:ic ness: ful:');
const step4 = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic'.split(' ');

/** The stem of a lower-case word. Words of one or two letters are their own stems. */
export function stemEnglish(given: string): string {
  if (given.length <= 2) return given;
  const bare = given.startsWith("'") ? given.slice(1) : given;
  const exception = exceptions.get(bare);
  if (exception !== undefined) return exception;
  let word = markConsonantY(bare);
  const { r1, r2 } = regionsOf(word);
  word = withoutPlural(withoutPossessive(word));
  if (keptAfterPlural.has(word)) return word;
  word = withoutTense(word, r1);
  if (/[^aeiouy][yY]$/.test(word) && word.length > 2) word = `${word.slice(0, -1)}i`;
  word = replaceSuffix2(word, r1);
  word = replaceSuffix3(word, r1, r2);
  word = removeSuffix4(word, r2);
  return removeLast(word, r1, r2).toLowerCase();
}

/** A `y` at the start or after a vowel is a consonant, written `Y`. */
function markConsonantY(word: string): string {
  let marked = '';
  for (let at = 0; at < word.length; at++)
    marked += word[at] === 'y' && (at === 0 || isVowel(marked[at - 1])) ? 'Y' : word[at];
  return marked;
}

const isVowel = (letter: string): boolean => 'aeiouy'.includes(letter);

/** R1 starts behind the first consonant that follows a vowel; R2 is the R1 of R1. */
function regionsOf(word: string): { r1: number; r2: number } {
  const special = /^(?:gener|commun|arsen)/.exec(word);
  const r1 = special ? special[0].length : behindFirst(word, 0);
  return { r1, r2: behindFirst(word, r1) };
}

function behindFirst(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at++) if (!isVowel(word[at]) && isVowel(word[at - 1])) return at + 1;
  return word.length;
}

const withoutPossessive = (word: string): string => word.replace(/(?:'s'|'s|')$/, '');

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(word) || !word.endsWith('s')) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutTense(word: string, r1: number): string {
  const ee = /(?:eedly|eed)$/.exec(word);
  if (ee) return ee.index >= r1 ? `${word.slice(0, ee.index)}ee` : word;
  const found = /(?:ingly|edly|ing|ed)$/.exec(word);
  if (!found || !/[aeiouy]/.test(word.slice(0, found.index))) return word;
  const stem = word.slice(0, found.index);
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (doubles.test(stem)) return stem.slice(0, -1);
  return stem.length <= r1 && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

const endsInShortSyllable = (word: string): boolean =>
  /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);

function replaceSuffix2(word: string, r1: number): string {
  const found = step2.find(({ suffix }) => word.endsWith(suffix));
  if (found) return replaced(word, found, r1);
  const start = (suffix: string): number => word.length - suffix.length;
  if (word.endsWith('ogi')) return start('ogi') >= r1 && word.endsWith('logi') ? word.slice(0, -1) : word;
  if (word.endsWith('li')) return start('li') >= r1 && liEnding.test(word.slice(0, -2)) ? word.slice(0, -2) : word;
  return word;
}

function replaceSuffix3(word: string, r1: number, r2: number): string {
  const found = step3.find(({ suffix }) => word.endsWith(suffix));
  if (found) return replaced(word, found, r1);
  return word.endsWith('ative') && word.length - 5 >= r2 ? word.slice(0, -5) : word;
}

function replaced(word: string, rule: { suffix: string; replacement: string }, from: number): string {
  const start = word.length - rule.suffix.length;
  return start >= from ? word.slice(0, start) + rule.replacement : word;
}

function removeSuffix4(word: string, r2: number): string {
  const found = step4.find((suffix) => word.endsWith(suffix));
  if (found) return word.length - found.length >= r2 ? word.slice(0, -found.length) : word;
  return /[st]ion$/.test(word) && word.length - 3 >= r2 ? word.slice(0, -3) : word;
}

function removeLast(word: string, r1: number, r2: number): string {
  const start = word.length - 1;
  if (word.endsWith('e')) {
    const goes = start >= r2 || (start >= r1 && !endsInShortSyllable(word.slice(0, -1)));
    return goes ? word.slice(0, -1) : word;
  }
  return word.endsWith('ll') && start >= r2 ? word.slice(0, -1) : word;
}
