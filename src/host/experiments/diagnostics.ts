// Shows what the engine finds wrong in experiment files, at the key that is wrong, and in the files that they name; knows what runs of
// those that are right could be asked.
import * as vscode from 'vscode';
import type { Ability } from '../../protocol/ability';
import type { Problem } from '../../protocol/engine';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { requestOf } from './experimentRequest';
import { isExperiment } from './pickExperiment';
import { diagnostic as marked } from '../editor/shown/texts';
import { type Log } from '../editor/shown/log';
import { SourceProblems } from './sourceProblems';

const QUIET_MS = 300;
/** A file that may be, or be a part of, a model that somebody wrote. */
const MODEL_FILE = /\.(ts|mts|js|mjs|json)$/;

export class ExperimentDiagnostics {
  private readonly collection: vscode.DiagnosticCollection;
  private readonly sources: SourceProblems;
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** Checks under way, by document: the next edit cancels them. */
  private readonly checking = new Map<string, AbortController>();
  private readonly abilities = new Map<string, readonly Ability[]>();
  private readonly emitter: vscode.EventEmitter<void>;
  readonly onDidChangeAbilities: vscode.Event<void>;

  constructor(
    private readonly engine: SharedEngine,
    private readonly log: Log,
    life: Lifetime,
  ) {
    this.collection = life.add(vscode.languages.createDiagnosticCollection('nlp-lab'));
    this.sources = new SourceProblems(life);
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChangeAbilities = this.emitter.event;
    life.add(vscode.workspace.onDidOpenTextDocument((document) => this.later(document, 0)));
    life.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.later(document, QUIET_MS)));
    life.add(vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)));
    life.add(vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)));
    life.add({ dispose: () => this.waiting.forEach((timer) => clearTimeout(timer)) });
    life.add({ dispose: () => this.checking.forEach((cancel) => cancel.abort()) });
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.checkAll()));
    this.checkAll();
  }

  abilitiesOf(uri: vscode.Uri): readonly Ability[] {
    return this.abilities.get(uri.toString()) ?? [];
  }

  /** What an experiment names may be another file, as that of a model. */
  private saved(document: vscode.TextDocument): void {
    if (MODEL_FILE.test(document.uri.path)) this.checkAll();
  }

  private checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.later(document, 0);
  }

  private later(document: vscode.TextDocument, delayMs: number): void {
    if (!isExperiment(document.uri)) return;
    const key = document.uri.toString();
    this.checking.get(key)?.abort();
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => {
        this.waiting.delete(key);
        void this.check(document);
      }, delayMs),
    );
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version, uri } = document;
    const cancel = new AbortController();
    this.checking.set(uri.toString(), cancel);
    try {
      const { problems, abilities = [] } = await this.engine.call('check', requestOf(document), {
        signal: cancel.signal,
      });
      if (document.isClosed || document.version !== version) return;
      this.setAbilities(uri, abilities);
      this.sources.set(uri.toString(), problems);
      this.collection.set(
        uri,
        problems.map((problem) => diagnostic(document, problem)),
      );
    } catch (error) {
      if (cancel.signal.aborted) return;
      this.log.warn(vscode.l10n.t('{0} could not be checked.', uri.fsPath), String(error));
    }
  }

  private setAbilities(uri: vscode.Uri, abilities: readonly Ability[]): void {
    const before = this.abilitiesOf(uri).join();
    this.abilities.set(uri.toString(), abilities);
    if (abilities.join() !== before) this.emitter.fire();
  }

  private forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.checking.get(key)?.abort();
    this.checking.delete(key);
    this.abilities.delete(key);
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
    this.collection.delete(document.uri);
    this.sources.set(key, []);
  }
}

function diagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const { message, code } = problem;
  return marked(rangeOf(document, problem), { message, severity, code });
}

/** The place the engine names; the first line when it names none in this file. */
function rangeOf(document: vscode.TextDocument, { place }: Problem): vscode.Range {
  const here = place?.line !== undefined && (place.file === undefined || place.file === document.uri.fsPath);
  const line = document.lineAt(here ? Math.min(Math.max(place.line ?? 1, 1), document.lineCount) - 1 : 0);
  if (!here || place.column === undefined) return line.range;
  const start = line.range.start.with({ character: place.column - 1 });
  return document.validateRange(new vscode.Range(start, start.translate(0, place.length ?? 1)));
}
