// Language models as folders: their scripts say how probable texts are, as the run does.

import { inLab } from '../calls/support/lab';
import { assertSameAnswers } from './families/exported';
import { LANGUAGE_FAMILIES } from './families/language';

describe('language models as folders for other programs', () => {
  for (const name of ['a recurrent language model of words', 'a transformer of characters'] as const)
    it(name, () =>
      inLab(async (lab) => {
        await assertSameAnswers(lab, LANGUAGE_FAMILIES[name]);
      }),
    );
});
