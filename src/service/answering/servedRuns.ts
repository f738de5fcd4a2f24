// The runs of a service: opened before the first request, opened anew when they have been trained on, and gone when their folder is.

import { LabError, type LabErrorData } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import type { RunToServe } from '../serviceOptions';
import type { EngineClient } from './engines';
import { Refusal } from './refusals';

export interface ServedRun {
  /** As requests name it. */
  name: string;
  /** How engines are asked about it: what they hold. */
  held: { folder: string; checkpoint?: 'best' | 'last' };
  record: RunRecord;
  /** `best` or `last`; none of a model's file. */
  checkpoint?: string;
  /** Changes with each reload. */
  version: number;
  openedAt: Date;
  /** Why it cannot be asked. */
  gone?: string;
}

interface ServedRunsOptions {
  runs: readonly RunToServe[];
  checkpoint?: 'best' | 'last';
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

export class ServedRuns {
  private readonly byFolder = new Map<string, ServedRun>();
  /** By name what went wrong when it was last looked at, so that it is told once. */
  private readonly told = new Map<string, string>();
  reloads = 0;

  constructor(private readonly options: ServedRunsOptions) {}

  get all(): readonly ServedRun[] {
    return [...this.byFolder.values()];
  }

  get areReady(): boolean {
    return this.all.every(({ gone }) => gone === undefined);
  }

  /** Opens all of them in an engine. Fails as opening does, but for those that are known to be gone. */
  async openIn(client: EngineClient): Promise<void> {
    for (const { name: given, folder } of this.options.runs) {
      if (this.byFolder.get(folder)?.gone !== undefined) continue;
      const held = { folder, checkpoint: this.options.checkpoint };
      const { record, checkpoint } = await client.call('hold', held);
      if (this.byFolder.has(folder)) continue;
      const isTaken = this.all.some(({ name }) => name === record.name);
      const name = given ?? (isTaken ? record.id : record.name);
      this.byFolder.set(folder, { name, held, record, checkpoint, version: 1, openedAt: new Date() });
    }
  }

  /** Looks in every engine whether runs have changed. Until a run is open anew, it answers as it was. Never fails. */
  async renew(clients: readonly EngineClient[]): Promise<void> {
    for (const run of this.all) {
      try {
        await this.renewOne(run, clients);
        this.told.delete(run.name);
      } catch (error) {
        this.keep(run, LabError.toData(error));
      }
    }
  }

  private async renewOne({ name, held, gone, version }: ServedRun, clients: readonly EngineClient[]): Promise<void> {
    let isNew = gone !== undefined;
    for (const client of clients) {
      const { record, checkpoint, ...opened } = await client.call('hold', held);
      isNew ||= opened.isNew;
      if (!isNew || client !== clients[clients.length - 1]) continue;
      this.byFolder.set(held.folder, { name, held, record, checkpoint, version: version + 1, openedAt: new Date() });
      this.reloads++;
      const which = `${checkpoint ?? 'its file'}, epoch ${record.epoch}, step ${record.step}`;
      this.options.log('info', `The run ${name} was opened anew (${which}).`);
    }
  }

  private keep(run: ServedRun, { code, message }: LabErrorData): void {
    if (code === 'CLOSED' || code === 'CANCELLED') return; // the engine, not the run
    if (code === 'NOT_FOUND') run.gone = `The run "${run.name}" was deleted or moved while it was served. ${message}`;
    if (this.told.get(run.name) === message) return;
    this.told.set(run.name, message);
    this.options.log('warn', run.gone ?? `The run ${run.name} stays as it was: ${message}`);
  }

  /** Of that name or id; where none is given the only one. Fails with a `Refusal`: 404, 400 or, of a run that has gone, 410. */
  named(name: string | undefined): ServedRun {
    const all = this.all;
    if (name === undefined && all.length > 1)
      throw new Refusal(400, 'INVALID_ARGUMENT', `Name a run: ${names(all)}.`, { param: 'run' });
    const run = name === undefined ? all[0] : all.find((each) => each.name === name || each.record.id === name);
    if (run === undefined)
      throw new Refusal(404, 'NOT_FOUND', `There is no run "${name?.slice(0, 200)}" here. There is ${names(all)}.`);
    if (run.gone !== undefined) throw new Refusal(410, 'GONE', run.gone);
    return run;
  }
}

const names = (runs: readonly ServedRun[]): string => runs.map(({ name }) => `"${name}"`).join(', ');
