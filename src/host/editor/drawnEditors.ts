// The texts on which something is drawn in editors, until it is cleared or they are closed. What is before or behind an edit stays where it
// belongs; what an edit makes wrong goes.
import * as vscode from 'vscode';
import type { Lifetime } from './lifetime';

/** As the editor tells changes: `length` units from `start` on became `text`. */
export interface TextChange {
  start: number;
  length: number;
  text: string;
}

/** What is drawn on one text. */
export interface Drawing {
  /** By name; they go with the drawing. */
  readonly marks: ReadonlyMap<string, vscode.TextEditorDecorationType>;
  /** Each place with the names of its marks; UTF-16 units of the text. */
  places(): Iterable<{ mark: string; start: number; end: number }>;
  /** The changes of one moment, none overlapping another. Says whether something has gone. */
  edit(changes: readonly TextChange[]): boolean;
}

export class DrawnEditors<D extends Drawing> {
  private readonly shown = new Map<string, D>();
  private readonly changed: vscode.EventEmitter<void>;
  /** Something has come, gone or become less. */
  readonly onDidChange: vscode.Event<void>;

  constructor(life: Lifetime) {
    this.changed = life.add(new vscode.EventEmitter());
    this.onDidChange = this.changed.event;
    life.add({ dispose: () => [...this.shown.keys()].forEach((name) => this.remove(name)) });
    life.add(vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.draw(editor))));
    life.add(vscode.workspace.onDidChangeTextDocument((change) => this.onEdit(change)));
    life.add(vscode.workspace.onDidCloseTextDocument((document) => this.clear(document)));
  }

  /** What is drawn on a text. */
  of(document: vscode.TextDocument | undefined): D | undefined {
    return document && this.shown.get(nameOf(document));
  }

  /** Draws what work makes, in place of what was drawn; the text may be edited meanwhile. */
  async drawOn(document: vscode.TextDocument, work: () => Promise<D>): Promise<D> {
    const edits: TextChange[][] = [];
    const listening = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document) edits.push(changesOf(change));
    });
    try {
      const drawing = await work();
      edits.forEach((changes) => drawing.edit(changes));
      this.remove(nameOf(document));
      if (document.isClosed) {
        drawing.marks.forEach((mark) => mark.dispose());
        return drawing;
      }
      this.shown.set(nameOf(document), drawing);
      this.drawAll(document);
      this.changed.fire();
      return drawing;
    } finally {
      listening.dispose();
    }
  }

  clear(document: vscode.TextDocument): void {
    if (this.remove(nameOf(document))) this.changed.fire();
  }

  private remove(name: string): boolean {
    this.shown.get(name)?.marks.forEach((mark) => mark.dispose());
    return this.shown.delete(name);
  }

  /** The editor itself moves what stands before or behind a change. */
  private onEdit(change: vscode.TextDocumentChangeEvent): void {
    const drawing = this.of(change.document);
    if (!drawing || change.contentChanges.length === 0 || !drawing.edit(changesOf(change))) return;
    this.drawAll(change.document);
    this.changed.fire();
  }

  private drawAll(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.draw(editor);
  }

  private draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const drawing = this.of(document);
    if (!drawing) return;
    const ranges = new Map([...drawing.marks.keys()].map((name): [string, vscode.Range[]] => [name, []]));
    for (const place of drawing.places()) ranges.get(place.mark)?.push(rangeOf(document, place));
    drawing.marks.forEach((mark, name) => editor.setDecorations(mark, ranges.get(name) ?? []));
  }
}

const nameOf = ({ uri }: vscode.TextDocument): string => uri.toString();

export const rangeOf = (document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

const changesOf = ({ contentChanges }: vscode.TextDocumentChangeEvent): TextChange[] =>
  contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, length: rangeLength, text }));
