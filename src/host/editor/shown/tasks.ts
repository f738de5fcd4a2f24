// Tasks of the editor, and the terminal in which one runs, with what comes from files made harmless.
import * as vscode from 'vscode';
import { shownLine, withoutControls } from '../../../protocol/plainText';

export interface TaskLook {
  definition: vscode.TaskDefinition;
  scope: vscode.WorkspaceFolder | vscode.TaskScope;
  name: string;
  group: vscode.TaskGroup;
  /** Names what finds places of problems in what is written. */
  problemMatcher: string;
  run: TaskWork;
}

/** Gives the exit code; cancelled when the person ends the task. */
type TaskWork = (write: (line: string) => void, token: vscode.CancellationToken) => Promise<number>;

export function taskOf({ definition, scope, name, group, problemMatcher, run }: TaskLook): vscode.Task {
  const execution = new vscode.CustomExecution(() => Promise.resolve(new WorkTerminal(run)));
  const task = new vscode.Task(definition, scope, shownLine(name), 'NLP Lab', execution, problemMatcher);
  task.group = group;
  return task;
}

class WorkTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private readonly cancel = new vscode.CancellationTokenSource();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(private readonly run: TaskWork) {}

  /** Nothing may be written before. */
  open(): void {
    const write = (line: string): void => this.written.fire(`${withoutControls(line).replaceAll('\n', '\r\n')}\r\n`);
    void this.run(write, this.cancel.token).then(
      (code) => this.closed.fire(code),
      (error: unknown) => {
        write(error instanceof Error ? error.message : String(error));
        this.closed.fire(1);
      },
    );
  }

  close(): void {
    this.cancel.cancel();
  }
}
