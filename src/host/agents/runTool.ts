// Runs a tool that a language model of the editor asks for, on the runs and experiments of this window.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Experiment, type Tool, type ToolContext, TOOL_PREFIX } from '../../agents/tool';
import { TOOLS } from '../../agents/tools';
import { within } from '../../agents/within';
import { LabError } from '../../protocol/labError';
import { markdownText } from '../../protocol/plainText';
import { exists } from '../editor/onDisk';
import { homeOf, runsFolderOf, runsFolders } from '../editor/settings';
import { experimentName } from '../experiments/experimentRequest';
import type { Translate } from '../editor/texts';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { Trainer } from '../experiments/trainer';

export interface ToolParts {
  working: SharedEngine;
  trainer: Pick<Trainer, 'begin'>;
  queue: Pick<TrainingQueue, 'isFree'>;
}

/** What the person reads while it runs, and is asked before it does where it is not for reading alone. */
export function prepared(name: string, input: unknown): vscode.PreparedToolInvocation {
  const tool = toolNamed(name);
  const translated: Translate = vscode.l10n.t;
  const title = translated(tool.title);
  const question = tool.question?.(input);
  if (!question) return { invocationMessage: title };
  const { text, values = [] } = question;
  return {
    invocationMessage: title,
    confirmationMessages: { title, message: markdownText(translated(text, ...values)) },
  };
}

/** Fails with words for the model. */
export async function invoked(
  name: string,
  input: unknown,
  parts: ToolParts,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  requireTrust();
  const controller = new AbortController();
  const cancelling = token.onCancellationRequested(() => controller.abort());
  try {
    const answer = await toolNamed(name).run(input, contextOf(parts, controller.signal));
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
  } finally {
    cancelling.dispose();
  }
}

function toolNamed(name: string): Tool {
  const tool = TOOLS.find((one) => TOOL_PREFIX + one.name === name);
  if (!tool) throw new LabError('NOT_FOUND', `There is no tool "${name}".`);
  return tool;
}

function contextOf({ working, trainer, queue }: ToolParts, signal: AbortSignal): ToolContext {
  return {
    call: (name, request, options) => working.call(name, request, options),
    runsFolders: runsFolders(),
    signal,
    readExperiment,
    async train(experiment, stop) {
      if (!queue.isFree)
        throw new LabError('BUSY', 'Another training runs in this window. Try again when it has ended.');
      const name = experimentName(experiment.experimentFile);
      const runsFolder = runsFolderOf(homeOf(vscode.Uri.file(experiment.experimentFile)));
      const training = await trainer.begin(name, { ...experiment, runsFolder });
      const onStop = (): void => training.stop();
      stop.addEventListener('abort', onStop, { once: true });
      if (stop.aborted) onStop();
      const { folder, failure } = await training.ended;
      stop.removeEventListener('abort', onStop);
      const { runs } = folder === undefined ? { runs: [] } : await working.call('runs', { runsFolder });
      const summary = runs.find((one) => one.folder === folder);
      if (summary) return summary;
      throw failure
        ? LabError.fromData(failure)
        : new LabError('CANCELLED', 'The training was stopped before it began.');
    },
  };
}

/** As it is in the editor, saved or not; of a file within the workspace alone. */
async function readExperiment(file: string): Promise<Experiment> {
  const homes = vscode.workspace.workspaceFolders ?? [];
  for (const { uri } of homes) {
    const experimentFile = within(uri.fsPath, file);
    if (experimentFile === undefined || !(await exists(experimentFile))) continue;
    const document = await vscode.workspace.openTextDocument(experimentFile);
    return { experimentText: document.getText(), experimentFile, baseFolder: path.dirname(experimentFile) };
  }
  throw new LabError('NOT_FOUND', `There is no file ${file} in the folders of this window.`);
}
