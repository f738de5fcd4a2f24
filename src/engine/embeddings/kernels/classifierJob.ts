// What the kernel of text classifiers is told, as it lies in memory: 32-bit fields in the order of `classifierFields` in
// ../classifier/classifierModel.ts.

// @ts-ignore: decorator
@unmanaged
export class ClassifierJob {
  /** i32[]: rows of `input`, those of one text after the other. */
  rows: usize;
  /** i32[texts + 1]: where each text starts in the list of all rows; `rows` begins at the first. */
  starts: usize;
  /** i32[texts]: the label of each. */
  labels: usize;
  texts: i32;
  /** f32[rows][stride / 4] and f32[outputs][stride / 4]. */
  input: usize;
  output: usize;
  /** Bytes of a row, a multiple of 16; what is beyond the dimensions is 0 and stays 0. */
  stride: i32;
  /** How many labels there are. */
  classes: i32;
  /** One of the kinds in classifier.ts. */
  loss: i32;
  /** Labels drawn against the right one, for the loss that draws. */
  negative: i32;
  /** u32[classes] and i32[classes]: Walker's alias table of the labels that are drawn. */
  noiseThreshold: usize;
  noiseAlias: usize;
  /** i32[classes + 1], i32[], f32[]: the path of each label from its leaf up; nodes are rows of `output`. */
  treeStarts: usize;
  treeNodes: usize;
  treeLabels: usize;
  /** Of the first text, and how much less it is with each text after it. */
  rate: f32;
  rateFall: f32;
  /** f32[stride / 4] each: the mean of a text's rows, and the step of each of them. */
  hidden: usize;
  step: usize;
  /** f32[classes, and up to the next 4]: scores, then probabilities. */
  scores: usize;
  /** f64[2]: sum of the losses, and how many texts they are of. */
  lossSum: usize;
}
