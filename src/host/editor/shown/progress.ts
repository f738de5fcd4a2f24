// Work that a person waits for: a notification that says how far it is, and a way out.
import * as vscode from 'vscode';
import { shownLine } from '../../../protocol/plainText';

/** How far work is, from 0 to 1, and what is done just now. */
export interface WorkProgress {
  fraction?: number;
  detail?: string;
}

/** `signal` is aborted when the person cancels; the notification goes when the work has ended. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, onProgress: (progress: WorkProgress) => void) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: shownLine(title), cancellable: true }, async (shown, token) => {
    const cancel = new AbortController();
    const cancelling = token.onCancellationRequested(() => cancel.abort());
    let told = 0;
    try {
      return await work(cancel.signal, ({ fraction = 0, detail }) => {
        const percent = fraction * 100;
        shown.report({
          message: detail === undefined ? undefined : shownLine(detail),
          increment: Math.max(0, percent - told),
        });
        told = Math.max(told, percent);
      });
    } finally {
      cancelling.dispose();
    }
  });
}
