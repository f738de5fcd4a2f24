// The keys of `when` clauses that are ours: told to the editor, and kept, since it answers no questions about them.
import * as vscode from 'vscode';

const told = new Map<string, unknown>();

/** Undefined where it was never told. */
export const contextValue = (key: string): unknown => told.get(key);

export function tellContext(key: string, value: unknown): Thenable<unknown> {
  told.set(key, value);
  return vscode.commands.executeCommand('setContext', key, value);
}
