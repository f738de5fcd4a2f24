// Sources that are no texts, as models are given them.

/** What sources that are no texts are to a model: numbers in one shape, which stand for places. */
export interface NumberedSource {
  /** Of each, without the batch. */
  shape: readonly number[];
  /** Places that attention tells apart, row by row. */
  rows: number;
  columns: number;
}
