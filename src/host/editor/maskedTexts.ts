// What the engine says of masked language models; see `engineTexts.ts`.
import { toTranslate } from '../../protocol/toTranslate';

export const MASKED_TEXTS = [
  toTranslate('The tokenizer had no mask: "{0}" was added to the copy that the run keeps, as token {1}.'),
  toTranslate('The text has no blank. Write [MASK] or ___ (three underscores) where a token is missing.'),
  toTranslate('Blank {0} is token {1} of the text, but the model reads {2} tokens. Shorten what stands before it.'),
  toTranslate('The tokenizer of the run finds its mask in {0} of {1} blanks. Put spaces around each.'),
  toTranslate(
    'The training text has no token that can be masked: none is known to the vocabulary. Take a longer text, or lower "tokenizer.minFrequency".',
  ),
  toTranslate(
    'The {0} part has {1} tokens, of which none was chosen to be masked. Take a longer text for it, or raise "masking.share".',
  ),
  toTranslate(
    'The text has {0} tokens, of which none was chosen to be masked. Take a longer one, or raise "masking.share".',
  ),
];
