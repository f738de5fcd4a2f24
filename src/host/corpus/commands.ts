// The commands on a corpus: its statistics, and a clean copy of it.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { cleaningStepNames, type CleaningStep, type CleaningStepName } from '../../protocol/cleaning';
import type { CleanReply } from '../../protocol/corpus';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import type { CorpusPanels } from './corpusPanels';

export interface CorpusCommandParts {
  corpora: CorpusPanels;
  counting: SharedEngine;
}

const TEXT = /\.(txt|md|csv|tsv|jsonl)(\.gz)?$/i;
/** So many lines are looked at to say what each step would change. */
const PREVIEW_LINES = 20_000;

export function corpusCommands({ corpora, counting }: CorpusCommandParts) {
  return {
    corpusStatistics: async (uri?: vscode.Uri) => corpora.show(await corpusFile(uri)),
    /** Other extensions may name the steps and so skip the question; answers with the copy's address. */
    cleanToNewFile: async (uri?: vscode.Uri, names?: unknown) => {
      const file = await corpusFile(uri);
      const given = Array.isArray(names) ? names.filter(isStepName) : undefined;
      const steps = given ?? (await pickSteps(counting, file));
      return steps && steps.length > 0 ? writeCopy(counting, file, steps) : undefined;
    },
  };
}

const isStepName = (name: unknown): name is CleaningStepName => cleaningStepNames.some((known) => known === name);

/** The given or active file, as it lies on the disk. */
async function corpusFile(uri?: vscode.Uri): Promise<vscode.Uri> {
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!file) throw new LabError('NOT_FOUND', vscode.l10n.t('Open a text file first.'));
  if (file.scheme !== 'file') throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Save the text as a file first.'));
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  if (open?.isDirty && !(await open.save()))
    throw new LabError('DISK', vscode.l10n.t('{0} could not be saved.', path.basename(file.fsPath)));
  return file;
}

interface StepItem extends vscode.QuickPickItem {
  name: CleaningStepName;
}

/** Steps in the order they were ticked; undefined when the person thought better of it. */
async function pickSteps(counting: SharedEngine, file: vscode.Uri): Promise<CleaningStepName[] | undefined> {
  const pick = vscode.window.createQuickPick<StepItem>();
  const cancel = new AbortController();
  const name = path.basename(file.fsPath);
  pick.title = vscode.l10n.t('Clean {0} to a new file', name);
  pick.placeholder = vscode.l10n.t('Tick the steps in the order in which they shall run');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true; // a click beside it shall not lose the choice
  pick.busy = true;
  pick.items = cleaningStepNames.map((step) => ({ name: step, label: step }));
  let order: CleaningStepName[] = [];
  pick.onDidChangeSelection((items) => {
    const ticked = items.map((item) => item.name);
    order = [...order.filter((step) => ticked.includes(step)), ...ticked.filter((step) => !order.includes(step))];
    pick.title = order.length > 0 ? order.join(' → ') : vscode.l10n.t('Clean {0} to a new file', name);
  });
  const chosen = new Promise<CleaningStepName[] | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(order));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  const request = { file: file.fsPath, steps: cleaningStepNames.map(stepOf), baseFolder: path.dirname(file.fsPath) };
  const preview = counting
    .call('clean', { ...request, alone: true, maxLines: PREVIEW_LINES }, { signal: cancel.signal })
    .then((reply) => {
      const ticked = new Set(order);
      pick.items = reply.steps.map((report) => ({
        name: report.step,
        label: report.step,
        description: effectOf(report, reply),
      }));
      pick.selectedItems = pick.items.filter((item) => ticked.has(item.name));
    })
    .catch(() => undefined) // the copy itself will tell what is wrong
    .finally(() => (pick.busy = false));
  try {
    return await chosen;
  } finally {
    cancel.abort();
    await preview;
    pick.dispose();
  }
}

function effectOf({ lines, characters }: CleanReply['steps'][number], { lines: all, complete }: CleanReply): string {
  if (lines === 0) return vscode.l10n.t('changes nothing');
  return complete
    ? vscode.l10n.t('{0} of {1} lines, characters: {2}', count(lines), count(all), count(characters))
    : vscode.l10n.t('{0} of the first {1} lines, characters: {2}', count(lines), count(all), count(characters));
}

/** A step with its usual options. */
function stepOf(step: CleaningStepName): CleaningStep {
  switch (step) {
    case 'urls':
      return { step, replacement: 'URL' };
    case 'emails':
      return { step, replacement: 'EMAIL' };
    case 'emoji':
      return { step, replacement: 'EMOJI' };
    case 'digits':
      return { step, replacement: '' };
    case 'repeats':
      return { step, maximum: 2 };
    case 'special-characters':
      return { step, keep: '' };
    case 'stop-words':
      return { step, language: 'both' };
    default:
      return { step };
  }
}

/** `reviews.tsv.gz` gives `reviews.clean.tsv`. */
export function cleanName(file: string): string {
  const { dir, name, ext } = path.parse(file.replace(/\.gz$/i, ''));
  return path.join(dir, `${name}.clean${ext}`);
}

async function writeCopy(
  counting: SharedEngine,
  file: vscode.Uri,
  names: readonly CleaningStepName[],
): Promise<string | undefined> {
  const output = cleanName(file.fsPath);
  const target = vscode.Uri.file(output);
  if (!(await mayWrite(target))) return undefined;
  const request = { file: file.fsPath, steps: names.map(stepOf), baseFolder: path.dirname(output), output };
  const title = vscode.l10n.t('Cleaning {0}', path.basename(file.fsPath));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const reply = await vscode.window.withProgress(options, (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let told = 0;
    const onProgress = ({ fraction = 0 }: { fraction?: number }): void => {
      progress.report({ increment: Math.max(0, fraction * 100 - told) });
      told = Math.max(told, fraction * 100);
    };
    return counting.call('clean', request, { signal: cancel.signal, onProgress });
  });
  if (TEXT.test(output)) await vscode.window.showTextDocument(target, { preview: false });
  const { changed, lines, removed } = reply;
  const summary = vscode.l10n.t(
    '{0} of {1} lines changed, {2} left out.',
    count(changed),
    count(lines),
    count(removed),
  );
  void vscode.window.showInformationMessage([summary, ...reply.notices].join(' '));
  return target.toString();
}

async function mayWrite(target: vscode.Uri): Promise<boolean> {
  const exists = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!exists) return true;
  const replace = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('{0} is there already. Replace it?', path.basename(target.fsPath));
  return (await vscode.window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
