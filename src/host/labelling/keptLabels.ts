// The file of labels behind a labelling: changes are kept at once, one after the other, and whoever else changes the file is noticed.
import type { LabelChange, LabelEntry, LabellingKind } from '../../protocol/labelling';
import type { SharedEngine } from '../engine/sharedEngine';

export interface KeptLabelsOptions {
  engine: Pick<SharedEngine, 'call'>;
  file: string;
  kind: LabellingKind;
  /** The file was changed by others: all of it, once nothing of ours waits any more. */
  onOthers(entries: LabelEntry[]): void;
  /** Something was kept, or could not be: then it waits for `again`. */
  onKept(failure: unknown): void;
}

export class KeptLabels {
  private waiting: LabelChange[] = [];
  private working: Promise<void> = Promise.resolve();
  private stamp = '';

  constructor(private readonly options: KeptLabelsOptions) {}

  /** Settles when nothing is being written or read any more. */
  get settled(): Promise<void> {
    return this.working;
  }

  /** What the file holds, to begin with. Fails as the call. */
  async read(): Promise<{ entries: LabelEntry[]; notices: string[] }> {
    const { engine, file, kind } = this.options;
    const { stamp, entries = [], notices } = await engine.call('readLabels', { file, kind });
    this.stamp = stamp;
    return { entries, notices };
  }

  keep(change: LabelChange): void {
    this.waiting.push(change);
    this.again();
  }

  /** Keeps what waits; all that came meanwhile goes into the file at once. */
  again(): void {
    this.working = this.working.then(() => this.write());
  }

  /** Looks whether others have changed the file. */
  look(): void {
    this.working = this.working.then(() => this.readOthers());
  }

  private async write(): Promise<void> {
    const changes = this.waiting;
    if (changes.length === 0) return;
    this.waiting = [];
    const { engine, file, kind } = this.options;
    try {
      const { before, stamp } = await engine.call('changeLabels', { file, kind, changes });
      const isOurs = before === this.stamp;
      if (isOurs) this.stamp = stamp;
      this.options.onKept(undefined);
      if (!isOurs) this.look();
    } catch (error) {
      this.waiting = [...changes, ...this.waiting];
      this.options.onKept(error);
    }
  }

  /** That is kept first, and the file is looked at again then: what was read meanwhile does not have it. */
  private get anythingWaits(): boolean {
    return this.waiting.length > 0;
  }

  private async readOthers(): Promise<void> {
    if (this.anythingWaits) return;
    const { engine, file, kind } = this.options;
    try {
      const { stamp, entries } = await engine.call('readLabels', { file, kind, unless: this.stamp });
      if (!entries || this.anythingWaits) return;
      this.stamp = stamp;
      this.options.onOthers(entries);
    } catch (error) {
      this.options.onKept(error);
    }
  }
}
