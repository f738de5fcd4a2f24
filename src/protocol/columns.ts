// What a table's columns are, and which of them hold texts and labels.

export interface ColumnsReply {
  /** Column names of a table; empty for plain text. */
  columns: string[];
  /** Of a table: whether its first line names the columns, as was said or guessed. */
  header?: boolean;
  rows: number;
  /** Up to 5 rows for a preview. */
  sample: string[][];
  /** Distinct values by column (counted up to 51) and mean length, to guess text and label columns. */
  statistics: { column: string; distinct: number; meanLength: number }[];
  guess: { text?: string; label?: string };
  encoding: string;
  /** What a person should know about how it was read. */
  notices: string[];
}
