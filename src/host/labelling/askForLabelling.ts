// What is to be labelled, by whom and with which labels: asked once, and known from then on by the file of labels.
import { userInfo } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTableFile, withoutEnding } from '../../protocol/corpusFiles';
import type { LabelledUnits, LabellingKind, LabellingSource } from '../../protocol/labelling';
import { LabError } from '../../protocol/labError';
import { exists } from '../editor/onDisk';
import { withProgress } from '../editor/shown/progress';
import { tell } from '../editor/shown/messages';
import { AMONG_OTHERS, askForLine, type Choice, pick } from '../editor/shown/picks';
import { plainName } from '../editor/texts';
import type { SharedEngine } from '../engine/sharedEngine';
import { canNow, nameOf } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { askForNames } from './askForNames';
import type { LabellingSubject } from './labellingPanel';
import { labellings } from './labellingView';

/** The name that was given last. */
const ANNOTATOR = 'nlpLab.annotator';

export interface LabellingAsked {
  memory: vscode.Memento;
  reading: SharedEngine;
  runs: Runs;
}

/** What other extensions and tests may say instead of being asked. */
export interface GivenLabelling {
  annotator?: string;
  names?: string[];
  column?: string;
  units?: LabelledUnits;
}

/** What is known of the file of labels is not asked again. Undefined when the person gives up. */
export async function askForLabelling(
  asked: LabellingAsked,
  { file, kind }: Pick<LabellingSource, 'file' | 'kind'>,
  given: GivenLabelling = {},
): Promise<LabellingSubject | undefined> {
  const { memory, reading } = asked;
  const annotator = given.annotator ?? (await askForAnnotator(memory, file));
  if (annotator === undefined || annotator.trim() === '') return undefined;
  await memory.update(ANNOTATOR, annotator);
  const known = knownOf(asked, { file, kind }, annotator);
  if (known) return given.names ? { ...known, names: given.names } : known;
  const source = await askForSource(reading, { file, kind }, given);
  if (!source) return undefined;
  const title = vscode.l10n.t('Reading {0}', path.basename(file));
  const facts = await withProgress(title, (signal) => reading.call('labellingTexts', source, { signal }));
  const labels = labelsFileOf(source, annotator, facts.needsQuotes ? 'csv' : 'tsv');
  if (!(await mayGoOn(labels))) return undefined;
  const names = given.names ?? (await askWhich(asked, { kind, labels }, facts.names));
  return names && { ...source, labels, names };
}

/** `reviews.kim.tsv` for `reviews.txt`. @param table quotation marks, where texts need them, are of `.csv` */
function labelsFileOf({ file, kind }: LabellingSource, annotator: string, table: 'tsv' | 'csv'): string {
  const ending = kind === 'spans' ? 'conll' : table;
  const name = `${withoutEnding(path.basename(file))}.${plainName(annotator)}.${ending}`;
  const labels = path.join(path.dirname(file), name);
  if (labels !== file) return labels;
  throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('The labels cannot be kept in the file of the texts itself.'));
}

function knownOf(asked: LabellingAsked, source: LabellingSource, annotator: string): LabellingSubject | undefined {
  const kept = labellings(asked);
  for (const table of ['tsv', 'csv'] as const) {
    const subject = kept.known({ ...source, labels: labelsFileOf(source, annotator, table), names: [] })?.subject;
    if (subject?.file === source.file && subject.kind === source.kind) return subject;
  }
  return undefined;
}

async function askForSource(
  reading: SharedEngine,
  { file, kind }: Pick<LabellingSource, 'file' | 'kind'>,
  given: GivenLabelling,
): Promise<LabellingSource | undefined> {
  const isCut = kind === 'spans' && (await reading.call('holdsSpans', { file })).spans;
  const column = given.column ?? (isCut ? '' : await askForColumn(reading, file));
  if (column === undefined) return undefined;
  const units = kind === 'texts' || isCut ? 'words' : (given.units ?? (await askForUnits()));
  return units && { file, kind, units, ...(column === '' ? {} : { column }) };
}

/** Undefined when the person gives up; empty where there are no columns, or one alone. */
async function askForColumn(reading: SharedEngine, file: string): Promise<string | undefined> {
  if (!isTableFile(file)) return '';
  const { columns, guess, sample } = await reading.call('columns', { file });
  if (columns.length < 2) return '';
  const ordered = [...columns].sort((a, b) => Number(b === guess.text) - Number(a === guess.text));
  const items = ordered.map((label) => ({ label, detail: sample[0]?.[columns.indexOf(label)]?.slice(0, 120) }));
  return (await pick(items, { title: vscode.l10n.t('Which column has the texts?'), ...AMONG_OTHERS }))?.label;
}

/** How texts are cut into tokens. Undefined when the person gives up. */
async function askForUnits(): Promise<LabelledUnits | undefined> {
  const items: (Choice & { units: LabelledUnits })[] = [
    { units: 'words', label: vscode.l10n.t('Words and marks') },
    { units: 'spaces', label: vscode.l10n.t('At spaces alone') },
    {
      ...{ units: 'characters', label: vscode.l10n.t('Characters') },
      description: vscode.l10n.t('where spans are parts of words, as names before Korean particles are'),
    },
  ];
  return (await pick(items, { title: vscode.l10n.t('How are the texts cut into tokens?'), ...AMONG_OTHERS }))?.units;
}

const askForAnnotator = (memory: vscode.Memento, file: string): Thenable<string | undefined> =>
  askForLine({
    title: vscode.l10n.t('Who labels {0}?', path.basename(file)),
    prompt: vscode.l10n.t('The name stands in the name of the file that the labels are kept in, beside the texts.'),
    value: memory.get<string>(ANNOTATOR) ?? systemName(),
    ...AMONG_OTHERS,
  });

function systemName(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // a user without a name, as in some containers
  }
}

/** A file of that name that is not known here may be anything. */
async function mayGoOn(labels: string): Promise<boolean> {
  if (!(await exists(labels))) return true;
  const goOn = vscode.l10n.t('Go On');
  const question = vscode.l10n.t('{0} is there already. Go on labelling in it?', path.basename(labels));
  return (await tell.modally(question, goOn)) === goOn;
}

/** Those of the file, those that a run has learned, or others. */
async function askWhich(
  { runs, reading }: LabellingAsked,
  { labels, kind }: Pick<LabellingSubject, 'labels' | 'kind'>,
  inFile: readonly string[],
): Promise<string[] | undefined> {
  const { entries = [] } = await reading.call('readLabels', { file: labels, kind });
  const used = entries.flatMap(({ mark }) => ('label' in mark ? [mark.label] : mark.spans.map(({ type }) => type)));
  const own = [...new Set([...used, ...inFile])];
  const items: (Choice & { names?: string[] })[] = [
    ...(own.length > 0 ? [{ icon: 'file', label: vscode.l10n.t('Those of the file'), names: own }] : []),
    ...runNames(runs, kind),
  ];
  if (items.length === 0) return askForNames(kind, []);
  const shown = items.map((item) => ({ ...item, description: item.names?.join(', ') }));
  const other = { icon: 'edit', label: vscode.l10n.t('Others…') };
  const title = kind === 'texts' ? vscode.l10n.t('Which labels?') : vscode.l10n.t('Which types do spans have?');
  const chosen = await pick<Choice & { names?: string[] }>([...shown, other], { title, ...AMONG_OTHERS });
  return chosen && (chosen.names ?? askForNames(kind, own));
}

function runNames(runs: Runs, kind: LabellingKind): (Choice & { names: string[] })[] {
  const ability = kind === 'texts' ? 'label' : 'tag';
  return runs.all.flatMap((entry) => {
    const { labels } = entry.summary.record;
    const names = kind === 'texts' ? labels : typesIn(labels);
    if (!canNow(entry, ability) || names.length === 0) return [];
    return { icon: 'beaker', label: vscode.l10n.t('Those of the run {0}', nameOf(entry)), names };
  });
}

/** The types of tags such as B-PER. */
const typesIn = (tags: readonly string[]): string[] => [
  ...new Set(tags.flatMap((tag) => /^[A-Z]-(.+)$/u.exec(tag)?.[1] ?? [])),
];
