// The part of a new experiment that says how texts are cut. Pure.
import { forgetsSpaces, isSubword } from '../../protocol/tokenColumns';
import type { TokenizerType } from '../../protocol/tokenizer';

export interface ChosenTokenizer {
  type: TokenizerType;
  /** `file`: the tokenizer.json, seen from the experiment. */
  file?: string;
}

interface TokenizerNeeds {
  /** The corpus is small: rare tokens count. */
  few: boolean;
  /** The model decides which tokens are known. */
  isUnlimited?: boolean;
  /** What is written in tokens shall be text again. */
  keepsSpaces?: boolean;
  /** Capitals are told apart. */
  keepsCapitals?: boolean;
}

/** An object on one line. */
export function tokenizerText({ type, file }: ChosenTokenizer, needs: TokenizerNeeds): string {
  const { few, isUnlimited = false, keepsSpaces = false, keepsCapitals = false } = needs;
  const sizes = isSubword(type)
    ? { vocabularySize: few ? 2000 : 8000, minFrequency: 2 }
    : { vocabularySize: few ? 5000 : 20000, minFrequency: few ? 1 : 2 };
  return inOneLine({
    type,
    ...(type === 'file' ? { file } : isUnlimited && !isSubword(type) ? {} : sizes),
    ...(type === 'regex' ? { pattern: '\\p{L}+|\\p{N}+|[^\\s\\p{L}\\p{N}]' } : {}),
    ...(keepsCapitals && type !== 'file' ? { lowercase: false } : {}),
    ...(keepsSpaces && forgetsSpaces(type) ? { spaces: 'marker' } : {}),
  });
}

const inOneLine = (values: object): string =>
  `{ ${Object.entries(values)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')} }`;
