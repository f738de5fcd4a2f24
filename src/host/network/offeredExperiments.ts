// Experiments of the workspace that networks are drawn of before they are trained.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { OfferedRun } from '../../protocol/attentionView';

const PREFIX = 'experiment:';
/** Longer lists are no choice any more. */
const MOST = 200;
const ENDING = '.nlplab.json';

export const experimentId = (file: vscode.Uri): string => PREFIX + vscode.workspace.asRelativePath(file);

export const isExperimentId = (id: string): boolean => id.startsWith(PREFIX);

export interface OfferedExperiments {
  readonly all: readonly OfferedRun[];
  /** The file of an id that was offered. */
  fileOf(id: string): string | undefined;
  /** Looks again; true where they have changed. */
  refresh(): Promise<boolean>;
}

export function offeredExperiments(): OfferedExperiments {
  let files = new Map<string, string>();
  return {
    get all() {
      const detail = vscode.l10n.t('not trained');
      return [...files].map(([id, file]) => ({ id, name: path.basename(file, ENDING), detail }));
    },
    fileOf: (id) => files.get(id),
    async refresh() {
      const found = await vscode.workspace.findFiles(`**/*${ENDING}`, '**/{node_modules,.nlplab}/**', MOST);
      const next = new Map(found.map((uri) => [experimentId(uri), uri.fsPath] as const).sort());
      const isOther = [...next.keys()].join('\n') !== [...files.keys()].join('\n');
      files = next;
      return isOther;
    },
  };
}
