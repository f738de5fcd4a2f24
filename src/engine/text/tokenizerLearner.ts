// Learns a tokeniser: words are counted text by text, then the model stage is made of the counts. What comes out is the
// text of a tokenizer.json, so that what trains a model and what is loaded again are the same.

import {
  ownSpecialTokens,
  specialsInText,
  type SpecialTokensInText,
  type TokenizerOptions,
} from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { designOf, type TokenizerDesign } from './tokenizerDesign';
import { type GivenTokens, type LearnedModel, tokenizerText } from './tokenizerText';
import type { Analyser } from './tokenizers/analysers/analyser';
import { type ReadOptions, readTokenizerJson } from './tokenizers/tokenizerJson';
import type { Encoding, Pipeline } from './tokenizers/pipeline';
import { trainBpe } from './trainers/trainBpe';
import { trainUnigram } from './trainers/trainUnigram';
import type { Training } from './trainers/training';
import { createVocabulary, specialTokens, vocabularyOf } from './vocabulary';

type Options = Pick<TokenizerOptions, 'type' | 'lowercase'> & Partial<TokenizerOptions>;
type Limits = Pick<TokenizerOptions, 'vocabularySize' | 'minFrequency'>;
type Counts = ReadonlyMap<string, { count: number }>;

/** Contents of the files that options name. */
export interface TokenizerInputs {
  userWords?: readonly string[];
  /** For the type `file`. */
  tokenizerFile?: { text: string; file: string };
  /** For what cuts by morphemes. */
  analyser?: Analyser;
  /** What becomes of special tokens in a text; left out: `text`. */
  specialTokens?: SpecialTokensInText;
}

export interface TokenizerLearner {
  /** Adds a text's words to `counts`; returns how many there are. */
  count(text: string, counts: Map<string, { count: number }>): number;
  /** Whether the words that are counted are the tokens. */
  readonly cutsWords: boolean;
  /** Words that turn out unknown are left out of a text. */
  readonly dropsUnknown: boolean;
  /** A letter is the same in one character (NFC) and in parts (NFD). */
  readonly joinsForms: boolean;
  /** A text's words with their places. */
  cut(text: string): Encoding;
  /** A text's words alone. */
  tokensOf(text: string): string[];
  /** The text of the tokenizer.json. Fails with `INVALID_ARGUMENT` where the vocabulary has no room. */
  learn(counts: Counts, limits: Limits): Training<string>;
}

/** Fails with `INVALID_ARGUMENT` where the options cannot be, `INVALID_FILE` where a given tokenizer.json cannot. */
export function createTokenizerLearner(options: Options, inputs: TokenizerInputs = {}): TokenizerLearner {
  if (options.type === 'file') return readyTokenizer(inputs);
  const design = designOf(options);
  if (options.userWords !== undefined && !inputs.userWords)
    throw new LabError('INVALID_ARGUMENT', '"tokenizer.userWords" is not known to this command. Leave it out.');
  const userWords = [...new Set(inputs.userWords)];
  const given = { userWords, ownSpecial: checkedSpecial(ownSpecialTokens(options), userWords) };
  const cutter = cutterOf(design, given, { analyser: inputs.analyser, specialTokens: specialsInText(options) });
  return {
    cutsWords: design.model === 'WordLevel',
    dropsUnknown: design.dropsUnknown ?? false,
    joinsForms: cutter.joinsForms,
    cut: (text) => cutter.tokenize(text),
    tokensOf: (text) => cutter.tokensOf(text),
    count(text, counts) {
      let words = 0;
      cutter.words(text, (word) => {
        words++;
        const entry = counts.get(word);
        if (entry) entry.count++;
        else counts.set(word, { count: 1 });
      });
      return words;
    },
    *learn(counts, limits) {
      const room = limits.vocabularySize - userWords.length;
      const special = specialTokens.length + given.ownSpecial.length;
      if (room <= special && special + userWords.length > specialTokens.length)
        throw new LabError(
          'INVALID_ARGUMENT',
          `A vocabulary of ${limits.vocabularySize} has no room beside ${special} special tokens and ${userWords.length} user words. Raise it.`,
        );
      const learned = yield* learnModel(design, { ...options, ...limits, vocabularySize: room }, counts);
      return tokenizerText(design, learned, given);
    },
  };
}

/** A person's special tokens. Fails with `INVALID_ARGUMENT` where one is there already. */
function checkedSpecial(ownSpecial: readonly string[], userWords: readonly string[]): readonly string[] {
  const taken = new Set<string>([...specialTokens, ...userWords]);
  for (const token of ownSpecial) {
    if (taken.has(token))
      throw new LabError('INVALID_ARGUMENT', `The special token "${token}" is there already. Take it out.`, {
        key: ['tokenizer', 'specialTokens'],
      });
    taken.add(token);
  }
  return ownSpecial;
}

function readyTokenizer({ tokenizerFile, ...reading }: TokenizerInputs): TokenizerLearner {
  if (!tokenizerFile)
    throw new LabError('INVALID_ARGUMENT', 'A tokenizer of type "file" needs a "file": the path of a tokenizer.json.');
  const { text, file } = tokenizerFile;
  const pipeline = readTokenizerJson(text, file, reading);
  return {
    cutsWords: true,
    dropsUnknown: false,
    joinsForms: pipeline.joinsForms,
    cut: (line) => pipeline.tokenize(line),
    tokensOf: (line) => pipeline.tokensOf(line),
    count: () => 0,
    *learn() {
      return text;
    },
  };
}

/** The stages before the model. A pattern of a person's own that cannot be used is their mistake, not a file's. */
function cutterOf(design: TokenizerDesign, given: GivenTokens, reading: ReadOptions): Pipeline {
  const words: TokenizerDesign = { ...design, model: 'WordLevel', dropsUnknown: false };
  try {
    const text = tokenizerText(words, vocabularyOf(given.ownSpecial ?? []), given);
    return readTokenizerJson(text, 'tokenizer.json', { ...reading, cutOnly: true });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const detail = error.cause instanceof Error ? error.cause.message : error.message;
    throw new LabError('INVALID_ARGUMENT', detail, { key: ['tokenizer'] }, { cause: error });
  }
}

function* learnModel(design: TokenizerDesign, options: Options & Limits, counts: Counts): Training<LearnedModel> {
  const { vocabularySize, minFrequency, alphabetLimit = 0 } = options;
  const ownSpecial = ownSpecialTokens(options);
  const subword = { vocabularySize, minFrequency, alphabetLimit, specialTokens: [...specialTokens, ...ownSpecial] };
  switch (design.model) {
    case 'WordLevel':
      return createVocabulary(counts, { minFrequency, vocabularySize: wordLimit(options), ownSpecial });
    case 'BPE':
      return yield* trainBpe(counts, { ...subword, byteLevel: design.byteLevel });
    case 'WordPiece':
      return yield* trainBpe(counts, { ...subword, continuingPrefix: '##' });
    case 'Unigram': {
      const { pieces } = yield* trainUnigram(counts, subword);
      return { tokens: pieces.map(({ token }) => token), scores: pieces.map(({ score }) => score) };
    }
  }
}

/** Keras keeps indices below `numWords`; index 0 is padding, and the token for unknown words takes another. */
export function wordLimit({ type, compatibility, numWords = 0, oovToken, vocabularySize }: Options & Limits): number {
  if (type !== 'word' || compatibility !== 'keras' || numWords === 0) return vocabularySize;
  const words = Math.max(0, numWords - (oovToken === undefined ? 1 : 2));
  return Math.min(vocabularySize, words + specialTokens.length);
}
