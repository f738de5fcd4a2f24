// The elements of a JSON list as a stream of texts, so that a large file is never held whole.

import { LabError } from '../../../protocol/labError';
import { MAX_LINE_LENGTH } from '../readText';

export interface ListElement {
  text: string;
  /** The 1-based line on which it starts. */
  line: number;
}

/** In blocks, one for each piece. Fails with `INVALID_DATA` where brackets do not match or an element is far too long. */
export async function* listElements(file: string, pieces: AsyncIterable<string>): AsyncGenerator<ListElement[]> {
  let depth = 0;
  let isEnded = false;
  let inString = false;
  let isEscaped = false;
  let line = 1;
  let started = 0;
  let carried = '';
  const refuse = (what: string): never => {
    throw new LabError('INVALID_DATA', `"${file}", line ${line}: ${what}.`, { file, line });
  };
  for await (const piece of pieces) {
    const found: ListElement[] = [];
    let from = 0;
    const take = (end: number, mayBeEmpty: boolean): void => {
      const text = (carried + piece.slice(from, end)).trim();
      carried = '';
      from = end + 1;
      if (text !== '') found.push({ text, line: started });
      else if (!mayBeEmpty) refuse('an object is expected before the comma');
      started = 0;
    };
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at];
      if (character === '\n') line++;
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (character === '\\') isEscaped = true;
        else if (character === '"') inString = false;
        continue;
      }
      if (character === ' ' || character === '\n' || character === '\t') continue;
      if (isEnded || (depth === 0 && character !== '['))
        refuse('one list of objects is expected, and nothing beside it');
      if (depth === 1 && started === 0 && character !== ',' && character !== ']') started = line;
      if (character === '"') inString = true;
      else if (character === '[' || character === '{') {
        if (depth++ === 0) from = at + 1;
      } else if (character === ']' || character === '}') {
        if (--depth === 0) {
          take(at, true);
          isEnded = true;
        }
      } else if (character === ',' && depth === 1) take(at, false);
    }
    if (!isEnded && depth > 0) carried += piece.slice(from);
    if (carried.length > MAX_LINE_LENGTH) refuse('an object is longer than a million characters');
    if (found.length > 0) yield found;
  }
  if (!isEnded) refuse('the list is not closed');
}
