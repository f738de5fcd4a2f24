// How the models of the analysers are found and read, a line each.

import type { MorphemeTokenizerType } from '../../../../protocol/analysers/analysers';
import type { AnalyserModel } from './analyser';
import { kiwiModel } from './kiwi';
import { kuromojiModel } from './kuromoji';

export const MODELS: Readonly<Record<MorphemeTokenizerType, AnalyserModel>> = {
  kiwi: kiwiModel,
  kuromoji: kuromojiModel,
};
