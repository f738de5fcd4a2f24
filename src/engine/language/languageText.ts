// Texts as the ids of a language model, and back. Where the tokenizer keeps line breaks (characters, bytes) they are tokens like
// others; where it does not (words, pieces of words) each is the token <eos>. A row of a table ends with <eos> in any case.

import type { TokenizerOptions } from '../../protocol/tokenizer';
import type { TextSide } from '../sequence/sequenceText';
import { EOS, UNK, type Vocabulary } from '../text/vocabulary';

/** A text's tokens: where each stands in it, half-open, in UTF-16 units. */
interface PlacedIds {
  ids: Int32Array;
  offsets: [start: number, end: number][];
}

export interface LanguageText {
  readonly vocabulary: Vocabulary;
  /** Stands before the first token of every text: a line break, as the training text has it between lines. */
  readonly begin: number;
  /** Ends a row of a table, and a line where line breaks are no tokens of their own. */
  readonly end: number;
  /** Whether line breaks are tokens of their own. */
  readonly keepsLineBreaks: boolean;
  /** The ids of one line. @param isEnded a line break follows it */
  encodeLine(line: string, isEnded: boolean): Int32Array;
  /** The ids of a text of any number of lines, each cut by itself; nothing is added at its end. */
  encode(text: string): Int32Array;
  /** The same with the place of each token. */
  place(text: string): PlacedIds;
  /** The text of ids: line breaks where `<eos>` stands. */
  decode(ids: readonly number[]): string;
}

/** How the lines of a text are told apart. */
export interface LineOptions {
  /** Every line ends with <eos>, and line breaks are no tokens, whatever the tokenizer. */
  endsLines?: boolean;
}

/** @param side whose ids are without begin and end symbols */
export function languageTextOf(
  side: TextSide,
  { type, endsLines = false }: Pick<TokenizerOptions, 'type'> & LineOptions,
): LanguageText {
  const { vocabulary } = side;
  const keepsLineBreaks = !endsLines && keepsBreaks(side, type);
  const encodeLine: LanguageText['encodeLine'] = (line, isEnded) => {
    if (!isEnded) return side.encode(line);
    return keepsLineBreaks ? side.encode(`${line}\n`) : Int32Array.of(...side.encode(line), EOS);
  };
  const encode = (text: string): Int32Array => {
    const lines = text.split('\n');
    const ids = lines.map((line, number) => encodeLine(line, number < lines.length - 1));
    return ids.length === 1 ? ids[0] : joined(ids);
  };
  return {
    ...{ vocabulary, keepsLineBreaks, encodeLine, encode },
    begin: keepsLineBreaks ? breakOf(side) : EOS,
    end: EOS,
    place(text) {
      const offsets: PlacedIds['offsets'] = [];
      let from = 0;
      const lines = text.split('\n');
      lines.forEach((line, number) => {
        const isEnded = number < lines.length - 1;
        const placed = side.tokenize(isEnded && keepsLineBreaks ? `${line}\n` : line);
        for (const [start, end] of placed.offsets) offsets.push([from + start, from + end]);
        if (isEnded && !keepsLineBreaks) offsets.push([from + line.length, from + line.length + 1]);
        from += line.length + 1;
      });
      return { ids: encode(text), offsets };
    },
    decode(ids) {
      const lines: number[][] = [[]];
      for (const id of ids)
        if (id === EOS) lines.push([]);
        else lines[lines.length - 1].push(id);
      return lines.map((line) => side.decode(line)).join('\n');
    },
  };
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether a line break between two words comes back from the ids. */
function keepsBreaks(side: TextSide, type: TokenizerOptions['type']): boolean {
  if (type === 'character' || type === 'byte-bpe') return true;
  if (type !== 'file') return false;
  const ids = side.encode('a\na');
  return !ids.includes(UNK) && side.decode([...ids]).includes('\n');
}

/** The token of a line break; `<eos>` where the training text had none. */
function breakOf(side: TextSide): number {
  const [id = UNK] = side.encode('\n');
  return id === UNK ? EOS : id;
}
