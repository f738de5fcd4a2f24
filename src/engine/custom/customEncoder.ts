// What a person writes: the parameters of an encoder and how it reads tokens, by the operators that all models are made of.

import type { Encoded, EncoderTree, TokenInputs } from '../models/encoders/encoded';
import type { Mode } from '../nn/dropout';
import type { Bound } from '../nn/parameters';

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
export const customEncoder = <T extends EncoderTree, Options extends OwnOptions>(
  definition: CustomEncoder<T, Options>,
): CustomEncoder<T, Options> => definition;
