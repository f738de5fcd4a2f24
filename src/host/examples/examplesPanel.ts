// The panel of a run's judged examples: the engine has them, and gives those in sight.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import type { AttributionReply } from '../../protocol/attribution';
import type { ExampleCondition, NearestExamples, NumberedExample } from '../../protocol/examples';
import type { ExamplesViewContract, ListRequest, ShownOverview } from '../../protocol/examplesView';
import { LabError } from '../../protocol/labError';
import type { AnswerPair } from '../../protocol/views';
import { showExample } from '../editor/places';
import { saveDialog } from '../editor/shown/dialogs';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import { tellBriefly } from '../editor/shown/messages';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { canNow, nameAmong, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { sharesAsked } from '../views/shareQuestion';
import { ShownWork } from '../views/shownWork';
import type { Answers, ViewPanel } from '../views/viewPanel';
import { inputOf } from './inputOf';

/** The evaluation: by its id, '' the latest. */
export interface ExamplesSource {
  folder: string;
  evaluation: string;
}

export interface ExamplesNeeds {
  memory: vscode.Memento;
  /** For reading what is kept; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  runs: Runs;
  actions: { evaluate(folder: string): Promise<void> };
  log: Log;
}

type ExamplesOpening = Opening<ExamplesViewContract, ExamplesSource>;
type Calls = ExamplesViewContract['calls'];

const ROWS_A_PAGE = 100;
const MOST_NEAREST = 10;
const TOLD_MS = 5000;

export const openExamples = (opening: ExamplesOpening, needs: ExamplesNeeds): ExamplesPanel =>
  new ExamplesPanel(opening, needs);

export class ExamplesPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<ExamplesViewContract>;
  private readonly work: ShownWork;
  private readonly folder: string;
  private evaluation: string;
  private overview?: Omit<ShownOverview, 'canExplain'>;
  private version = 0;
  /** Of the evaluation that was there when it was read. */
  private readMs?: number;
  private nearest: NearestExamples['examples'] = [];
  private wanted?: ExampleCondition[];

  constructor(
    private readonly opening: ExamplesOpening,
    private readonly needs: ExamplesNeeds,
  ) {
    const { panel, life, subject, connect } = opening;
    this.panel = panel;
    this.folder = subject.folder;
    this.evaluation = subject.evaluation;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The reading was cancelled.'),
      log: needs.log,
    });
    const name = this.name();
    setTitle(panel, vscode.l10n.t('Examples: {0}', name));
    life.add({ dispose: () => this.work.stop() });
    life.add(needs.runs.onDidChange(() => this.onChange()));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.view.changed('overview')));
    this.view = connect(this.answers(), {
      notice: () => this.work.notice,
      overview: () => this.shown(),
      wanted: () => this.takeWanted(),
    });
    this.read();
  }

  private answers(): Answers<ExamplesViewContract> {
    const { folder } = this;
    return {
      page: async ({ version, ...asked }) => {
        this.requireCurrent(version);
        const page = await this.needs.reading.call('examplesPage', { ...this.of(), ...asked, most: ROWS_A_PAGE });
        return { ...page, examples: page.examples.map(withoutFolder) };
      },
      example: async (request) => withoutFolder(await this.exampleOf(request)),
      nearest: (request, { signal }) => this.nearestTo(request, signal),
      attribute: (request, { signal }) => this.attribute(request, signal),
      reveal: async (request) => (await showExample(await this.exampleOf(request)), {}),
      revealNearest: async ({ place }) => (await showExample(this.nearest.at(place)), {}),
      save: (request) => this.save(request),
      showEvaluation: ({ id }) => {
        this.evaluation = id;
        this.opening.keep({ folder, evaluation: id });
        this.read();
        return {};
      },
      evaluate: async () => (await this.needs.actions.evaluate(folder), {}),
      openRun: async () => {
        await vscode.commands.executeCommand('nlpLab.openRun', runId(folder));
        return {};
      },
    };
  }

  /** What the view shows once the work going on now has ended; undefined where it failed. */
  async settled(): Promise<ShownOverview | undefined> {
    await this.work.settled;
    return this.shown();
  }

  private shown(): ShownOverview | undefined {
    if (this.work.notice || !this.overview) return undefined;
    const entry = this.needs.runs.at(this.folder);
    const canExplain = vscode.workspace.isTrusted && entry !== undefined && canNow(entry, 'label', 'number', 'tag');
    return { ...this.overview, canExplain };
  }

  /** Lists those of a pair of answers alone, of an evaluation by its id; the wrong ones where no pair is meant. */
  want(evaluation: string, pair: AnswerPair | undefined): void {
    this.wanted = conditionsOfPair(pair);
    this.view.changed('wanted');
    if (evaluation === this.evaluation) return;
    this.evaluation = evaluation;
    this.read();
  }

  /** Told once. */
  private takeWanted(): ExampleCondition[] | undefined {
    const { wanted } = this;
    this.wanted = undefined;
    return wanted;
  }

  private name(): string {
    const { runs } = this.needs;
    const entry = runs.at(this.folder);
    return entry ? nameAmong(entry, runs.all) : runId(this.folder);
  }

  private of(): { folder: string; evaluation?: string } {
    return { folder: this.folder, ...(this.evaluation === '' ? {} : { evaluation: this.evaluation }) };
  }

  private onChange(): void {
    const now = this.needs.runs.at(this.folder)?.summary.evaluatedMs;
    if (now === undefined || this.readMs === undefined || now === this.readMs) return;
    this.evaluation = ''; // what is new is looked at
    this.read();
  }

  private read(): void {
    const { reading, runs } = this.needs;
    const message = vscode.l10n.t('Reading the examples');
    this.work.start(message, async (signal) => {
      const entry = runs.at(this.folder) ?? (await runs.find(runId(this.folder)));
      this.readMs = entry?.summary.evaluatedMs;
      const [{ evaluations }, overview] = await Promise.all([
        reading.call('report', { folder: this.folder, evaluation: this.evaluation }, { signal }),
        reading.call('examplesOverview', this.of(), { signal }),
      ]);
      const named = evaluations.map((one) => ({ ...one, source: path.basename(one.source) }));
      return () => {
        this.overview = {
          ...{ ...overview, version: ++this.version, run: this.name(), source: path.basename(overview.source) },
          ...{ evaluations: named, evaluation: this.evaluation },
          hasNearest: entry !== undefined && can(entry.summary.record, 'label', 'number', 'embed'),
        };
        this.view.changed('overview');
      };
    });
  }

  private requireCurrent(version: number): void {
    if (this.overview?.version !== version)
      throw new LabError('CANCELLED', vscode.l10n.t('The examples have changed meanwhile.'));
  }

  private exampleOf({ version, index }: Calls['example']['request']): Promise<NumberedExample> {
    this.requireCurrent(version);
    return this.needs.reading.call('example', { ...this.of(), index });
  }

  private async nearestTo(
    { version, index }: Calls['nearest']['request'],
    signal: AbortSignal,
  ): Promise<NearestExamples> {
    requireTrust();
    this.requireCurrent(version);
    const found = await this.needs.working.call('nearestExamples', { ...this.of(), index, most: MOST_NEAREST }, { signal }); // prettier-ignore
    this.nearest = found.examples;
    return { ...found, examples: found.examples.map(withoutFolder) };
  }

  private async attribute(
    { version, index, ...shares }: Calls['attribute']['request'],
    signal: AbortSignal,
  ): Promise<AttributionReply> {
    requireTrust();
    const example = await this.exampleOf({ version, index });
    const record = this.needs.runs.at(this.folder)?.summary.record;
    const input = inputOf(example, record !== undefined && can(record, 'tag'));
    return this.needs.working.call('attribute', { folder: this.folder, ...input, ...sharesAsked(shares) }, { signal });
  }

  private async save({ version, ...asked }: ListRequest): Promise<{ saved: boolean }> {
    requireTrust();
    this.requireCurrent(version);
    const beside = vscode.workspace.workspaceFolders?.at(0)?.uri;
    const name = `${runId(this.folder)}-examples.csv`;
    const place = await saveDialog({
      ...(beside ? { defaultUri: vscode.Uri.joinPath(beside, name) } : {}),
      filters: { CSV: ['csv'] },
      title: vscode.l10n.t('Save {0}', name),
    });
    if (!place) return { saved: false };
    await this.needs.reading.call('saveExamples', { ...this.of(), ...asked, output: place.fsPath });
    tellBriefly(vscode.l10n.t('Saved {0}', path.basename(place.fsPath)), TOLD_MS);
    return { saved: true };
  }
}

const conditionsOfPair = (pair: AnswerPair | undefined): ExampleCondition[] =>
  pair
    ? [
        { kind: 'gold', value: pair.gold },
        { kind: 'prediction', value: pair.prediction },
      ]
    : [{ kind: 'outcome', outcome: 'wrong' }];

/** Views get no paths. */
const withoutFolder = <E extends { file?: string }>({ file, ...example }: E): E =>
  ({ ...example, ...(file === undefined ? {} : { file: path.basename(file) }) }) as E;
