// The lines of the tree *Corpora*: files of texts, what is in each, and what belongs to it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ColumnsReply } from '../../protocol/columns';
import { isTableFile, isTaggedFile } from '../../protocol/corpusFiles';
import { bytes as inBytes } from '../../protocol/figures';
import { treeItem } from '../editor/shown/items';

/** What is known of a file, or a file that belongs to it. */
export interface PartNode {
  id: string;
  label: string;
  description?: string;
  tooltip?: string;
  icon: string;
  /** Opened by a click. */
  file?: vscode.Uri;
}

/** A file of texts stands for itself, so that commands are given what the explorer would give them. */
export type CorpusNode = vscode.Uri | PartNode;

export function corpusItem(file: vscode.Uri, bytes: number | undefined): vscode.TreeItem {
  const folder = path.posix.dirname(vscode.workspace.asRelativePath(file));
  const kind = kindOf(file.path);
  const size = bytes === undefined ? [] : [inBytes(bytes)];
  const item = treeItem({
    ...{
      id: file.toString(),
      label: path.posix.basename(file.path),
      icon: ICONS[kind],
      context: kind,
    },
    description: [...(folder === '.' ? [] : [folder]), ...size].join(' · '),
    tooltip: file.fsPath,
    state: vscode.TreeItemCollapsibleState.Collapsed,
    command: { command: 'vscode.open', title: '', arguments: [file] },
  });
  item.resourceUri = file;
  return item;
}

/** The icon of each kind; the kinds are for `when` clauses of menus. */
const ICONS = { table: 'table', tagged: 'tag', text: 'note' } as const;

const kindOf = (name: string): keyof typeof ICONS =>
  isTableFile(name) ? 'table' : isTaggedFile(name) ? 'tagged' : 'text';

export const partItem = ({ file, ...look }: PartNode): vscode.TreeItem =>
  treeItem({ ...look, ...(file && { command: { command: 'vscode.open', title: '', arguments: [file] } }) });

/** Columns, encoding and notices of a file. */
export function contentNodes(
  corpus: vscode.Uri,
  { columns, statistics, guess, encoding, notices }: ColumnsReply,
): PartNode[] {
  const { t } = vscode.l10n;
  const node = (name: string, look: Omit<PartNode, 'id'>): PartNode => ({
    id: `${corpus.toString()}#${name}`,
    ...look,
  });
  const rolesOf = (column: string): string[] => [
    ...(column === guess.text ? [t('texts')] : []),
    ...(column === guess.label ? [t('labels')] : []),
  ];
  const shown = columns.map((column, i) => {
    const { distinct = 0 } = statistics[i] ?? {};
    const counted = distinct > MOST_COUNTED ? t('more than {0} values', MOST_COUNTED) : t('{0} values', distinct);
    const description = [...rolesOf(column), counted].join(', ');
    return node(`column ${column}`, { label: column, description, icon: 'symbol-field' });
  });
  return [
    ...shown,
    node('encoding', { label: t('Encoding'), description: encoding, icon: 'symbol-string' }),
    ...notices.map((notice, i) => node(`notice ${i}`, { label: notice, tooltip: notice, icon: 'info' })),
  ];
}

/** The engine counts different values up to one more. */
const MOST_COUNTED = 50;
