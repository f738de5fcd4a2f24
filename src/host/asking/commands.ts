// The commands about sequence-to-sequence runs: training on parallel files, decoding, and the views that look inside.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Trainer } from '../experiments/trainer';
import { pickRun, type RunArgument } from '../runs/pickRun';
import type { ComparisonPanels } from '../comparison/comparisonPanels';
import { isUsable, type RunEntry, runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { askForTestSet, askForTwoRuns, type GivenComparison } from '../comparison/chooseComparison';
import { decodeFile } from './decodeFile';
import { isSequenceRun, type QuestionPanels } from './questionPanels';
import { LONGEST_TEXT } from './question';
import { type GivenParallel, trainOnParallel } from '../parallel/parallelTraining';
import { canBeAsked, mayAttend, type TranslationViews } from './askingViews';

export interface TranslationCommandParts extends TranslationViews {
  reading: SharedEngine;
  working: SharedEngine;
  comparisons: ComparisonPanels;
  runs: Runs;
  trainer: Trainer;
}

const usable =
  (fits: (entry: RunEntry) => boolean) =>
  (entry: RunEntry): boolean =>
    isUsable(entry) && fits(entry);

export function translationCommands(parts: TranslationCommandParts) {
  const { attention, beam, playground, runs, working, comparisons, reading } = parts;
  const train = (model: 'gru' | 'transformer') => (uri?: vscode.Uri, selected?: unknown, given?: unknown) =>
    trainOnParallel(parts, model, givenFiles(uri, selected), isGiven(given) ? given : undefined);
  const view =
    (panels: QuestionPanels, fits: (entry: RunEntry) => boolean) => async (run?: RunArgument, source?: unknown) => {
      const entry = await pickRun(runs, run, usable(fits), { takeOnlyOne: true });
      if (entry)
        await panels.show({
          selected: [runId(entry.summary.folder)],
          ...(typeof source === 'string' ? { source, target: '' } : {}),
        });
    };
  return {
    trainSeq2Seq: train('gru'),
    trainTransformer: train('transformer'),
    showAttention: view(attention, mayAttend),
    /** An open view keeps its run; otherwise the run is asked for. */
    showAttentionForSelection: async (given?: RunArgument) => {
      const [source, run] = [selectedText(), runArgument(given)];
      if (attention.open && run === undefined) await attention.show({ source, target: '' });
      else await view(attention, mayAttend)(run, source);
    },
    openPlayground: view(playground, canBeAsked),
    /** The selected runs of the tree; a run alone asks for the other. Other extensions may name files. */
    compareRuns: async (run?: RunArgument, selected?: unknown, given?: GivenComparison) => {
      const two = await askForTwoRuns(runs, givenRuns(run, selected));
      const request = two && (await askForTestSet(reading, two, given ?? {}));
      if (!request) return undefined;
      const named = two.map(({ summary }) => ({ folder: summary.folder, name: summary.record.name }));
      return comparisons.show({ runs: named, pairs: request.pairs }).settled();
    },
    /** The selection, a text that is typed, or a file; other extensions may name run and file. */
    decode: async (given?: RunArgument | vscode.Uri, file?: unknown) => {
      const named = given instanceof vscode.Uri ? given : file instanceof vscode.Uri ? file : undefined;
      const entry = await pickRun(runs, runArgument(given), usable(isSequenceRun), { takeOnlyOne: true });
      if (!entry) return undefined;
      const what = named ?? (await whatToDecode());
      if (what === undefined) return undefined;
      if (what instanceof vscode.Uri) return decodeFile(working, entry, what);
      await beam.show({ selected: [runId(entry.summary.folder)], source: what, target: '' });
      return undefined;
    },
  };
}

/** Menus of editors and the explorer hand over a file where a run may stand. */
const runArgument = (given: unknown): RunArgument | undefined =>
  given instanceof vscode.Uri ? undefined : (given as RunArgument | undefined);

/** All selected lines of the tree, or the runs that are named. */
function givenRuns(run: RunArgument | undefined, selected: unknown): RunArgument[] {
  if (Array.isArray(selected) && selected.length > 1) return selected as RunArgument[];
  const all = [run, Array.isArray(selected) ? undefined : (selected as RunArgument | undefined)];
  return all.filter((one) => one !== undefined);
}

function isGiven(value: unknown): value is GivenParallel {
  return typeof value === 'object' && value !== null;
}

/** All selected files of the explorer, the one clicked, or the active one. */
function givenFiles(uri: vscode.Uri | undefined, selected: unknown): vscode.Uri[] {
  const several = Array.isArray(selected) ? selected.filter((one): one is vscode.Uri => one instanceof vscode.Uri) : [];
  if (several.length > 2)
    throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('Select two files: one to read and one to write.'));
  if (several.length === 2) return several;
  const one = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!one)
    throw new LabError('NOT_FOUND', vscode.l10n.t('Open one of the two files, or a table with two columns, first.'));
  return [one];
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection).trim() ?? '';
  if (text === '') throw new LabError('NOT_FOUND', vscode.l10n.t('Select some text first.'));
  return text.slice(0, LONGEST_TEXT);
}

/** A selection is meant without asking; otherwise a text that is typed, or the active file. */
async function whatToDecode(): Promise<string | vscode.Uri | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor && !editor.selection.isEmpty) return selectedText();
  const file = editor?.document.uri.scheme === 'file' ? editor.document.uri : undefined;
  if (!file) return '';
  const typed = vscode.l10n.t('A text that I type');
  const whole = vscode.l10n.t('All lines of {0}', path.basename(file.path));
  const title = vscode.l10n.t('What should be decoded?');
  const choice = await vscode.window.showQuickPick([typed, whole], { title });
  return choice === undefined ? undefined : choice === typed ? '' : file;
}
