// What models that people write import from "nlp-lab", for editors: see docs/engine.md. Written by NLP Lab; not to be edited.

declare module 'nlp-lab' {
  export * as ops from 'nlp-lab/engine/graph/ops';
  export type { DType, Value } from 'nlp-lab/engine/graph/value';
  export { scan, scanWithOutputs, type Scan, type Values } from 'nlp-lab/engine/graph/scan';
  export { bind, listParameters, type Bound, type ParameterTree } from 'nlp-lab/engine/nn/parameters';
  export * as initializers from 'nlp-lab/engine/nn/initializers';
  export { layerNorm, layerNormParameters } from 'nlp-lab/engine/nn/layerNorm';
  export { linear, linearParameters } from 'nlp-lab/engine/nn/linear';
  export { embedding, embeddingParameters } from 'nlp-lab/engine/nn/embedding';
  export { convolution, convolutionParameters } from 'nlp-lab/engine/nn/convolution';
  export { dropout, type Mode } from 'nlp-lab/engine/nn/dropout';
  export { recurrent, recurrentParameters } from 'nlp-lab/engine/nn/recurrent';
  export { ownOperator, type OwnRules } from 'nlp-lab/engine/nn/ownOperator';
  export { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling, sumPooling } from 'nlp-lab/engine/nn/pooling';
  export { customEncoder, type CustomEncoder } from 'nlp-lab/engine/custom/customEncoder';
  export { readTokens, type Encoded, type TokenInputs } from 'nlp-lab/engine/models/encoders/encoded';
}

declare module 'nlp-lab/engine/custom/customEncoder' {
  import type { Encoded, EncoderTree, TokenInputs } from 'nlp-lab/engine/models/encoders/encoded';
  import type { Mode } from 'nlp-lab/engine/nn/dropout';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  /** Options of the file: their values where the experiment says nothing; their types are those of these values. */
  export type OwnOptions = Readonly<Record<string, number | string | boolean>>;
  /** What is known before any text is read. */
  interface EncoderSizes<Options extends OwnOptions = OwnOptions> {
      /** Tokens known, the special ones included; padding is 0. */
      readonly vocabulary: number;
      /** No text has more tokens. */
      readonly longest: number;
      readonly options: Options;
  }
  interface EncodeContext<Options extends OwnOptions = OwnOptions> extends EncoderSizes<Options> {
      /** `dropout` and random masks are for training alone. */
      readonly mode: Mode;
  }
  export interface CustomEncoder<T extends EncoderTree = EncoderTree, Options extends OwnOptions = OwnOptions> {
      readonly options?: Options;
      /** `embedding` is the table of token vectors, as `embeddingParameters` makes it; all else is free. */
      parameters(sizes: EncoderSizes<Options>): T;
      /**
       * @param parameters those of above, as values of a program
       * @param inputs `ids` and `mask` [time, batch]; begin with `readTokens(parameters.embedding, inputs)`, [time, batch, width]
       * @returns `states` [time, batch, any width]; where there is one `last` [batch, the same width], the vector of the text
       */
      encode(parameters: Bound<T>, inputs: TokenInputs, context: EncodeContext<Options>): Encoded;
  }
  /** Says that this is an encoder, so that its parts are typed by each other. Exported as `default` it can be trained. */
  export const customEncoder: <T extends EncoderTree, Options extends OwnOptions>(definition: CustomEncoder<T, Options>) => CustomEncoder<T, Options>;
  export {};
}

declare module 'nlp-lab/engine/graph/dims' {
  /** A fixed length, or the canonical spelling of a polynomial over axis names. */
  export type Dim = number | string;
  /** Axis lengths of a tensor, outermost first. */
  export type Shape = readonly Dim[];
  export function addDims(a: Dim, b: Dim): Dim;
  export function multiplyDims(a: Dim, b: Dim): Dim;
  export function sizeOf(shape: Shape): Dim;
  /** The terms of a dimension, for whoever computes it from axis lengths: coefficient times the named axes. */
  export function termsOf(dim: Dim): {
      coefficient: number;
      axes: string[];
  }[];
  /** The length of `dim` once the named axes are known. Throws on an axis that is not in `lengths`. */
  export function evaluateDim(dim: Dim, lengths: ReadonlyMap<string, number>): number;
  export function sameShape(a: Shape, b: Shape): boolean;
  export function formatShape(shape: Shape): string;
}

declare module 'nlp-lab/engine/graph/emitter' {
  import type { Dim, Shape } from 'nlp-lab/engine/graph/dims';
  import type { DType, Value } from 'nlp-lab/engine/graph/value';
  export type OnnxAttribute = number | string | readonly number[] | {
      float: number;
  };
  export interface Emitter {
      /** Adds a node with one output and returns its name. A plain number attribute is an integer; floats are `{ float }`. */
      node(opType: string, inputs: readonly string[], attributes?: Record<string, OnnxAttribute>): string;
      /** The same for several outputs. */
      nodes(opType: string, inputs: readonly string[], outputs: number, attributes?: Record<string, OnnxAttribute>): string[];
      /** `x` with another shape. Unlike a bare Reshape, where 0 means "as before", lengths of 0 are lengths. */
      reshape(x: string, shape: Shape): string;
      /** A constant tensor, shared by equal content. */
      constant(dtype: DType, shape: readonly number[], data: readonly number[]): string;
      /** An int64 tensor `[rank]` that holds the lengths of these axes when the program runs. */
      shape(shape: Shape): string;
      /** An int64 scalar with the length of an axis. */
      dim(dim: Dim): string;
      /** An int64 tensor [3]: the shape of a matrix of rows cut into blocks for a product, [blocks, rows of each, columns]. */
      blocks(rows: Dim, columns: Dim): string;
      /** The version of ONNX's operators that is written. */
      readonly operatorSet: number;
      /** Some inputs are part of the model, which prepares them for plain products. */
      readonly hasFixedInputs: boolean;
      /** The name under which a value was emitted. */
      nameOf(value: Value): string;
  }
  /** ONNX's number for an element type (TensorProto.DataType). */
  export const ONNX_TYPES: Record<DType, number>;
}

declare module 'nlp-lab/engine/graph/operators' {
  import { type ElementwiseAttributes } from 'nlp-lab/engine/graph/operators/elementwise';
  import { type IndexingAttributes } from 'nlp-lab/engine/graph/operators/indexing';
  import { type LeafAttributes } from 'nlp-lab/engine/graph/operators/leaf';
  import { type MovementAttributes } from 'nlp-lab/engine/graph/operators/movement';
  import type { Operator } from 'nlp-lab/engine/graph/operators/operator';
  import { type NormalizationAttributes } from 'nlp-lab/engine/graph/operators/normalization';
  import { type OwnAttributes } from 'nlp-lab/engine/graph/operators/own';
  import { type ProductAttributes } from 'nlp-lab/engine/graph/operators/product';
  import { type ReductionAttributes } from 'nlp-lab/engine/graph/operators/reduction';
  import { type WindowsAttributes } from 'nlp-lab/engine/graph/operators/windows';
  export type Attributes = LeafAttributes & ElementwiseAttributes & ReductionAttributes & NormalizationAttributes & MovementAttributes & IndexingAttributes & ProductAttributes & WindowsAttributes & OwnAttributes;
  export type OperatorName = keyof Attributes;
  export const OPERATORS: {
      [K in OperatorName]: Operator<Attributes[K]>;
  };
  /** The operator of a node. Attributes were checked when the node was made, so the table is used untyped here. */
  export function operatorOf(op: string): Operator<never>;
}

declare module 'nlp-lab/engine/graph/operators/elementwise' {
  import { type DType } from 'nlp-lab/engine/graph/value';
  import { type Operator } from 'nlp-lab/engine/graph/operators/operator';
  type Plain = Record<string, never>;
  export interface ElementwiseAttributes {
      neg: Plain;
      exp: Plain;
      log: Plain;
      sqrt: Plain;
      abs: Plain;
      sign: Plain;
      tanh: Plain;
      sigmoid: Plain;
      relu: Plain;
      gelu: Plain;
      not: Plain;
      cast: {
          to: DType;
      };
      add: Plain;
      sub: Plain;
      mul: Plain;
      div: Plain;
      maximum: Plain;
      minimum: Plain;
      equal: Plain;
      less: Plain;
      greater: Plain;
      greaterOrEqual: Plain;
      and: Plain;
      or: Plain;
      where: Plain;
  }
  type ElementwiseOperators = {
      [K in keyof ElementwiseAttributes]: Operator<ElementwiseAttributes[K]>;
  };
  export const elementwiseOperators: ElementwiseOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/indexing' {
  import { type Dim } from 'nlp-lab/engine/graph/dims';
  import { type Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface IndexingAttributes {
      /** table [rows, width], ids [...] -> [..., width] */
      gatherRows: Record<string, never>;
      /** ids [...], rows [..., width] -> [rowCount, width]: each row added at its id */
      scatterRows: {
          rowCount: Dim;
      };
      /** values [..., classes], indices [...] -> [...] */
      pick: Record<string, never>;
      /** base [..., classes], indices [...], updates [...]: each update added at its index */
      addPick: Record<string, never>;
      /**
       * logits [..., classes], their log softmax, labels [...] -> [...]: the cross entropy of softmax(logits) with a target that
       * gives `smoothing` of its probability to all classes alike and the rest to the label (Szegedy et al. 2016); with 0,
       * −log p(label)
       */
      negativeLogLikelihood: {
          smoothing: number;
      };
  }
  type IndexingOperators = {
      [K in keyof IndexingAttributes]: Operator<IndexingAttributes[K]>;
  };
  export const indexingOperators: IndexingOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/leaf' {
  import type { Dim, Shape } from 'nlp-lab/engine/graph/dims';
  import type { DType } from 'nlp-lab/engine/graph/value';
  import { type Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface LeafAttributes {
      /** Data or a parameter, given by name when the program runs. */
      input: {
          name: string;
          dtype: DType;
          shape: Shape;
      };
      /** A few numbers known now. */
      constant: {
          dtype: DType;
          shape: readonly number[];
          data: readonly number[];
      };
      /** Independent bits, true with probability `keep`, drawn by the runtime from (seed, step, stream). */
      randomMask: {
          keep: number;
          shape: Shape;
          stream: string;
      };
      /** The length of an axis as a number. */
      dimension: {
          dim: Dim;
          dtype: DType;
      };
      /** One number everywhere. */
      fill: {
          value: number;
          shape: Shape;
          dtype: DType;
      };
      /** The state or the step input of a loop's body. */
      bodyParameter: {
          name: string;
          dtype: DType;
          shape: Shape;
      };
  }
  type LeafOperators = {
      [K in keyof LeafAttributes]: Operator<LeafAttributes[K]>;
  };
  export const leafOperators: LeafOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/movement' {
  import { type Dim, type Shape } from 'nlp-lab/engine/graph/dims';
  import type { Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface MovementAttributes {
      transpose: {
          permutation: readonly number[];
      };
      reshape: {
          shape: Shape;
      };
      broadcastTo: {
          shape: Shape;
      };
      concat: {
          axis: number;
      };
      split: {
          axis: number;
          sizes: readonly number[];
      };
      /** Components `start` to `end` (exclusive) of `axis`. */
      slice: {
          axis: number;
          start: Dim;
          end: Dim;
      };
  }
  type MovementOperators = {
      [K in keyof MovementAttributes]: Operator<MovementAttributes[K]>;
  };
  export const movementOperators: MovementOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/normalization' {
  import { type Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface NormalizationAttributes {
      /**
       * x [..., width], scale [width], shift [width] -> y [..., width], and for the gradient the mean [..., 1] and the inverse
       * standard deviation [..., 1] (Ba, Kiros and Hinton 2016): y = (x − mean)·inverse·scale + shift
       */
      layerNorm: {
          epsilon: number;
      };
  }
  export const normalizationOperators: {
      [K in keyof NormalizationAttributes]: Operator<NormalizationAttributes[K]>;
  };
}

declare module 'nlp-lab/engine/graph/operators/operator' {
  import type { Dim, Shape } from 'nlp-lab/engine/graph/dims';
  import type { Emitter } from 'nlp-lab/engine/graph/emitter';
  import type { DType, Node, Value, ValueType } from 'nlp-lab/engine/graph/value';
  /** The operations that rules are written with; ops.ts implements them. Numbers take the dtype of the other operand. */
  export interface Primitives {
      /** Any operator of the table, by name; `attributes` as the table says. */
      apply(op: string, inputs: readonly Value[], attributes?: unknown): Value[];
      neg(x: Value): Value;
      exp(x: Value): Value;
      sigmoid(x: Value): Value;
      sign(x: Value): Value;
      add(a: Value | number, b: Value | number): Value;
      sub(a: Value | number, b: Value | number): Value;
      mul(a: Value | number, b: Value | number): Value;
      div(a: Value | number, b: Value | number): Value;
      equal(a: Value | number, b: Value | number): Value;
      greater(a: Value | number, b: Value | number): Value;
      greaterOrEqual(a: Value | number, b: Value | number): Value;
      where(condition: Value, a: Value | number, b: Value | number): Value;
      cast(x: Value, to: DType): Value;
      sum(x: Value, axes: readonly number[], options?: {
          keep?: boolean;
      }): Value;
      softmax(x: Value, axis?: number): Value;
      matmul(a: Value, b: Value, transposes?: {
          transposeA?: boolean;
          transposeB?: boolean;
      }): Value;
      transpose(x: Value, permutation: readonly number[]): Value;
      reshape(x: Value, shape: Shape): Value;
      broadcastTo(x: Value, shape: Shape): Value;
      concat(values: readonly Value[], axis: number): Value;
      split(x: Value, axis: number, sizes: readonly number[]): Value[];
      slice(x: Value, axis: number, start: Dim, end: Dim): Value;
      fill(value: number, shape: Shape, dtype: DType): Value;
      gatherRows(table: Value, ids: Value): Value;
      scatterRows(ids: Value, rows: Value, rowCount: Dim): Value;
      pick(values: Value, indices: Value): Value;
      addPick(base: Value, indices: Value, updates: Value): Value;
      /** Sums a gradient over the axes along which a value of this shape was broadcast. */
      sumTo(gradient: Value, shape: Shape): Value;
  }
  export interface GradientRule<A> {
      node: Node;
      attributes: A;
      inputs: readonly Value[];
      outputs: readonly Value[];
      /** The cotangent of each output; undefined where nothing flows back. At least one is there. */
      cotangents: readonly (Value | undefined)[];
      /** The cotangent of output 0, for operators with a single output. */
      g: Value;
      o: Primitives;
  }
  export interface Lifting<A> {
      attributes: A;
      /** The operands as they were in one step. */
      inputs: readonly Value[];
      /** `[time, ...shape]` where the operand changes from step to step, undefined where it is the same in all. */
      lifted: readonly (Value | undefined)[];
      time: Dim;
      o: Primitives;
  }
  /** Cotangents for the inputs; undefined where the operator does not depend on that input smoothly. */
  export type Cotangents = readonly (Value | undefined)[];
  export interface Operator<A> {
      /** Types of the outputs. Throws GraphError on operands that do not fit. */
      infer(inputs: readonly Value[], attributes: A): ValueType[];
      gradient(rule: GradientRule<A>): Cotangents;
      /** Names of the outputs. */
      emit(e: Emitter, node: Node, attributes: A, inputs: readonly string[]): string[];
      /** The outputs for all steps, `[time, ...shape]`; undefined where this operator must stay in the loop. */
      lift(lifting: Lifting<A>): Value[] | undefined;
  }
  /** For comparisons, integers, leaves: nothing flows back. */
  export const noGradient: () => Cotangents;
  /** For operators that must stay inside a loop, or never depend on its steps. */
  export const noLift: () => undefined;
  /** Operands for an elementwise operator on whole sequences: `[time, 1, ..., shape]`, so that time stays outermost. */
  export function alignLifted({ inputs, lifted, time, o }: Lifting<unknown>): Value[];
}

declare module 'nlp-lab/engine/graph/operators/own' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Cotangents, Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface OwnAttributes {
      /** The last operand, whose gradient goes to the others by the rule of the operator. */
      ownGradient: {
          name: string;
          /** Cotangents of the operands, from that of the output. */
          backward(cotangent: Value, operands: readonly Value[], output: Value): Cotangents;
      };
  }
  type OwnOperators = {
      [K in keyof OwnAttributes]: Operator<OwnAttributes[K]>;
  };
  export const ownOperators: OwnOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/product' {
  import type { Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface ProductAttributes {
      /** a [..., m, k] · b [..., k, n] -> [..., m, n]; a transposed operand is given with its last two axes exchanged. */
      matmul: {
          transposeA: boolean;
          transposeB: boolean;
      };
      /** x [..., k] · w [k, n] + c -> [..., n], in one pass; c is [n], or of any shape that x·w does not outgrow when x is [m, k]. */
      affine: {
          transposeB: boolean;
      };
  }
  export const productOperators: {
      [K in keyof ProductAttributes]: Operator<ProductAttributes[K]>;
  };
}

declare module 'nlp-lab/engine/graph/operators/reduction' {
  import { type Operator } from 'nlp-lab/engine/graph/operators/operator';
  export interface ReductionAttributes {
      /** Sum over `axes` (non-negative, rising); with `keep` they stay with length 1. */
      sum: {
          axes: readonly number[];
          keep: boolean;
      };
      max: {
          axis: number;
          keep: boolean;
      };
      /** Along `axis` the sum of the components up to each one, itself included; or from each one on. */
      cumulativeSum: {
          axis: number;
          reverse: boolean;
      };
      /** Index of the greatest component along `axis`, int64; the first one of equals. */
      argMax: {
          axis: number;
      };
      /**
       * x [..., n] -> [..., count], int64: where the `count` greatest of n are, the greatest first and the first of equals first.
       * There must be a row: ONNX Runtime 1.30 divides by their number, which ends the process.
       */
      topIndices: {
          count: number;
      };
      softmax: {
          axis: number;
      };
      logSoftmax: {
          axis: number;
      };
  }
  type ReductionOperators = {
      [K in keyof ReductionAttributes]: Operator<ReductionAttributes[K]>;
  };
  export const reductionOperators: ReductionOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/operators/windows' {
  import type { Operator } from 'nlp-lab/engine/graph/operators/operator';
  /** Rows and columns. */
  export type Pair = readonly [number, number];
  export interface Windows {
      /** Of a window. */
      size: Pair;
      /** From one window to the next. */
      stride: Pair;
      /** Rows above and below, columns left and right, that the picture has not. */
      padding: Pair;
  }
  export interface WindowsAttributes {
      /**
       * x [batch, height, width, channels] -> [batch, rows, columns, places, channels]: the places of a window row by row, `value` where the
       * picture has none. rows = ⌊(height + 2·padding − size) / stride⌋ + 1
       */
      windows2d: Windows & {
          value: number;
      };
      /** g [batch, rows, columns, places, channels] -> [batch, height, width, channels]: at each place the sum of what windows have there. */
      overlapAdd2d: Windows & {
          picture: Pair;
      };
  }
  type WindowsOperators = {
      [K in keyof WindowsAttributes]: Operator<WindowsAttributes[K]>;
  };
  /** How many windows there are in each direction; undefined where there is room for none. */
  export function windowsOn([height, width]: Pair, { size, stride, padding }: Windows): Pair | undefined;
  export const windowsOperators: WindowsOperators;
  export {};
}

declare module 'nlp-lab/engine/graph/ops' {
  import { type Dim, type Shape } from 'nlp-lab/engine/graph/dims';
  import { type Attributes, type OperatorName } from 'nlp-lab/engine/graph/operators';
  import type { Primitives } from 'nlp-lab/engine/graph/operators/operator';
  import type { Windows } from 'nlp-lab/engine/graph/operators/windows';
  import { type DType, type Value } from 'nlp-lab/engine/graph/value';
  type Operand = Value | number;
  /** Applies any operator of the table; checks the operands first. */
  export function apply<K extends OperatorName>(op: K, inputs: readonly Value[], attributes: Attributes[K]): Value[];
  /** Data or a parameter given by name at run time; axes may be named, e.g. `['time', 'batch']`. */
  export const input: (name: string, dtype: DType, shape: Shape) => Value;
  export const constant: (data: readonly number[], shape: readonly number[], dtype: DType) => Value;
  export const scalar: (value: number, dtype: DType) => Value;
  /** The same number everywhere. */
  export const fill: (value: number, shape: Shape, dtype: DType) => Value;
  /** The length of an axis, as a number of type `dtype`, for means over axes that are only known at run time. */
  export const dimension: (dim: Dim, dtype: DType) => Value;
  /** Independent random bits, true with probability `keep`; equal for equal (seed, step, stream). */
  export const randomMask: (keep: number, shape: Shape, stream: string) => Value;
  export const neg: (x: Value) => Value;
  export const exp: (x: Value) => Value;
  export const log: (x: Value) => Value;
  export const sqrt: (x: Value) => Value;
  export const abs: (x: Value) => Value;
  export const sign: (x: Value) => Value;
  export const tanh: (x: Value) => Value;
  /** 1 / (1 + e^−x) */
  export const sigmoid: (x: Value) => Value;
  export const relu: (x: Value) => Value;
  /** ½x(1 + tanh(√(2/π)(x + 0.044715x³))): Hendrycks and Gimpel 2016, in the form of BERT's and GPT-2's code. */
  export const gelu: (x: Value) => Value;
  export const not: (x: Value) => Value;
  export const add: (a: Operand, b: Operand) => Value;
  export const sub: (a: Operand, b: Operand) => Value;
  export const mul: (a: Operand, b: Operand) => Value;
  export const div: (a: Operand, b: Operand) => Value;
  export const maximum: (a: Operand, b: Operand) => Value;
  export const minimum: (a: Operand, b: Operand) => Value;
  export const equal: (a: Operand, b: Operand) => Value;
  export const less: (a: Operand, b: Operand) => Value;
  export const greater: (a: Operand, b: Operand) => Value;
  export const greaterOrEqual: (a: Operand, b: Operand) => Value;
  export const and: (a: Operand, b: Operand) => Value;
  export const or: (a: Operand, b: Operand) => Value;
  export const cast: (x: Value, to: DType) => Value;
  /** `a` where the condition holds, `b` elsewhere. */
  export const where: (condition: Value, a: Operand, b: Operand) => Value;
  /** The sum over some axes; without `axes` over all. */
  export function sum(x: Value, axes?: readonly number[], options?: {
      keep?: boolean;
  }): Value;
  export function mean(x: Value, axes?: readonly number[], options?: {
      keep?: boolean;
  }): Value;
  export const max: (x: Value, axis: number, options?: {
      keep?: boolean;
  }) => Value;
  /** Along an axis the sum of the components up to each one, itself included. */
  export const cumulativeSum: (x: Value, axis: number) => Value;
  export const argMax: (x: Value, axis: number) => Value;
  /** Where the `count` greatest of the last axis are, the greatest first: x [..., n] -> [..., count] */
  export const topIndices: (x: Value, count: number) => Value;
  export const softmax: (x: Value, axis?: number) => Value;
  export const logSoftmax: (x: Value, axis?: number) => Value;
  /** x [..., width] with mean 0 and variance 1 over its last axis, times `scale` [width], plus `shift` [width]. */
  export const layerNorm: (x: Value, scale: Value, shift: Value, epsilon?: number) => Value;
  export const matmul: (a: Value, b: Value, { transposeA, transposeB }?: {
      transposeA?: boolean;
      transposeB?: boolean;
  }) => Value;
  /** x [..., k] · w [k, n] + c, faster than one after the other; w is [n, k] with `transposeB`. */
  export const affine: (x: Value, w: Value, c: Value, { transposeB }?: {
      transposeB?: boolean;
  }) => Value;
  /**
   * What each window sees, its places row by row: x [batch, height, width, channels] -> [batch, rows, columns, places, channels]
   * @param value where the picture has no place
   */
  export const windows2d: (x: Value, windows: Windows, value?: number) => Value;
  export const transpose: (x: Value, permutation: readonly number[]) => Value;
  export const reshape: (x: Value, shape: Shape) => Value;
  export const broadcastTo: (x: Value, shape: Shape) => Value;
  export const concat: (values: readonly Value[], axis: number) => Value;
  /** Parts of the given sizes along an axis. */
  export const split: (x: Value, axis: number, sizes: readonly number[]) => Value[];
  /** `parts` equal parts along the last axis. */
  export function chunk(x: Value, parts: number): Value[];
  /** Components `start` to `end` (exclusive) of one axis. */
  export const slice: (x: Value, axis: number, start: Dim, end: Dim) => Value;
  /** One component of an axis, which is dropped. Negative indices count from the end. */
  export function select(x: Value, axis: number, index: number): Value;
  /** table [rows, width], ids [...] -> [..., width] */
  export const gatherRows: (table: Value, ids: Value) => Value;
  /** ids [...], rows [..., width] -> [rowCount, width], each row added at its id. */
  export const scatterRows: (ids: Value, rows: Value, rowCount: Dim) => Value;
  /** values [..., classes], indices [...] -> [...]: one component of each row. */
  export const pick: (values: Value, indices: Value) => Value;
  export const addPick: (base: Value, indices: Value, updates: Value) => Value;
  /**
   * −log softmax(logits)[label] of each row: logits [..., classes], labels [...] -> [...]
   * @param smoothing share of the label's probability given to all classes alike
   */
  export const negativeLogLikelihood: (logits: Value, labels: Value, smoothing?: number) => Value;
  /**
   * `output` as it is, whose gradient goes to the operands that it was computed from by a rule of its own (`nn/ownOperator.ts`).
   * @param backward cotangents of the operands, from that of the output
   */
  export const ownGradient: (name: string, operands: readonly Value[], output: Value, backward: Attributes["ownGradient"]["backward"]) => Value;
  /** Undoes broadcasting: sums a gradient over the axes along which a value of shape `shape` was repeated. */
  export function sumTo(gradient: Value, shape: Shape): Value;
  /** The operations as one record, for gradient and lifting rules. */
  export const PRIMITIVES: Primitives;
  export {};
}

declare module 'nlp-lab/engine/graph/scan' {
  import { type Value } from 'nlp-lab/engine/graph/value';
  export type Values = Readonly<Record<string, Value>>;
  export interface ScanOptions {
      /** Run from the last step to the first. */
      reverse?: boolean;
      /** `[time, batch]` bool: where it is false a step leaves the states as they were. States are `[batch, ...]`. */
      mask?: Value;
      /** For messages and profiles. */
      name?: string;
  }
  export interface Scan<S extends Values, O extends Values> {
      /** The states after every step, `[time, ...]`. */
      states: S;
      /** The states after the last step. */
      last: S;
      /** Per-step outputs, `[time, ...]`. */
      outputs: O;
  }
  /**
   * Runs `step` over the first axis of `inputs`, carrying states along.
   * @param step from the states and one step of the inputs to the new states; it may use any outer value
   * @param initial the states before the first step
   * @param inputs sequences `[time, ...]`
   */
  export function scan<S extends Values, I extends Values>(step: (state: S, input: I) => S, initial: S, inputs: I, options?: ScanOptions): Scan<S, Values>;
  /** The same for a step that also gives something out, such as attention weights. */
  export function scanWithOutputs<S extends Values, I extends Values, O extends Values>(step: (state: S, input: I) => {
      state: S;
      outputs: O;
  }, initial: S, inputs: I, { reverse, mask, name }?: ScanOptions): Scan<S, O>;
}

declare module 'nlp-lab/engine/graph/value' {
  import type { Dim, Shape } from 'nlp-lab/engine/graph/dims';
  export type DType = 'float32' | 'float64' | 'int64' | 'int32' | 'bool';
  export const isFloat: (dtype: DType) => dtype is "float32" | "float64";
  export interface ValueType {
      readonly dtype: DType;
      readonly shape: Shape;
  }
  /** The identity of a loop's body: values computed inside it carry this token. */
  export interface LoopToken {
      readonly name: string;
      /** The axis the loop runs over. */
      readonly length: Dim;
  }
  /** One tensor of the program: output `index` of `node`. */
  export interface Value extends ValueType {
      readonly node: Node;
      readonly index: number;
      /** The loops whose state or step inputs this value depends on; empty outside loops. */
      readonly scopes: ReadonlySet<LoopToken>;
  }
  /** One application of an operator. `attributes` has the type that the operator table gives for `op`. */
  export interface Node {
      readonly op: string;
      readonly inputs: readonly Value[];
      readonly attributes: unknown;
      /** For every operator but `loop` fixed at creation; a loop's grows as outputs are asked for (see scan.ts). */
      readonly outputs: Value[];
      /** Where the author wrote it: a stack, formatted only when an error needs it. */
      readonly origin: Error;
  }
  /** Makes a node; shape and dtype rules were applied by the caller. */
  export function makeNode(op: string, inputs: readonly Value[], attributes: unknown, types: readonly ValueType[], scopes?: ReadonlySet<LoopToken>): Node;
  /** A mistake in a model's program: names the operator, the shapes and where the operands were made. */
  export class GraphError extends Error {
      readonly op: string;
      readonly problem: string;
      readonly inputs: readonly Value[];
      constructor(op: string, problem: string, inputs: readonly Value[]);
  }
  /** Nodes in an order where each comes after those it depends on. Iterative: unrolled graphs are deep. */
  export function topologicalOrder(roots: Iterable<Value>, dependencies: (node: Node) => Iterable<Value>): Node[];
}

declare module 'nlp-lab/engine/models/encoders/encoded' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import { type embeddingParameters } from 'nlp-lab/engine/nn/embedding';
  import type { Bound, ParameterTree } from 'nlp-lab/engine/nn/parameters';
  export interface TokenInputs {
      /** Token ids, [time, batch] int32. */
      ids: Value;
      /** False at padding, [time, batch] bool. */
      mask: Value;
      /** Of which text of a pair each token is, [time, batch] int32: 0 or 1; of models that read both as one sequence. */
      segments?: Value;
      /** What else is known of each token, added to its vector: [time, batch, width of the token vectors]. */
      added?: Value;
  }
  /** The vectors of tokens with what is added to them: [time, batch, width]. Whatever reads tokens begins with these. */
  export function readTokens(table: Bound<ReturnType<typeof embeddingParameters>>, { ids, added }: TokenInputs): Value;
  export interface Encoded {
      /** [time, batch, width]; at padding not meant to be used */
      states: Value;
      /** What was read last, [batch, width]; of encoders that read in an order. */
      last?: Value;
      /** What a head is to look at, as `mask`; left out: what is no padding. */
      counted?: Value;
      /** How much each token counts in a mean, [time, batch]; of encoders that know. */
      importance?: Value;
      /** By layer, [batch, heads, time, time]; of encoders whose tokens look at each other. */
      attention?: readonly Value[];
  }
  /** Token vectors are the parameter `embedding.weight`, which may start from a file. */
  export type EncoderTree = ParameterTree & {
      readonly embedding: ReturnType<typeof embeddingParameters>;
  };
}

declare module 'nlp-lab/engine/nn/convolution' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  interface ConvolutionOptions {
      /** Width of the states that go in. */
      inputs: number;
      filters: number;
      /** Steps that a filter sees. */
      window: number;
  }
  /** weight [filters, inputs, window], bias [filters]; U(±1/√(inputs · window)) as in PyTorch's `Conv1d`. */
  export function convolutionParameters({ inputs, filters, window }: ConvolutionOptions): {
      weight: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
      bias: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
  };
  /**
   * y_t = b + Σ_k W_k · x_(t + k · dilation − before), before = ⌊(window − 1) · dilation / 2⌋, zeros beyond both ends: PyTorch's
   * `Conv1d` with `padding="same"`. One product with the weights of all places of the window, then a sum of what it gives, moved in
   * time: on ONNX Runtime two to four times as fast as Conv with its two gradients, and faster than a product over moved states.
   * @param x [time, batch, inputs], 0 at padding
   * @param dilation from one step of a window to the next
   * @returns [time, batch, filters]; at padding whatever the window sees
   */
  export function convolution(p: Bound<ReturnType<typeof convolutionParameters>>, x: Value, { dilation }?: {
      dilation?: number;
  }): Value;
  export {};
}

declare module 'nlp-lab/engine/nn/dropout' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  /** Whether the program is for training, where dropout acts. */
  export type Mode = 'training' | 'inference';
  /**
   * The factors, 0 or 1 / (1 − rate), are made once and serve the way there and the way back: products are cheaper than choices.
   * @param stream names the layer; masks are drawn from (seed, step, stream), never from hidden state
   */
  export function dropout(x: Value, { rate, stream, mode }: {
      rate: number;
      stream: string;
      mode: Mode;
  }): Value;
  /** The same value with the names of all its streams begun so: where a program has a layer twice, each draws masks of its own. */
  export function inStreams(begin: string, value: Value): Value;
}

declare module 'nlp-lab/engine/nn/embedding' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { LayerPlace } from 'nlp-lab/protocol/network';
  import { type Initializer } from 'nlp-lab/engine/nn/initializers';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  /** weight [vocabulary, width]; N(0, deviation²), by default N(0, 1) as in PyTorch; the row of the padding token 0. */
  export function embeddingParameters({ vocabulary, width, deviation, }: {
      vocabulary: number;
      width: number;
      deviation?: number;
  }): {
      weight: {
          shape: number[];
          initialize: Initializer;
      };
  };
  /** ids [...] -> [..., width]; those of a batch of texts, [time, batch], are marked. @param part of models that read and write */
  export function embedding(p: Bound<ReturnType<typeof embeddingParameters>>, ids: Value, part?: LayerPlace['part']): Value;
}

declare module 'nlp-lab/engine/nn/initializers' {
  /** Fills `out` (row-major, of the given shape). */
  export type Initializer = (out: Float32Array | Float64Array, shape: readonly number[], uniform: () => number) => void;
  export const constant: (value: number) => Initializer;
  export const zeros: Initializer;
  export const ones: Initializer;
  /** U(−bound, bound) */
  export const uniform: (bound: number) => Initializer;
  /** N(0, deviation²), by Box and Muller (1958). */
  export const normal: (deviation?: number) => Initializer;
  /** U(±√(6 / (fan in + fan out))), Glorot and Bengio 2010. */
  export const xavierUniform: Initializer;
  /** U(±√(6 / fan in)), He et al. 2015, for layers before a ReLU. */
  export const kaimingUniform: Initializer;
  /** A random matrix with orthonormal rows or columns (Saxe et al. 2014), by Gram and Schmidt. */
  export const orthogonal: Initializer;
}

declare module 'nlp-lab/engine/nn/layerNorm' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  /** weight [width], bias [width]; 1 and 0 as in PyTorch. */
  export function layerNormParameters({ width }: {
      width: number;
  }): {
      weight: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
      bias: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
  };
  /** x [..., width] -> [..., width]. @param epsilon added to the variance, as in PyTorch where it is left out */
  export function layerNorm(p: Bound<ReturnType<typeof layerNormParameters>>, x: Value, epsilon?: number): Value;
}

declare module 'nlp-lab/engine/nn/linear' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  /** weight [outputs, inputs], bias [outputs]; U(±1/√inputs) as in PyTorch. */
  export function linearParameters({ inputs, outputs }: {
      inputs: number;
      outputs: number;
  }): {
      weight: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
      bias: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
  };
  /** x [..., inputs] -> [..., outputs] */
  export function linear(p: Bound<ReturnType<typeof linearParameters>>, x: Value): Value;
}

declare module 'nlp-lab/engine/nn/ownOperator' {
  import { type Value } from 'nlp-lab/engine/graph/value';
  export interface OwnRules<Operands extends Value[]> {
      /** The output, of operators that there are. */
      forward(...operands: Operands): Value;
      /**
       * By operand, the derivative of a sum Σ g ⊙ output; undefined where nothing flows back. It may use what it is given and constants, and
       * no value that `forward` has made: programs are rewritten, and then that value would be of another one.
       * @param g as the output
       */
      backward(g: Value, given: {
          operands: Operands;
          output: Value;
      }): readonly (Value | undefined)[];
  }
  /**
   * The operator as a function. Fails with a GraphError where `backward` gives other shapes than the operands have.
   * @param around runs each of the two rules, for who must know when somebody else's code runs
   */
  export function ownOperator<Operands extends Value[]>(name: string, { forward, backward }: OwnRules<Operands>, around?: <Result>(run: () => Result) => Result): (...operands: Operands) => Value;
}

declare module 'nlp-lab/engine/nn/parameters' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Initializer } from 'nlp-lab/engine/nn/initializers';
  export interface ParameterSpec {
      readonly shape: readonly number[];
      readonly initialize: Initializer;
      /** Keeps its first values: it is not trained. */
      readonly frozen?: true;
      /** It learns at so many times the learning rate: what has further to go than others (left out: 1). */
      readonly rate?: number;
  }
  /** A parameter that no gradient reaches, and what the step of a batch makes of it, of the same shape: a running average. */
  export interface Tracked {
      /** As it was bound. */
      parameter: Value;
      next: Value;
  }
  /** Parameters of a layer or a model, by name; layers nest. What is there only sometimes is left out, never undefined. */
  export interface ParameterTree {
      readonly [name: string]: ParameterSpec | ParameterTree;
  }
  /** The same tree with values in place of specifications. */
  export type Bound<T> = {
      readonly [K in keyof T]: BoundEntry<T[K]>;
  };
  type BoundEntry<E> = E extends ParameterSpec ? Value : E extends undefined ? undefined : Bound<E>;
  /**
   * The parameters of a tree side by side, by dotted name (`recurrent.weight_ih_l0`). A tree itself, with the same names: what
   * need not know how a model nests its layers works on this.
   */
  export type FlatParameters = Readonly<Record<string, ParameterSpec>>;
  /** All parameters of a tree in order, under their dotted names. */
  export function listParameters(tree: ParameterTree, prefix?: string): [string, ParameterSpec][];
  /** Names of the parameters that keep their first values. */
  export const frozenNames: (parameters: FlatParameters) => string[];
  /** Of the parameters that learn faster or slower than the others: at how many times the learning rate. */
  export const ownRates: (parameters: FlatParameters) => ReadonlyMap<string, number>;
  export const flatten: (tree: ParameterTree) => FlatParameters;
  /** Values by dotted name, in their places in a tree. */
  export function nest<T extends ParameterTree>(tree: T, values: Bound<FlatParameters>, prefix?: string): Bound<T>;
  /** Program inputs for all parameters of a tree. */
  export function bind<T extends ParameterTree>(tree: T, dtype: 'float32' | 'float64'): Bound<T>;
  export function parameterCount(tree: ParameterTree): number;
  export {};
}

declare module 'nlp-lab/engine/nn/pooling' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { Bound } from 'nlp-lab/engine/nn/parameters';
  /** x [time, batch, width], mask [time, batch] -> [batch, width] */
  export function meanPooling(x: Value, mask: Value): Value;
  /** x [time, batch, width], mask [time, batch] -> [batch, width] */
  export const sumPooling: (x: Value, mask: Value) => Value;
  /**
   * Σ w·x / Σ w over the tokens; weights of a text whose sum is less than 1 count as they are.
   * x [time, batch, width], weights [time, batch], mask [time, batch] -> [batch, width]
   */
  export function weightedMeanPooling(x: Value, weights: Value, mask: Value): Value;
  /** x [time, batch, width], mask [time, batch] -> [batch, width]; a text without tokens gives 0 */
  export function maxPooling(x: Value, mask: Value): Value;
  /** The state of each text's first token: x [time, batch, width], mask [time, batch] -> [batch, width] */
  export function firstPooling(x: Value, mask: Value): Value;
  /** The state of each text's last token: x [time, batch, width], mask [time, batch] -> [batch, width] */
  export function lastPooling(x: Value, mask: Value): Value;
  /** weight [width, width], bias [width], vector [width] */
  export function attentionPoolingParameters({ width }: {
      width: number;
  }): {
      vector: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
      weight: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
      bias: {
          shape: number[];
          initialize: import("nlp-lab/engine/nn/initializers").Initializer;
      };
  };
  /**
   * Self-attention to one vector (Yang et al. 2016): s_t = v·tanh(W·x_t + b), weights = softmax of s over the tokens.
   * x [time, batch, width], mask [time, batch] -> pooled [batch, width], weights [time, batch]
   */
  export function attentionPooling(p: Bound<ReturnType<typeof attentionPoolingParameters>>, x: Value, mask: Value): {
      pooled: Value;
      weights: Value;
  };
}

declare module 'nlp-lab/engine/nn/recurrent' {
  import type { Value } from 'nlp-lab/engine/graph/value';
  import type { LayerPlace } from 'nlp-lab/protocol/network';
  import { type Mode } from 'nlp-lab/engine/nn/dropout';
  import type { Bound, ParameterSpec } from 'nlp-lab/engine/nn/parameters';
  import { type RecurrentStart } from 'nlp-lab/engine/nn/recurrentStart';
  export type Cell = 'rnn' | 'lstm' | 'gru';
  export type State = Readonly<Record<string, Value>>;
  export interface RecurrentOptions {
      cell: Cell;
      inputs: number;
      hidden: number;
      layers: number;
      bidirectional: boolean;
      /** Each direction reads the other way. */
      reversed?: boolean;
      /** First values, where they are not PyTorch's. */
      start?: RecurrentStart;
  }
  export type RecurrentParameters = Record<string, ParameterSpec>;
  /** The names of a cell's states. */
  export const statesOf: (cell: Cell) => readonly string[];
  /** `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, then `_reverse`, `_l1`, ...; U(±1/√hidden) where `start` says nothing else. */
  export function recurrentParameters(options: RecurrentOptions): RecurrentParameters;
  export interface RecurrentRun {
      /** [time, batch] bool, false at padding: such a step leaves the state as it is, and its output is 0. */
      mask?: Value;
      /** Where the padding is, if it is known to be on one side: the same results for less work. */
      padding?: 'before' | 'after';
      /** First states by layer and direction, zeros otherwise: `[layers*directions]` records of [batch, hidden]. */
      initial?: readonly State[];
      /** Between layers, as in PyTorch. */
      dropout?: {
          rate: number;
          stream: string;
          mode: Mode;
      };
      /** Of models that read and write: which half this is. */
      part?: LayerPlace['part'];
  }
  export interface RecurrentResult {
      /** The top layer at every step, [time, batch, directions*hidden], the forward half first. */
      output: Value;
      /** Final states, layer 0 forward, layer 0 reverse, layer 1 forward, ...; [batch, hidden] each. */
      last: State[];
  }
  /** x [time, batch, inputs] */
  export function recurrent(p: Bound<RecurrentParameters>, x: Value, options: RecurrentOptions, run?: RecurrentRun): RecurrentResult;
  /**
   * One step of a stack of layers in one direction, for a loop that does more than this.
   * @param states by layer, [batch, hidden] each
   * @param x [batch, inputs]
   * @param between what happens to the output of a layer on its way to the next, say dropout
   * @param part marks what the step makes, as in this half of a model
   */
  export function recurrentStep(p: Bound<RecurrentParameters>, states: readonly State[], x: Value, cell: Cell, between?: (output: Value, layer: number) => Value, part?: LayerPlace['part']): State[];
}

declare module 'nlp-lab/engine/nn/recurrentStart' {
  import { type Initializer } from 'nlp-lab/engine/nn/initializers';
  /** How a layer begins where it does not begin as PyTorch's. */
  export interface RecurrentStart {
      /**
       * The product of each gate with the state begins as a random orthogonal matrix (Saxe et al. 2014) times this: at 1 it keeps the length of
       * what goes through it, forwards and backwards.
       */
      orthogonalGain?: number;
      /** Added to the first bias of an LSTM's forget gate (Gers et al. 2000): with 1 or more the cell begins by keeping. */
      forgetBias?: number;
  }
  /** Of weights `[gates*hidden, hidden]`: U(±1/√hidden), or by gate an orthogonal matrix. */
  export function stateWeights(hidden: number, { orthogonalGain: gain }: RecurrentStart): Initializer;
  /** Of a bias `[gates*hidden]`: U(±1/√hidden). @param forgetGate number of the gate that keeps the cell; left out where a cell has none */
  export function gateBias(hidden: number, { forgetBias }: RecurrentStart, forgetGate?: number): Initializer;
}

declare module 'nlp-lab/protocol/answer' {
  import type { BeamSearchTrace, DecodedOutput, DecodingRequest } from 'nlp-lab/protocol/decoding';
  import type { TextExplanation } from 'nlp-lab/protocol/explanation';
  /** What a run does not do (see its abilities) fails with `INVALID_ARGUMENT`. */
  export interface AskRequest {
      folder: string;
      texts: string[];
      checkpoint?: 'best' | 'last';
      /** Say why; of runs that explain. */
      explain?: boolean;
      /** Of runs that write. */
      decoding?: DecodingRequest;
      /** Return the attention of each output; of runs that write. */
      attention?: boolean;
      /** Return the whole search, for one text at a time; of runs that search. */
      search?: boolean;
      /** A reference for each text: outputs then come with their sentence BLEU; of runs that write. */
      references?: string[];
      /** Of runs that fill in blanks: how many tokens are told for each; left out, 10. */
      choices?: number;
      /** Of runs that tag: the tokens of each text, where it is cut already. */
      tokens?: string[][];
      /** Of runs that look at other columns of files: those of the tokens of each text; left out where they are not known. */
      columns?: TokenColumn[][];
      /** Of runs that tag: what is told beside the best tags; left out, the next best sequences of texts that are not too long. */
      tags?: TagDetail;
  }
  /** What stands beside each token of a sentence in a column of the file, from 1. */
  export interface TokenColumn {
      column: number;
      values: string[];
  }
  /** `best`: the best tags alone; `lattice`: all that was weighed. */
  export type TagDetail = 'best' | 'lattice';
  /** One for each text, in their order. */
  export interface AskReply {
      answers: Answer[];
  }
  export type Answer = LabelAnswer | NumberAnswer | TextAnswer | TagsAnswer | BlanksAnswer;
  /** What the longest length of a run left of a text: it read the first tokens, or where `lost` is the start, the last ones. */
  export interface TextCut {
      read: number;
      of: number;
      lost: 'end' | 'start';
  }
  /** A label for the text. */
  export interface LabelAnswer {
      kind: 'label';
      input: string;
      /** The label. */
      output: string;
      score: number;
      label: string;
      probabilities: Record<string, number>;
      /** Where true, a text may have several labels: each has a probability by itself, and `label` is all that are given. */
      isSeveral?: true;
      /** Tokens as the model saw them; with attention pooling, their weights. */
      tokens: string[];
      unknown: boolean[];
      weights?: number[];
      /** Where the text was longer than the model reads. */
      cut?: TextCut;
      /** Where true, `score` and `probabilities` are shares made from a model's margins: they rank, but no one calibrated them. */
      uncalibrated?: true;
      /** Where it was asked for: why this label. */
      explanation?: TextExplanation;
  }
  /** A number for the text, or for the pair of texts. */
  export interface NumberAnswer {
      kind: 'number';
      input: string;
      /** The number, rounded for people. */
      output: string;
      value: number;
      /** Tokens as the model saw them; with attention pooling, their weights. */
      tokens: string[];
      unknown: boolean[];
      weights?: number[];
      /** Where the text was longer than the model reads. */
      cut?: TextCut;
  }
  /** Another text, with its alternatives. */
  export interface TextAnswer {
      kind: 'text';
      input: string;
      /** Tokens of the source as the model saw them, end symbol included where the model is given one. */
      sourceTokens: string[];
      /** Offsets of each source token in the cleaned source text, UTF-16; empty ranges for special tokens. */
      sourceOffsets: [number, number][];
      /** By source token: the model does not know it, and saw `<unk>`. */
      sourceUnknown: boolean[];
      /** Where the source is a picture: its places, row by row, are the tokens. */
      picture?: {
          rows: number;
          columns: number;
      };
      /** Where the source was longer than the model reads. */
      cut?: TextCut;
      /** The source as it was cut, after the experiment's cleaning. */
      sourceText: string;
      /** The best first; at least one. */
      outputs: DecodedOutput[];
      /** Sentence BLEU (0 to 100) of each output against the reference. */
      bleu?: number[];
      search?: BeamSearchTrace;
  }
  /** A tag for each token of the text. */
  export interface TagsAnswer {
      kind: 'tags';
      input: string;
      /** The tags, one for each token, with a space between. */
      output: string;
      tokens: string[];
      /** Of each token in the text, after the experiment's cleaning; half-open, UTF-16. */
      offsets: [number, number][];
      unknown: boolean[];
      tags: string[];
      /** Of the tag of each token. */
      probabilities: number[];
      /** Whether the tags name entities of several tokens; else each stands for itself. */
      namesEntities: boolean;
      /** In order; none overlaps another, but two morphemes may share a syllable. */
      entities: TaggedEntity[];
      /** Of runs that find morphemes: those of each word, the entities by word. */
      morphemes?: WordMorphemes[];
      /** The best sequences of tags, the best first, of runs that choose among whole sequences. */
      alternatives?: {
          tags: string[];
          probability: number;
      }[];
      /** Where it was asked for. */
      lattice?: TagLattice;
      /** Where it was asked for: what speaks for and against each tag, at the place of its token. */
      explanation?: TextExplanation;
  }
  /** How probable each tag of each token is, and what speaks for one tag behind another. */
  export interface TagLattice {
      /** As the model writes them, which may be in another scheme than those of the answer. */
      tags: string[];
      /** [tokens, tags], of each token one in all. */
      probabilities: Float32Array;
      /** By token the number of its best tag. */
      path: number[];
      /** Of runs that choose among whole sequences. */
      chain?: TagChain;
  }
  /** Scores, natural logarithms up to a constant; −∞ where the scheme does not allow it. */
  interface TagChain {
      /** [tags, tags], of the tag of the column behind that of the row. */
      transitions: Float32Array;
      /** [tags], of the tag at the beginning and at the end of a text. */
      begin: Float32Array;
      end: Float32Array;
  }
  /** What may stand in the blanks of a text. */
  export interface BlanksAnswer {
      kind: 'blanks';
      input: string;
      /** The text with the most probable token in each blank. */
      output: string;
      /** In order. */
      blanks: Blank[];
      /** Tokens as the model saw them, a mask in each blank. */
      tokens: string[];
      unknown: boolean[];
      /** Where the text was longer than the model reads. */
      cut?: TextCut;
  }
  /** A gap in a text, each by itself: what stands in the others is not known to it. */
  interface Blank {
      /** In the input; half-open, UTF-16. */
      start: number;
      end: number;
      /** The most probable first. */
      choices: BlankChoice[];
  }
  export interface BlankChoice {
      /** As it stands in a text. */
      text: string;
      /** As the model knows it. */
      token: string;
      probability: number;
  }
  /** Tokens `start` to `end` (exclusive) of an answer. */
  export interface TaggedEntity {
      type: string;
      start: number;
      end: number;
      /** As it stands in the text. */
      text: string;
      /** Of a morpheme: itself, which need not stand in the text. */
      form?: string;
  }
  /** Tokens `start` to `end` (exclusive) of an answer are a word; tokens are characters. */
  export interface WordMorphemes {
      start: number;
      end: number;
      /** As it stands in the text. */
      text: string;
      /** `tag`: its part of speech. `unfit`: its tag names another form by a rule that is none for the character, which stands there instead. */
      morphemes: {
          form: string;
          tag: string;
          unfit?: true;
      }[];
  }
  /** `가/VV + 았/EP`, as files have them. */
  export const writtenMorphemes: ({ morphemes }: WordMorphemes) => string;
  /** The same for people: behind what is unfit stands a question mark. */
  export const shownMorphemes: ({ morphemes }: WordMorphemes) => string;
  /** Of a run that gives labels. */
  export function labelOf(answer: Answer): LabelAnswer;
  /** Of a run that gives numbers. */
  export function numberOf(answer: Answer): NumberAnswer;
  /** Of a run that writes. */
  export function textOf(answer: Answer): TextAnswer;
  /** Of a run that tags. */
  export function tagsOf(answer: Answer): TagsAnswer;
  export {};
}

declare module 'nlp-lab/protocol/decoding' {
  import type { SamplingRules } from 'nlp-lab/protocol/samplingRules';
  /** How outputs are searched for, or drawn. What is left out is as in the run's experiment (`decoding`). */
  export interface DecodingRequest extends SamplingRules {
      /** `greedy` is a beam of 1; `sampling` draws `nBest` outputs instead of searching. */
      method?: 'greedy' | 'beam' | 'sampling';
      /** Hypotheses kept in each step, 1 to 1000. */
      beam?: number;
      /** α of Wu et al. 2016: scores are divided by ((5 + length) / 6)^α; 0: off. */
      lengthPenalty?: number;
      /** Longest and shortest output in tokens, the end symbol not counted. */
      maxLength?: number;
      minLength?: number;
      /** No run of so many tokens occurs twice in an output (0: off). */
      noRepeat?: number;
      /** How many outputs for each text, at most `beam`, the best first. */
      nBest?: number;
      /** Words that never occur. */
      banned?: string[];
      /** Words that occur in every output that is finished, as far as the beam finds a way. */
      forced?: string[];
      /** Text that every output begins with. */
      prefix?: string;
      /** What may follow a certain beginning; see `SearchRule`. */
      rules?: SearchRule[];
      /** The same with words, however many tokens they are cut into. */
      words?: PlacedWord[];
      /** `<unk>` is replaced by the source word it attends to most; of models with attention. */
      replaceUnknown?: boolean;
  }
  /** Holds for hypotheses that begin with exactly these tokens: the next one must be, or must not be, `token`. */
  export interface SearchRule {
      after: number[];
      token: number;
      kind: 'force' | 'forbid';
  }
  /** Hypotheses that begin with exactly these tokens must, or must not, go on with this word. */
  export interface PlacedWord {
      after: number[];
      word: string;
      kind: 'force' | 'forbid';
  }
  /** One output for a text. */
  export interface DecodedOutput {
      text: string;
      /** Without the end symbol. */
      tokens: string[];
      ids: number[];
      /** Natural logarithm of the probability of all tokens and of the end symbol, where the output ended by it. */
      logProbability: number;
      /** That, divided by the length penalty: what the outputs are ranked by. */
      score: number;
      /** By token: its own natural log probability; the last one is the end symbol's where `ended`. */
      tokenLogProbabilities: number[];
      /** False where the longest length cut it off. */
      ended: boolean;
      /** `[tokens][source tokens]`, with attention and where asked for: mean over heads, of the last layer. */
      attention?: number[][];
  }
  /**
   * Why a hypothesis went no further. `beam`: others were better; `ended`: it is complete; `worse than finished`: it cannot
   * overtake the finished ones any more; `length`: the longest length was reached; the others: a constraint forbade it.
   */
  export type HypothesisEnd = 'beam' | 'ended' | 'worse than finished' | 'length' | 'repeated' | 'banned' | 'too short' | 'rule' | 'forced word missing';
  /** One token of one hypothesis. The root (id 0, parent −1) is the empty output. */
  export interface SearchNode {
      id: number;
      parent: number;
      /** Length of the hypothesis, this token included; 0 for the root. */
      step: number;
      token: string;
      tokenId: number;
      /** Natural logarithm of the token's probability after its parent. */
      logProbability: number;
      /** The sum over the hypothesis. */
      total: number;
      /** The sum divided by the length penalty. */
      score: number;
      /** Its place among the candidates of this step, 0 the best. */
      rank: number;
      /** Left out while it is part of the beam and has gone on. */
      end?: HypothesisEnd;
      /** Its place in the n-best list, for those that are in it. */
      output?: number;
      /** `[source tokens]`; of models with attention, for nodes that were in the beam. */
      attention?: number[];
  }
  /** Every hypothesis of every step: those kept, and the best of those that were dropped. */
  export interface BeamSearchTrace {
      nodes: SearchNode[];
      beam: number;
      lengthPenalty: number;
      steps: number;
  }
}

declare module 'nlp-lab/protocol/explanation' {
  /** A feature of a text and what it adds to the class that is explained. */
  export interface TextFeature {
      feature: string;
      /** In the text's vector. */
      value: number;
      /** For the class, against the others. */
      weight: number;
      /** `value * weight` */
      contribution: number;
      /** Where it stands in the text, in UTF-16 units; from the first word of an n-gram to its last. */
      offsets: [start: number, end: number][];
  }
  export interface TextExplanation {
      /** The text as the model saw it, after cleaning; offsets are about this. */
      text: string;
      /** The largest contribution for or against first. */
      features: TextFeature[];
  }
  export interface ExplainRequest {
      folder: string;
      /** Explains also what the model says about this text. */
      text?: string;
      checkpoint?: 'best' | 'last';
  }
  export interface ExplainReply {
      /** By class, the features that speak most for it, the strongest first; at most 1,000. */
      classes: {
          label: string;
          features: {
              feature: string;
              weight: number;
          }[];
      }[];
      /** The label the model gives the text, and why. */
      text?: TextExplanation & {
          label: string;
      };
  }
}

declare module 'nlp-lab/protocol/network' {
  import type { TextCut } from 'nlp-lab/protocol/answer';
  import type { LayerKind, TensorName } from 'nlp-lab/protocol/networkNames';
  /** Where in a network a tensor is. */
  export interface LayerPlace {
      kind: LayerKind;
      /** Of models that read and write: which half. */
      part?: 'encoder' | 'decoder';
      /** From 0, where there are several on top of each other. */
      number?: number;
      /** Of recurrent layers that read from both ends. */
      direction?: 'forward' | 'backward';
  }
  export type AxisKind = 'time' | 'batch' | 'head' | 'unit' | 'class';
  export interface TensorAxis {
      kind: AxisKind;
      length: number;
      /** Names the list of labels among the reply's `labels`: tokens of a side, or answers. */
      labels?: string;
  }
  /** Whence a tensor is made. */
  interface TensorSource {
      /** Number of the tensor. */
      tensor: number;
      /** From the step before. */
      isRecurrent: boolean;
  }
  export interface NetworkTensor {
      name: TensorName;
      /** Number of its layer. */
      layer: number;
      axes: TensorAxis[];
      from: TensorSource[];
      /** Names of the parameters that it is made with. */
      parameters: string[];
  }
  export interface NetworkLayer {
      place: LayerPlace;
      /** Numbers of its tensors, in the order in which they are made. */
      tensors: number[];
      /** Those that no layer before it has used. */
      parameters: NetworkParameter[];
      /** Names of those that it shares with layers before it. */
      shared: string[];
      /** It knows what is padding. */
      isMasked?: true;
      /** Of attention: no position sees a later one. */
      isCausal?: true;
  }
  interface NetworkParameter {
      name: string;
      shape: number[];
      count: number;
  }
  /** How inputs and outputs are wired, as courses draw it. */
  export type Wiring = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many' | 'encoder-decoder';
  export interface Network {
      layers: NetworkLayer[];
      tensors: NetworkTensor[];
      /** Tokens of each side, and answers, by the names that axes have. */
      labels: Record<string, string[]>;
      wiring: Wiring;
      /** How many numbers are learned. */
      parameters: number;
      /** Of models that go on with texts: how many of the last steps read what the model itself wrote. */
      written?: number;
      /** Where the text was longer than the model reads. */
      cut?: TextCut;
  }
  /** One forward pass. */
  export interface NetworkTrace extends Network {
      /** By tensor, row by row. */
      values: Float32Array[];
  }
  export interface TraceQuestion {
      text: string;
      /** Of models that read and write: the output to look at; left out, the model's own. */
      target?: string;
      /** Of models that go on with texts: so many tokens are written first, each the most probable one. */
      writes?: number;
  }
  /** A run, or an experiment whose parameters are drawn by its seed. */
  export type TracedModel = {
      folder: string;
      checkpoint?: 'best' | 'last';
  } | {
      experiment: string;
  };
  export type TraceRequest = TraceQuestion & {
      model: TracedModel;
  };
  export {};
}

declare module 'nlp-lab/protocol/networkNames' {
  interface TensorMeaning {
      title: string;
      /** As in the equations. */
      symbol: string;
      /** One sentence, and the equation where there is one. */
      meaning: string;
  }
  /** Each tensor that a network names. */
  export const TENSORS: {
      readonly ids: TensorMeaning;
      readonly embedding: TensorMeaning;
      readonly features: TensorMeaning;
      readonly placed: TensorMeaning;
      readonly inputGate: TensorMeaning;
      readonly forgetGate: TensorMeaning;
      readonly candidate: TensorMeaning;
      readonly outputGate: TensorMeaning;
      readonly cellState: TensorMeaning;
      readonly resetGate: TensorMeaning;
      readonly updateGate: TensorMeaning;
      readonly newState: TensorMeaning;
      readonly hiddenState: TensorMeaning;
      readonly output: TensorMeaning;
      readonly query: TensorMeaning;
      readonly key: TensorMeaning;
      readonly value: TensorMeaning;
      readonly scores: TensorMeaning;
      readonly maskedScores: TensorMeaning;
      readonly weights: TensorMeaning;
      readonly context: TensorMeaning;
      readonly attended: TensorMeaning;
      readonly inner: TensorMeaning;
      readonly block: TensorMeaning;
      readonly filters: TensorMeaning;
      readonly found: TensorMeaning;
      readonly poolingWeights: TensorMeaning;
      readonly pooled: TensorMeaning;
      readonly hiddenLayer: TensorMeaning;
      readonly first: TensorMeaning;
      readonly attentional: TensorMeaning;
      readonly logits: TensorMeaning;
      readonly emissions: TensorMeaning;
      readonly transitions: TensorMeaning;
      readonly logProbabilities: TensorMeaning;
      readonly number: TensorMeaning;
  };
  export type TensorName = keyof typeof TENSORS;
  /** What layers there are, by the kind of their picture. */
  export const LAYERS: {
      readonly input: string;
      readonly embedding: string;
      readonly rnn: string;
      readonly lstm: string;
      readonly gru: string;
      readonly 'self-attention': string;
      readonly 'cross-attention': string;
      readonly 'feed-forward': string;
      readonly convolution: string;
      readonly bridge: string;
      readonly pooling: string;
      readonly hidden: string;
      readonly output: string;
      readonly chain: string;
  };
  export type LayerKind = keyof typeof LAYERS;
  export {};
}

declare module 'nlp-lab/protocol/samplingRules' {
  /** Applied in this order (`engine/decode/samplingRules.ts`): 1, 0, 1, 0 and 1 leave all tokens as they are. */
  export interface SamplingRules {
      /** Above 1 flatter, below 1 sharper. */
      temperature?: number;
      /** Only the most probable tokens, so many (0: all). */
      topK?: number;
      /** Only the fewest most probable tokens that make up this probability (1: all). */
      topP?: number;
      /** Only tokens at least so many times as probable as the most probable one (0: all). */
      minP?: number;
      /** Only the tokens with the most expected surprisal that make up this probability (1: all). */
      typical?: number;
      /** The same seed draws the same tokens. */
      seed?: number;
  }
}
