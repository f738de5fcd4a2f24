// A picture that a run is asked about: of a path, or chosen in a dialog.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { type AskedPicture, MOST_PICTURE_BYTES } from '../../protocol/playgroundView';
import { openDialog } from '../editor/shown/dialogs';

/** How files of each kind begin. */
const KINDS: readonly [type: string, beginning: readonly number[]][] = [
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
];

/**
 * @param given from where it begins, the folder of the experiment; empty: the person chooses one
 * @returns undefined where they choose none. Fails with `NOT_FOUND`, and with `INVALID_DATA` for what is no picture or too large
 */
export async function askedPicture(given: string, baseFolder: string): Promise<AskedPicture | undefined> {
  const file = given === '' ? await choose(baseFolder) : vscode.Uri.file(path.resolve(baseFolder, given));
  if (!file) return undefined;
  const place = { file: file.fsPath };
  const name = path.basename(file.fsPath);
  const looked = await Promise.resolve(vscode.workspace.fs.stat(file)).catch(() => undefined);
  if (!looked || (looked.type & vscode.FileType.File) === 0)
    throw new LabError('NOT_FOUND', vscode.l10n.t('The picture "{0}" does not exist.', file.fsPath), place);
  if (looked.size > MOST_PICTURE_BYTES)
    throw new LabError(
      'INVALID_DATA',
      vscode.l10n.t('The picture "{0}" has more than {1} MB: make it smaller first.', name, MOST_PICTURE_BYTES / 1e6),
      place,
    );
  const bytes = await vscode.workspace.fs.readFile(file);
  const [kind] = KINDS.find(([, beginning]) => beginning.every((byte, i) => bytes[i] === byte)) ?? [];
  if (kind === undefined) throw new LabError('INVALID_DATA', vscode.l10n.t('"{0}" is no PNG or JPEG.', name), place);
  return { name, path: file.fsPath, content: `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}` };
}

async function choose(baseFolder: string): Promise<vscode.Uri | undefined> {
  const [file] = await openDialog({
    title: vscode.l10n.t('Ask about which picture?'),
    openLabel: vscode.l10n.t('Ask'),
    filters: { [vscode.l10n.t('Pictures')]: ['png', 'jpg', 'jpeg'] },
    ...(baseFolder !== '' && { defaultUri: vscode.Uri.file(baseFolder) }),
  });
  return file;
}
