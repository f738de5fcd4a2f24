// The panel that shows how a file or a selection is cut into tokens.
import * as vscode from 'vscode';
import type { TokenizeReply } from '../../protocol/engine';
import type { TokenizerOptions } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import type { Notice, ShownLine, TokensOverview, TokensViewContract } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../lifetime';
import { showFileAt } from '../places';
import { linesShown } from '../settings';
import { flag, integer, nothing, object, oneOf } from './requestChecks';
import { countsOf, LINES_A_MESSAGE, shownLine, vocabularyPage } from './tokenPages';
import { contentOf, isCompressed, placeOf, type TokenSource } from './tokenSource';
import { openViewPanel, viewIcon, type ViewPanel } from './viewPanel';

export interface TokensPanelOptions {
  extensionUri: vscode.Uri;
  working: SharedEngine;
  log: vscode.LogOutputChannel;
}

const DEFAULTS: TokenizerOptions = { type: 'word', lowercase: true, vocabularySize: 20_000, minFrequency: 1 };

export class TokensPanel {
  private readonly view: ViewPanel<TokensViewContract>;
  private tokenizer = DEFAULTS;
  private version = 0;
  private reply?: TokenizeReply;
  private lines: TokenizeReply['lines'] = [];
  private counts: ReadonlyMap<string, number> = new Map();
  private notice?: Notice;
  private cancel = new AbortController();
  private running?: Promise<void>;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly source: TokenSource,
    key: string,
    private readonly options: TokensPanelOptions,
    life: Lifetime,
  ) {
    panel.title = vscode.l10n.t('Tokens of {0}', source.title);
    panel.iconPath = viewIcon(options.extensionUri);
    life.add({ dispose: () => this.cancel.abort() });
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)));
    this.view = openViewPanel<TokensViewContract>({
      view: 'tokens',
      extensionUri: options.extensionUri,
      panel,
      life,
      key,
      requests: {
        tokenize: object({
          tokenizer: object<Pick<TokenizerOptions, 'type' | 'lowercase' | 'vocabularySize' | 'minFrequency'>>({
            type: oneOf('whitespace', 'word', 'character'),
            lowercase: flag,
            vocabularySize: integer(5, 10_000_000),
            minFrequency: integer(1, 1_000_000),
          }),
        }),
        cancel: nothing,
        vocabulary: object({ version: integer(0, 1e9), from: integer(0, 1e9) }),
        lines: object({ version: integer(0, 1e9), from: integer(0, 1e9) }),
        reveal: object({ index: integer(0, 1e9), start: integer(0, 1e9), end: integer(0, 1e9) }),
      },
      answers: {
        tokenize: ({ tokenizer }) => (this.start(tokenizer), {}),
        cancel: () => (this.cancel.abort(), {}),
        vocabulary: ({ version, from }) => vocabularyPage(this.current(version).vocabulary, from),
        lines: ({ version, from }) => this.linesFrom(version, from),
        reveal: (place) => this.reveal(place),
      },
      state: { notice: () => this.notice, overview: () => this.overview() },
    });
  }

  /** Settles when the tokenisation going on now has ended. */
  get settled(): Promise<void> {
    return this.running ?? Promise.resolve();
  }

  /** The same tokenizer again is no news: a view that comes back from hiding gets what is there. */
  private start(tokenizer: TokenizerOptions): void {
    const same = JSON.stringify(tokenizer) === JSON.stringify(this.tokenizer);
    if (same && (this.reply !== undefined || this.notice?.kind === 'working')) return;
    this.tokenizer = tokenizer;
    this.running = this.tokenize();
  }

  private onSave(document: vscode.TextDocument): void {
    if (this.reply && this.source.uris.includes(document.uri.toString())) this.running = this.tokenize();
  }

  private async tokenize(): Promise<void> {
    this.cancel.abort();
    const cancel = (this.cancel = new AbortController());
    this.say({ kind: 'working', message: vscode.l10n.t('Tokenizing') });
    try {
      const reply = await this.read(0, cancel.signal);
      if (cancel !== this.cancel) return;
      this.version++;
      this.reply = reply;
      this.lines = reply.lines;
      this.counts = countsOf(reply.vocabulary);
      this.notice = undefined;
      this.view.changed('overview');
    } catch (error) {
      if (cancel !== this.cancel) return;
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') this.options.log.error(message);
      this.say({ kind: 'error', message: code === 'CANCELLED' ? vscode.l10n.t('Tokenizing was cancelled.') : message });
    }
  }

  private async read(firstLine: number, signal: AbortSignal): Promise<TokenizeReply> {
    const content = await contentOf(this.source);
    const request = { ...content, tokenizer: this.tokenizer, firstLine, maxLines: linesShown() };
    const onProgress = ({ fraction, detail }: { fraction?: number; detail?: string }): void => {
      if (firstLine === 0 && !signal.aborted)
        this.say({ kind: 'working', message: detail ?? vscode.l10n.t('Tokenizing'), fraction });
    };
    return this.options.working.call('tokenize', request, { signal, onProgress });
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.view.changed('notice');
  }

  /** What the view shows now; undefined while it works or has failed. */
  overview(): TokensOverview | undefined {
    if (!this.reply || this.notice) return undefined;
    const { lineCount, tokenCount, distinctCount, unknownCount, vocabulary } = this.reply;
    const { lengthHistogram, binWidth, encoding, seconds } = this.reply;
    return {
      title: this.source.title,
      tokenizer: this.tokenizer,
      ...{ lineCount, tokenCount, distinctCount, unknownCount, lengthHistogram, binWidth, seconds },
      encoding: encoding.toUpperCase(),
      vocabularySize: vocabulary.reduce((size, { id }) => (id === undefined ? size : size + 1), 0),
      isVocabularyCut: vocabulary.length < distinctCount && vocabulary.at(-1)?.id !== undefined,
      version: this.version,
      linesAtOnce: linesShown(),
      canReveal: !isCompressed(this.source),
    };
  }

  private current(version: number): TokenizeReply {
    if (!this.reply || version !== this.version)
      throw new LabError('CANCELLED', vscode.l10n.t('The tokens have changed meanwhile.'));
    return this.reply;
  }

  private async linesFrom(version: number, from: number): Promise<{ lines: ShownLine[]; next: number | null }> {
    const { lineCount } = this.current(version);
    if (from >= this.lines.length && from < lineCount) {
      const { lines } = await this.read(this.lines.length, this.cancel.signal);
      this.current(version);
      if (from >= this.lines.length) this.lines = [...this.lines, ...lines];
    }
    const several = this.source.uris.length > 1;
    const lines = this.lines.slice(from, from + LINES_A_MESSAGE).map((line) => shownLine(line, this.counts, several));
    const end = from + lines.length;
    return { lines, next: lines.length > 0 && end < lineCount ? end : null };
  }

  private async reveal({
    index,
    start,
    end,
  }: {
    index: number;
    start: number;
    end: number;
  }): Promise<Record<string, never>> {
    if (index >= this.lines.length) throw new LabError('NOT_FOUND', vscode.l10n.t('This line is not shown.'));
    const { line, file } = this.lines[index];
    const { uri, ...place } = placeOf(this.source, { line, file, start, end });
    await showFileAt(uri, place);
    return {};
  }
}
