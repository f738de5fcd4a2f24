// The commands that ask runs: about a text, in a view or a file, or about data.
import * as vscode from 'vscode';
import { endingPattern, sourceEndings } from '../../protocol/corpusFiles';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, IN_EDITOR, IN_FOLDER, named, TEXT, WITH_SELECTION } from '../commands/when';
import { onRun, someRun } from '../runs/menus';
import { pickRun, type RunArgument } from '../runs/pickRun';
import { answersNow, canNow, judgedNow, type RunEntry, runId } from '../runs/runEntry';
import type { RunPanels } from '../runs/runView';
import type { EvaluationParts } from './evaluateRun';
import { predict, type PredictionParts } from './predict';
import { type QuestionPanels, showQuestion } from './questionPanels';
import { selectedText, whatToDecode } from './textsToAsk';

export type AskingCommandParts = EvaluationParts &
  PredictionParts & { views: Record<'attention' | 'beam' | 'playground', QuestionPanels> & { run: RunPanels } };

/** What predicting a label or a number is for. */
const canPredict = (entry: RunEntry): boolean => canNow(entry, 'label') || canNow(entry, 'number');

const canAttend = (entry: RunEntry): boolean => canNow(entry, 'attend');

const canSearch = (entry: RunEntry): boolean => canNow(entry, 'search');

/** Of lines of runs that answer texts. */
const ANSWERS = '(label|number|tag|write|fill)';
/** Of lines of runs that are measured on data. */
const JUDGED = '(label|number|tag|write|fill|score)';

const SOURCE_FILE = named(endingPattern(sourceEndings, { compressed: false }));
const SELECTED_TEXT = all(WITH_SELECTION, TEXT);

export const askingCommands: Commands<AskingCommandParts> = {
  /** Other extensions may name the data; answers with the report. */
  evaluateRun: {
    title: 'Evaluate Run on File',
    about: toTranslate('Measures the model on another file whose right answers are known.'),
    icon: 'checklist',
    needsTrust: true,
    palette: someRun('usable', JUDGED),
    menus: { 'view/item/context': { when: onRun('usable', JUDGED), group: '3_use@1' } },
    run: async (parts, run?: RunArgument, file?: unknown, more?: unknown) => {
      const entry = await pickRun(parts.runs, run ?? inFront(parts, judgedNow), judgedNow);
      if (!entry) return undefined;
      const { evaluateRun } = await import('./evaluateRun');
      return evaluateRun(parts, entry.summary.folder, file instanceof vscode.Uri ? file : undefined, more);
    },
  },
  predict: {
    title: 'Predict with Run',
    about: toTranslate('Gives texts that you type, or a file of them, the labels or numbers of the model.'),
    icon: 'comment',
    needsTrust: true,
    palette: someRun('usable', '(label|number)'),
    menus: {
      'view/item/context': { when: onRun('usable', '(label|number)'), group: '3_use@2' },
    },
    run: async (parts, run?: RunArgument, text?: unknown) => {
      const entry = await pickRun(parts.runs, run ?? inFront(parts, canPredict), canPredict);
      return entry && predict(parts, entry.summary.folder, typeof text === 'string' ? text : undefined);
    },
  },
  /** The selection, a text that is typed, or a file; other extensions may name run and file. */
  decode: {
    title: 'Decode with Beam Search',
    about: toTranslate('Writes the output for a text and shows how it was searched for.'),
    icon: 'list-tree',
    needsTrust: true,
    palette: someRun('usable', 'search'),
    menus: {
      [EXPLORER]: { when: SOURCE_FILE, group: '4_use@9' },
      'editor/context': { when: SELECTED_TEXT, group: '4_nlpLab@8' },
      'view/item/context': { when: onRun('usable', 'search'), group: '3_use@5' },
    },
    run: async (parts, given?: RunArgument | vscode.Uri, file?: unknown) => {
      const { views, runs, working } = parts;
      const asked = given instanceof vscode.Uri ? given : file instanceof vscode.Uri ? file : undefined;
      const entry = await pickRun(runs, runArgument(given) ?? inFront(parts, canSearch), canSearch, {
        takeOnlyOne: true,
      });
      if (!entry) return undefined;
      const what = asked ?? (await whatToDecode());
      if (what === undefined) return undefined;
      if (what instanceof vscode.Uri) return (await import('./decodeFile')).decodeFile(working, entry, what);
      await showQuestion(views.beam, runs, { selected: [runId(entry.summary.folder)], source: what, target: '' });
      return undefined;
    },
  },
  showAttention: {
    title: 'Show Attention Maps',
    about: toTranslate('Draws which tokens look at which others, layer by layer.'),
    icon: 'symbol-array',
    needsTrust: true,
    palette: someRun('usable', 'attend'),
    menus: { 'view/item/context': { when: onRun('usable', 'attend'), group: '3_use@4' } },
    run: (parts, run?: RunArgument, source?: unknown) => showView(parts, 'attention', run, source),
  },
  /** An open view keeps its run; otherwise the run is asked for. */
  showAttentionForSelection: {
    title: 'Show Attention for Selection',
    about: toTranslate('Draws the attention of a model on the selected text.'),
    needsTrust: true,
    palette: all(IN_FOLDER, IN_EDITOR, WITH_SELECTION),
    menus: { 'editor/context': { when: SELECTED_TEXT, group: '4_nlpLab@7' } },
    run: async (parts, given?: RunArgument | vscode.Uri) => {
      const [source, run] = [selectedText(), runArgument(given)];
      const { attention } = parts.views;
      if (attention.latest && run === undefined) await showQuestion(attention, parts.runs, { source, target: '' });
      else await showView(parts, 'attention', run, source);
    },
  },
  openPlayground: {
    title: 'Open Playground',
    about: toTranslate('Asks one or several models about a text while you type it.'),
    icon: 'comment-discussion',
    needsTrust: true,
    palette: someRun('usable', ANSWERS),
    menus: { 'view/item/context': { when: onRun('usable', ANSWERS), group: '3_use@3' } },
    run: (parts, run?: RunArgument, source?: unknown) => showView(parts, 'playground', run, source),
  },
};

async function showView(
  parts: AskingCommandParts,
  view: 'attention' | 'playground',
  run?: RunArgument,
  source?: unknown,
): Promise<void> {
  const { views, runs } = parts;
  const fits = view === 'attention' ? canAttend : answersNow;
  const entry = await pickRun(runs, run ?? inFront(parts, fits), fits, { takeOnlyOne: true });
  if (!entry) return;
  const text = typeof source === 'string' ? { source, target: '' } : {};
  await showQuestion(views[view], runs, { selected: [runId(entry.summary.folder)], ...text });
}

/** The run whose view is in front, where it can do what is asked. */
function inFront({ views, runs }: AskingCommandParts, fits: (entry: RunEntry) => boolean): string | undefined {
  const shown = views.run.all.find(({ panel }) => panel.active);
  const entry = shown && runs.at(shown.folder);
  return entry && fits(entry) ? runId(entry.summary.folder) : undefined;
}

/** Menus of editors and the explorer hand over a file where a run may stand. */
const runArgument = (given: RunArgument | vscode.Uri | undefined): RunArgument | undefined =>
  given instanceof vscode.Uri ? undefined : given;
