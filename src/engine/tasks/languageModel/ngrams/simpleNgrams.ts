// The n-gram models beside which a network is seen: counted in the same training text, judged on the same part.

import { toTranslate } from '../../../../protocol/toTranslate';
import { createNgramLanguage } from '../../../language/ngramLanguage';
import { availableBytes } from '../../../runtime/machine';
import type { PrepareOptions } from '../../../train/preparedRun';
import type { SimpleModel } from '../../texts/besideTable';
import { scoredText } from '../judgedText';
import type { LanguageCorpus } from '../languageCorpus';
import { figuresOf } from '../languagePart';
import type { JudgedText } from '../partWriter';
import { countModel } from './countModel';
import { USUAL_MEMORY } from './schema';

/** With more tokens n-grams that occur once are left out, and longer ones not counted. */
const LARGE = 20_000_000;
/** Tokenizers of characters and bytes have about so many tokens; longer n-grams then pay. */
const SMALL_VOCABULARY = 512;

const NAMES: Record<number, string> = {
  1: toTranslate('Single tokens, smoothed'),
  3: toTranslate('Kneser-Ney, up to 3 tokens'),
  5: toTranslate('Kneser-Ney, up to 5 tokens'),
  6: toTranslate('Kneser-Ney, up to 6 tokens'),
};

interface Simple extends Pick<PrepareOptions<unknown>, 'progress' | 'signal'> {
  corpus: Pick<LanguageCorpus, 'text' | 'train'>;
  /** What they are judged on. */
  part: JudgedText;
}

/** Those that fit into half of the free memory. Fails with `DISK` and `CANCELLED`. */
export async function simpleNgrams({ corpus, part, progress, signal }: Simple): Promise<SimpleModel[]> {
  const { text, train } = corpus;
  const vocabulary = text.vocabulary.tokens.length;
  const isLarge = train.length > LARGE;
  const found: SimpleModel[] = [];
  for (const order of isLarge ? [1, 3] : [1, 3, vocabulary <= SMALL_VOCABULARY ? 6 : 5]) {
    const options = { order, discounts: 3 as const, cutoff: isLarge ? 2 : 1, memory: USUAL_MEMORY };
    const model = await unlessTooLarge((allow) => countModel(train, options, { vocabulary, progress, signal, allow }));
    if (!model) continue;
    const language = createNgramLanguage(model.model, text);
    const scored = await scoredText(part, (told) => language.judge(part, { told, signal }));
    found.push({ name: NAMES[order], figures: figuresOf(scored) });
  }
  return found;
}

const TOO_LARGE = Symbol('too large');

/** Undefined where what is counted does not fit into half of the free memory. */
export async function unlessTooLarge<T>(count: (allow: (bytes: number) => void) => Promise<T>): Promise<T | undefined> {
  try {
    return await count((bytes) => {
      if (bytes > availableBytes() / 2) throw TOO_LARGE;
    });
  } catch (error) {
    if (error === TOO_LARGE) return undefined;
    throw error;
  }
}
