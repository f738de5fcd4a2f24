// Texts of a corpus as the ids of a language model: where each line or row ends, and which of them follow on each other.

import type { CorpusBlock } from '../../data/corpusReader';
import type { LanguageText } from '../../language/languageText';

/** A line of plain text, or a row of a table. */
export interface CorpusLine {
  text: string;
  file: string;
  /** 1-based. */
  line: number;
  isRow: boolean;
  /** A line break or the end of a row follows; not where a far too long line goes on with the next one. */
  isEnded: boolean;
}

/** In blocks. Lines that are far too long come in pieces of the same number. */
export async function* linesOf(blocks: AsyncIterable<CorpusBlock>): AsyncGenerator<CorpusLine[]> {
  let last: CorpusLine | undefined;
  for await (const { file, isTable, texts } of blocks) {
    const lines: CorpusLine[] = [];
    for (const { text, line } of texts) {
      if (last) lines.push(last);
      if (last && !last.isRow) last.isEnded = last.line !== line || last.file !== file;
      last = { text, file, line, isRow: isTable, isEnded: true };
    }
    if (lines.length > 0) yield lines;
  }
  if (last) yield [last];
}

/** Line breaks within a row are as those between lines; the row itself ends with the end token. */
export function encodeLine({ text, isRow, isEnded }: CorpusLine, model: LanguageText): Int32Array {
  if (!isRow) return model.encodeLine(text, isEnded);
  const ids = model.encode(text);
  const row = new Int32Array(ids.length + 1);
  row.set(ids);
  row[ids.length] = model.end;
  return row;
}
