// Which texts of a file are cut, and how the file is read: its text column, or whole lines, and its encoding.
import * as vscode from 'vscode';
import type { TokenizeReply } from '../../protocol/tokenizeCalls';
import { titleOfEncoding } from '../../protocol/encodings';
import type { ReadingOptions } from '../../protocol/reading';
import { pickEncoding } from '../editor/pickEncoding';
import { type Choice, pick } from '../editor/shown/picks';

/** What a person has said; the rest is found by looking. */
export interface TextReading {
  column?: string;
  asLines?: boolean;
  encoding?: string;
}

/** The part of a request to the engine that says so. */
export function readingRequest({ column, asLines, encoding }: TextReading): {
  column?: string;
  reading?: ReadingOptions;
} {
  return {
    ...(column === undefined || asLines ? {} : { column }),
    ...(asLines || encoding !== undefined ? { reading: { asLines, encoding } } : {}),
  };
}

/** What is kept over a reload, as far as it can be used. */
export function keptReading(value: unknown): TextReading {
  if (typeof value !== 'object' || value === null) return {};
  const { column, asLines, encoding } = value as Record<keyof TextReading, unknown>;
  return {
    ...(typeof column === 'string' ? { column } : {}),
    ...(asLines === true ? { asLines } : {}),
    ...(typeof encoding === 'string' ? { encoding } : {}),
  };
}

type Found = Pick<TokenizeReply, 'columns' | 'encoding'>;

/** Lets the person choose; undefined when they thought better of it. */
export async function chooseReading(
  now: TextReading,
  known: readonly string[],
  found?: Found,
): Promise<TextReading | undefined> {
  const columns = known.map((column) => ({
    label: column,
    description: found?.columns?.text === column ? vscode.l10n.t('read now') : undefined,
    choice: { ...now, column, asLines: false },
  }));
  const lines = { label: vscode.l10n.t('Whole lines'), description: vscode.l10n.t('ids and labels included') };
  const encoding = {
    label: vscode.l10n.t('Encoding: {0}…', titleOfEncoding(found?.encoding ?? 'utf-8')),
    choice: undefined,
  };
  const items: (Choice & { choice?: TextReading })[] =
    columns.length > 0 ? [...columns, { ...lines, choice: { ...now, asLines: true } }, encoding] : [encoding];
  const picked =
    items.length > 1 ? await pick(items, { title: vscode.l10n.t('Which column holds the text?') }) : encoding;
  if (!picked) return undefined;
  if (picked.choice) return picked.choice;
  const chosen = await pickEncoding(now.encoding);
  return chosen && { ...now, encoding: chosen.encoding };
}
