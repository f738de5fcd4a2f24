// A port over a webview panel: what the view and the host say to each other.
import type * as vscode from 'vscode';
import type { Port } from '../../protocol/rpc';
import type { Lifetime } from '../editor/lifetime';

export interface WebviewPort extends Port {
  /** Settles when the editor has passed on what was posted last. */
  passedOn(): PromiseLike<unknown> | undefined;
}

export function webviewPort(panel: vscode.WebviewPanel, life: Lifetime): WebviewPort {
  let closed = false;
  let last: PromiseLike<unknown> | undefined;
  return {
    post: (message) => {
      if (!closed) last = panel.webview.postMessage(message);
    },
    passedOn: () => last,
    onMessage: (listener) => void life.add(panel.webview.onDidReceiveMessage(listener)),
    onClose: (listener) =>
      void life.add({
        dispose: () => {
          closed = true;
          listener('The view was closed.');
        },
      }),
  };
}
