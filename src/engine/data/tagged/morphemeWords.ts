// Korean words with their morphemes: lines of the Sejong corpus, `학교에<TAB>학교/NNG + 에/JKB`, or CoNLL-U, whose lemma is 학교+에 and whose
// own part of speech is NNG+JKB, as in the Korean treebanks.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readMorphemeList, type Morpheme } from '../../morphemes/morpheme';
import { readColumns, type ColumnOptions } from './readColumns';
import type { TaggedSentence, TaggedSink } from './taggedSentence';

export interface MorphemeWord {
  word: string;
  /** At least one, with forms that are not empty. */
  morphemes: Morpheme[];
  /** 1-based. */
  line: number;
  /** No space stands between it and the next one. */
  joinsNext: boolean;
}

/** Columns of CoNLL-U, from 1. */
const CONLLU = { token: 2, lemma: 3, tag: 5, more: 10 };

/** By sentence. Fails with `INVALID_DATA`, naming the line, where a word has no morphemes, and as `readColumns`. */
export async function readMorphemeWords(
  file: string,
  options: Omit<ColumnOptions, 'columns'>,
  { notices, isFull }: Pick<TaggedSink, 'notices' | 'isFull'>,
): Promise<MorphemeWord[][]> {
  const isConllu = /\.conllu(\.gz)?$/i.test(file);
  const sentences: TaggedSentence[] = [];
  await readColumns(
    file,
    { ...options, ...(isConllu && { ...CONLLU, columns: [CONLLU.lemma, CONLLU.more] }) },
    { sentences, notices, isFull: () => isFull(sentences.length) },
  );
  let numbered = 0;
  const words = sentences.map((sentence) =>
    sentence.tokens.map((word, at): MorphemeWord => {
      const line = sentence.lines[at];
      const fault = (what: string): LabError =>
        new LabError('INVALID_DATA', `"${file}", line ${line}: ${what}`, { file, line });
      if (/\s/u.test(word)) throw fault(`the word "${word}" has white space within.`);
      const found = isConllu ? conlluMorphemes(sentence, at) : readMorphemeList(sentence.tags[at]);
      if (!found)
        throw fault(
          isConllu
            ? `the lemma and the part of speech "${sentence.tags[at]}" of "${word}" do not name the same number of morphemes.`
            : `"${sentence.tags[at]}" is no list of morphemes as "학교/NNG + 에/JKB". Without "data.morphemes" any tags are read.`,
        );
      const morphemes = found.map(({ form, tag }) => ({ form: form.replace(HOMOGRAPH, ''), tag }));
      if (morphemes.some(({ form }, i) => form !== found[i].form)) numbered++;
      return { word, morphemes, line, joinsNext: joinsNext(sentence, at) };
    }),
  );
  if (numbered > 0)
    notices.push(
      `"${path.basename(file)}": ${numbered} words have numbers of homographs (as 가__02), which were left out.`,
    );
  return words;
}

const HOMOGRAPH = /(?<=.)__\d+$/u;

/** Where the treebanks have cut a lemma to its stem, the whole one stands in the last column. Undefined where neither fits. */
function conlluMorphemes({ tags, columns }: TaggedSentence, word: number): Morpheme[] | undefined {
  const [lemma, more] = [CONLLU.lemma, CONLLU.more].map((column) => columns?.get(column)?.[word] ?? '');
  const parts = tags[word].split('+');
  const whole = /(?:^|\|)OrigLemma=([^|]+)/.exec(more)?.[1];
  const forms = [lemma, whole ?? ''].map(formsIn).find(({ length }) => length === parts.length);
  const isSound = forms?.every((form) => form !== '') && parts.every((part) => part !== '' && part !== '_');
  return isSound ? forms?.map((form, i) => ({ form, tag: parts[i] })) : undefined;
}

/** A + that is a word itself joins nothing. */
const formsIn = (lemma: string): string[] => (lemma === '+' ? [lemma] : lemma.split('+'));

const joinsNext = ({ columns }: TaggedSentence, word: number): boolean =>
  /(?:^|\|)SpaceAfter=No(?:\||$)/.test(columns?.get(CONLLU.more)?.[word] ?? '');
