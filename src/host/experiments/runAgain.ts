// Trains a run once more from its record. What is not as it was then is told before, and a person chooses.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { differenceInWords, samenessInWords } from '../../protocol/runAgain';
import { tell } from '../editor/shown/messages';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training, TrainingEnd } from '../engine/trainings';
import type { Messages } from '../editor/messages';
import { nameOf, type RunEntry, runId } from '../runs/runEntry';
import type { Trainer } from './trainer';

interface RunAgainParts {
  reading: Pick<SharedEngine, 'call'>;
  trainer: Pick<Trainer, 'trainAgain'>;
  messages: Pick<Messages, 'guarded'>;
}

/** So many differences are told, and how many more there are. */
const MOST_TOLD = 8;

/** Undefined where the person does not want it so. Fails with `BUSY` while something trains. */
export async function runAgain(parts: RunAgainParts, entry: RunEntry): Promise<Training | undefined> {
  requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
  const { reading, trainer, messages } = parts;
  const { t } = vscode.l10n;
  const { folder } = entry.summary;
  const { id, request, differences } = await reading.call('again', { folder });
  if (differences.length > 0) {
    const told = differences.slice(0, MOST_TOLD).map((difference) => differenceInWords(difference, t));
    const more = differences.length - told.length;
    const lines = [...told, ...(more > 0 ? [t('{0} more', more)] : [])].map((line) => `• ${line}`);
    const train = t('Train Nevertheless');
    const question = t('Not all is as it was when {0} was trained:', id);
    if ((await tell.modally([question, ...lines].join('\n'), train)) !== train) return undefined;
  }
  const training = await trainer.trainAgain(nameOf(entry), { ...request, runsFolder: path.dirname(folder) });
  void training.ended.then((end) => messages.guarded(() => tellSameness(reading, folder, end)));
  return training;
}

/** Whether the run came to the same as the one before. */
async function tellSameness(
  reading: RunAgainParts['reading'],
  before: string,
  { folder, status }: TrainingEnd,
): Promise<void> {
  if (folder === undefined || status !== 'completed') return;
  const sameness = await reading.call('sameness', { folders: [before, folder] });
  void tell.information(samenessInWords(sameness, runId(before), vscode.l10n.t));
}
