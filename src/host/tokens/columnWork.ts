// One column of a tokens view: its tokenisation by the engine, and what the view asks of it afterwards.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { cutsMorphemes, modelFolderKey } from '../../protocol/analysers/analysers';
import type { DescribedTokenizer } from '../../protocol/describedTokenizer';
import type { DroppedToken, TokenizeReply } from '../../protocol/tokenizeCalls';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { LabError, type LabErrorData } from '../../protocol/labError';
import { isSubword } from '../../protocol/tokenColumns';
import type { ColumnFigures, ColumnOptions, ShownLine, TokensColumn } from '../../protocol/tokensView';
import type { Notice } from '../../protocol/views';
import type { SharedEngine } from '../engine/sharedEngine';
import { countsOf, LINES_A_MESSAGE, shownLine, type KnownWords, vocabularyPage } from './tokenPages';
import { readingRequest, type TextReading } from './textReading';
import type { SourceContent } from './tokenSource';
import { allSpoken, spoken } from '../editor/engineTexts';
import { linesShown, modelFolders } from '../editor/settings';
import { type ColumnPlaces, tokenizerOf } from './columnOptions';

export interface ColumnWorkOptions {
  id: number;
  options: ColumnOptions;
  engine: SharedEngine;
  content(): Promise<SourceContent>;
  /** What the person has said about how files are read. */
  reading(): TextReading;
  /** The path of a `tokenizer.json`, and of a file of words, by their keys. */
  fileOf(key: string): string | undefined;
  wordsOf(key: string): string | undefined;
  /** Where a tokenizer learned for this column is written. */
  learnedFile: string;
  severalFiles: boolean;
  /** False for a tokenizer by itself: its own vocabulary stands in for that of a text. */
  hasText: boolean;
  changed(): void;
}

export type Page<T> = { next: number | null } & T;

const ALL = 10_000_000;

export class ColumnWork {
  readonly id: number;
  readonly options: ColumnOptions;
  notice?: Notice;
  private version = 0;
  private reply?: TokenizeReply;
  /** How the engine is asked once what is to be learned was learned. */
  private tokenizer?: TokenizerOptions;
  private described?: DescribedTokenizer;
  private learningSeconds = 0;
  private learningNotices: readonly string[] = [];
  private lines: TokenizeReply['lines'] = [];
  private known: KnownWords = countsOf([], true);
  /** The line of the `tokenizer.json` that is at fault, 1-based. */
  private faultLine?: number;
  private cancel = new AbortController();
  private sampling = new AbortController();

  constructor(
    private readonly work: ColumnWorkOptions,
    before?: ColumnWork,
  ) {
    this.id = work.id;
    this.options = work.options;
    this.version = before?.version ?? 0;
    this.shown = before?.shown;
    this.notice = { kind: 'working', message: vscode.l10n.t('Tokenizing') };
  }

  /** The figures stay while the next tokenisation goes on, so that nothing jumps. */
  private shown?: ColumnFigures;

  get isReady(): boolean {
    return this.reply !== undefined;
  }

  /** How the files were read; undefined before they were. */
  get found(): Pick<TokenizeReply, 'columns' | 'encoding' | 'notices'> | undefined {
    return this.reply;
  }

  abort(): void {
    this.cancel.abort();
    this.sampling.abort();
  }

  /** Tokenises everything; what goes wrong becomes the column's notice. */
  async run(): Promise<void> {
    this.cancel.abort();
    const cancel = (this.cancel = new AbortController());
    const { signal } = cancel;
    this.say({ kind: 'working', message: vscode.l10n.t('Tokenizing') });
    try {
      const content = await this.work.content();
      this.tokenizer = await this.learned(content, signal);
      this.described = await this.describe(this.tokenizer, signal);
      const reply = await this.read(content, 0, signal);
      if (signal.aborted) return;
      this.accept(reply);
    } catch (error) {
      if (cancel !== this.cancel) return;
      this.reply = undefined;
      this.shown = undefined;
      const data = LabError.toData(error);
      this.faultLine = data.place?.line;
      if (data.code === 'CANCELLED') this.say({ kind: 'error', message: vscode.l10n.t('Tokenizing was cancelled.') });
      else this.say({ kind: 'error', message: spoken(data.message, vscode.l10n.t), ...this.remedyFor(data) });
    }
  }

  private remedyFor({ code }: LabErrorData): Pick<Notice, 'remedy'> {
    if (cutsMorphemes(this.options.type) && (code === 'NOT_FOUND' || code === 'INVALID_FILE'))
      return { remedy: 'open-setting' };
    return this.options.type === 'file' && code === 'INVALID_FILE' ? { remedy: 'open-text' } : {};
  }

  /** What is behind the keys of the options. Fails with `NOT_FOUND` where a file was never chosen. */
  private places(): ColumnPlaces {
    const { options, fileOf, wordsOf } = this.work;
    const file = fileOf(options.file);
    if (options.type === 'file' && file === undefined)
      throw new LabError('NOT_FOUND', vscode.l10n.t('Choose a tokenizer.json for this column.'));
    return { file, userWords: wordsOf(options.userWords), modelFolders: modelFolders() };
  }

  private accept(reply: TokenizeReply): void {
    this.version++;
    this.reply = reply;
    this.lines = reply.lines;
    this.known = countsOf(reply.vocabulary, !isSubword(this.options.type) && this.options.type !== 'file');
    this.notice = undefined;
    const { lineCount, tokenCount, wordCount, distinctCount, unknownCount, lengthHistogram, binWidth, seconds } = reply;
    const { vocabulary, dropped, encoding } = reply;
    this.shown = {
      ...{ lineCount, tokenCount, wordCount, distinctCount, unknownCount, lengthHistogram, binWidth, seconds },
      encoding: encoding.toUpperCase(),
      droppedCount: dropped.length,
      vocabularySize:
        this.described?.vocabularySize ?? vocabulary.reduce((size, { id }) => (id === undefined ? size : size + 1), 0),
      isVocabularyCut: !this.described && vocabulary.length < distinctCount && vocabulary.at(-1)?.id !== undefined,
      learningSeconds: this.learningSeconds,
      notices: allSpoken([...this.learningNotices, ...reply.tokenizerNotices], vscode.l10n.t),
      version: this.version,
      stages: this.described?.stages ?? [],
    };
    this.work.changed();
  }

  /** Learns the pieces, for the types that learn; a `tokenizer.json` is used then. */
  private async learned(content: SourceContent, signal: AbortSignal): Promise<TokenizerOptions> {
    const { options, engine, learnedFile } = this.work;
    const tokenizer = tokenizerOf(options, this.places());
    this.learningSeconds = 0;
    this.learningNotices = [];
    if (!isSubword(options.type)) return tokenizer;
    await fs.mkdir(path.dirname(learnedFile), { recursive: true });
    const files = 'files' in content ? content.files : [`${learnedFile}.txt`];
    if ('text' in content) await fs.writeFile(files[0], content.text);
    const onProgress = this.progress(vscode.l10n.t('Learning pieces'), signal);
    const request = { files, ...readingRequest(this.work.reading()), options: tokenizer, output: learnedFile };
    const { seconds, tokenizerNotices } = await engine.call('trainTokenizer', request, { signal, onProgress });
    this.learningSeconds = seconds;
    this.learningNotices = tokenizerNotices;
    return { ...tokenizer, type: 'file', file: learnedFile };
  }

  private async describe(
    { type, file }: TokenizerOptions,
    signal: AbortSignal,
  ): Promise<DescribedTokenizer | undefined> {
    if (type !== 'file' || file === undefined) return undefined;
    return (await this.work.engine.call('describeTokenizer', { file }, { signal })).described;
  }

  private read(content: SourceContent, firstLine: number, signal: AbortSignal): Promise<TokenizeReply> {
    const tokenizer = this.tokenizer ?? tokenizerOf(this.options, this.places());
    const onProgress = firstLine === 0 ? this.progress(vscode.l10n.t('Tokenizing'), signal) : undefined;
    const reading = 'files' in content ? readingRequest(this.work.reading()) : {};
    const request = { ...content, ...reading, tokenizer, firstLine, maxLines: linesShown() };
    return this.work.engine.call('tokenize', request, { signal, onProgress });
  }

  private progress(message: string, signal: AbortSignal) {
    return ({ fraction, detail }: { fraction?: number; detail?: string }): void => {
      if (!signal.aborted) this.say({ kind: 'working', message: detail ?? message, fraction });
    };
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.work.changed();
  }

  /** Does what helps against the error that is shown. */
  async remedy(): Promise<void> {
    const { remedy } = this.notice ?? {};
    const { type } = this.options;
    if (remedy === 'open-setting' && cutsMorphemes(type)) {
      const setting = `nlpLab.${modelFolderKey(type)}`;
      return void vscode.commands.executeCommand('workbench.action.openSettings', setting);
    }
    const file = this.work.fileOf(this.options.file);
    if (remedy !== 'open-text' || file === undefined) return;
    const at = new vscode.Position(Math.max(0, (this.faultLine ?? 1) - 1), 0);
    const selection = new vscode.Range(at, at);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'default', { selection });
  }

  /** As the view is told of it. */
  get state(): TokensColumn {
    const { id, options, notice, shown } = this;
    return { id, options, ...(notice ? { notice } : {}), ...(shown ? { figures: shown } : {}) };
  }

  private current(version: number): TokenizeReply {
    if (!this.reply || version !== this.version)
      throw new LabError('CANCELLED', vscode.l10n.t('The tokens have changed meanwhile.'));
    return this.reply;
  }

  vocabulary(version: number, from: number): Page<{ rows: ReturnType<typeof vocabularyPage>['rows'] }> {
    const { vocabulary } = this.current(version);
    return vocabularyPage(this.work.hasText ? vocabulary : (this.described?.words ?? vocabulary), from);
  }

  dropped(version: number): { rows: DroppedToken[] } {
    return { rows: this.current(version).dropped };
  }

  async linesFrom(version: number, from: number): Promise<Page<{ lines: ShownLine[] }>> {
    const { lineCount } = this.current(version);
    if (from >= this.lines.length && from < lineCount) {
      const { lines } = await this.read(await this.work.content(), this.lines.length, this.cancel.signal);
      this.current(version);
      if (from >= this.lines.length) this.lines = [...this.lines, ...lines];
    }
    const part = this.lines.slice(from, from + LINES_A_MESSAGE);
    const lines = part.map((line) => shownLine(line, this.known, this.work.severalFiles));
    const end = from + lines.length;
    return { lines, next: lines.length > 0 && end < lineCount ? end : null };
  }

  /** The line of the source that was sent as the `index`-th. */
  lineAt(index: number): TokenizeReply['lines'][number] | undefined {
    return this.lines.at(index);
  }

  /** Cuts another text as this column does; the newest call makes the ones before it void. */
  async sample(text: string): Promise<ShownLine[]> {
    this.sampling.abort();
    this.sampling = new AbortController();
    return this.cut(text, this.sampling.signal);
  }

  async cut(text: string, signal: AbortSignal): Promise<ShownLine[]> {
    if (!this.tokenizer || !this.reply)
      throw new LabError('CANCELLED', vscode.l10n.t('The tokens have changed meanwhile.'));
    const isFile = this.tokenizer.type === 'file';
    // A rule cuts whatever the vocabulary; ids are then looked up in that of the column's text.
    const open = { vocabularySize: ALL, minFrequency: 1, ...(this.tokenizer.numWords ? { numWords: 0 } : {}) };
    const tokenizer = isFile ? this.tokenizer : { ...this.tokenizer, ...open };
    const reply = await this.work.engine.call('tokenize', { text, tokenizer }, { signal });
    const ofFile = countsOf(reply.vocabulary, false);
    return reply.lines.map((line) => {
      if (isFile) return shownLine(line, { ...this.known, isUnknown: ofFile.isUnknown }, false);
      const ids = line.tokens.map((token, i) => this.known.idOf(token) ?? line.ids[i]);
      return shownLine({ ...line, ids }, { ...this.known, isUnknown: this.known.isOutside }, false);
    });
  }
}
