// Saves what a view shows where the person says: a view gives a name and a content, never a place.
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  fileNameOf,
  SAVE_KINDS,
  type SaveFileReply,
  type SaveFileRequest,
  type SaveKind,
} from '../../protocol/saveFile';
import { object, oneOf, text } from './requestChecks';
import { saveDialog } from '../editor/shown/dialogs';
import { tellBriefly } from '../editor/shown/messages';

const MOST_CHARACTERS = 200_000_000;

export const isSaveFileRequest = object<SaveFileRequest>({
  name: text(300),
  kind: oneOf(...SAVE_KINDS),
  content: text(MOST_CHARACTERS),
});

const NAMES: Record<SaveKind, string> = {
  ...{ png: 'PNG', svg: 'SVG', csv: 'CSV', json: 'JSON', txt: 'TXT' },
  ...{ md: 'Markdown', tex: 'LaTeX', html: 'HTML' },
};

/** `beside`: a file or folder near which the dialog begins. */
export async function saveFile(
  { name, kind, content }: SaveFileRequest,
  beside = vscode.workspace.workspaceFolders?.at(0)?.uri,
): Promise<SaveFileReply> {
  const fileName = fileNameOf(name, kind);
  const place = await saveDialog({
    ...(beside ? { defaultUri: vscode.Uri.joinPath(beside, fileName) } : {}),
    filters: { [NAMES[kind]]: [kind] },
    title: vscode.l10n.t('Save {0}', fileName),
  });
  if (!place) return { saved: false };
  await vscode.workspace.fs.writeFile(place, Buffer.from(content, kind === 'png' ? 'base64' : 'utf8'));
  tellBriefly(vscode.l10n.t('Saved {0}', path.basename(place.path)), 5000);
  return { saved: true };
}
