// Sentences in columns as CoNLL writes them: a token with its tags a line, an empty line between sentences. Lines that begin a document
// (`-DOCSTART-`) are passed over, and so are comments: `## ...` of KLUE-NER, `# ... = ...` of CoNLL-U, and of the latter lines that are no
// words but stand for several (`3-4`) or for one that is not written (`8.1`).

import { LabError } from '../../../protocol/labError';
import { separatorOf } from '../../../protocol/reading';
import { readText } from '../../text/readText';
import { readingNotesOf } from '../../text/readingNotes';
import type { TaggedSink } from './taggedSentence';

export interface ColumnOptions {
  encoding?: string;
  separator?: string;
  /** From 1. */
  token: number;
  /** From 1, or from the last one, -1, backwards. */
  tag: number;
  /** Others that are read, from 1. */
  columns?: readonly number[];
  signal?: AbortSignal;
}

const isComment = (line: string): boolean => /^##\s/.test(line) || /^#\s(.*\s=\s|new(doc|par)\b)/.test(line);
const isDocumentLine = (line: string): boolean => line.startsWith('-DOCSTART-');

/** Whether a line is passed over, and ends the sentence before it. @param isFirst nothing of its sentence stands before it */
export const isNoToken = (line: string, isFirst: boolean): boolean =>
  isDocumentLine(line) || (isFirst && isComment(line));

/** The columns of CoNLL-U: number, word, lemma, UPOS, XPOS, features, head, relation, further relations, anything else. */
const CONLLU_COLUMNS = 10;
const isNoWord = (values: readonly string[]): boolean =>
  values.length === CONLLU_COLUMNS && /^\d+[-.]\d+$/.test(values[0]);

/** A tab where the first line has one, else white space of any length. */
const guessedSeparator = (line: string): string | RegExp => (line.includes('\t') ? '\t' : /\s+/);

/**
 * Fails with `INVALID_DATA`, naming the line, where one has other columns than the first or lacks token or tag, and as `readText`.
 */
export async function readColumns(file: string, options: ColumnOptions, sink: TaggedSink): Promise<void> {
  const { signal, columns = [] } = options;
  const { blocks, facts } = readText(file, { encoding: options.encoding, keepsLoneReturns: true });
  let separator: string | RegExp | undefined = options.separator && separatorOf(options.separator);
  let shape: { columns: number; line: number } | undefined;
  const begun = () => ({
    ...{ tokens: [] as string[], tags: [] as string[], file, lines: [] as number[] },
    ...(columns.length > 0 && { columns: new Map(columns.map((column) => [column, [] as string[]])) }),
  });
  let sentence = begun();
  const end = (): void => {
    if (sentence.tokens.length > 0) sink.sentences.push(sentence);
    sentence = begun();
  };

  function read(text: string, line: number): void {
    if (isNoToken(text, sentence.tokens.length === 0)) return end();
    separator ??= guessedSeparator(text);
    const values = text.split(separator);
    if (typeof separator !== 'string' && values.at(-1) === '') values.pop(); // white space at the end
    shape ??= { columns: values.length, line };
    if (options.token > 1 && isNoWord(values)) return;
    const fault = (what: string): LabError =>
      new LabError('INVALID_DATA', `"${file}", line ${line}: ${what}`, { file, line });
    if (values.length < 2) throw fault('there is a token without a tag. Each line needs both, in columns.');
    if (values.length !== shape.columns)
      throw fault(`${values.length} columns, where line ${shape.line} has ${shape.columns}.`);
    const tag = values.at(options.tag > 0 ? options.tag - 1 : options.tag);
    const token = values.at(options.token - 1);
    if (token === undefined || tag === undefined || options.tag === 0)
      throw fault(`there are ${values.length} columns; "data.token" or "data.tag" names another one.`);
    if (token === '' || tag.trim() === '') throw fault(`the ${token === '' ? 'token' : 'tag'} is empty.`);
    const tagColumn = options.tag > 0 ? options.tag : values.length + options.tag + 1;
    for (const [column, found] of sentence.columns ?? []) {
      if (column > values.length)
        throw fault(`there are ${values.length} columns; the model looks at column ${column}.`);
      if (column === tagColumn)
        throw fault(`the model looks at column ${column}, which holds the tags that are to be found.`);
      found.push(values[column - 1]);
    }
    sentence.tokens.push(token);
    sentence.tags.push(tag.trim());
    sentence.lines.push(line);
  }

  for await (const { firstLine, lines } of blocks()) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the data was cancelled.');
    for (const [index, text] of lines.entries()) {
      if (text.trim() === '') end();
      else read(text, firstLine + index);
      if (sink.isFull()) break;
    }
    if (sink.isFull()) break;
  }
  if (!sink.isFull()) end();
  sink.notices.push(...readingNotesOf(file, facts));
}
