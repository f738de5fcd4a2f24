// What a trained model is to programs that know nothing of this one: graphs with the parameters inside, a tokenizer, and what has to
// be known to use them.

import type { CleaningStep } from '../../protocol/cleaning';
import type { SpecialTokensInText } from '../../protocol/tokenizer';
import type { FixedProgram } from '../runtime/graphFile';

/** How texts become inputs and outputs answers; a script for each goes with the graphs. */
export type ExportUse = 'texts' | 'tags' | 'blanks' | 'scores' | 'writes';

/** A tokenizer.json, and how its special tokens are read. */
export interface ExportedTokenizer {
  text: string;
  file: string;
  specialTokens: SpecialTokensInText;
}

export interface ExportedModel {
  use: ExportUse;
  /** By the names of their files, without endings. */
  graphs: Readonly<Record<string, FixedProgram>>;
  /** By the names of their files, without endings. */
  tokenizers: Readonly<Record<string, ExportedTokenizer>>;
  cleaning: readonly CleaningStep[];
  /** What else signature.json says, as JSON has it. */
  facts: Readonly<Record<string, unknown>>;
  /** Other files that the scripts read, by name. */
  documents?: Readonly<Record<string, string>>;
}
