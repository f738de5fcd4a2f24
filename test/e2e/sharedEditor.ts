// The editor that suites of a process share. To open a window costs more than most suites do in it: between two of them its editors
// are closed, its folder is emptied and filled, and it is given the next one's settings. What the extension remembers of a file of
// the same name stays, so suites that change how one is shown name theirs differently.

import { type EditorOptions, editorIn, type OpenEditor, openEditor } from './openEditor';
import { THEMES } from './themes';

let open: OpenEditor | undefined;

/** As if it had been opened just now. */
export async function sharedEditor(options: EditorOptions): Promise<OpenEditor> {
  const isThere = open !== undefined && !open.page.isClosed();
  return (open = open && isThere ? await again(open, options) : await openEditor(options));
}

/** The next suite gets another: of a failed one nobody knows what it has left. */
export async function forgetEditor(): Promise<void> {
  const left = open;
  open = undefined;
  await left?.close();
}

async function again(editor: OpenEditor, options: EditorOptions): Promise<OpenEditor> {
  const { page, server, workspace } = editor;
  await editor.clear();
  workspace.empty();
  await editor.showSidebar('NLP Lab');
  await page.locator('.part.sidebar').getByText('New Experiment').waitFor(); // there where no run is
  editor.faults.stop();
  workspace.fill();
  options.prepare?.(workspace.folder);
  const next = await editorIn(page, server, workspace, options);
  await page.locator(`.monaco-workbench.${THEMES[next.theme].kind}`).waitFor();
  await next.showSidebar('Explorer');
  await next.treeRow('README.md').waitFor();
  return next;
}
