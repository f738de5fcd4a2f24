// How failures reach a person: one sentence, one way on, the rest in the log.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';

export class Messages {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Shows what went wrong; a cancelled action says nothing. Does not wait for the person. */
  failure(error: unknown): void {
    const { code, message, place } = LabError.toData(error);
    if (code === 'CANCELLED') return;
    if (error instanceof Error && code === 'INTERNAL') this.log.error(error);
    else this.log.error(place?.file ? `${message} (${place.file}${place.line ? `:${place.line}` : ''})` : message);
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(message, showLog).then((choice) => {
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
