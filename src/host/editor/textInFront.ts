// What all that is drawn on texts has in common for people: commands mean the text in front, places in it are gone to, and a legend
// in the status bar speaks of it.
import * as vscode from 'vscode';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { tellContext } from './contextKeys';
import { type DrawnEditors, type Drawing, rangeOf } from './drawnEditors';
import type { Lifetime } from './lifetime';
import { StatusItem, type Tooltip } from './shown/items';

/** Texts whose hovers speak of what is drawn on them. */
export const DRAWN_TEXTS: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }];

/** Fails with `NOT_FOUND`. */
export function requireEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  return editor;
}

/** What is drawn on the text in front. Fails with `NOT_FOUND`. @param missing what to do where nothing is */
export function requireDrawn<D extends Drawing>(drawn: DrawnEditors<D>, missing: string): [vscode.TextEditor, D] {
  const editor = requireEditor();
  const drawing = drawn.of(editor.document);
  if (!drawing) throw new LabError('NOT_FOUND', missing);
  return [editor, drawing];
}

/** Fails with `INVALID_DATA`. @param most characters, UTF-16 */
export function requireShort(text: string, most: number): void {
  if (text.length <= most) return;
  const message = vscode.l10n.t('The text has more than {0} characters. Select a part of it.', count(most));
  throw new LabError('INVALID_DATA', message);
}

/** Selects a place and brings it into sight. */
export function goTo(editor: vscode.TextEditor, place: { start: number; end: number }): void {
  const range = rangeOf(editor.document, place);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

interface Legend<D extends Drawing> {
  /** For `when` clauses: the text in front has such a drawing. */
  key: string;
  item: { id: string; name: string; priority: number; icon: string };
  /** What a click offers. */
  command: vscode.Command;
  inShort(drawing: D): string;
  /** On hover. */
  inFull(drawing: D): Tooltip;
}

/** Keeps the item of the status bar and the clause to the text in front. */
export function showLegend<D extends Drawing>(
  drawn: DrawnEditors<D>,
  { key, item: { id, name, priority, icon }, command, inShort, inFull }: Legend<D>,
  life: Lifetime,
): void {
  const item = life.add(new StatusItem(id, name, priority));
  let told = false;
  const show = (): void => {
    const drawing = drawn.of(vscode.window.activeTextEditor?.document);
    if ((drawing !== undefined) !== told) {
      told = drawing !== undefined;
      void tellContext(key, told);
    }
    if (drawing) item.show([{ icon, text: inShort(drawing) }], inFull(drawing), command);
    else item.hide();
  };
  life.add(drawn.onDidChange(show));
  life.add(vscode.window.onDidChangeActiveTextEditor(show));
}
