// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over features in memory of the compiled kernels: with the
// attributes A(t) of token t, weights w and transitions u,
//   log p(y | x) = Σ_t (Σ_{a in A(t)} w[a, y_t] + u[y_{t−1}, y_t]) − log Z(x)
// A pass gives −log p of the right tags of sentences and its gradient.

import { compiledModule } from '../compiled/compiledModule';
import { createMemory, FIRST_ADDRESS, placeArrays } from '../compiled/memory';
import type { AllowedTransitions } from '../tags/transitions';
import type { AttributeRows } from './attributes';
import type { Features } from './features';
import { plain } from './generated/kernels';

export interface ChainProblem {
  tags: number;
  rows: AttributeRows;
  /** [tokens]: the right tag of each. */
  gold: Int32Array;
  features: Features;
  /** What may not be has no weight; undefined where pairs of tags have none. */
  allowed: AllowedTransitions;
}

const POINTERS = 20;
/** Which of them says where gradients go. */
const SUMS = 8;
const JOB_BYTES = 128;
/** Where the numbers stand behind the pointers, in bytes. */
const [TAG_COUNT, SCALE] = [4 * POINTERS, 4 * POINTERS + 16];

let compiled: WebAssembly.Module | undefined;

export class ChainPasses {
  /** [features] */
  readonly weights: Float64Array;
  /** [features]: the gradient is added to it. */
  readonly featureSums: Float64Array;
  readonly sentences: number;
  private readonly tags: number;
  private readonly row: number;
  private readonly paddedTransitions: Float64Array;
  private readonly paddedSums: Float64Array;
  private readonly follows: Float64Array;
  private readonly precedes: Float64Array;
  private readonly pointers: Int32Array;
  private readonly weightsAt: number;
  private readonly sumsAt: number;
  private readonly numbers: Int32Array;
  private readonly factors: Float64Array;
  private readonly kernel: (job: number) => void;

  /** Copies the problem. Fails with `NO_MEMORY`. */
  constructor({ tags, rows, gold, features, allowed }: ChainProblem) {
    const { sentenceStarts, tokenStarts, attributes } = rows;
    const row = 8 * Math.ceil(tags / 8);
    this.tags = tags;
    this.row = row;
    this.sentences = sentenceStarts.length - 1;
    let longest = 1;
    for (let i = 0; i < this.sentences; i++) longest = Math.max(longest, sentenceStarts[i + 1] - sentenceStarts[i]);
    const [matrix, count] = [8 * tags * row, features.tags.length];
    const integers = [sentenceStarts, tokenStarts, attributes, gold, features.starts];
    const { addresses, end } = placeArrays(JOB_BYTES, [
      ...integers.map((array) => array.byteLength),
      ...[2 * count, 8 * count, matrix, 8 * count, matrix, matrix, matrix, 8 * row, 8 * row],
      ...[8 * row * longest, 8 * row * longest, matrix, 8 * row, 8 * row, 8 * longest],
    ]);
    const memory = createMemory(end, {
      message: (megabytes) =>
        `The features of these sentences need ${megabytes} MB, more than there is. Raise "model.minFrequency", or give fewer templates.`,
      place: { key: ['model', 'minFrequency'] },
    });
    compiled ??= compiledModule(Buffer.from(plain, 'base64'));
    this.kernel = new WebAssembly.Instance(compiled, { env: { memory } }).exports.pass as (job: number) => void;
    const { buffer } = memory;
    this.pointers = new Int32Array(buffer, FIRST_ADDRESS, POINTERS);
    this.pointers.set(addresses);
    [this.weightsAt, this.sumsAt] = [addresses[6], addresses[SUMS]];
    integers.forEach((array, i) => new Int32Array(buffer, addresses[i], array.length).set(array));
    const floats = (at: number, length: number): Float64Array => new Float64Array(buffer, addresses[at], length);
    const tagBytes = new Uint16Array(buffer, addresses[5], count);
    for (let i = 0; i < count; i++) tagBytes[i] = 8 * features.tags[i];
    this.weights = floats(6, count);
    this.paddedTransitions = floats(7, tags * row);
    this.featureSums = floats(8, count);
    this.paddedSums = floats(9, tags * row);
    this.follows = floats(10, tags * row);
    this.precedes = floats(11, tags * row);
    floats(12, tags).set(allowed.begins);
    floats(13, tags).set(allowed.ends);
    this.numbers = new Int32Array(buffer, FIRST_ADDRESS + TAG_COUNT, 4);
    this.numbers.set([tags, 8 * row]);
    this.factors = new Float64Array(buffer, FIRST_ADDRESS + SCALE, 3);
  }

  /** Sets what pairs of tags count. @param transitions [tags, tags] @param follows 1 where a pair may be */
  setTransitions(transitions: Float64Array, follows: Uint8Array): void {
    const { tags, row } = this;
    for (let i = 0; i < tags; i++)
      for (let j = 0; j < tags; j++) {
        const weight = transitions[i * tags + j];
        const factor = follows[i * tags + j] ? Math.exp(weight) : 0;
        this.paddedTransitions[i * row + j] = weight;
        this.follows[i * row + j] = factor;
        this.precedes[j * row + i] = factor;
      }
  }

  /**
   * Adds the gradient of the sentences from `first` to `last` (exclusive) to the sums. Returns −log p of their right tags.
   */
  pass(first: number, last: number): number {
    return this.run(first, last, { to: this.sumsAt, scale: 1, factor: 1 });
  }

  /** Adds `factor` times the gradient of a sentence to the weights themselves, which count `scale` times. Returns −log p of its tags. */
  step(sentence: number, options: { scale: number; factor: number }): number {
    return this.run(sentence, sentence + 1, { to: this.weightsAt, ...options });
  }

  private run(
    first: number,
    last: number,
    { to, scale, factor }: { to: number; scale: number; factor: number },
  ): number {
    this.pointers[SUMS] = to;
    this.numbers[2] = first;
    this.numbers[3] = last;
    this.factors[0] = scale;
    this.factors[1] = factor;
    this.kernel(FIRST_ADDRESS);
    return this.factors[2];
  }

  clearSums(): void {
    this.featureSums.fill(0);
    this.paddedSums.fill(0);
  }

  /** Adds the sums of pairs, [tags, tags], and clears them. */
  takeTransitionSums(to: Float64Array): void {
    const { tags, row, paddedSums } = this;
    for (let i = 0; i < tags; i++) for (let j = 0; j < tags; j++) to[i * tags + j] += paddedSums[i * row + j];
    paddedSums.fill(0);
  }
}
