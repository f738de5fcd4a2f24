// The `vocab.txt` of BERT, a token a line, as the tokenizer.json that cuts as BERT does: WordPiece over words and marks, [CLS] before a
// text and [SEP] behind it (Devlin et al. 2019).

import { LabError } from '../../protocol/labError';

const SPECIALS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** @param lowercase as `do_lower_case` of its tokenizer. Fails with `INVALID_FILE` where it lacks a token that BERT needs. */
export function bertTokenizerText(vocabulary: string, file: string, { lowercase }: { lowercase: boolean }): string {
  const tokens = vocabulary.replace(/\r?\n$/, '').split(/\r?\n/);
  const idOf = new Map(tokens.map((token, id) => [token, id]));
  const need = (token: string): number => {
    const id = idOf.get(token);
    if (id === undefined)
      throw new LabError('INVALID_FILE', `"${file}" has no token ${token}: it is no vocab.txt of BERT.`, { file });
    return id;
  };
  const surrounding = (token: string) => ({ id: token, ids: [need(token)], tokens: [token] });
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return JSON.stringify({
    version: '1.0',
    added_tokens: SPECIALS.flatMap((content) => {
      const id = idOf.get(content);
      return id === undefined ? [] : [{ id, content, ...flags }];
    }),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      special_tokens: { '[CLS]': surrounding('[CLS]'), '[SEP]': surrounding('[SEP]') },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
      vocab: (need('[UNK]'), Object.fromEntries(idOf)),
    },
  });
}
