// What experiments of all tasks that learn from whole texts say besides their model.

import type { CleaningStep } from '../../../protocol/cleaning';
import type { TokenizerOptions } from '../../../protocol/tokenizer';
import type { TextDataOptions } from '../../schema/labelledData';
import type { RuntimeOptions, TrainingOptions } from '../../schema/training';

export interface AroundTexts {
  clean: readonly CleaningStep[];
  tokenizer: TokenizerOptions;
  data: TextDataOptions;
  training: TrainingOptions;
  runtime: RuntimeOptions;
  seed: number;
  name: string;
}
