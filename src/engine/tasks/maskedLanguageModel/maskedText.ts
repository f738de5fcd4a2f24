// How a masked language model cuts texts: as other models do, but that its tokenizer has a mask, and every line ends with <eos>.

import type { TokenizerOptions } from '../../../protocol/tokenizer';
import type { TokenRole } from '../../data/masking/choosePlaces';
import type { MaskTokens } from '../../data/masking/maskTokens';
import { tokenRoles } from '../../data/masking/tokenRoles';
import type { LanguageText } from '../../language/languageText';
import { fileWithMask, maskOf, specialOf, withMask } from '../../text/maskToken';
import { learnLanguageText, openLanguageText, type LearnedText, type Learning } from '../languageModel/learnText';
import type { AroundMasked } from './around';

/** A text's tokens, as far as masking looks at them. */
export interface MaskedText extends MaskTokens {
  text: LanguageText;
  /** By id. */
  roles: readonly TokenRole[];
}

/** Of the training text; what a run keeps of it has a mask. Fails as `learnLanguageText` and `fileWithMask`. */
export const learnMaskedText = (options: TokenizerOptions, learning: Learning): Promise<LearnedText> =>
  learnLanguageText(withMask(options), {
    ...learning,
    endsLines: true,
    adapt: (inputs) => fileWithMask(inputs, learning.notices),
  });

/** Of a run. Fails with `INVALID_FILE`. */
export const openMaskedText = (
  { tokenizer }: Pick<AroundMasked, 'tokenizer'>,
  ...[baseFolder, read]: [baseFolder: string, read: Parameters<typeof openLanguageText>[2]]
): Promise<LanguageText> => openLanguageText(tokenizer, baseFolder, read, { endsLines: true });

export function maskedTextOf(text: LanguageText, { units }: Pick<AroundMasked['masking'], 'units'>): MaskedText {
  const { vocabulary } = text;
  const { tokens } = vocabulary;
  const isSpecial = specialOf(vocabulary);
  const decode = (ids: readonly number[]): string => text.decode(ids);
  return {
    text,
    mask: maskOf(vocabulary),
    ordinary: Int32Array.from(tokens.keys()).filter((id) => !isSpecial(id)),
    roles: tokenRoles({ tokens, decode, isSpecial }, units !== 'tokens'),
  };
}
