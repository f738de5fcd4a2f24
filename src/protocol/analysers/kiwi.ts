// Korean morphemes.

import { toTranslate } from '../toTranslate';
import type { AnalyserFacts } from './analyserFacts';

export const kiwi = {
  type: 'kiwi',
  name: 'Kiwi',
  needs: 'model',
  label: toTranslate('Korean morphemes (Kiwi)'),
  detail: toTranslate('Stems, particles and endings; needs a model'),
  tagsHint: toTranslate('Add to each morpheme what it is: NNG noun, VV verb, JKS particle, EF ending'),
  cutsInto: 'Korean morphemes, which needs a model of Kiwi in "modelFolder"',
  tagged: '먹/VV',
} as const satisfies AnalyserFacts;
