// Japanese morphemes.

import { toTranslate } from '../toTranslate';
import type { AnalyserFacts } from './analyserFacts';

export const kuromoji = {
  type: 'kuromoji',
  name: 'Kuromoji',
  needs: 'dictionary',
  label: toTranslate('Japanese morphemes (Kuromoji)'),
  detail: toTranslate('Words, particles and endings as in IPADIC; needs a dictionary'),
  tagsHint: toTranslate('Add to each morpheme what it is: 名詞 noun, 動詞 verb, 助詞 particle, 助動詞 ending'),
  cutsInto: 'Japanese morphemes, which needs a dictionary of Kuromoji in "modelFolder"',
  tagged: '食べ/動詞',
  baseForm: '食べる for 食べ',
} as const satisfies AnalyserFacts;
