// How failures reach a person: one sentence, one way on, the rest in the log.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { spoken } from './engineTexts';
import { type Log } from './shown/log';
import { tell } from './shown/messages';

export class Messages {
  constructor(private readonly log: Log) {}

  /** Shows what went wrong; a cancelled action says nothing. Does not wait for the person. */
  failure(error: unknown): void {
    const { code, message: written, place } = LabError.toData(error);
    if (code === 'CANCELLED') return;
    if (error instanceof Error && code === 'INTERNAL') this.log.error(error);
    else this.log.error(place?.file ? `${written} (${place.file}${place.line ? `:${place.line}` : ''})` : written);
    const message = spoken(written, vscode.l10n.t);
    const showLog = vscode.l10n.t('Show Log');
    void tell.error(message, showLog).then((choice) => {
      if (choice === showLog) this.log.show();
    });
  }

  /** Runs what a command does; its failures are shown, not thrown. */
  async guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.failure(error);
      return undefined;
    }
  }
}
