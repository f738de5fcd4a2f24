// A trained neural language model that is open.

import type { LanguageNetworkOptions } from '../../models/language/createLanguageNetwork';
import type { LanguageParts, OpenedLanguageModel } from './languageFamily';

export function openNeuralLanguage(_model: LanguageNetworkOptions, _parts: LanguageParts): Promise<OpenedLanguageModel> {
  return Promise.reject(new Error('being written'));
}
