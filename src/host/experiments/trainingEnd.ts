// What is said when a training has ended.
import * as vscode from 'vscode';
import { duration } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { Messages } from '../editor/messages';
import type { Log } from '../editor/shown/log';
import { tell } from '../editor/shown/messages';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TrainingEnd } from '../engine/trainings';
import { tellSameness } from './runAgain';

interface Telling {
  log: Log;
  messages: Messages;
  reading: Pick<SharedEngine, 'call'>;
  showRun(folder: string): void;
}

/** A training this long is worth a message when it has ended; shorter ones are still being watched. */
const LONG_SECONDS = 60;

export function tellEnd(
  name: string,
  { folder, status, seconds, failure, isTrial, again }: TrainingEnd,
  { log, messages, reading, showRun }: Telling,
): void {
  log.info(vscode.l10n.t('{0}: {1} after {2}', name, status, duration(seconds)));
  if (failure && status !== 'stopped') return messages.failure(LabError.fromData(failure));
  if (folder === undefined || status !== 'completed') return;
  if (again !== undefined) void messages.guarded(() => tellSameness(reading, folder, again));
  if (seconds < LONG_SECONDS || isTrial) return;
  const open = vscode.l10n.t('Open Run');
  const message = vscode.l10n.t('{0} was trained in {1}.', name, duration(seconds));
  void tell.information(message, open).then((choice) => {
    if (choice === open) showRun(folder);
  });
}
