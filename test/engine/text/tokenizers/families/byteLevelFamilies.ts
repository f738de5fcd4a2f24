// The families of GPT-2: byte pair encoding over bytes.

import { sampleWords } from './awkwardTexts';
import { byteLevel, replace, sequence, type Shape, special, split, type Stage } from './shape';
import { byteAlphabet, inBytes, smallBpe } from './smallVocabularies';
import { bpeModel } from './wordPieceFamilies';

const words = sampleWords().flatMap((word) => [word, ` ${word}`]);
const { tokens, merges } = smallBpe(words.map(inBytes), { merges: 300, alphabet: byteAlphabet });
const clip = smallBpe(sampleWords().map((word) => inBytes(word.toLowerCase())), {
  ...{ merges: 250, suffix: '</w>' },
  alphabet: [...byteAlphabet, ...byteAlphabet.map((character) => `${character}</w>`)],
}); // prettier-ignore

const raw = byteLevel({ use_regex: false });
const bpe = (more: Partial<Shape> & Pick<Shape, 'added'>, model: Stage = {}): Shape => ({
  pre_tokenizer: byteLevel(),
  post_processor: byteLevel({ trim_offsets: false }),
  decoder: byteLevel(),
  model: bpeModel(model, merges),
  tokens,
  ...more,
});
const inParts = (...parts: Stage[]): Stage => sequence('pretokenizers', ...parts);

const CL100K =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const QWEN = CL100K.replace('\\p{N}{1,3}', '\\p{N}');
const O200K = [
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
  '\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+',
].join('|');
const DEEPSEEK_V3 =
  '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';
const CLIP = "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
const BLOOM = ' ?[^(\\s|[.,!?…。，、।۔،])]+';

export const byteLevelFamilies: Record<string, Shape> = {
  'GPT-2': bpe({ added: [special('<|endoftext|>', { normalized: true })] }),
  RoBERTa: bpe({
    pre_tokenizer: byteLevel(),
    post_processor: { type: 'RobertaProcessing', sep: '</s>', cls: '<s>', trim_offsets: true, add_prefix_space: false },
    added: [
      ...['<s>', '<pad>', '</s>', '<unk>'].map((name) => special(name, { normalized: true })),
      special('<mask>', { lstrip: true }),
    ],
  }),
  'KLUE RoBERTa, prefixed space': bpe({
    normalizer: { type: 'NFKC' },
    pre_tokenizer: byteLevel({ add_prefix_space: true }),
    post_processor: { type: 'RobertaProcessing', sep: '</s>', cls: '<s>', trim_offsets: true, add_prefix_space: true },
    added: [special('<s>'), special('</s>'), special('<mask>', { lstrip: true, rstrip: true })],
  }),
  CLIP: {
    normalizer: sequence('normalizers', { type: 'NFC' }, replace({ Regex: '\\s+' }, ' '), { type: 'Lowercase' }),
    pre_tokenizer: inParts(split(CLIP, 'Removed', true), byteLevel()),
    post_processor: {
      ...{ type: 'RobertaProcessing', sep: '<|endoftext|>', cls: '<|startoftext|>' },
      ...{ trim_offsets: false, add_prefix_space: false },
    },
    decoder: byteLevel(),
    model: bpeModel(
      { unk_token: '<|endoftext|>', continuing_subword_prefix: '', end_of_word_suffix: '</w>' },
      clip.merges,
    ),
    tokens: clip.tokens,
    added: [special('<|startoftext|>', { normalized: true }), special('<|endoftext|>')],
  },
  'Llama 3': bpe(
    {
      pre_tokenizer: inParts(split(CL100K), raw),
      post_processor: sequence('processors', byteLevel({ trim_offsets: false }), { template: '<|begin_of_text|> $' }),
      added: ['<|begin_of_text|>', '<|end_of_text|>', '<|eot_id|>'].map((name) => special(name)),
    },
    { ignore_merges: true },
  ),
  'Qwen 2': bpe({
    normalizer: { type: 'NFC' },
    pre_tokenizer: inParts(split(QWEN), byteLevel({ trim_offsets: false, use_regex: false })),
    added: [special('<|im_start|>'), special('<|im_end|>'), { content: '<tool_call>' }, { content: '<think>' }],
  }),
  'DeepSeek V3': bpe({
    normalizer: sequence('normalizers'),
    pre_tokenizer: inParts(split('\\p{N}{1,3}'), split('[一-龥぀-ゟ゠-ヿ]+'), split(DEEPSEEK_V3), raw),
    post_processor: { template: '<｜begin▁of▁sentence｜> $' },
    added: [special('<｜begin▁of▁sentence｜>'), special('<｜end▁of▁sentence｜>'), { content: '<｜User｜>' }],
  }),
  'DeepSeek Coder': bpe({
    normalizer: sequence('normalizers'),
    pre_tokenizer: inParts(
      ...['[\\r\\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', '\\s+$', '[一-龥ࠀ-一가-퟿]+'].map((pattern) => split(pattern)),
      { type: 'Digits', individual_digits: true },
      raw,
    ),
    added: [special('<｜begin▁of▁sentence｜>'), { content: '<｜fim▁hole｜>', normalized: true }],
  }),
  Falcon: bpe({
    pre_tokenizer: inParts(
      { type: 'Punctuation', behavior: 'Contiguous' },
      byteLevel(),
      { type: 'Digits', individual_digits: false },
      split('[0-9][0-9][0-9]'),
    ),
    post_processor: null,
    added: [special('>>TITLE<<'), special('<|endoftext|>')],
  }),
  'GPT-4o': bpe({
    pre_tokenizer: inParts(split(O200K), raw),
    added: [special('<|endoftext|>'), special('<|endofprompt|>')],
  }),
  Bloom: bpe({
    pre_tokenizer: inParts(split(BLOOM), byteLevel({ use_regex: false })),
    added: [special('<unk>'), special('<s>'), special('</s>')],
  }),
  'GPT-NeoX': bpe({
    normalizer: { type: 'NFC' },
    added: [
      special('<|endoftext|>'),
      ...[2, 3, 4].map((length) => ({ content: ' '.repeat(length), normalized: true })),
    ],
  }),
  StarCoder: bpe({
    pre_tokenizer: inParts({ type: 'Digits', individual_digits: true }, byteLevel()),
    post_processor: byteLevel({ add_prefix_space: true }),
    added: [special('<|endoftext|>'), special('<fim_prefix>')],
  }),
  'Bytes before all': bpe({
    normalizer: sequence('normalizers', { type: 'NFC' }, { type: 'ByteLevel' }),
    pre_tokenizer: split('Ġ?[^Ġ]+'),
    post_processor: null,
    added: [special('<s>')],
  }),
};
