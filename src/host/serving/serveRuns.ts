// Serves runs: on the usual port, or on another where that is in use.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { tell } from '../editor/shown/messages';
import type { Serving } from './serving';

const PORT = 8000;

/** Settles when they are served; nothing is where the person does not want another port. */
export async function serveRuns(serving: Serving, folders: readonly string[], port = PORT): Promise<void> {
  try {
    await serving.start({ folders, port });
  } catch (error) {
    const another = vscode.l10n.t('Use Another Port');
    if (LabError.toData(error).code !== 'BUSY' || port === 0) throw error;
    if ((await tell.warning(vscode.l10n.t('Port {0} is in use.', port), another)) !== another) return;
    return serveRuns(serving, folders, 0);
  }
  const { now } = serving;
  if (!now) return;
  const [open, curl] = [vscode.l10n.t('Open Page'), vscode.l10n.t('Copy as curl')];
  const message = vscode.l10n.t('{0} is served at {1}, for this machine alone.', now.runs.join(', '), now.address);
  void tell.information(message, open, curl).then((chosen) => {
    if (chosen === open) return openPage(serving);
    if (chosen === curl) return copyCurl(serving);
    return undefined;
  });
}

/** The page on which it can be tried, in the browser. */
export const openPage = ({ now }: Serving): unknown => now && vscode.env.openExternal(vscode.Uri.parse(now.address));

/** A question to the first run, as a shell asks it. */
export async function copyCurl({ now }: Serving): Promise<void> {
  if (!now) return;
  const body = JSON.stringify({ run: now.runs[0], texts: ['...'] }).replaceAll("'", "'\\''");
  await vscode.env.clipboard.writeText(`curl ${now.address}/predict -H 'Content-Type: application/json' -d '${body}'`);
}
