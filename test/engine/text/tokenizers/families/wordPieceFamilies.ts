// The families of BERT.

import { sampleWords } from './awkwardTexts';
import { bert, byteLevel, sequence, type Shape, special, type Stage } from './shape';
import { smallBpe, smallWordPiece } from './smallVocabularies';

const names = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const words = sampleWords();
const tokens = smallWordPiece([...words, ...words.map((word) => word.toLowerCase()), ...',.!?-\'"()']);
const around = { template: '[CLS] $ [SEP]' };

const wordPiece = (normalizer: Stage, more: Partial<Shape> = {}): Shape => ({
  normalizer,
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: around,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
  tokens,
  added: names.map((name) => special(name)),
  ...more,
});

const gpt1 = smallBpe(
  words.map((word) => word.toLowerCase()),
  { merges: 200, suffix: '</w>' },
);

const plain = smallBpe(words, { merges: 200 });

export const wordPieceFamilies: Record<string, Shape> = {
  'BERT uncased': wordPiece(bert(), {
    added: [...names.map((name) => special(name)), { content: 'The', normalized: true }],
  }),
  'BERT cased': wordPiece(bert({ lowercase: false })),
  'BERT multilingual, old processor': wordPiece(bert({ lowercase: true, strip_accents: false }), {
    post_processor: { type: 'BertProcessing', sep: '[SEP]', cls: '[CLS]' },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 10 },
  }),
  'KLUE BERT': wordPiece(bert({ lowercase: false, strip_accents: false }), {
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
    added: [...names.map((name) => special(name)), { content: '[unused0]' }, { content: 'ㅋㅋ', normalized: true }],
  }),
  MPNet: wordPiece(bert(), {
    post_processor: { type: 'RobertaProcessing', sep: '</s>', cls: '<s>', trim_offsets: true, add_prefix_space: false },
    added: [
      ...['<s>', '<pad>', '</s>'].map((name) => special(name, { normalized: true })),
      special('[UNK]'),
      special('<mask>', { lstrip: true }),
    ],
  }),
  'GPT-1': {
    normalizer: bert(),
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'BPEDecoder', suffix: '</w>' },
    model: bpeModel({ unk_token: '<unk>', end_of_word_suffix: '</w>' }, gpt1.merges),
    tokens: gpt1.tokens,
    added: [special('<unk>')],
  },
  'Words between changes of script': wordPiece(bert({ lowercase: false }), {
    pre_tokenizer: sequence('pretokenizers', { type: 'UnicodeScripts' }, { type: 'WhitespaceSplit' }),
  }),
  'Changes of script alone': {
    pre_tokenizer: { type: 'UnicodeScripts' },
    model: bpeModel({ unk_token: '<unk>' }, plain.merges),
    tokens: plain.tokens,
    added: [special('<unk>')],
  },
  'Letters of speech': {
    pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: ' ' },
    decoder: { type: 'CTC', pad_token: '<pad>', word_delimiter_token: '|', cleanup: true },
    model: bpeModel({ unk_token: '<unk>' }, plain.merges),
    tokens: plain.tokens,
    added: [special('<pad>'), special('<unk>')],
  },
  'Words alone': {
    normalizer: sequence('normalizers', { type: 'NFD' }, { type: 'StripAccents' }, { type: 'Lowercase' }),
    pre_tokenizer: { type: 'Whitespace' },
    model: { type: 'WordLevel', unk_token: '[UNK]' },
    tokens: words,
    added: [special('[UNK]'), { content: 'New York', single_word: true }, { content: 'ab', single_word: true }],
  },
  'Words in bytes': {
    pre_tokenizer: byteLevel({ add_prefix_space: true }),
    decoder: byteLevel(),
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '', max_input_chars_per_word: 50 },
    tokens: [...new Set([...'Ġabcdefghijklmnopqrstuvwxyz.,!?', 'Ġthe', 'ing', 'êµ', 'Ńìĸ', 'ðŁĺ', 'Ģ'])],
    added: [special('[UNK]')],
  },
};

export function bpeModel(more: Stage, merges: readonly [string, string][]): Stage {
  return {
    ...{ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
    ...{ fuse_unk: false, byte_fallback: false, ignore_merges: false },
    ...more,
    merges: merges.map(([left, right]) => [left, right]),
  };
}
