// The first file of a model that a person writes, with the declarations by which the editor knows what it is made of.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { exists } from '../editor/onDisk';
import { MODEL_FILE } from './encoderText';
import { MODEL_TEXT } from './modelText';

const DECLARATIONS = 'nlp-lab.d.ts';
/** As `publisher.name` in package.json. */
const EXTENSION = 'nlp-lab.nlp-lab';

/** Writes both where they are not there yet. */
export async function writeModel(folder: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const extension = vscode.extensions.getExtension(EXTENSION)?.extensionUri;
  const declarations = vscode.Uri.joinPath(folder, DECLARATIONS);
  if (extension)
    await fs.copy(vscode.Uri.joinPath(extension, 'schemas', DECLARATIONS), declarations, { overwrite: true });
  const model = path.join(folder.fsPath, MODEL_FILE);
  if (!(await exists(model))) await fs.writeFile(vscode.Uri.file(model), new TextEncoder().encode(MODEL_TEXT));
}
