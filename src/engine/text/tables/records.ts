// The rows of delimited text as a stream of records, quoted or not.

import { LabError } from '../../../protocol/labError';
import { MAX_LINE_LENGTH, type LineBlock } from '../readText';
import { createDelimitedParser, type DelimitedRecord } from './delimitedRecords';
import type { TableShape } from './shape';

/** Blank lines are left out. Fails with `INVALID_DATA` for a quotation mark that is never closed. */
export async function* recordsOf(
  file: string,
  blocks: AsyncIterable<LineBlock>,
  { delimiter, quotes, hasSeparatorLine }: TableShape,
): AsyncGenerator<DelimitedRecord[]> {
  const parser = createDelimitedParser(delimiter);
  let skips = hasSeparatorLine;
  for await (const { firstLine, lines } of blocks) {
    const records: DelimitedRecord[] = [];
    for (const [index, text] of lines.entries()) {
      if (skips && text.trim() !== '') {
        skips = false;
        continue;
      }
      if (!quotes) {
        if (text !== '') records.push({ values: text.split(delimiter), line: firstLine + index });
        continue;
      }
      const record = parser.take(text, firstLine + index);
      if (record) records.push(record);
      else if (parser.held() > MAX_LINE_LENGTH) throw unclosed(file, parser.openSince());
    }
    yield records;
  }
  if (parser.openSince() !== undefined) throw unclosed(file, parser.openSince());
}

function unclosed(file: string, line: number | undefined): LabError {
  const message = `"${file}": the quotation mark that opens a field on line ${line} is never closed. Close it, double it if it is part of the text, or set "quotes" to false if quotation marks are just characters.`;
  return new LabError('INVALID_DATA', message, { file, line });
}
