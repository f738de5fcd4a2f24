// A neural language model as the trainer sees it.

import type { LanguageNetworkOptions } from '../../models/language/createLanguageNetwork';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import type { AroundModel } from './aroundModel';

export function prepareNeuralLanguage(
  _model: LanguageNetworkOptions,
  _options: PrepareOptions<AroundModel>,
): Promise<PreparedRun> {
  return Promise.reject(new Error('being written'));
}
