// A panel of the editor with a page that tests play: `send` as the page does, `sent` is what the page would receive.
import type * as vscode from 'vscode';
import { FakeEvent } from './fakeEvent';

export interface FakePanel {
  panel: vscode.WebviewPanel;
  sent: unknown[];
  send(message: unknown): void;
  close(): void;
  /** Comes into sight, or is hidden. */
  show(visible: boolean): void;
  /** How many listen to it. */
  listeners(): number;
}

export function fakePanel(): FakePanel {
  const [received, disposed, changed] = [new FakeEvent<unknown>(), new FakeEvent<void>(), new FakeEvent<object>()];
  const sent: unknown[] = [];
  const close = (): void => disposed.fire();
  const panel = {
    ...{ title: '', visible: true, active: true, viewColumn: 1, iconPath: undefined },
    webview: {
      ...{ html: '', options: {}, cspSource: 'https://view' },
      asWebviewUri: (uri: unknown) => uri,
      postMessage: (message: unknown) => (sent.push(structuredClone(message)), Promise.resolve(true)),
      onDidReceiveMessage: received.event,
    },
    onDidDispose: disposed.event,
    onDidChangeViewState: changed.event,
    reveal: () => undefined,
    dispose: close,
  };
  const show = (visible: boolean): void => {
    panel.visible = visible;
    changed.fire({});
  };
  return {
    panel: panel as object as vscode.WebviewPanel,
    show,
    sent,
    close,
    send: (message) => received.fire(structuredClone(message)),
    listeners: () => received.count + disposed.count + changed.count,
  };
}
