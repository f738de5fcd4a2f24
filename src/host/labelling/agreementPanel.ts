// The panel that shows how far two people's labels agree; it follows the files as they are saved and labelled.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Agreement } from '../../protocol/agreement';
import type { AgreementViewContract, ShownAgreement } from '../../protocol/agreementView';
import { LabError } from '../../protocol/labError';
import { allSpoken } from '../editor/engineTexts';
import { fileWatcher } from '../editor/fileWatcher';
import { showFileAt } from '../editor/places';
import { setTitle } from '../editor/shown/items';
import type { Log } from '../editor/shown/log';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';

/** Two files of labels; absolute. */
export interface AgreementSubject {
  files: [first: string, other: string];
}

export interface AgreementNeeds {
  memory: vscode.Memento;
  reading: SharedEngine;
  log: Log;
}

type AgreementOpening = Opening<AgreementViewContract, AgreementSubject>;
type Calls = AgreementViewContract['calls'];

export const openAgreement = (opening: AgreementOpening, needs: AgreementNeeds): AgreementPanel =>
  new AgreementPanel(opening, needs);

export class AgreementPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<AgreementViewContract>;
  private readonly work: ShownWork;
  private readonly files: AgreementSubject['files'];
  private found?: Agreement;
  private version = 0;
  /** The files have changed while nobody saw the view. */
  private isBehind = false;

  constructor(
    { panel, life, subject, connect }: AgreementOpening,
    private readonly needs: AgreementNeeds,
  ) {
    this.panel = panel;
    this.files = subject.files;
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('The comparison was cancelled.'),
      log: needs.log,
    });
    setTitle(panel, this.names.join(' ↔ '));
    life.add({ dispose: () => this.work.stop() });
    for (const file of this.files) {
      const watcher = life.add(fileWatcher(vscode.Uri.file(file)));
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
        life.add(event(() => this.onFileChange()));
    }
    life.add(panel.onDidChangeViewState(() => panel.visible && this.isBehind && this.compare()));
    this.view = connect(
      {
        cancel: () => (this.work.stop(), {}),
        again: () => (this.compare(), {}),
        chooseOther: async () => {
          await vscode.commands.executeCommand('nlpLab.compareLabels', vscode.Uri.file(this.files[0]));
          return {};
        },
        reveal: async (request) => (await this.reveal(request), {}),
      },
      { notice: () => this.work.notice, agreement: () => this.shown },
    );
    this.compare();
  }

  /** What the view shows once the comparison has ended, also one that began meanwhile; undefined where it failed. */
  async settled(): Promise<ShownAgreement | undefined> {
    for (let waited: Promise<void> | undefined; waited !== this.work.settled; await waited) waited = this.work.settled;
    return this.shown;
  }

  private get names(): [string, string] {
    const [first, other] = this.files;
    const [one, two] = [path.basename(first), path.basename(other)];
    return one === two ? [path.join(path.basename(path.dirname(first)), one), path.join(path.basename(path.dirname(other)), two)] : [one, two]; // prettier-ignore
  }

  private get shown(): ShownAgreement | undefined {
    if (!this.found || this.work.notice) return undefined;
    const [first, other] = this.files.map((file) => !/\.gz$/i.test(file));
    return {
      ...{ ...this.found, notices: allSpoken(this.found.notices, vscode.l10n.t) },
      ...{ version: this.version, files: this.names, canReveal: [first, other] },
    };
  }

  /** While somebody labels, a file changes with each label: what is hidden waits. */
  private onFileChange(): void {
    if (this.panel.visible) this.compare();
    else this.isBehind = true;
  }

  private compare(): void {
    this.isBehind = false;
    this.work.start(vscode.l10n.t('Comparing the labels'), async (signal) => {
      const found = await this.needs.reading.call('compareLabels', { files: this.files }, { signal });
      return () => {
        this.found = found;
        this.version++;
        this.view.changed('agreement');
      };
    });
  }

  private async reveal({ version, index, file }: Calls['reveal']['request']): Promise<void> {
    const apart = version === this.version ? this.found?.disagreements.at(index) : undefined;
    if (!apart) throw new LabError('CANCELLED', vscode.l10n.t('The figures have changed meanwhile.'));
    await showFileAt(vscode.Uri.file(this.files[file]), { line: apart.lines[file] - 1 });
  }
}
