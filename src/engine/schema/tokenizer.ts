// The key `tokenizer`.

import { z } from 'zod';
import { ANALYSERS, modelFolderKey } from '../../protocol/analysers/analysers';
import { listed } from '../../protocol/listed';
import { naming } from '../schema/names';
import { FORGETS_SPACES, NAMED_TYPES, TOKENIZER_TYPES } from '../../protocol/tokenColumns';
import { withShorthand } from '../schema/shorthand';

const quoted = (types: readonly string[]): string => listed(types.map((type) => `"${type}"`));
const morphemes = quoted(ANALYSERS.map(({ type }) => type));
const withBaseForms = ANALYSERS.flatMap(({ type, baseForm }) => (baseForm === undefined ? [] : [{ type, baseForm }]));

const settings = z.strictObject({
  type: z
    .enum(TOKENIZER_TYPES)
    .default('word')
    .describe(
      `How text is cut: "whitespace" at white space only; "word" into runs of letters and digits, each other mark by itself; "regex" into what "pattern" finds; "character" into code points, white space included; "syllable" into single Hangul syllables and words of other scripts; "jamo" as "syllable", the syllables taken apart into their letters; "segmenter" at the borders of words as the rules and dictionaries of Unicode know them, for Japanese, Chinese, Thai and other languages without spaces; ${ANALYSERS.map(({ type, cutsInto }) => `"${type}" into ${cutsInto}`).join('; ')}; "bpe", "byte-bpe", "wordpiece" and "unigram" into pieces of words that are learned from the training part; "file" as the tokenizer.json in "file" says.`,
    ),
  lowercase: z.boolean().default(true).describe('Treat upper and lower case as the same token.'),
  vocabularySize: z
    .int()
    .min(5)
    .max(10_000_000)
    .default(20_000)
    .describe('Keep at most this many tokens, the four special ones included; rarer ones become <unk>.'),
  minFrequency: z
    .int()
    .min(1)
    .default(2)
    .describe(
      'Tokens seen less often than this in the training part become <unk>; for learned pieces: pairs seen less often are not joined.',
    ),
  letters: z
    .enum(['nfc', 'as-written'])
    .optional()
    .describe(
      '"nfc" (when left out): letters that are written in parts (NFD) are read as one character; "as-written": they make other words. Not for "jamo", which takes them apart, and learned pieces but "byte-bpe", which are always of composed letters.',
    ),
  pattern: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'For "regex": what a token looks like, as a regular expression of JavaScript with flag u, in which \\\\w, \\\\d and \\\\s cover all scripts; e.g. "\\\\p{L}+|\\\\p{N}".',
    ),
  compatibility: z
    .enum(['unicode', 'keras', 'scikit-learn'])
    .optional()
    .describe(
      'For "word": "unicode" (when left out); "keras" as the Tokenizer of Keras; "scikit-learn" as CountVectorizer, which drops words of one character.',
    ),
  filters: z
    .string()
    .optional()
    .describe('For "word" as in Keras: characters that become white space (when left out: those of Keras).'),
  numWords: z
    .int()
    .min(0)
    .optional()
    .describe('For "word" as in Keras: only the numWords - 1 most frequent words are known (0 or left out: all).'),
  oovToken: z
    .string()
    .min(1)
    .optional()
    .describe('For "word" as in Keras: stands for unknown words; without it they are left out of a text.'),
  alphabetLimit: z
    .int()
    .min(0)
    .optional()
    .describe('For learned pieces: learn at most this many different characters (0 or left out: all).'),
  specialTokens: z
    .union([z.array(z.string().min(1).max(100)).max(1000), z.enum(['text', 'recognise'])])
    .optional()
    .describe(
      'Special tokens beside <pad>, <unk>, <bos> and <eos>, e.g. ["<mask>", "<sep>"]: they have ids, and are not found in text. Or what becomes of special tokens that stand in a text: "text" cuts them like other text (when left out), "recognise" takes them for what they are, as Hugging Face does.',
    ),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
    .optional()
    .describe('For "segmenter": whose words these are, e.g. "ja", "zh", "th" (when left out: of any language).'),
  spaces: z
    .enum(['dropped', 'marker'])
    .optional()
    .describe(
      `For ${quoted(FORGETS_SPACES)}: "marker" makes white space a token ▁ of its own, so that what a model writes can be set as text again; "dropped" (when left out) forgets where spaces were.`,
    ),
  userWords: naming('words', z.string().min(1))
    .optional()
    .describe('A text file of words, one a line, that are never cut. Beside the experiment file.'),
  file: naming('tokenizer', z.string().min(1))
    .optional()
    .describe('For "file": the tokenizer.json. Beside the experiment file.'),
  modelFolder: z
    .string()
    .min(1)
    .optional()
    .describe(
      `For ${morphemes}: the folder of ${listed(
        ANALYSERS.map(({ needs }) => `its ${needs}`),
        'or',
      )}, which is not part of NLP Lab (when left out: the setting ${listed(
        ANALYSERS.map(({ type }) => `nlpLab.${modelFolderKey(type)}`),
        'or',
      )}).`,
    ),
  tags: z
    .boolean()
    .optional()
    .describe(
      `For ${morphemes}: add the part of speech to each token, as in ${listed(ANALYSERS.map(({ tagged }) => tagged))} (when left out: no).`,
    ),
  contentWords: z
    .boolean()
    .optional()
    .describe(
      `For ${morphemes}: keep only nouns, verbs, adjectives, adverbs, roots, and words and numbers of other scripts (when left out: all).`,
    ),
  baseForms: z
    .boolean()
    .optional()
    .describe(
      `For ${quoted(withBaseForms.map(({ type }) => type))}: words in their base form, as ${listed(withBaseForms.map(({ baseForm }) => baseForm))} (when left out: as they stand in the text).`,
    ),
});

/** The path of a tokenizer.json alone stands for `{ type: 'file', file }`. */
const path = naming('tokenizer', z.string().regex(/\.json$/i))
  .describe('The path of a tokenizer.json, for { "type": "file", "file": <path> }.')
  .transform((file) => settings.parse({ type: 'file', file }));

/** A type alone, the path of a tokenizer.json alone, or an object. */
export const tokenizerChoice = z.union([withShorthand(NAMED_TYPES, settings), path]);

export const tokenizerSchema = tokenizerChoice
  .prefault({})
  .describe('How text is cut into tokens, and which tokens the model knows.');
