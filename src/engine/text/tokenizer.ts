// A tokeniser as models use it: made from options before anything is learned, or from a tokenizer.json. What is learned is
// the vocabulary, which brings the stages that make its ids.

import type { TokenizerOptions } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import type { Rows } from './rows';
import { createTokenizerLearner, type TokenizerInputs } from './tokenizerLearner';
import { readTokenizerJson } from './tokenizers/tokenizerJson';
import { sizeNotes, SpecialsCount } from './tokenizerNotes';
import { UnicodeForms } from './unicodeForms';
import { BOS, EOS, PAD, specialTokens, UNK, vocabularyOfTokens, type Vocabulary } from './vocabulary';
import { BoundedCounts } from './trainers/boundedCounts';
import { finishTraining, UNITS_A_STEP, type Training } from './trainers/training';

/** What cutting needs to know; vocabulary size and minimum frequency do not matter here. */
export type CuttingOptions = Pick<TokenizerOptions, 'type' | 'lowercase'> & Partial<TokenizerOptions>;

/** Tokens and where each lies in the text: half-open, in UTF-16 units. */
interface Tokens {
  tokens: string[];
  offsets: [start: number, end: number][];
}

export interface Tokenizer {
  readonly type: TokenizerOptions['type'];
  readonly lowercase: boolean;
  /** Whether a letter is the same in one character (NFC) and in parts (NFD). */
  readonly joinsForms: boolean;
  /** Fails with `INVALID_EXPERIMENT` before pieces of words are learned. */
  tokenize(text: string): Tokens;
  /** The tokens of `tokenize` alone, in a fraction of its time. Fails as it does. */
  tokensOf(text: string): string[];
  /** The ids of all tokens, `UNK` for those that are not in the vocabulary. */
  encode(vocabulary: Vocabulary, text: string): Int32Array;
  /** Adds the text's words, from which a vocabulary is learned, to `counts` and returns how many there are. */
  count(text: string, counts: Map<string, { count: number }>): number;
  /** The vocabulary learned from such counts. */
  learn(
    counts: ReadonlyMap<string, { count: number }>,
    options: Pick<TokenizerOptions, 'vocabularySize' | 'minFrequency'>,
  ): Training<Vocabulary>;
}

/** Fails as `createTokenizerLearner`. */
export function createTokenizer(options: CuttingOptions, inputs: TokenizerInputs = {}): Tokenizer {
  const learner = createTokenizerLearner(options, inputs);
  const { type, lowercase } = options;
  const requireWords = (): void => {
    if (learner.cutsWords && !learner.dropsUnknown) return;
    if (learner.dropsUnknown) {
      const message = 'Words as in Keras need "tokenizer.oovToken" with this model. Set it, e.g. to "<unk>".';
      throw new LabError('INVALID_EXPERIMENT', message, { key: ['tokenizer', 'oovToken'] });
    }
    const message = `A tokenizer of type "${type}" has to be learned first, which this model does not do. Choose "word", "character" or another that cuts by a rule.`;
    throw new LabError('INVALID_EXPERIMENT', message, { key: ['tokenizer', 'type'] });
  };
  return {
    type,
    lowercase,
    joinsForms: learner.joinsForms,
    tokenize(text) {
      requireWords();
      return learner.cut(text);
    },
    tokensOf(text) {
      requireWords();
      return learner.tokensOf(text);
    },
    encode(vocabulary, text) {
      if (vocabulary.file) return encodeAs(vocabulary, text);
      return Int32Array.from(learner.cut(text).tokens, (token) => vocabulary.idOf(token));
    },
    count: (text, counts) => learner.count(text, counts),
    *learn(counts, limits) {
      const text = yield* learner.learn(counts, limits);
      return openTokenizer(text, 'tokenizer.json', inputs).vocabulary;
    },
  };
}

type VocabularyLimits = Pick<TokenizerOptions, 'vocabularySize' | 'minFrequency'>;

/** Learns at once, from texts that must be those of the training part alone. */
export function learnVocabulary(
  texts: Iterable<string>,
  tokenizer: Tokenizer,
  options: VocabularyLimits & Partial<TokenizerOptions>,
  notices: string[] = [],
): Vocabulary {
  return finishTraining(vocabularyInSteps([...texts], tokenizer, options, notices));
}

/**
 * The same in steps: first all texts are counted, in bounded memory, then the vocabulary is learned. Adds to `notices` when
 * rare words had to be forgotten, when letters are written in two ways, and what else a person should know of the tokenizer.
 */
export function* vocabularyInSteps(
  texts: Rows<string>,
  tokenizer: Tokenizer,
  options: VocabularyLimits & Partial<TokenizerOptions>,
  notices: string[] = [],
): Training<Vocabulary> {
  const counts = new BoundedCounts();
  const forms = new UnicodeForms();
  let [units, index] = [0, 0];
  for (const text of texts) {
    units += text.length;
    if (units > UNITS_A_STEP) {
      yield index / texts.length / 2;
      units = text.length;
    }
    tokenizer.count(text, counts);
    forms.add(text);
    index++;
  }
  notices.push(...forgottenNotice(counts), ...forms.notices({ joins: tokenizer.joinsForms }));
  const learning = tokenizer.learn(counts, options);
  for (;;) {
    const { done, value } = learning.next();
    if (done) {
      notices.push(...notesOnVocabulary(value, texts, { ...options, type: tokenizer.type }));
      return value;
    }
    yield 0.5 + value / 2;
  }
}

function notesOnVocabulary(
  { file, tokens }: Vocabulary,
  texts: Iterable<string>,
  options: VocabularyLimits & Partial<TokenizerOptions> & Pick<TokenizerOptions, 'type'>,
): string[] {
  if (!file) return sizeNotes(options, tokens.length);
  const specials = new SpecialsCount(file.pipeline, options);
  for (const text of texts) specials.add(text);
  return [...file.pipeline.notes, ...sizeNotes(options, tokens.length), ...specials.notes()];
}

/** What a person should know of words that were counted to learn a tokenizer from, if anything. */
export function forgottenNotice({ error }: BoundedCounts): string[] {
  const most = (error + 1).toLocaleString('en');
  return error > 0
    ? [
        `There were too many different words to learn the tokenizer from all: some that occur at most ${most} times were left out.`,
      ]
    : [];
}

/** What a file is read with. */
type ReadingInputs = Pick<TokenizerInputs, 'analyser' | 'specialTokens'>;

/** Reads a tokenizer.json, written here or elsewhere; one that cuts by morphemes needs its `analyser`. Fails with `INVALID_FILE`. */
export function openTokenizer(
  text: string,
  file: string,
  reading: ReadingInputs = {},
): { tokenizer: Tokenizer; vocabulary: Vocabulary } {
  const pipeline = readTokenizerJson(text, file, { analyser: reading.analyser, specialTokens: reading.specialTokens });
  const isOwn = [PAD, UNK, BOS, EOS].every((id) => pipeline.tokens[id] === specialTokens[id]);
  const tokens = isOwn ? pipeline.tokens : [...specialTokens, ...pipeline.tokens];
  const vocabulary: Vocabulary = vocabularyOfTokens(tokens, { text, pipeline });
  const tokenizer: Tokenizer = {
    type: 'file',
    lowercase: pipeline.lowercase,
    joinsForms: pipeline.joinsForms,
    tokenize: (line) => pipeline.tokenize(line),
    tokensOf: (line) => pipeline.tokensOf(line),
    encode: encodeAs,
    count: () => 0,
    *learn() {
      return vocabulary;
    },
  };
  return { tokenizer, vocabulary };
}

/** A file from elsewhere, whose first tokens are not the laboratory's special ones, keeps its ids in order behind these. */
function encodeAs({ file, tokens }: Vocabulary, text: string): Int32Array {
  if (!file) throw new Error('a vocabulary without its tokenizer.json');
  const { pipeline } = file;
  const ids = pipeline.encode(text);
  const shift = tokens.length - pipeline.tokens.length;
  return shift === 0 ? ids : ids.map((id) => (id === pipeline.unknownId ? UNK : id + shift));
}
