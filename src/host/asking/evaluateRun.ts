// Measures a run on data that a person names or chooses, and shows what came of it in the run's view.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Ability, can } from '../../protocol/ability';
import { metricInTable, metricNames } from '../../protocol/metrics';
import type { JudgeRequest, Report } from '../../protocol/report';
import { corpusFilter, tableFilter, taggedFilter } from '../editor/files';
import { withProgress } from '../editor/shown/progress';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { askForParallel, type GivenEvaluation, isGivenEvaluation } from '../parallel/evaluationPairs';
import { runId } from '../runs/runEntry';
import type { RunPanels } from '../runs/runView';
import type { Runs } from '../runs/runs';
import { openDialog } from '../editor/shown/dialogs';
import { tell, tellBriefly } from '../editor/shown/messages';

export interface EvaluationParts {
  /** For reading tables; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  runs: Runs;
  views: { run: RunPanels };
}

/** Figures of a report in the status bar. */
const TOLD_FIGURES = 2;

/** Judges a run on `file`, or on data the person chooses; undefined when they give up. @param more a `GivenEvaluation`, if it is one */
export async function evaluateRun(
  parts: EvaluationParts,
  folder: string,
  file?: vscode.Uri,
  more?: unknown,
): Promise<Report | undefined> {
  requireTrust(vscode.l10n.t('Trust this folder to use and change its runs.'));
  const { runs, views, working } = parts;
  const record = runs.at(folder)?.summary.record;
  const judged = await askForData(parts, folder, file, isGivenEvaluation(more) ? more : undefined);
  if (!judged) return undefined;
  const { name, request } = judged;
  const title = vscode.l10n.t('Evaluating {0} on {1}', record?.name ?? runId(folder), name);
  const report = await withProgress(title, (signal, onProgress) =>
    working.call('judge', { folder, ...request }, { signal, onProgress }),
  );
  await runs.refresh();
  await views.run.show({ folder });
  const { label } = metricNames(vscode.l10n.t);
  const figures = report.figures
    .slice(0, TOLD_FIGURES)
    .map(({ metric, value }) => `${label(metric)} ${metricInTable(metric, value)}`);
  const told = `${name}: ${figures.join(', ')}`;
  if (report.notKept === undefined) tellBriefly(told, 8000);
  else void tell.warning(vscode.l10n.t('{0}. The figures were not kept with the run: {1}', told, report.notKept));
  return report;
}

interface JudgedData {
  /** For people. */
  name: string;
  request: Omit<JudgeRequest, 'folder'>;
}

/**
 * Two files, or a table with a column for each side, where the run writes; tagged sentences where it tags; a text where it scores; else
 * a labelled table.
 */
async function askForData(
  { reading, runs }: EvaluationParts,
  folder: string,
  file?: vscode.Uri,
  more?: GivenEvaluation,
): Promise<JudgedData | undefined> {
  const record = runs.at(folder)?.summary.record;
  if (record && can(record, 'write')) {
    const asked = { folder, baseFolder: record.baseFolder, file, ...more };
    const parallel = await askForParallel(reading, asked);
    return parallel && { name: parallel.name, request: parallel.pairs };
  }
  const data = file ?? (await chooserFor(record)(record?.baseFolder));
  if (!data) return undefined;
  return {
    name: path.basename(data.path),
    request: { data: data.fsPath, baseFolder: path.dirname(data.fsPath) },
  };
}

function chooserFor(record: { abilities: readonly Ability[] } | undefined): typeof chooseTable {
  if (record && can(record, 'tag')) return chooseTagged;
  return record && can(record, 'score', 'fill') ? chooseText : chooseTable;
}

const chooseText = (baseFolder?: string) =>
  choose(vscode.l10n.t('Evaluate on which text?'), corpusFilter(), baseFolder);

const chooseTable = (baseFolder?: string) =>
  choose(vscode.l10n.t('Evaluate on which table?'), tableFilter(), baseFolder);

const chooseTagged = (baseFolder?: string) =>
  choose(vscode.l10n.t('Evaluate on which tagged sentences?'), taggedFilter(), baseFolder);

async function choose(
  title: string,
  filters: Record<string, string[]>,
  baseFolder: string | undefined,
): Promise<vscode.Uri | undefined> {
  const defaultUri = baseFolder === undefined ? undefined : vscode.Uri.file(baseFolder);
  return (await openDialog({ defaultUri, filters, title })).at(0);
}
