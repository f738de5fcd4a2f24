// Records of comma-separated text (RFC 4180), fed line by line. A field in double quotes may hold the delimiter, doubled
// quotes and line ends; a quote that does not open a field is an ordinary character.

/** The values of one record and the 1-based line on which it starts. */
export interface DelimitedRecord {
  values: string[];
  line: number;
}

export interface DelimitedParser {
  /** The record that ends with this line; undefined when a quoted field goes on, or the line is blank. */
  take(text: string, line: number): DelimitedRecord | undefined;
  /** The line on which a quoted field was opened that is not closed yet. */
  openSince(): number | undefined;
  /** Characters held for the record that is not complete yet. */
  held(): number;
}

/** A parser for one file. */
export function createDelimitedParser(delimiter: string): DelimitedParser {
  let values: string[] = [];
  let field = '';
  let quotedSince: number | undefined;
  let startLine = 0;
  let held = 0;

  /** Reads from within a quoted field at `at` to its closing quote; returns where to go on, or -1 at the line's end. */
  const readQuoted = (text: string, at: number): number => {
    for (let from = at; ;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) {
        field += `${text.slice(from)}\n`;
        return -1;
      }
      field += text.slice(from, quote);
      if (text[quote + 1] !== '"') return quote + 1;
      field += '"';
      from = quote + 2;
    }
  };

  return {
    openSince: () => quotedSince,
    held: () => held,
    take(text, line) {
      let at = 0;
      if (quotedSince === undefined) {
        if (text === '') return undefined;
        if (!text.includes('"')) return { values: text.split(delimiter), line };
        startLine = line;
      }
      held += text.length;
      for (;;) {
        if (quotedSince === undefined && text[at] === '"') {
          quotedSince = line;
          at++;
        }
        if (quotedSince !== undefined) {
          at = readQuoted(text, at);
          if (at < 0) return undefined;
          quotedSince = undefined;
        }
        const end = text.indexOf(delimiter, at);
        values.push(field + text.slice(at, end < 0 ? undefined : end));
        field = '';
        if (end < 0) break;
        at = end + delimiter.length;
      }
      const record = { values, line: startLine };
      values = [];
      held = 0;
      return record;
    },
  };
}
