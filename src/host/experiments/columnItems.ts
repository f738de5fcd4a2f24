// The columns of a table as the items of a quick pick.
import * as vscode from 'vscode';
import type { ColumnsReply } from '../../protocol/columns';
import { count } from '../../protocol/figures';
import { AMONG_OTHERS, type Choice, pick } from '../editor/shown/picks';

export interface ValueChoice<T> extends Choice {
  value: T;
}

/** What is guessed comes first; without a guess the columns stand in their order. */
export function columnItems(
  { statistics, guess, sample, columns }: ColumnsReply,
  use: 'text' | 'label',
): ValueChoice<string>[] {
  const items = statistics.map(({ column, distinct, meanLength }): ValueChoice<string> => {
    const values =
      distinct > 50 ? vscode.l10n.t('more than 50 different values') : vscode.l10n.t('{0} different values', distinct);
    const length = vscode.l10n.t('{0} characters on average', count(Math.round(meanLength)));
    return {
      label: column,
      description: `${values}, ${length}`,
      detail: sample[0]?.[columns.indexOf(column)]?.slice(0, 120),
      value: column,
    };
  });
  const rank = (item: ValueChoice<string>): number => (item.value === guess[use] ? 0 : 1);
  return items.sort((a, b) => rank(a) - rank(b));
}

export async function pickValue<T>(items: ValueChoice<T>[], title: string): Promise<T | undefined> {
  return (await pick(items, { title, matchOnDescription: true, matchOnDetail: true, ...AMONG_OTHERS }))?.value;
}
