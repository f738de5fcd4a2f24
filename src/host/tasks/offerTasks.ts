// Tasks of the type `nlp-lab`: experiments that are checked or trained. What they take is loaded when the editor asks for them.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import type { TaskParts } from './taskWork';

export function offerTasks(parts: TaskParts, life: Lifetime): void {
  const provider: vscode.TaskProvider = {
    provideTasks: async () => (await import('./experimentTasks')).provideTasks(parts),
    resolveTask: async (task) => (await import('./experimentTasks')).resolveTask(task, parts),
  };
  life.add(vscode.tasks.registerTaskProvider('nlp-lab', provider));
}
