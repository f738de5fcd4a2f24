// Which tokenizers to compare or to train, asked by quick picks.
import * as vscode from 'vscode';
import type { SubwordTokenizerType } from '../../protocol/tokenizer';
import { MOST_COLUMNS, SUBWORDS } from '../../protocol/tokenColumns';
import { type OwnType, typeItems } from '../editor/tokenizerTypes';
import { pick, pickMany } from '../editor/shown/picks';

export const isTrainedType = (value: unknown): value is OwnType =>
  typeof value === 'string' && typeItems().some(({ type }) => type === value);

/** Two to four types to compare; undefined when the person has cancelled. */
export async function pickTypes(): Promise<OwnType[] | undefined> {
  const first: OwnType[] = ['word', 'bpe'];
  const items = typeItems().map((item) => ({ ...item, picked: first.includes(item.type) }));
  const picked = await pickMany(items, {
    title: vscode.l10n.t('Compare which tokenizers? Up to {0}', MOST_COLUMNS),
  });
  return picked?.map(({ type }) => type);
}

export async function pickSubword(): Promise<SubwordTokenizerType | undefined> {
  const items = typeItems().flatMap(({ type, label, detail }) => {
    const subword = SUBWORDS.find((each) => each === type);
    return subword ? [{ type: subword, label, detail }] : [];
  });
  return (await pick(items, { title: vscode.l10n.t('Train which tokenizer?') }))?.type;
}
