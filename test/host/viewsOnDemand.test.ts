// What fills a view's panels is loaded with the first of them; what goes wrong then is shown.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { Messages } from '../../src/host/editor/messages';
import type { SharedCalls } from '../../src/protocol/views';
import { fakePanel } from '../support/fakePanel';
import { provideFakeVscode } from '../support/fakeVscode';

interface EmptyContract {
  calls: SharedCalls;
  events: { notice: string };
}

describe('a view whose panel cannot be loaded', () => {
  before(provideFakeVscode);

  it('says so, whoever opens it, and leaves nothing', async () => {
    const { defineView } = await import('../../src/host/views/defineView');
    const missing = new Error("Cannot find module './parts/emptyPanel-ABCDEFGH.js'");
    const keyed = { key: 'a', subject: {} };
    const view = defineView<'empty', EmptyContract, object, { panel: vscode.WebviewPanel }, object>({
      name: 'empty',
      checks: {},
      keep: () => ({ nameOf: () => 'a', add: () => keyed, at: () => keyed, keep: () => undefined }),
      load: () => Promise.reject(missing),
    });
    const shown: unknown[] = [];
    const messages = { failure: (error: unknown) => shown.push(error) } as unknown as Messages;
    const life = new Lifetime();
    const panels = view.start({ extensionUri: { path: '/extension' } as vscode.Uri, messages }, life);
    const held = life.count;
    await assert.rejects(panels.show({}), missing); // the command that asks for it shows that
    assert.deepEqual(shown, []);
    const { panel } = fakePanel();
    await assert.rejects(panels.adopt(panel, {}), missing);
    await assert.rejects(panels.deserializeWebviewPanel(panel, { key: 'a' }), missing);
    assert.deepEqual(shown, [missing, missing]);
    assert.deepEqual([panels.all, life.count], [[], held]);
  });

  it('is forgotten where it cannot be filled, as when it was closed meanwhile', async () => {
    const { defineView } = await import('../../src/host/views/defineView');
    const closed = new Error('Webview is disposed');
    const keyed = { key: 'a', subject: {} };
    const view = defineView<'empty', EmptyContract, object, { panel: vscode.WebviewPanel }, object>({
      name: 'empty',
      checks: {},
      keep: () => ({ nameOf: () => 'a', add: () => keyed, at: () => keyed, keep: () => undefined }),
      load: () =>
        Promise.resolve(() => {
          throw closed;
        }),
    });
    const life = new Lifetime();
    const panels = view.start({ extensionUri: { path: '/extension' } as vscode.Uri, messages: {} as Messages }, life);
    const held = life.count;
    const { panel, listeners } = fakePanel();
    await assert.rejects(panels.adopt(panel, {}), closed);
    assert.deepEqual([panels.all, panels.latest, life.count, listeners()], [[], undefined, held, 0]);
  });
});
