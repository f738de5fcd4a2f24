// What a fastText classifier can be asked, of a run or of a file of the program.

import type { Ability } from '../../../../protocol/ability';

export const FASTTEXT_ABILITIES: readonly Ability[] = ['label', 'explain', 'embed'];
