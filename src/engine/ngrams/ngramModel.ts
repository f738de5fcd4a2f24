// An n-gram language model with its probabilities worked out, as a tree: the root's children are the tokens, the children of a node the
// tokens that followed the n-gram it stands for. With history h, and h' without its first token,
//
//   p(w | h) = the node's probability            where hw was seen
//            = backoff(h) · p(w | h')            where not
//
// Nodes of one length lie together, sorted by what they stand for; those of single tokens are all tokens, in the order of their ids.

/** The n-grams of one length. */
export interface NgramLevel {
  /** The last token of each, `[ngrams]`; not there for single tokens, whose place is their id. */
  tokens: Int32Array;
  /** p(last token | those before), `[ngrams]`. */
  probabilities: Float32Array;
  /** What is left for tokens not seen after it, `[ngrams]`; empty for the longest. */
  backoffs: Float32Array;
  /** Where the children of each begin among those of the next length, `[ngrams + 1]`; empty for the longest. */
  starts: Int32Array;
}

/** What of a text the next token depends on: at k − 1 the node of its last k tokens, or −1 where they were never seen; `[order − 1]`. */
export type NgramState = Int32Array;

export class NgramModel {
  /** @param levels by length, from single tokens on */
  constructor(readonly levels: readonly NgramLevel[]) {}

  get order(): number {
    return this.levels.length;
  }

  get vocabulary(): number {
    return this.levels[0].probabilities.length;
  }

  get ngrams(): number {
    return this.levels.reduce((sum, { probabilities }) => sum + probabilities.length, 0);
  }

  /** The state of an empty text. */
  start(): NgramState {
    return new Int32Array(this.order - 1).fill(-1);
  }

  /** The state after one more token. */
  advance(state: NgramState, token: number): NgramState {
    return state.map((_, k) => (k === 0 ? token : state[k - 1] < 0 ? -1 : this.child(k, state[k - 1], token)));
  }

  /** p(token | state) */
  probability(state: NgramState, token: number): number {
    let backoff = 1;
    for (let length = state.length; length > 0; length--) {
      const node = state[length - 1];
      if (node < 0) continue;
      const found = this.child(length, node, token);
      if (found >= 0) return backoff * this.levels[length].probabilities[found];
      backoff *= this.levels[length - 1].backoffs[node];
    }
    return backoff * this.levels[0].probabilities[token];
  }

  /** p(· | state), `[vocabulary]`, written into `into`. */
  distribution(state: NgramState, into: Float32Array): void {
    const { levels } = this;
    const backoffs = new Float64Array(state.length + 1).fill(1); // at k that of all histories longer than k tokens
    for (let k = state.length - 1; k >= 0; k--)
      backoffs[k] = backoffs[k + 1] * (state[k] < 0 ? 1 : levels[k].backoffs[state[k]]);
    const [{ probabilities }] = levels;
    for (let token = 0; token < probabilities.length; token++) into[token] = backoffs[0] * probabilities[token];
    for (let k = 0; k < state.length && state[k] >= 0; k++) {
      const { starts } = levels[k];
      const longer = levels[k + 1];
      const end = starts[state[k] + 1];
      for (let node = starts[state[k]]; node < end; node++)
        into[longer.tokens[node]] = backoffs[k + 1] * longer.probabilities[node];
    }
  }

  /** The child of a node of `length` tokens, or −1. */
  private child(length: number, node: number, token: number): number {
    const { starts } = this.levels[length - 1];
    const { tokens } = this.levels[length];
    return findToken(tokens, starts[node], starts[node + 1], token);
  }
}

/** Where `token` stands among the sorted ones from `low` to before `high`; −1 where it does not. */
export function findToken(tokens: Int32Array, low: number, high: number, token: number): number {
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tokens[middle] < token) low = middle + 1;
    else high = middle;
  }
  return low < end && tokens[low] === token ? low : -1;
}
