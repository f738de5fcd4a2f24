// What the engine says to people, so far as it is translated: it writes English, with its values in place. A test holds
// every text to one that the engine has; what is not here stays English.
import { toTranslate } from '../../protocol/toTranslate';

const NOTICES = [
  toTranslate('{0} of {1} {2} texts were cut to {3} tokens.'),
  toTranslate('{0} of {1} {2} texts are empty and count as a single <unk>.'),
  toTranslate('{0} of {1} {2} texts of the {3} part were cut to {4} tokens.'),
  toTranslate('{0} of {1} {2} texts of the {3} part have no tokens.'),
  toTranslate('{0} of {1} train texts have no feature of the vocabulary.'),
  toTranslate('{0} of {1} pairs in {2} have an empty side and were left out, the first in line {3}.'),
  toTranslate('{0} % of the training batches is padding.'),
  toTranslate('Unknown {0} (<unk> to the model): {1}.'),
  toTranslate('Cleaning changed texts: {0}.'),
  toTranslate('It was read as {0}, which was guessed. If characters are wrong, say its encoding.'),
  toTranslate('It was read as {0}.'),
  toTranslate('{0} unreadable characters were replaced. Is it {1}?'),
  toTranslate('{0} byte order marks within the text were left out.'),
  toTranslate('{0} lines of more than {1} characters were read in pieces, cut at white space.'),
  toTranslate('{0} words have a vector; they are {1} % of the {2} words of the corpus.'),
  toTranslate('{0} texts have no known word and were left out.'),
  toTranslate('{0} words of the texts have no vector.'),
  toTranslate('{0} words stand more than once; the first vector of each was kept.'),
  toTranslate('Only the first {0} words were read.'),
];

const FAILURES = [
  toTranslate('"{0}" does not exist.'),
  toTranslate('Could not read "{0}": {1}.'),
  toTranslate('There are no examples in {0}.'),
  toTranslate('All {0} texts in {1} are empty.'),
  toTranslate('"{0}" has no texts for the label "{1}".'),
  toTranslate('The folder "{0}" has no folder for each label in it.'),
  toTranslate('"{0}" has no labels. Give a table (.csv, .tsv, .jsonl) or { "labels": { "<label>": "<file>", ... } }.'),
  toTranslate(
    '"{0}", line {1}: the label "{2}" does not occur in the training part, so it cannot be learned. Its labels are {3}.',
  ),
  toTranslate('All {0} training examples have the label "{1}". At least two labels are needed.'),
  toTranslate('The {0} training examples have {1} different labels ({2}). Is "data.label" the right column?'),
  toTranslate(
    'The {0} different labels are numbers ({1}). Is a score meant? Scores are learned by regression, which NLP Lab does not do yet. Choose another column as "data.label"; if each number names a class, write it with a letter, like "c{2}".',
  ),
  toTranslate('There are no pairs of texts in {0}.'),
  toTranslate('The run "{0}" is complete: there is nothing to resume.'),
  toTranslate('"{0}" has changed since this run began, so the run cannot be resumed. Restore it, or train a new run.'),
  toTranslate('This model has no attention, by which unknown words are replaced.'),
  toTranslate('A word to force or to forbid is empty. Write one.'),
  toTranslate('The model\'s vocabulary has no "{0}". Choose a word that it knows.'),
  toTranslate('"{0}" is both forced and forbidden. Leave one of the two out.'),
  toTranslate('"{0}" is forced, but holds the forbidden "{1}". Leave one of the two out.'),
  toTranslate('Two different words are forced at the same place of the output. Leave one of the two out.'),
  toTranslate('A word is both forced and forbidden at the same place of the output. Leave one of the two out.'),
  toTranslate('The shortest length, {0} tokens, is above the longest, {1}{2}. Lower it.'),
  toTranslate('The word "{0}" has no vector among these {1} words. Did you mean {2}?'),
  toTranslate('The word "{0}" has no vector among these {1} words. Check its spelling and case.'),
  toTranslate('No word of "{0}" has a vector. Check spelling and case.'),
  toTranslate('{0} must be a whole number from {1} to {2}, not {3}.'),
  toTranslate('This run gives labels: there is nothing to decode.'),
];

/** Names within values. */
const NAMES = [
  ...[toTranslate('train'), toTranslate('validation'), toTranslate('test')],
  ...[toTranslate('source tokens'), toTranslate('target tokens'), toTranslate('tokens')],
  ...[toTranslate('source'), toTranslate('target')],
];

export const ENGINE_TEXTS: readonly string[] = [...NOTICES, ...FAILURES];

const PATTERNS = ENGINE_TEXTS.map((text) => ({ text, pattern: patternOf(text) }));
const NAME = new RegExp(`^(${NAMES.join('|')})$|\\b(${NAMES.slice(0, 3).join('|')})(?= \\d)`, 'g');

type Translating = (text: string, ...values: string[]) => string;

/** A text of the engine in the language of `translate`; the name of a file may stand before it. */
export function spoken(message: string, translate: Translating): string {
  const [, file, said = ''] = /^("[^"]+"): (.+)$/s.exec(message) ?? [];
  const ofFile = said && translated(said[0].toUpperCase() + said.slice(1), translate);
  return ofFile ? `${file}: ${ofFile}` : (translated(message, translate) ?? message);
}

function translated(message: string, translate: Translating): string | undefined {
  for (const { text, pattern } of PATTERNS) {
    const found = pattern.exec(message);
    if (found) return translate(text, ...found.slice(1).map((value) => value.replace(NAME, (name) => translate(name))));
  }
  return undefined;
}

/** Values come in their order, and may be anything. */
function patternOf(text: string): RegExp {
  const parts = text.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}
