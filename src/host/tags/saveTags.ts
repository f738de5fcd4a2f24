// Saves the tags of a text where the person says, as columns or as JSON lines.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { withoutEnding } from '../../protocol/corpusFiles';
import { LabError } from '../../protocol/labError';
import { saveDialog } from '../editor/shown/dialogs';
import { tellBriefly } from '../editor/shown/messages';
import { plainName } from '../editor/texts';
import type { ShownTags } from './taggedEditors';
import { TAG_FORMATS, type TagFormat } from './tagFormats';

/** The file that was written; undefined where the person gave up. @param given the file, where another extension names it */
export async function saveTags(
  { uri }: vscode.TextDocument,
  { text, run }: ShownTags,
  given?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const target = given ?? (await choose(uri, run.name));
  if (!target) return undefined;
  const content = TAG_FORMATS[formatOf(target)](text.sentences.map(({ answer }) => answer));
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  tellBriefly(vscode.l10n.t('Saved {0}', path.basename(target.path)), 5000);
  return target;
}

/** `letter.chunks.conll` beside `letter.txt`. */
function choose(uri: vscode.Uri, run: string): Thenable<vscode.Uri | undefined> {
  const name = `${withoutEnding(path.basename(uri.path))}.${plainName(run)}.conll`;
  const home = vscode.workspace.workspaceFolders?.at(0)?.uri;
  const folder = uri.scheme === 'file' ? vscode.Uri.joinPath(uri, '..') : home;
  return saveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    filters: { CoNLL: ['conll'], [vscode.l10n.t('JSON lines of spans')]: ['jsonl'] },
    title: vscode.l10n.t('Save the tags as .conll or .jsonl'),
  });
}

function formatOf({ path: name }: vscode.Uri): TagFormat {
  const ending = path.extname(name).slice(1).toLowerCase();
  if (Object.hasOwn(TAG_FORMATS, ending)) return ending as TagFormat;
  throw new LabError(
    'INVALID_ARGUMENT',
    vscode.l10n.t('"{0}" says no format: let the name end with .conll or .jsonl.', path.basename(name)),
  );
}
