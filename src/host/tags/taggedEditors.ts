// The texts whose entities are drawn in editors, each with what a run found in it, until they are cleared or closed.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { markOf } from '../editor/shown/marks';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import { tagText } from './tagText';
import { TaggedText, type TextChange } from './taggedText';

export interface ShownTags {
  run: { folder: string; name: string };
  text: TaggedText;
  /** By type, the most frequent first. */
  marks: ReadonlyMap<string, vscode.TextEditorDecorationType>;
}

export class TaggedEditors {
  private readonly shown = new Map<string, ShownTags>();
  private readonly changed: vscode.EventEmitter<void>;
  /** Tags have come, gone or become fewer. */
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly working: SharedEngine,
    life: Lifetime,
  ) {
    this.changed = life.add(new vscode.EventEmitter());
    this.onDidChange = this.changed.event;
    life.add({ dispose: () => [...this.shown.keys()].forEach((name) => this.remove(name)) });
    life.add(vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.draw(editor))));
    life.add(vscode.workspace.onDidChangeTextDocument((change) => this.onEdit(change)));
    life.add(vscode.workspace.onDidCloseTextDocument((document) => this.clear(document)));
  }

  /** What is drawn on a text. */
  of(document: vscode.TextDocument | undefined): ShownTags | undefined {
    return document && this.shown.get(nameOf(document));
  }

  /** Has a run tag a text, in place of the tags it has. Fails as `tagText`. */
  async tag(document: vscode.TextDocument, { summary: { folder, record } }: RunEntry): Promise<ShownTags> {
    const edits: TextChange[][] = [];
    const listening = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document) edits.push(changesOf(change));
    });
    try {
      const title = vscode.l10n.t('Tagging {0} with {1}', path.basename(document.uri.path), record.name);
      const sentences = await withProgress(title, (signal, onProgress) =>
        tagText(this.working, folder, document.getText(), { signal, onProgress }),
      );
      const text = new TaggedText(sentences);
      const marks = new Map(text.types.map(({ type }, index) => [type, markOf(type, index)]));
      edits.forEach((changes) => text.edit(changes)); // while the run was at work
      this.remove(nameOf(document));
      const tags = { run: { folder, name: record.name }, text, marks };
      if (document.isClosed) return tags;
      this.shown.set(nameOf(document), tags);
      this.drawAll(document);
      this.changed.fire();
      return tags;
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
    const tags = this.of(change.document);
    if (!tags || change.contentChanges.length === 0 || !tags.text.edit(changesOf(change))) return;
    this.drawAll(change.document);
    this.changed.fire();
  }

  private drawAll(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.draw(editor);
  }

  private draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const tags = this.of(document);
    if (!tags) return;
    const ranges = new Map([...tags.marks.keys()].map((type): [string, vscode.Range[]] => [type, []]));
    for (const entity of tags.text.entities) ranges.get(entity.type)?.push(rangeOf(document, entity));
    tags.marks.forEach((mark, type) => editor.setDecorations(mark, ranges.get(type) ?? []));
  }
}

const nameOf = ({ uri }: vscode.TextDocument): string => uri.toString();

export const rangeOf = (document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

const changesOf = ({ contentChanges }: vscode.TextDocumentChangeEvent): TextChange[] =>
  contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, length: rangeLength, text }));
