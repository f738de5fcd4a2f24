// Which two files of labels are compared: those that are selected, or one and another beside it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { taggedEndings, tableEndings } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { savedFile, workspaceFiles } from '../editor/files';
import { openDialog } from '../editor/shown/dialogs';
import { pick } from '../editor/shown/picks';

type Two = [first: string, other: string];

/** Undefined when the person gives up. @param selected all selected files, or the other one */
export async function askForLabelFiles(uri: vscode.Uri | undefined, selected: unknown): Promise<Two | undefined> {
  const others = (Array.isArray(selected) ? selected : [selected]).filter((one) => one instanceof vscode.Uri);
  const first = await savedFile(uri ?? others.at(0));
  const given = others.find((one) => one.toString() !== first.toString());
  const other = given ? await savedFile(given) : await askForOther(first);
  if (!other) return undefined;
  if (other.fsPath === first.fsPath)
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('A file cannot be compared with itself.'));
  return [first.fsPath, other.fsPath];
}

/** Those whose names begin alike come first, as `reviews.kim.tsv` and `reviews.lee.tsv` do. */
async function askForOther(first: vscode.Uri): Promise<vscode.Uri | undefined> {
  const endings = [...new Set([...tableEndings, ...taggedEndings])];
  const all = await workspaceFiles(`**/*.{${endings.join()}}`);
  const nameOf = ({ fsPath }: vscode.Uri): string => path.basename(fsPath);
  const [stem] = nameOf(first).split('.');
  const isAlike = (one: vscode.Uri): boolean =>
    nameOf(one).startsWith(`${stem}.`) && path.dirname(one.fsPath) === path.dirname(first.fsPath);
  const offered = all.filter((one) => one.fsPath !== first.fsPath);
  const items = [...offered.filter(isAlike), ...offered.filter((one) => !isAlike(one))].map((uri) => ({
    ...{ icon: 'file', label: vscode.workspace.asRelativePath(uri) },
    uri: () => Promise.resolve<vscode.Uri | undefined>(uri),
  }));
  const title = vscode.l10n.t('Compare {0} with which labels?', nameOf(first));
  const dialog = { defaultUri: vscode.Uri.joinPath(first, '..'), title, openLabel: vscode.l10n.t('Compare') };
  const another = {
    ...{ icon: 'folder-opened', label: vscode.l10n.t('Another file…') },
    uri: async () => (await openDialog(dialog)).at(0),
  };
  return (await pick([...items, another], { title }))?.uri();
}
