// For each suite of browser tests an editor on a fresh workspace.

import fs from 'node:fs';
import path from 'node:path';
import { type EditorOptions, type OpenEditor, openEditor } from './openEditor';
import { pictureIn } from './savePicture';
import { forgetEditor, sharedEditor } from './sharedEditor';
import { whatIsShown } from './whatIsShown';
import type { Workbench } from './workbench';

export { openEditor } from './openEditor';

export interface SuiteOptions extends EditorOptions {
  /** The editor has to be one in which nothing has been done. */
  fresh?: boolean;
}

/**
 * Gives the surrounding `describe` an editor before its tests; a failing test leaves a picture in test-results/, and says what the
 * editor showed.
 */
export function useEditor({ fresh = false, ...options }: SuiteOptions = {}): () => Workbench {
  let editor: OpenEditor | undefined;
  let hasFailed = false;
  before(async () => {
    // Cookies are those of a host, whatever the port: two servers' windows cannot be open at once.
    if (fresh || options.restricted) await forgetEditor();
    hasFailed = true; // until it is there
    editor = await (options.restricted ? openEditor(options) : sharedEditor(options));
    hasFailed = false;
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !editor) return;
    hasFailed = true;
    const name = this.currentTest
      .fullTitle()
      .replace(/[^\w]+/g, '-')
      .slice(0, 120);
    await editor.screenshot(pictureIn(`failed-${name}`)).catch(() => undefined);
    const shown = await whatIsShown(editor.page).catch(() => []);
    console.error([`The editor when "${name}" failed:`, ...shown].join('\n    '));
  });
  after(async () => {
    if (options.restricted) await editor?.close();
    else if (hasFailed) await forgetEditor();
    editor = undefined;
  });
  return () => {
    if (!editor) throw new Error('The editor is open only while tests run.');
    return editor;
  };
}

/** Text of a file in the editor's workspace. */
export function readWorkspaceFile(workbench: Workbench, name: string): string {
  return fs.readFileSync(path.join(workbench.folder, name), 'utf8');
}
