// An experiment that is being written, as the engine is asked about it: as long as the editor wants to know, and without a word where it
// fails, for what is wrong is told by the diagnostics.
import type * as vscode from 'vscode';
import type { WrittenExperiment } from '../../../protocol/writing';
import type { Log } from '../../editor/shown/log';
import { isRestricted } from '../../editor/trust';
import { requestOf } from '../experimentRequest';

export const writtenExperiment = (document: vscode.TextDocument): WrittenExperiment => ({
  ...requestOf(document),
  isRestricted: isRestricted(),
});

/** Undefined when the editor does not want to know any more, and where the question fails. */
export async function whileWanted<T>(
  token: vscode.CancellationToken,
  log: Log,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cancel = new AbortController();
  const cancelling = token.onCancellationRequested(() => cancel.abort());
  try {
    return await ask(cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) log.info(String(error));
    return undefined;
  } finally {
    cancelling.dispose();
  }
}
