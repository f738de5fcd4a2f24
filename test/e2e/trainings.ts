// A training in the editor: begun, and followed by its row in the tree.
import type { Workbench } from './workbench';

/** The epoch that a run's row in the tree shows: `12/300`. */
export async function epochOf(editor: Workbench, name: string): Promise<number> {
  const text = (await editor.treeRow(name).first().textContent()) ?? '';
  return Number(/(\d+)\/\d+/.exec(text)?.[1] ?? Number.NaN);
}

/** Waits until the row of a run shows an epoch later than `after`. */
export async function untilEpochAfter(editor: Workbench, name: string, after: number): Promise<number> {
  await editor.page.waitForFunction(
    ([label, limit]) =>
      [...document.querySelectorAll('.part.sidebar .monaco-list-row')].some((row) => {
        const found = row.textContent?.includes(String(label)) ? /(\d+)\/\d+/.exec(row.textContent) : null;
        return found !== null && Number(found[1]) > Number(limit);
      }),
    [name, after],
  );
  return epochOf(editor, name);
}

/** From the lens above an experiment; then the tree of runs is in sight. */
export async function trainByCodeLens(editor: Workbench, file: string): Promise<void> {
  await editor.openFile(file);
  await editor.codeLens('Train').first().click();
  await editor.showSidebar('NLP Lab');
}
