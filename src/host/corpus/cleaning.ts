// A clean copy of a corpus: which steps, in which order, and what each would change.
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  cleaningStepNames,
  plainCleaningStepNames,
  type CleaningStep,
  type CleaningStepName,
  type PlainCleaningStepName,
} from '../../protocol/cleaning';
import type { CleanReply } from '../../protocol/corpus';
import { isCorpusFile } from '../../protocol/corpusFiles';
import { count } from '../../protocol/figures';
import { allSpoken } from '../editor/engineTexts';
import { mayWrite } from '../editor/files';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { askStopWords } from './stopWordLists';
import { tell } from '../editor/shown/messages';
import { askForLine, type Choice, TickList } from '../editor/shown/picks';

/** So many lines are looked at to say what each step would change. */
const PREVIEW_LINES = 20_000;

export const isStepName = (name: unknown): name is PlainCleaningStepName =>
  plainCleaningStepNames.some((known) => known === name);

interface StepItem extends Choice {
  name: CleaningStepName;
}

/** Steps in the order they were ticked; undefined when the person thought better of it. */
export async function pickSteps(counting: SharedEngine, file: vscode.Uri): Promise<CleaningStep[] | undefined> {
  const cancel = new AbortController();
  const name = path.basename(file.fsPath);
  const title = vscode.l10n.t('Clean {0} to a new file', name);
  const placeholder = vscode.l10n.t('Tick the steps in the order in which they shall run');
  const list = new TickList<StepItem>({ title, placeholder });
  list.setBusy(true);
  const own: StepItem = {
    name: 'replace',
    label: 'replace',
    description: vscode.l10n.t('a regular expression, asked next'),
  };
  list.setItems(cleaningStepNames.map((step) => (step === 'replace' ? own : { name: step, label: step })));
  let order: CleaningStepName[] = [];
  list.onTick((items) => {
    const ticked = items.map((item) => item.name);
    order = [...order.filter((step) => ticked.includes(step)), ...ticked.filter((step) => !order.includes(step))];
    list.setTitle(order.length > 0 ? order.join(' → ') : title);
  });
  const accepted = list.accepted();
  const request = {
    file: file.fsPath,
    steps: plainCleaningStepNames.map(stepOf),
    baseFolder: path.dirname(file.fsPath),
  };
  const preview = counting
    .call('clean', { ...request, alone: true, maxLines: PREVIEW_LINES }, { signal: cancel.signal })
    .then((reply) => {
      const ticked = new Set(order);
      const items = reply.steps.map((report) => ({
        name: report.step,
        label: report.step,
        description: effectOf(report, reply),
      }));
      list.setItems([own, ...items], (item) => ticked.has(item.name));
    })
    .catch(() => undefined) // the copy itself will tell what is wrong
    .finally(() => list.setBusy(false));
  try {
    return (await accepted) ? await withOptions(order) : undefined;
  } finally {
    cancel.abort();
    await preview;
    list.dispose();
  }
}

/** The steps with their options, an own pattern and the list of stop words asked for; undefined when the person thought better of it. */
async function withOptions(names: readonly CleaningStepName[]): Promise<CleaningStep[] | undefined> {
  const steps: CleaningStep[] = [];
  for (const name of names) {
    const step = await (name === 'replace' ? askPattern() : name === 'stop-words' ? askStopWords() : stepOf(name));
    if (!step) return undefined;
    steps.push(step);
  }
  return steps;
}

async function askPattern(): Promise<CleaningStep | undefined> {
  const title = vscode.l10n.t('Replace what a pattern finds');
  const ask = { title, ignoreFocusOut: true };
  const pattern = await askForLine({
    ...ask,
    prompt: vscode.l10n.t('Regular expression'),
    placeHolder: '\\d+ won',
  });
  if (!pattern) return undefined;
  const replacement = await askForLine({
    ...ask,
    prompt: vscode.l10n.t('What comes in its place; $1 is what the first group found, nothing takes it out'),
  });
  return replacement === undefined ? undefined : { step: 'replace', pattern, replacement };
}

function effectOf({ lines, characters }: CleanReply['steps'][number], { lines: all, complete }: CleanReply): string {
  if (lines === 0) return vscode.l10n.t('changes nothing');
  return complete
    ? vscode.l10n.t('{0} of {1} lines, characters: {2}', count(lines), count(all), count(characters))
    : vscode.l10n.t('{0} of the first {1} lines, characters: {2}', count(lines), count(all), count(characters));
}

/** A step with its usual options. */
export function stepOf(step: PlainCleaningStepName): CleaningStep {
  switch (step) {
    case 'urls':
      return { step, replacement: 'URL' };
    case 'emails':
      return { step, replacement: 'EMAIL' };
    case 'emoji':
      return { step, replacement: 'EMOJI' };
    case 'digits':
      return { step, replacement: '' };
    case 'brackets':
      return { step, kind: 'all' };
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
function cleanName(file: string): string {
  const { dir, name, ext } = path.parse(file.replace(/\.gz$/i, ''));
  return path.join(dir, `${name}.clean${ext}`);
}

/** The copy's address; undefined where the person would not replace a file. */
export async function writeCopy(
  counting: SharedEngine,
  file: vscode.Uri,
  steps: CleaningStep[],
): Promise<string | undefined> {
  const output = cleanName(file.fsPath);
  const target = vscode.Uri.file(output);
  if (!(await mayWrite(target))) return undefined;
  const request = { file: file.fsPath, steps, baseFolder: path.dirname(output), output };
  const title = vscode.l10n.t('Cleaning {0}', path.basename(file.fsPath));
  const reply = await withProgress(title, (signal, onProgress) =>
    counting.call('clean', request, { signal, onProgress: ({ fraction }) => onProgress({ fraction }) }),
  );
  if (isCorpusFile(output)) await vscode.window.showTextDocument(target, { preview: false });
  const { changed, lines, removed } = reply;
  const summary = vscode.l10n.t(
    '{0} of {1} lines changed, {2} left out.',
    count(changed),
    count(lines),
    count(removed),
  );
  void tell.information([summary, ...allSpoken(reply.notices, vscode.l10n.t)].join(' '));
  return target.toString();
}
