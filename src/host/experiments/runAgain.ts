// Trains a run once more from its record. What is not as it was then is told before, and a person chooses.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { differenceInWords, samenessInWords } from '../../protocol/runAgain';
import type { TrainRequest } from '../../protocol/trainRequest';
import { exists } from '../editor/onDisk';
import { tell } from '../editor/shown/messages';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training } from '../engine/trainings';
import { nameOf, type RunEntry } from '../runs/runEntry';

interface RunAgainParts {
  reading: Pick<SharedEngine, 'call'>;
  trainer: { start(name: string, request: TrainRequest): Promise<Training | undefined> };
}

/** So many differences are told, and how many more there are. */
const MOST_TOLD = 8;

/** Undefined where the person does not want it so, and while it waits for its turn. */
export async function runAgain({ reading, trainer }: RunAgainParts, entry: RunEntry): Promise<Training | undefined> {
  requireTrust(vscode.l10n.t('Trust this folder to train models in it.'));
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
  return trainer.start(nameOf(entry), { ...request, runsFolder: path.dirname(folder) });
}

/** Whether a run came to the same as the one that it was to be once more, where that is still there. */
export async function tellSameness(reading: RunAgainParts['reading'], folder: string, again: string): Promise<void> {
  const before = path.join(path.dirname(folder), again);
  if (!(await exists(before))) return;
  const sameness = await reading.call('sameness', { folders: [before, folder] });
  void tell.information(samenessInWords(sameness, again, vscode.l10n.t));
}
