// The tokenizers by their names, each with a sentence, for quick picks.
import * as vscode from 'vscode';
import { ANALYSERS } from '../../protocol/analysers/analysers';
import type { TokenizerType } from '../../protocol/tokenizer';

export type OwnType = Exclude<TokenizerType, 'file'>;

interface TypeItem<T> extends vscode.QuickPickItem {
  type: T;
}

/** All but a ready tokenizer.json. */
export function typeItems(): TypeItem<OwnType>[] {
  const { t } = vscode.l10n;
  const translated: (text: string) => string = t;
  return [
    { type: 'word', label: t('Words'), detail: t('Runs of letters and digits; every other mark by itself') },
    { type: 'whitespace', label: t('Between spaces'), detail: t('What stands between white space, marks included') },
    { type: 'regex', label: t('Regular expression'), detail: t('What a pattern finds; the rest is dropped') },
    { type: 'character', label: t('Characters'), detail: t('Every single character, spaces included') },
    { type: 'syllable', label: t('Hangul syllables'), detail: t('Each syllable by itself, other words whole') },
    { type: 'jamo', label: t('Jamo'), detail: t('The letters that Hangul syllables are made of') },
    {
      type: 'segmenter',
      label: t('Words of any language'),
      detail: t('Borders of words as Unicode knows them: Japanese, Chinese, Thai and others'),
    },
    ...ANALYSERS.map(({ type, label, detail }) => ({ type, label: translated(label), detail: translated(detail) })),
    { type: 'bpe', label: 'BPE', detail: t('Learned: the most frequent pair of pieces is joined, again and again') },
    { type: 'byte-bpe', label: t('Byte-level BPE'), detail: t('Learned from bytes, as GPT-2; nothing is unknown') },
    { type: 'wordpiece', label: 'WordPiece', detail: t('Learned, as BERT; pieces within a word begin with ##') },
    { type: 'unigram', label: 'Unigram', detail: t('Learned: the most probable way of cutting, as SentencePiece') },
  ];
}
