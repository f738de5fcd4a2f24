// tokenizer.json in the format of Hugging Face tokenizers, as a run folder holds it.

import { ownSpecialTokens } from '../../protocol/tokenizer';
import type { CuttingOptions } from './tokenizer';
import { designOf } from './tokenizerDesign';
import { tokenizerText } from './tokenizerText';
import type { Vocabulary } from './vocabulary';

export { openTokenizer as parseTokenizer } from './tokenizer';

/** The file's text: that which the vocabulary was learned with, or one for a mere list of words. */
export function formatTokenizer(options: CuttingOptions, vocabulary: Vocabulary): string {
  return (
    vocabulary.file?.text ?? tokenizerText(designOf(options), vocabulary, { ownSpecial: ownSpecialTokens(options) })
  );
}
