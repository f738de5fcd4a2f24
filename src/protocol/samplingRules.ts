// How tokens are drawn. Plain data.

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
