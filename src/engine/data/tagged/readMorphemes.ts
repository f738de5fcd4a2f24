// Korean words with their morphemes as sentences of characters: lines of the Sejong corpus, `학교에<TAB>학교/NNG + 에/JKB`, or CoNLL-U, whose
// lemma is 학교+에 and whose own part of speech is NNG+JKB, as in the Korean treebanks. A space stands between words.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readMorphemeList, type Morpheme } from '../../morphemes/morpheme';
import { tagsOfWord } from '../../morphemes/morphemeTags';
import { tokenCutter } from './cutTokens';
import { readColumns, type ColumnOptions } from './readColumns';
import type { TaggedSentence, TaggedSink } from './taggedSentence';

/** Columns of CoNLL-U, from 1. */
const CONLLU = { token: 2, lemma: 3, tag: 5, more: 10 };

/** What stands between words. */
const SPACE = { token: ' ', tag: 'O' };

/** Fails with `INVALID_DATA`, naming the line, where a word has no morphemes, and as `readColumns`. */
export async function readMorphemes(
  file: string,
  options: Omit<ColumnOptions, 'columns'>,
  sink: TaggedSink,
): Promise<void> {
  const isConllu = /\.conllu(\.gz)?$/i.test(file);
  const { sentences, notices } = sink;
  await readColumns(file, { ...options, ...(isConllu && { ...CONLLU, columns: [CONLLU.lemma, CONLLU.more] }) }, sink);
  const converter = createConverter(isConllu ? conlluMorphemes : listedMorphemes);
  sentences.forEach((words, i) => (sentences[i] = converter.sentence(words)));
  if (converter.numbered > 0)
    notices.push(
      `"${path.basename(file)}": ${converter.numbered} words have numbers of homographs (as 가__02), which were left out.`,
    );
}

/** The morphemes of a word of a sentence; undefined where they cannot be told. */
type MorphemesAt = (sentence: TaggedSentence, word: number) => Morpheme[] | undefined;

const listedMorphemes: MorphemesAt = ({ tags }, word) => readMorphemeList(tags[word]);

/** Where the treebanks have cut a lemma to its stem, the whole one stands in the last column. */
const conlluMorphemes: MorphemesAt = ({ tags, columns }, word) => {
  const [lemma, more] = [CONLLU.lemma, CONLLU.more].map((column) => columns?.get(column)?.[word] ?? '');
  const parts = tags[word].split('+');
  const whole = /(?:^|\|)OrigLemma=([^|]+)/.exec(more)?.[1];
  const forms = [lemma, whole ?? ''].map(formsIn).find(({ length }) => length === parts.length);
  return forms?.every((form) => form !== '') ? forms.map((form, i) => ({ form, tag: parts[i] })) : undefined;
};

/** A + that is a word itself joins nothing. */
const formsIn = (lemma: string): string[] => (lemma === '+' ? [lemma] : lemma.split('+'));

const joinsNext = ({ columns }: TaggedSentence, word: number): boolean =>
  /(?:^|\|)SpaceAfter=No(?:\||$)/.test(columns?.get(CONLLU.more)?.[word] ?? '');

const HOMOGRAPH = /(?<=.)__\d+$/u;

function createConverter(morphemesAt: MorphemesAt) {
  const cut = tokenCutter('characters');
  /** Most words come back. */
  const known = new Map<string, string[]>();
  let numbered = 0;

  function tagsAt(sentence: TaggedSentence, word: number, characters: readonly string[]): string[] {
    const { tokens, tags, columns, file, lines } = sentence;
    const key = [tokens[word], tags[word], ...(columns ? [...columns.values()].map((of) => of[word]) : [])].join('\t');
    const before = known.get(key);
    if (before) return before;
    const line = lines[word];
    const fault = (what: string): LabError =>
      new LabError('INVALID_DATA', `"${file}", line ${line}: ${what}`, { file, line });
    if (/\s/u.test(tokens[word])) throw fault(`the word "${tokens[word]}" has white space within.`);
    const morphemes = morphemesAt(sentence, word);
    if (!morphemes)
      throw fault(
        columns
          ? `the lemma and the part of speech "${tags[word]}" of "${tokens[word]}" are not the same number of morphemes.`
          : `"${tags[word]}" is no list of morphemes as "학교/NNG + 에/JKB". Without "data.morphemes" any tags are read.`,
      );
    const forms = morphemes.map(({ form, tag }) => ({ form: form.replace(HOMOGRAPH, ''), tag }));
    if (forms.some(({ form }, i) => form !== morphemes[i].form)) numbered++;
    const found = tagsOfWord(
      characters.map((character) => character.normalize('NFC')),
      forms,
    );
    known.set(key, found);
    return found;
  }

  return {
    /** Different words with such numbers. */
    get numbered(): number {
      return numbered;
    },
    sentence(words: TaggedSentence): TaggedSentence {
      const made: TaggedSentence = { tokens: [], tags: [], file: words.file, lines: [] };
      const add = (token: string, tag: string, line: number): void => {
        made.tokens.push(token);
        made.tags.push(tag);
        made.lines.push(line);
      };
      words.tokens.forEach((word, i) => {
        const { tokens } = cut(word);
        const tags = tagsAt(words, i, tokens);
        if (i > 0 && !joinsNext(words, i - 1)) add(SPACE.token, SPACE.tag, words.lines[i - 1]);
        tokens.forEach((token, at) => add(token, tags[at], words.lines[i]));
      });
      return made;
    },
  };
}
