// What an input of a program always is: it becomes part of the model.

export interface FixedInput {
  shape: readonly number[];
  data: ArrayBufferView;
}
