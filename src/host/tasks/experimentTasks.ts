// The tasks of the experiments in the workspace: one that checks, one that trains. What is wrong in an experiment's file is written as
// `file:line:column: error CODE: what`, which the problem matcher of package.json takes into the view *Problems*.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { workspaceFiles } from '../editor/files';
import { exists } from '../editor/onDisk';
import { taskOf } from '../editor/shown/tasks';
import { checkExperiment, type TaskParts, type TaskRun, trainExperiment } from './taskWork';

const ACTIONS = ['check', 'train'] as const;
type Action = (typeof ACTIONS)[number];

/** As `tasks.json` has it. */
interface ExperimentTask extends vscode.TaskDefinition {
  type: 'nlp-lab';
  action: Action;
  /** The path of the experiment from the folder. */
  experiment: string;
}

const MOST_EXPERIMENTS = 200;

export async function provideTasks(parts: TaskParts): Promise<vscode.Task[]> {
  const files = await workspaceFiles('**/*.nlplab.json', MOST_EXPERIMENTS);
  return files.flatMap((file) => {
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const experiment = vscode.workspace.asRelativePath(file, false);
    return folder ? ACTIONS.map((action) => made({ type: 'nlp-lab', action, experiment }, folder, parts)) : [];
  });
}

/** Of a task as a person wrote it; undefined where it does not say what is to be done with which experiment. */
export function resolveTask({ definition, scope }: vscode.Task, parts: TaskParts): vscode.Task | undefined {
  if (!isOurs(definition)) return undefined;
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.at(0);
  return folder && made(definition, folder, parts);
}

function isOurs(definition: vscode.TaskDefinition): definition is ExperimentTask {
  const { action, experiment } = definition as { action?: unknown; experiment?: unknown };
  return typeof experiment === 'string' && ACTIONS.some((known) => known === action);
}

/** The definition is the one that the editor asked with: it tells tasks apart by it. */
function made(definition: ExperimentTask, folder: vscode.WorkspaceFolder, parts: TaskParts): vscode.Task {
  const { action, experiment } = definition;
  const { Build, Test } = vscode.TaskGroup;
  return taskOf({
    ...{ definition, scope: folder, name: `${action} ${experiment}`, problemMatcher: '$nlp-lab' },
    group: action === 'check' ? Test : Build,
    async run(write, token) {
      const file = vscode.Uri.joinPath(folder.uri, experiment);
      if (!(await exists(file.fsPath)))
        throw new LabError('NOT_FOUND', vscode.l10n.t('There is no experiment {0} in this folder.', experiment));
      const run: TaskRun = { file, write, token, parts };
      const isRight = await checkExperiment(run);
      return isRight && (action === 'check' || (await trainExperiment(run))) ? 0 : 1;
    },
  });
}
