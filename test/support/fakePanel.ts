// A panel of the editor with a page that tests play: `send` as the page does, `sent` is what the page would receive.
import type * as vscode from 'vscode';

type Listener<T> = (value: T) => void;

/** As an event of the editor; `fire` tells all who listen. */
function event<T>(): { on: vscode.Event<T>; fire: Listener<T>; count: () => number } {
  const listeners = new Set<Listener<T>>();
  const on = (listener: Listener<T>): vscode.Disposable => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return { on, fire: (value) => [...listeners].forEach((listener) => listener(value)), count: () => listeners.size };
}

export interface FakePanel {
  panel: vscode.WebviewPanel;
  sent: unknown[];
  send(message: unknown): void;
  close(): void;
  /** How many listen to it. */
  listeners(): number;
}

export function fakePanel(): FakePanel {
  const [received, disposed, changed] = [event<unknown>(), event<void>(), event<object>()];
  const sent: unknown[] = [];
  const close = (): void => disposed.fire();
  const panel = {
    ...{ title: '', visible: true, active: true, viewColumn: 1, iconPath: undefined },
    webview: {
      ...{ html: '', options: {}, cspSource: 'https://view' },
      asWebviewUri: (uri: unknown) => uri,
      postMessage: (message: unknown) => (sent.push(structuredClone(message)), Promise.resolve(true)),
      onDidReceiveMessage: received.on,
    },
    onDidDispose: disposed.on,
    onDidChangeViewState: changed.on,
    reveal: () => undefined,
    dispose: close,
  };
  return {
    panel: panel as object as vscode.WebviewPanel,
    sent,
    close,
    send: (message) => received.fire(structuredClone(message)),
    listeners: () => received.count() + disposed.count() + changed.count(),
  };
}
