// Token borders in place, in the editors of a text that a tokens view shows: only what is in sight is cut, as the view's
// active column cuts it. Pointing at a token tells its id and count.
import * as vscode from 'vscode';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { ShownLine } from '../../protocol/tokensView';
import type { Lifetime } from '../editor/lifetime';
import { hover } from '../editor/shown/texts';

const PATIENCE_MS = 150;
/** Lines longer than this are left as they are. */
const LONGEST_LINE = 5000;

/** What cuts the text of an editor. */
export interface Cutter {
  cut(text: string, signal: AbortSignal): Promise<ShownLine[]>;
}

interface Cut {
  version: number;
  /** By the document's line. */
  lines: Map<number, ShownLine>;
}

export class TokenBorders implements vscode.HoverProvider {
  private on = false;
  private readonly switched: vscode.EventEmitter<void>;
  /** They have been switched on or off. */
  readonly onDidSwitch: vscode.Event<void>;
  private readonly borders: vscode.TextEditorDecorationType;
  private readonly unknown: vscode.TextEditorDecorationType;
  private readonly cuts = new WeakMap<vscode.TextEditor, Cut>();
  private readonly decorated = new Set<vscode.TextEditor>();
  private working = new AbortController();
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    /** The active column of the panel that shows a document. */
    private readonly cutterOf: (uri: vscode.Uri) => Cutter | undefined,
    life: Lifetime,
  ) {
    this.switched = life.add(new vscode.EventEmitter());
    this.onDidSwitch = this.switched.event;
    const border = { borderStyle: 'solid', borderColor: new vscode.ThemeColor('nlpLab.tokenBorder') };
    this.borders = life.add(vscode.window.createTextEditorDecorationType({ ...border, borderWidth: '0 0 0 1px' }));
    this.unknown = life.add(
      vscode.window.createTextEditorDecorationType({
        borderStyle: 'dashed',
        borderColor: new vscode.ThemeColor('nlpLab.unknownTokenBorder'),
        borderWidth: '0 0 1px 0',
      }),
    );
    life.add({ dispose: () => (clearTimeout(this.timer), this.working.abort()) });
    life.add(vscode.window.onDidChangeTextEditorVisibleRanges(() => this.refresh()));
    life.add(vscode.window.onDidChangeVisibleTextEditors(() => this.refresh()));
    life.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.onEdit(document)));
    life.add(vscode.languages.registerHoverProvider([{ scheme: 'file' }, { scheme: 'untitled' }], this));
  }

  get isOn(): boolean {
    return this.on;
  }

  set(on: boolean): void {
    this.on = on;
    this.switched.fire();
    this.refresh();
  }

  /** Cuts again what is in sight, a moment after the last reason to. */
  refresh(): void {
    if (!this.on && this.decorated.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), this.on ? PATIENCE_MS : 0);
  }

  /** What no longer fits the text goes at once. */
  private onEdit(document: vscode.TextDocument): void {
    for (const editor of this.decorated) if (editor.document === document) this.clear(editor);
    this.refresh();
  }

  private async draw(): Promise<void> {
    this.working.abort();
    const { signal } = (this.working = new AbortController());
    const editors = vscode.window.visibleTextEditors;
    for (const editor of [...this.decorated]) if (!editors.includes(editor)) this.decorated.delete(editor);
    for (const editor of editors) {
      if (signal.aborted) return;
      await this.drawIn(editor, signal);
    }
  }

  private async drawIn(editor: vscode.TextEditor, signal: AbortSignal): Promise<void> {
    const column = this.on ? this.cutterOf(editor.document.uri) : undefined;
    if (!column) return this.clear(editor);
    const { document } = editor;
    const { version } = document;
    const numbers = linesInSight(editor).filter((line) => document.lineAt(line).text.length <= LONGEST_LINE);
    try {
      const cut = await column.cut(numbers.map((line) => document.lineAt(line).text).join('\n'), signal);
      if (signal.aborted || document.version !== version) return;
      const lines = new Map(numbers.map((line, i) => [line, cut[i]]));
      this.cuts.set(editor, { version, lines });
      this.decorated.add(editor);
      editor.setDecorations(
        this.borders,
        rangesOf(lines, () => true),
      );
      editor.setDecorations(
        this.unknown,
        rangesOf(lines, (shown, i) => shown.unknown.includes(i)),
      );
    } catch (error) {
      if (!['CANCELLED', 'CLOSED'].includes(LabError.toData(error).code)) this.clear(editor);
    }
  }

  private clear(editor: vscode.TextEditor): void {
    this.cuts.delete(editor);
    if (!this.decorated.delete(editor)) return;
    editor.setDecorations(this.borders, []);
    editor.setDecorations(this.unknown, []);
  }

  /** The tokens shown in an editor, by its lines. */
  shownIn(editor: vscode.TextEditor): ReadonlyMap<number, ShownLine> {
    return this.cuts.get(editor)?.lines ?? new Map<number, ShownLine>();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (!this.on) return undefined;
    const editor = [...this.decorated].find((each) => each.document === document);
    const cut = editor && this.cuts.get(editor);
    const line = cut?.version === document.version ? cut.lines.get(position.line) : undefined;
    if (!line) return undefined;
    const i = line.offsets.findIndex(([start, end]) => start <= position.character && position.character < end);
    if (i < 0) return undefined;
    const [start, end] = line.offsets[i];
    const id = line.unknown.includes(i) ? vscode.l10n.t('none (<unk>)') : count(line.ids[i]);
    return hover({
      text: vscode.l10n.t('Token “{0}” · id {1} · {2} times in this text', line.tokens[i], id, count(line.counts[i])),
      range: new vscode.Range(position.line, start, position.line, end),
    });
  }
}

function linesInSight({ document, visibleRanges }: vscode.TextEditor): number[] {
  const lines = new Set<number>();
  for (const { start, end } of visibleRanges)
    for (let line = start.line; line <= Math.min(end.line, document.lineCount - 1); line++) lines.add(line);
  return [...lines];
}

function rangesOf(
  lines: ReadonlyMap<number, ShownLine>,
  wanted: (line: ShownLine, index: number) => boolean,
): vscode.Range[] {
  return [...lines].flatMap(([number, line]) =>
    line.offsets
      .filter(([start, end], i) => end > start && wanted(line, i))
      .map(([start, end]) => new vscode.Range(number, start, number, end)),
  );
}
