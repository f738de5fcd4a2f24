// A port over a webview panel: what the view and the host say to each other.
import type * as vscode from 'vscode';
import type { Port } from '../../protocol/rpc';
import type { Lifetime } from '../editor/lifetime';

export function webviewPort(panel: vscode.WebviewPanel, life: Lifetime): Port {
  let closed = false;
  return {
    post: (message) => {
      if (!closed) void panel.webview.postMessage(message);
    },
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
