// The open panels of one kind of view: one for each subject, restored after a reload of the window.
import * as vscode from 'vscode';
import { newViewColumn } from '../editor/layout';
import type { Lifetime } from '../editor/lifetime';
import { type Keyed, savedKey, type Subjects } from './subjects';
import { viewIcon, viewOptions } from './viewPanel';

/** What is behind a panel. */
export interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  /** The file that it shows has changed: reads it anew. */
  again?(): void;
}

export interface PanelsOptions<S, P> {
  /** The view's type, by which the editor restores it. */
  type: string;
  extensionUri: vscode.Uri;
  subjects: Subjects<S>;
  /** Gives what fills panels. */
  load(): Promise<Open<S, P>>;
  /** Is told why a panel that the editor has opened stays empty. */
  failed(error: unknown): void;
}

/** Fills a panel. `keep` is told when what it is about has changed; `life` ends with the panel. */
type Open<S, P> = (panel: vscode.WebviewPanel, of: Keyed<S>, keep: (subject: S) => void, life: Lifetime) => P;

interface Entry<S, P> {
  readonly key: string;
  /** What it is about now. */
  subject: S;
  panel?: P;
}

export class Panels<S, P extends OpenPanel> implements vscode.WebviewPanelSerializer {
  private readonly open = new Set<Entry<S, P>>();
  private last?: Entry<S, P>;
  /** Shown by a mere click: the next one takes its place. */
  private preview?: Entry<S, P>;
  private readonly opened: vscode.EventEmitter<P>;
  /** A panel has been opened or restored. */
  readonly onDidOpen: vscode.Event<P>;

  constructor(
    private readonly options: PanelsOptions<S, P>,
    private readonly life: Lifetime,
  ) {
    this.opened = life.add(new vscode.EventEmitter<P>());
    this.onDidOpen = this.opened.event;
    life.add(vscode.window.registerWebviewPanelSerializer(options.type, this));
  }

  /** In the order in which they were opened. */
  get all(): P[] {
    return [...this.open].flatMap(({ panel }) => panel ?? []);
  }

  /** The panel that was used last, if any is open. */
  get latest(): P | undefined {
    return this.last?.panel;
  }

  /**
   * Shows the panel of a subject; one that is open already comes to the front as it is. A preview gives way to the next one,
   * until its subject is shown once more. New panels are tabs of the group that has views.
   */
  async show(
    subject: S,
    { preserveFocus, preview = false }: { preserveFocus?: boolean; preview?: boolean } = {},
  ): Promise<P> {
    const { subjects, type, extensionUri, load } = this.options;
    const open = await load();
    const keyed = subjects.add(subject);
    const roomy = this.showing(keyed) ? undefined : await newViewColumn();
    const known = this.showing(keyed);
    if (known?.panel) {
      known.panel.panel.reveal(undefined, preserveFocus);
      this.last = known;
      if (this.preview === known) this.preview = undefined;
      return known.panel;
    }
    const before = preview ? this.preview : undefined;
    const viewColumn = before?.panel?.panel.viewColumn ?? roomy ?? vscode.ViewColumn.Active;
    const column = { viewColumn, preserveFocus };
    const shown = this.fill(vscode.window.createWebviewPanel(type, '', column, viewOptions(extensionUri)), keyed, open);
    before?.panel?.panel.dispose();
    if (preview) this.preview = this.last;
    return shown;
  }

  /** Fills a panel that the editor has opened. */
  async adopt(panel: vscode.WebviewPanel, subject: S): Promise<P> {
    const open = await this.loaded();
    return this.fill(panel, this.options.subjects.add(subject), open);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const keyed = await this.options.subjects.at(savedKey(state));
    const open = keyed && (await this.loaded());
    if (!open || this.showing(keyed)) panel.dispose();
    else this.fill(panel, keyed, open);
  }

  /** For panels that no command opens, whose failures nobody else shows; the editor says in them that they failed. */
  private async loaded(): Promise<Open<S, P>> {
    try {
      return await this.options.load();
    } catch (error) {
      this.options.failed(error);
      throw error;
    }
  }

  private showing({ key, subject }: Keyed<S>): Entry<S, P> | undefined {
    const { subjects } = this.options;
    const name = subjects.nameOf(subject);
    return [...this.open].find((one) => (name === undefined ? one.key === key : subjects.nameOf(one.subject) === name));
  }

  private fill(panel: vscode.WebviewPanel, { key, subject }: Keyed<S>, open: Open<S, P>): P {
    const { subjects, extensionUri } = this.options;
    const life = this.life.child();
    const entry: Entry<S, P> = { key, subject };
    this.open.add(entry);
    life.add({
      dispose: () => {
        this.open.delete(entry);
        if (this.preview === entry) this.preview = undefined;
        if (this.last === entry) this.last = [...this.open].at(-1);
      },
    });
    life.add(panel.onDidChangeViewState(() => panel.active && (this.last = entry)));
    panel.iconPath = viewIcon(extensionUri);
    const keep = (changed: S): void => {
      entry.subject = changed;
      subjects.keep(key, changed);
    };
    try {
      entry.panel = open(panel, { key, subject }, keep, life);
    } catch (error) {
      life.dispose(); // as where the person has closed the panel before it could be filled
      throw error;
    }
    this.last = entry;
    this.opened.fire(entry.panel);
    return entry.panel;
  }
}
