// Korean words with their morphemes as sentences of characters whose tags say which morphemes are written there. A space stands between
// words.

import { tagsOfWord } from '../../morphemes/morphemeTags';
import { tokenCutter } from './cutTokens';
import { readMorphemeWords, type MorphemeWord } from './morphemeWords';
import type { ColumnOptions } from './readColumns';
import type { TaggedSentence, TaggedSink } from './taggedSentence';

/** What stands between words. */
const SPACE = { token: ' ', tag: 'O' };

/** Fails as `readMorphemeWords`. */
export async function readMorphemes(
  file: string,
  options: Omit<ColumnOptions, 'columns'>,
  sink: TaggedSink,
): Promise<void> {
  const cut = tokenCutter('characters');
  /** Most words come back. */
  const known = new Map<string, { tokens: string[]; tags: string[] }>();
  const taggedOf = ({ word, morphemes }: MorphemeWord) => {
    const key = JSON.stringify([word, morphemes]);
    const found = known.get(key) ?? tagged(word, morphemes);
    known.set(key, found);
    return found;
  };
  function tagged(word: string, morphemes: MorphemeWord['morphemes']) {
    const { tokens } = cut(word);
    const characters = tokens.map((token) => token.normalize('NFC'));
    return { tokens, tags: tagsOfWord(characters, morphemes) };
  }

  for (const words of await readMorphemeWords(file, options, sink)) {
    const sentence: TaggedSentence = { tokens: [], tags: [], file, lines: [] };
    const add = (token: string, tag: string, line: number): void => {
      sentence.tokens.push(token);
      sentence.tags.push(tag);
      sentence.lines.push(line);
    };
    words.forEach((each, i) => {
      const { tokens, tags } = taggedOf(each);
      tokens.forEach((token, at) => add(token, tags[at], each.line));
      if (i < words.length - 1 && !each.joinsNext) add(SPACE.token, SPACE.tag, each.line);
    });
    sink.sentences.push(sentence);
  }
}
