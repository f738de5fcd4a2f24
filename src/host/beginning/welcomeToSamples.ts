// A window that was opened on samples shows them; what that takes is loaded where this person has some.
import type * as vscode from 'vscode';
import { KNOWN_SAMPLES } from './done';

/** @param memory of all windows */
export async function welcomeToSamples(memory: vscode.Memento): Promise<void> {
  if (memory.get(KNOWN_SAMPLES) === undefined) return;
  const { SampleFolders } = await import('./sampleFolders');
  await new SampleFolders(memory).welcome();
}
