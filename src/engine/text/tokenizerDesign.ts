// What each type of tokeniser is made of, in the words of a tokenizer.json: one table, from which both the learning and
// the file follow. The model stage is learned; the others are fixed by the type.

import { analyserOf, cutsMorphemes, type MorphemeTokenizerType } from '../../protocol/analysers/analysers';
import type { RuleTokenizerType, SubwordTokenizerType, TokenizerOptions as AllOptions } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { labSplits } from './tokenizers/labSplits';
import { markSpaces, SPACE_MARKER, unmarkSpaces } from './tokenizers/spaceMarker';
import type { DecoderSpec, NormalizerSpec, PreTokenizerSpec } from './tokenizers/spec';

type TokenizerOptions = Pick<AllOptions, 'type' | 'lowercase'> & Partial<AllOptions>;

/** The filters of Keras' Tokenizer. */
const KERAS_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

export interface TokenizerDesign {
  normalizer: NormalizerSpec | null;
  pre_tokenizer: PreTokenizerSpec;
  decoder: DecoderSpec | null;
  model: 'WordLevel' | 'BPE' | 'WordPiece' | 'Unigram';
  byteLevel?: boolean;
  /** Words that are not known are left out of a text. */
  dropsUnknown?: boolean;
}

const whitespaceSplit: PreTokenizerSpec = { type: 'WhitespaceSplit' };
const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true } as const;
const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true } as const;

function isolate(pattern: string): PreTokenizerSpec {
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}

/** Only what fits the pattern is a word. */
function only(pattern: string): PreTokenizerSpec {
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Removed', invert: true };
}

function inWords(pattern: string): PreTokenizerSpec {
  return { type: 'Sequence', pretokenizers: [whitespaceSplit, isolate(pattern)] };
}

const lower: NormalizerSpec = { type: 'Lowercase' };
const nfc: NormalizerSpec = { type: 'NFC' };

type Design = (options: TokenizerOptions) => TokenizerDesign;

/**
 * A word is the same word however its letters are put together: they are composed first, but for jamo, which are parts, and
 * where another library's words are asked for.
 */
const words = (pretokenizer: PreTokenizerSpec, normalizers?: NormalizerSpec[]): Design => {
  return ({ lowercase, letters }) => ({
    normalizer: inOrder([...(normalizers ?? lettersOf(letters)), ...(lowercase ? [lower] : [])]),
    pre_tokenizer: pretokenizer,
    decoder: null,
    model: 'WordLevel',
  });
};

const lettersOf = (letters: TokenizerOptions['letters'] = 'nfc'): NormalizerSpec[] => (letters === 'nfc' ? [nfc] : []);

/** Words by a pattern; `spaces: "marker"` makes white space a token of its own, which the decoder turns back. */
const spacedWords =
  (plain: PreTokenizerSpec, marked: PreTokenizerSpec, normalizers?: NormalizerSpec[]): Design =>
  (options) => {
    if (options.spaces !== 'marker') return words(plain, normalizers)(options);
    return {
      ...words(marked, [...(normalizers ?? lettersOf(options.letters)), ...markSpaces])(options),
      decoder: unmarkSpaces,
    };
  };

/** Stages that see white space themselves. */
const seesSpaces =
  (stage: (marks: boolean) => PreTokenizerSpec): Design =>
  (options) => {
    const marks = options.spaces === 'marker';
    return { ...words(stage(marks), [nfc])(options), decoder: marks ? unmarkSpaces : null };
  };

/** Tabs and other white space are spaces to what looks at spaces alone: no piece shall reach over them. */
const plainSpaces: NormalizerSpec = { type: 'Replace', pattern: { Regex: '[^\\S ]' }, content: ' ' };

function inOrder(normalizers: NormalizerSpec[]): NormalizerSpec | null {
  if (normalizers.length <= 1) return normalizers[0] ?? null;
  return { type: 'Sequence', normalizers };
}

/** The pieces of these begin where words begin, as `▁` tells. */
const pieces =
  (model: 'BPE' | 'Unigram'): Design =>
  ({ lowercase }) => ({
    normalizer: inOrder([nfc, plainSpaces, ...(lowercase ? [lower] : [])]),
    ...{ pre_tokenizer: metaspace, decoder: metaspace, model },
  });

const fused: DecoderSpec = { type: 'Fuse' };

const designs: Record<RuleTokenizerType | SubwordTokenizerType, Design> = {
  whitespace: words(whitespaceSplit),
  word(options) {
    if (options.compatibility === 'keras') return kerasDesign(options);
    if (options.compatibility === 'scikit-learn') return words(only(labSplits.scikitLearn), [])(options);
    return words(inWords(labSplits.word))(options);
  },
  regex(options) {
    if (options.pattern === undefined)
      throw new LabError('INVALID_ARGUMENT', 'A tokenizer of type "regex" needs a "pattern", e.g. "\\\\p{L}+".');
    const parts = [isolate(SPACE_MARKER), only(`${SPACE_MARKER}|(?:${options.pattern})`)];
    return spacedWords(only(options.pattern), { type: 'Sequence', pretokenizers: parts })(options);
  },
  character: (options) => ({ ...words(isolate(labSplits.character))(options), decoder: fused }),
  syllable: spacedWords(inWords(labSplits.syllable), isolate(labSplits.syllable)),
  jamo: spacedWords(inWords(labSplits.jamo), isolate(labSplits.jamo), [{ type: 'NFD' }]),
  segmenter: (options) =>
    seesSpaces((marks) => ({ type: 'Segmenter', language: options.language ?? 'und', mark_spaces: marks }))(options),
  bpe: pieces('BPE'),
  'byte-bpe': ({ lowercase, letters }) => ({
    normalizer: inOrder([...lettersOf(letters), ...(lowercase ? [lower] : [])]),
    pre_tokenizer: byteLevel,
    decoder: byteLevel,
    model: 'BPE',
    byteLevel: true,
  }),
  wordpiece: ({ lowercase }) => ({
    normalizer: inOrder([nfc, ...(lowercase ? [lower] : [])]),
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    model: 'WordPiece',
  }),
  unigram: pieces('Unigram'),
};

const morphemes =
  (type: MorphemeTokenizerType): Design =>
  (options) => {
    const { name, baseForm } = analyserOf(type);
    const { tags = false, contentWords = false, baseForms = false } = options;
    const forms = baseForms && baseForm !== undefined ? { base_forms: true } : {};
    return seesSpaces((marks) => ({
      ...{ type: name, tags, content_words: contentWords, ...forms },
      mark_spaces: marks,
    }))(options);
  };

/** Filtered characters become spaces, and only spaces cut. */
function kerasDesign({ lowercase, filters = KERAS_FILTERS, oovToken }: TokenizerOptions): TokenizerDesign {
  const escaped = filters
    .replace(/[\\^$.*+?()[\]{}|/&-]/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n');
  const filter: NormalizerSpec[] =
    filters === '' ? [] : [{ type: 'Replace', pattern: { Regex: `[${escaped}]` }, content: ' ' }];
  return {
    normalizer: inOrder([...(lowercase ? [lower] : []), ...filter]),
    pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: ' ' },
    decoder: null,
    model: 'WordLevel',
    dropsUnknown: oovToken === undefined,
  };
}

/** Fails with `INVALID_ARGUMENT` where an option that the type needs is missing; `file` has no design. */
export function designOf(options: TokenizerOptions): TokenizerDesign {
  if (options.type === 'file')
    throw new LabError('INVALID_ARGUMENT', 'A tokenizer from a file is complete: there is nothing to learn.');
  return cutsMorphemes(options.type) ? morphemes(options.type)(options) : designs[options.type](options);
}
