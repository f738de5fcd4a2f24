// A trained language model at work: judged on texts, gone on with, asked how probable texts are.

import type { OpenModel } from '../openModel';
import type { RunParts } from '../task';
import type { LanguageModelExperiment } from './schema';

export function openLanguageModel(_parts: RunParts<LanguageModelExperiment>): Promise<OpenModel> {
  return Promise.reject(new Error('being written'));
}
