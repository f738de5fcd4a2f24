// An example of data with labels or numbers, as it stands in its file.

import type { OtherValues } from './otherColumns';

/** One example and where it comes from: an absolute path and a 1-based line. */
export interface LabeledText {
  /** As many as are read together: one, or a pair. */
  texts: readonly string[];
  label: string;
  file: string;
  line: number;
  /** Of a table with columns that group its examples. */
  columns?: OtherValues;
}
