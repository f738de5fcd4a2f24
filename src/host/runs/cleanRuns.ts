// Cleaning runs: a person sees what would go and how much that is, chooses, is asked, and can take it back. Afterwards it goes to the
// system's trash, where there is one.
import * as vscode from 'vscode';
import { bytes } from '../../protocol/figures';
import { bytesOf, CLEANED_KINDS, type CleanedKind, type Cleaning, USUALLY_CLEANED } from '../../protocol/runCleaning';
import { tell } from '../editor/shown/messages';
import { type Choice, pickMany } from '../editor/shown/picks';
import type { Log } from '../editor/shown/log';
import type { SharedEngine } from '../engine/sharedEngine';
import { isRunning, type RunEntry } from './runEntry';
import type { Runs } from './runs';

interface CleaningParts {
  reading: SharedEngine;
  runs: Runs;
  log: Log;
}

/** Returns how many bytes were moved aside; undefined where the person gave up. @param entries none: all runs */
export async function cleanRuns(parts: CleaningParts, entries: readonly RunEntry[]): Promise<number | undefined> {
  const { reading, runs } = parts;
  const meant = (entries.length > 0 ? entries : await runs.ready()).filter((entry) => !isRunning(entry));
  const folders = meant.map(({ summary }) => summary.folder);
  const plan = await reading.call('cleanableRuns', { folders });
  const starred = plan.spared.filter(({ reason }) => reason === 'starred').length;
  const spared = starred > 0 ? vscode.l10n.t('Starred runs are left alone: {0}.', starred) : '';
  const items: (Choice & { what: CleanedKind })[] = CLEANED_KINDS.flatMap((kind) => {
    const having = plan.runs.filter((run) => bytesOf(run, [kind]) > 0);
    const size = having.reduce((sum, run) => sum + bytesOf(run, [kind]), 0);
    const description = `${bytes(size)} · ${vscode.l10n.t('{0} runs', having.length)}`;
    return size === 0 ? [] : [{ ...wordsOn(kind), description, picked: USUALLY_CLEANED.includes(kind), what: kind }];
  });
  if (items.length === 0) {
    void tell.information([vscode.l10n.t('There is nothing to clean.'), spared].join(' ').trim());
    return undefined;
  }
  const title = vscode.l10n.t('What should go? The best and the last checkpoint stay.');
  const picked = await pickMany(items, { title, placeHolder: spared });
  const kinds = picked?.map(({ what }) => what) ?? [];
  if (kinds.length === 0) return undefined;
  const size = plan.runs.reduce((sum, run) => sum + bytesOf(run, kinds), 0);
  const chosen = plan.runs.filter((run) => bytesOf(run, kinds) > 0);
  const clean = vscode.l10n.t('Clean Up');
  const question = vscode.l10n.t('Move {0} of {1} runs into the trash?', bytes(size), chosen.length);
  if ((await tell.modally(question, clean)) !== clean) return undefined;
  const { runs: cleaned, cleanings } = await reading.call('cleanRuns', {
    ...{ folders: chosen.map(({ folder }) => folder), kinds },
  });
  await runs.refresh();
  offerUndo(parts, cleanings);
  return cleaned.reduce((sum, run) => sum + bytesOf(run, kinds), 0);
}

function wordsOn(kind: CleanedKind): { label: string; detail: string } {
  const { t } = vscode.l10n;
  return {
    optimizer: {
      label: t('Optimiser state'),
      detail: t('Of complete runs. Only a training that goes on needs it; the runs answer as before.'),
    },
    previous: {
      label: t('Checkpoint before the last'),
      detail: t('Of complete runs, kept in case the last is damaged.'),
    },
    features: {
      label: t('What was found in pictures'),
      detail: t('Of complete runs. It is found anew where it is needed; the runs answer as before.'),
    },
    path: {
      label: t('Parameters along the way'),
      detail: t('Of complete runs. The loss around their path cannot be shown any more.'),
    },
    evaluations: {
      label: t('Earlier evaluations and examples'),
      detail: t('The figures of the latest evaluation stay; its examples cannot be shown any more.'),
    },
  }[kind];
}

function offerUndo({ reading, runs, log }: CleaningParts, cleanings: readonly Cleaning[]): void {
  const size = cleanings.reduce((sum, cleaning) => sum + cleaning.bytes, 0);
  const undo = vscode.l10n.t('Undo');
  void tell.information(vscode.l10n.t('Moved {0} into the trash.', bytes(size)), undo).then(async (choice) => {
    for (const { folder } of cleanings)
      if (choice !== undo) await handOver(folder, log);
      else {
        const { left } = await reading.call('restoreCleaning', { folder });
        for (const file of left)
          log.warn(vscode.l10n.t('{0} stays there: its run has gone, or its place is taken.', file));
      }
    await runs.refresh();
  });
}

async function handOver(folder: string, log: Log): Promise<void> {
  try {
    await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash: true });
  } catch {
    log.info(vscode.l10n.t('There is no system trash here: what was cleaned stays in {0}.', folder));
  }
}
