// How text is cut into tokens: the options of a tokenizer, as experiments and requests give them.

import type { ModelFolders, MorphemeTokenizerType } from './analysers/analysers';

/** Cut by a rule; the vocabulary is the most frequent tokens. */
export type RuleTokenizerType = 'whitespace' | 'word' | 'regex' | 'character' | 'syllable' | 'jamo' | 'segmenter';

/** Cut into pieces that are learned from the corpus. */
export type SubwordTokenizerType = 'bpe' | 'byte-bpe' | 'wordpiece' | 'unigram';

/** `file`: a ready `tokenizer.json`, named by `TokenizerOptions.file`; nothing is learned. */
export type TokenizerType = RuleTokenizerType | MorphemeTokenizerType | SubwordTokenizerType | 'file';

/**
 * What becomes of the special tokens of a `tokenizer.json` where they stand in a text: text like any other, which is cut, or
 * the special tokens themselves, as in Hugging Face's library.
 */
export type SpecialTokensInText = 'text' | 'recognise';

/** One flat record: what does not belong to the type is left out, and has no effect. */
export interface TokenizerOptions {
  type: TokenizerType;
  lowercase: boolean;
  /** Upper bound on the vocabulary, special tokens included. */
  vocabularySize: number;
  /** Tokens seen less often in the training part become `<unk>`; subwords: pairs seen less often are not joined. */
  minFrequency: number;
  /** `regex`: what a token looks like (JavaScript, flag `u`, with `\w \d \s` of all scripts); the rest is dropped. */
  pattern?: string;
  /** `nfc` (left out): letters in parts (NFD) are read as one character; `as-written`: they make another word. */
  letters?: 'nfc' | 'as-written';
  /** `word`: whose words these are; left out: `unicode`. */
  compatibility?: 'unicode' | 'keras' | 'scikit-learn';
  /** `word` as in Keras: characters that become white space. */
  filters?: string;
  /** `word` as in Keras: only the `numWords - 1` most frequent words are known (0: all). */
  numWords?: number;
  /** `word` as in Keras: what stands for unknown words; without it they are left out of a text. */
  oovToken?: string;
  /** Subwords: at most this many different characters are learned (0: all). */
  alphabetLimit?: number;
  /**
   * A list: special tokens beside the four that all have; they follow these. Otherwise what becomes of special tokens in a
   * text; left out: `text`.
   */
  specialTokens?: string[] | SpecialTokensInText;
  /** A text file with words, one a line, that are never cut; relative to the experiment. */
  userWords?: string;
  /** `segmenter`: whose words these are, as `ja`, `zh` or `th`; left out: of any language. */
  language?: string;
  /** Types of `FORGETS_SPACES`: what becomes of white space; `marker` keeps it as a token, so that tokens can be set as text. */
  spaces?: 'dropped' | 'marker';
  /** `file`: the `tokenizer.json`; relative to the experiment. */
  file?: string;
  /** Morphemes: the folder of the analyser's model or dictionary; relative to the experiment. Left out: that of the settings. */
  modelFolder?: string;
  /** Those of the settings, absolute: in requests, not in experiments, which keep the one they use. */
  modelFolders?: ModelFolders;
  /** Morphemes: tokens are `form/tag`, with the part of speech. */
  tags?: boolean;
  /** Morphemes: only nouns, verbs, adjectives, adverbs and the like. */
  contentWords?: boolean;
  /** Morphemes, of analysers that know both: base forms, not what stands in the text. */
  baseForms?: boolean;
}

type GivenSpecialTokens = Pick<Partial<TokenizerOptions>, 'specialTokens'>;

/** A person's special tokens beside the four that all have. */
export const ownSpecialTokens = ({ specialTokens }: GivenSpecialTokens): string[] =>
  Array.isArray(specialTokens) ? specialTokens : [];

/** What becomes of special tokens in a text. */
export const specialsInText = ({ specialTokens = 'text' }: GivenSpecialTokens): SpecialTokensInText =>
  Array.isArray(specialTokens) ? 'text' : specialTokens;
