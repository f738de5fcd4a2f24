// A small language model by characters, counted from a text whose lines all end.

import type { LanguageModel } from '../../../../src/engine/language/languageModel';
import { createNgramLanguage } from '../../../../src/engine/language/ngramLanguage';
import { countNgrams } from '../../../../src/engine/ngrams/countNgrams';
import { estimateNgrams } from '../../../../src/engine/ngrams/kneserNey';
import type { CorpusLine } from '../../../../src/engine/tasks/languageModel/encodeTexts';
import { learnLanguageText } from '../../../../src/engine/tasks/languageModel/learnText';
import { languageModelSchema } from '../../../../src/engine/tasks/languageModel/schema';
import { finishTraining } from '../../../../src/engine/text/trainers/training';

const ORDER = 4;

export async function characterModel(trained: string): Promise<LanguageModel> {
  const experiment = { task: 'language-model', data: { train: 'a.txt' }, tokenizer: { type: 'character' } };
  const { tokenizer } = languageModelSchema.parse(experiment);
  const lines = trained.split('\n').slice(0, -1);
  const blocks = [lines.map((text) => ({ text, isEnded: true, isRow: false }) as CorpusLine)];
  const { signal } = new AbortController();
  const learning = { baseFolder: '/', lines: () => asynchronously(blocks), signal, notices: [] };
  const { text } = await learnLanguageText(tokenizer, learning);
  const vocabulary = text.vocabulary.tokens.length;
  const ids = text.encode(trained);
  const counted = finishTraining(countNgrams([ids], { order: ORDER, vocabulary, length: ids.length }));
  const { model } = finishTraining(estimateNgrams(counted, { vocabulary, discounts: 3, cutoff: 1 }));
  counted.discard();
  return createNgramLanguage(model, text);
}

async function* asynchronously<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
