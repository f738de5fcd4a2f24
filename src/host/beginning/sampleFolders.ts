// Which copies of the samples this person has opened, over all windows, and what the window that opens one is to show.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { tellContext } from '../editor/contextKeys';
import { DONE, KNOWN_SAMPLES } from './done';

const OPENING = 'samples.opening';
/** Copies that are remembered. */
const MOST_KNOWN = 20;

/** What a window is to show when it opens on the samples. */
interface Opening {
  folder: string;
  withWalkthrough: boolean;
}

export class SampleFolders {
  /** @param memory of all windows */
  constructor(private readonly memory: vscode.Memento) {}

  /** The folder of this window that holds samples, if it has one. */
  get here(): string | undefined {
    const known = this.memory.get<string[]>(KNOWN_SAMPLES, []);
    return vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath).find((folder) => known.includes(folder));
  }

  /** Remembers a copy that is about to be opened; the walkthrough has seen it then. */
  async willOpen(folder: string, { withWalkthrough }: { withWalkthrough: boolean }): Promise<void> {
    const others = this.memory.get<string[]>(KNOWN_SAMPLES, []).filter((one) => one !== folder);
    await this.memory.update(KNOWN_SAMPLES, [...others, folder].slice(-MOST_KNOWN));
    await this.memory.update(OPENING, { folder, withWalkthrough } satisfies Opening);
    await tellContext(DONE.samples, true);
  }

  /** Once in the window that was opened on samples: shows their readme, and goes on with the walkthrough where it began there. */
  async welcome(): Promise<void> {
    if (this.here === undefined) return;
    await tellContext(DONE.samples, true);
    const opening = this.memory.get<Opening>(OPENING);
    if (opening?.folder !== this.here) return;
    await this.memory.update(OPENING, undefined);
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(path.join(this.here, 'README.md')));
    if (opening.withWalkthrough) await (await import('./openWalkthrough')).openWalkthrough();
  }
}
