// Measures a run on data that a person names or chooses, and shows what came of it in the run's view.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { metricInTable, metricNames, metricText } from '../../protocol/metrics';
import type { ClassificationReport } from '../../protocol/run';
import type { TranslationReport } from '../../protocol/translation';
import { tableFilter } from '../editor/files';
import { withProgress } from '../editor/progress';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { askForParallel, type GivenEvaluation } from '../parallel/evaluationPairs';
import { runId } from '../runs/runEntry';
import type { RunPanels } from '../runs/runPanels';
import type { Runs } from '../runs/runs';

export interface EvaluationParts {
  /** For reading tables; stays free while models are used. */
  reading: SharedEngine;
  working: SharedEngine;
  runs: Runs;
  panels: RunPanels;
}

/** Evaluates on `file`, or on one the person chooses; undefined when they give up. */
export async function evaluateRun(
  parts: EvaluationParts,
  folder: string,
  file?: vscode.Uri,
  more?: GivenEvaluation,
): Promise<ClassificationReport | TranslationReport | undefined> {
  requireTrust(vscode.l10n.t('Trust this folder to use and change its runs.'));
  const { panels, runs, working } = parts;
  const record = runs.at(folder)?.summary.record;
  if (record?.task === 'sequence-to-sequence') return evaluateOnPairs(parts, folder, file, more);
  const data = file ?? (await chooseTable(record?.baseFolder));
  if (!data) return undefined;
  const title = vscode.l10n.t('Evaluating {0} on {1}', record?.name ?? runId(folder), path.basename(data.path));
  const request = { folder, data: data.fsPath, baseFolder: path.dirname(data.fsPath) };
  const report = await withProgress(title, (signal, onProgress) =>
    working.call('evaluate', request, { signal, onProgress }),
  );
  await runs.refresh();
  panels.show(folder);
  const { label } = metricNames(vscode.l10n.t);
  const figures = `${metricText('accuracy', report.accuracy)}, ${label('macroF1')} ${metricText('macroF1', report.macroF1)}`;
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: accuracy {1}', path.basename(data.path), figures), 8000);
  return report;
}

/** The same of a sequence-to-sequence run: two files, or a table with a column for each side. */
async function evaluateOnPairs(
  { panels, reading, runs, working }: EvaluationParts,
  folder: string,
  file?: vscode.Uri,
  more?: GivenEvaluation,
): Promise<TranslationReport | undefined> {
  const record = runs.at(folder)?.summary.record;
  const request = await askForParallel(reading, { folder, baseFolder: record?.baseFolder, file, ...more });
  if (!request) return undefined;
  const title = vscode.l10n.t('Evaluating {0} on {1}', record?.name ?? runId(folder), request.name);
  const report = await withProgress(title, (signal, onProgress) =>
    working.call('evaluateTranslation', { folder, ...request.pairs }, { signal, onProgress }),
  );
  await runs.refresh();
  panels.show(folder);
  const [bleu, chrf] = [metricInTable('bleu', report.bleu.value), metricInTable('chrf', report.chrf.value)];
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: BLEU {1}, chrF {2}', request.name, bleu, chrf), 8000);
  return report;
}

async function chooseTable(baseFolder?: string): Promise<vscode.Uri | undefined> {
  const defaultUri = baseFolder === undefined ? undefined : vscode.Uri.file(baseFolder);
  const title = vscode.l10n.t('Evaluate on which table?');
  return (await vscode.window.showOpenDialog({ defaultUri, filters: tableFilter(), title }))?.at(0);
}
