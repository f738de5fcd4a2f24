// The file that a panel shows: read when it is opened and whenever it changes, one reading at a time.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { Log } from '../editor/shown/log';
import type { Notice } from '../../protocol/views';
import { ShownWork } from '../views/shownWork';

interface FileReadingOptions<R> {
  life: Lifetime;
  log: Log;
  read(signal: AbortSignal): Promise<R>;
  /** What is shown, or the notice in its place, is another one. */
  onChange(): void;
}

export interface FileReading<R> {
  readonly notice: Notice | undefined;
  /** As it was read last; undefined before the first time, and while there is a notice. */
  readonly shown: R | undefined;
  again(): void;
  cancel(): void;
}

export function fileReading<R>({ life, log, read, onChange }: FileReadingOptions<R>): FileReading<R> {
  let found: R | undefined;
  const work = new ShownWork({ onNotice: onChange, cancelled: vscode.l10n.t('Opening was cancelled.'), log });
  life.add({ dispose: () => work.stop() });
  return {
    get notice() {
      return work.notice;
    },
    get shown() {
      return work.notice ? undefined : found;
    },
    cancel: () => work.stop(),
    again: () =>
      work.start(vscode.l10n.t('Reading the file'), async (signal) => {
        const reply = await read(signal);
        return () => {
          found = reply;
          onChange();
        };
      }),
  };
}
