// The families of SentencePiece: pieces with `▁` for a space, by unigram and by byte pair encoding.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { sampleWords } from './awkwardTexts';
import { metaspace, replace, sequence, type Shape, special, type Stage } from './shape';
import { byteTokens, smallBpe, smallUnigram } from './smallVocabularies';
import { bpeModel } from './wordPieceFamilies';

/** The table of a real file, which T5, XLM-R and their kin share. */
const precompiled = (): Stage => {
  const bytes = zlib.gunzipSync(fs.readFileSync(path.join('test', 'golden', 't5.json.gz')));
  return { ...(JSON.parse(bytes.toString()) as { normalizer: Stage }).normalizer };
};

const words = sampleWords();
const pieces = smallUnigram(words.flatMap((word) => [`▁${word}`, word, `▁${word.toLowerCase()}`]));
const { tokens, merges } = smallBpe(words.flatMap((word) => [`▁${word}`, word]), { merges: 300 }); // prettier-ignore

const spaced = sequence('pretokenizers', { type: 'WhitespaceSplit' }, metaspace());
const squeezed = replace({ Regex: ' {2,}' }, ' ');
const quotes = [replace({ String: '``' }, '"'), replace({ String: "''" }, '"')];

const unigram = (more: Partial<Shape> & Pick<Shape, 'added'>, unknown = '<unk>'): Shape => ({
  normalizer: precompiled(),
  pre_tokenizer: metaspace(),
  decoder: metaspace(),
  model: { type: 'Unigram', unk_token: unknown, byte_fallback: false },
  pieces,
  ...more,
});

const llamaDecoder = sequence(
  'decoders',
  replace({ String: '▁' }, ' '),
  ...[{ type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }],
);
const fallback = (more: Partial<Shape>): Shape => ({
  post_processor: { template: '<s> $' },
  decoder: llamaDecoder,
  model: bpeModel({ unk_token: '<unk>', fuse_unk: true, byte_fallback: true }, merges),
  tokens: [...byteTokens, ...tokens],
  added: ['<unk>', '<s>', '</s>'].map((name) => special(name)),
  ...more,
});

export const sentencePieceFamilies: Record<string, Shape> = {
  T5: unigram({
    pre_tokenizer: spaced,
    post_processor: { template: '$ </s>' },
    added: ['<pad>', '</s>', '<unk>', '<extra_id_0>', '<extra_id_1>'].map((name) => special(name)),
  }),
  'T5, new': unigram({
    normalizer: sequence(
      'normalizers',
      precompiled(),
      { type: 'Strip', strip_left: false, strip_right: true },
      replace({ Regex: ' {2,}' }, '▁'),
    ),
    post_processor: { template: '$ </s>' },
    added: ['<pad>', '</s>', '<unk>', '<extra_id_0>'].map((name) => special(name, { rstrip: true })),
  }),
  ALBERT: unigram({
    normalizer: sequence(
      'normalizers',
      ...[...quotes, { type: 'NFKD' }, { type: 'StripAccents' }, { type: 'Lowercase' }, precompiled(), squeezed],
    ),
    pre_tokenizer: spaced,
    post_processor: { template: '[CLS] $ [SEP]' },
    added: [...['<pad>', '<unk>', '[CLS]', '[SEP]'].map((name) => special(name)), special('[MASK]', { lstrip: true })],
  }),
  'XLM-R': unigram({
    pre_tokenizer: spaced,
    post_processor: { template: '<s> $ </s>' },
    added: [...['<s>', '<pad>', '</s>', '<unk>'].map((name) => special(name)), special('<mask>', { lstrip: true })],
  }),
  XLNet: unigram({
    normalizer: sequence('normalizers', ...quotes, { type: 'NFKD' }, { type: 'StripAccents' }, precompiled(), squeezed),
    post_processor: { template: '$ <sep> <cls>' },
    added: ['<unk>', '<s>', '<cls>', '<sep>', '<pad>'].map((name) => special(name)),
  }),
  'DeBERTa V3': unigram({
    normalizer: sequence(
      'normalizers',
      { type: 'Strip', strip_left: true, strip_right: true },
      precompiled(),
      squeezed,
    ),
    pre_tokenizer: metaspace({ prepend_scheme: 'first' }),
    post_processor: { template: '[CLS] $ [SEP]' },
    added: [...['[PAD]', '[CLS]', '[SEP]', '<unk>'].map((name) => special(name)), special('[MASK]')],
  }),
  'mT5 by Nmt': unigram({
    normalizer: sequence('normalizers', { type: 'Nmt' }, { type: 'NFKC' }, squeezed),
    model: { type: 'Unigram', unk_token: '<unk>', byte_fallback: false },
    added: [special('<pad>'), special('<unk>')],
  }),
  'Unigram with bytes': unigram({
    normalizer: squeezed,
    model: { type: 'Unigram', unk_token: '<unk>', byte_fallback: true },
    pieces: [...byteTokens.map((token): [string, number] => [token, -12]), ...pieces],
    decoder: sequence('decoders', { type: 'ByteFallback' }, metaspace()),
    added: [special('<unk>')],
  }),
  NLLB: {
    normalizer: sequence('normalizers', precompiled(), replace({ Regex: ' {2,}' }, ' ')),
    pre_tokenizer: metaspace(),
    post_processor: { template: 'eng_Latn $ </s>' },
    decoder: metaspace(),
    model: bpeModel({ unk_token: '<unk>', fuse_unk: true }, merges),
    tokens,
    added: [
      ...['<s>', '<pad>', '</s>', '<unk>', 'eng_Latn', 'kor_Hang'].map((name) => special(name)),
      special('<mask>', { lstrip: true }),
    ],
  },
  KoBART: {
    normalizer: { type: 'NFKC' },
    pre_tokenizer: metaspace(),
    decoder: metaspace(),
    model: bpeModel({ unk_token: '<unk>', fuse_unk: true }, merges),
    tokens,
    added: [
      ...['<s>', '</s>', '<usr>', '<pad>', '<unk>', '<mask>', '<unused0>'].map((name) => special(name)),
      special(',-)'),
      { content: ':-)', normalized: true },
    ],
  },
  'Llama 2': fallback({
    normalizer: sequence('normalizers', { type: 'Prepend', prepend: '▁' }, replace({ String: ' ' }, '▁')),
    added: [...['<unk>', '<s>', '</s>'].map((name) => special(name)), { content: '영화가', normalized: true }],
  }),
  Mistral: fallback({ pre_tokenizer: metaspace({ prepend_scheme: 'first', split: false }) }),
  Gemma: fallback({
    normalizer: replace({ String: ' ' }, '▁'),
    pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false },
    decoder: sequence('decoders', replace({ String: '▁' }, ' '), { type: 'ByteFallback' }, { type: 'Fuse' }),
    added: [...['<unk>', '<s>', '<eos>'].map((name) => special(name)), { content: '\n\n' }, { content: '▁▁' }],
  }),
  'BPE of SentencePiece, unknown by itself': {
    normalizer: { type: 'NFC' },
    pre_tokenizer: metaspace({ prepend_scheme: 'never' }),
    decoder: metaspace({ prepend_scheme: 'never' }),
    model: bpeModel({ unk_token: '<unk>' }, merges),
    tokens: tokens.filter((token) => token !== 'a'.repeat(3)),
    added: [special('<unk>')],
  },
};
