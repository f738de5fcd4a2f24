// What a person should know about how a file was read.

import { titleOfEncoding } from '../../protocol/encodings';
import { MAX_LINE_LENGTH, type TextFacts } from './readText';

/** A sentence for each thing; none for a file of UTF-8 in which nothing is odd. */
export function readingNotes({ encoding, isGuessed, replaced, marks, longLines }: TextFacts): string[] {
  const notes: string[] = [];
  const title = titleOfEncoding(encoding);
  if (encoding !== 'utf-8' && isGuessed)
    notes.push(`It was read as ${title}, which was guessed. If characters are wrong, say its encoding.`);
  else if (encoding !== 'utf-8') notes.push(`It was read as ${title}.`);
  if (replaced > 0) notes.push(`${replaced} unreadable characters were replaced. Is it ${title}?`);
  if (marks > 0) notes.push(`${marks} byte order marks within the text were left out.`);
  if (longLines > 0)
    notes.push(
      `${longLines} lines of more than ${MAX_LINE_LENGTH.toLocaleString('en')} characters were read in pieces, cut at white space.`,
    );
  return notes;
}

/** The same with the file's name before each, as `notesOf` puts it there. */
export const readingNotesOf = (file: string, facts: TextFacts): string[] => notesOf(file, readingNotes(facts));

export const notesOf = (file: string, notes: readonly string[]): string[] =>
  notes.map((note) => `"${file}": ${note[0].toLowerCase()}${note.slice(1)}`);
