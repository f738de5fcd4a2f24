// Whether a file is made, changed or deleted, by whoever: by its name alone, whatever characters that has.
import * as vscode from 'vscode';

export function fileWatcher(file: vscode.Uri): vscode.FileSystemWatcher {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const folder = vscode.Uri.joinPath(file, '..');
  return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, escaped(name)));
}

/** A name as a pattern that means only itself. */
const escaped = (name: string): string => name.replace(/[[\]{}*?]/g, (character) => `[${character}]`);
