// What a run finds in a file of tagged sentences, beside what is right there.
import type * as vscode from 'vscode';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameOf, type RunEntry } from '../runs/runEntry';
import { chooseTagged } from './chooseTagged';
import type { TagsPanels } from './tagsView';

/** @param file left out: a person chooses one */
export async function openTags(
  { reading, views }: { reading: SharedEngine; views: { tags: TagsPanels } },
  entry: RunEntry,
  file?: vscode.Uri,
): Promise<void> {
  const chosen = file ?? (await chooseTagged(reading, entry));
  if (!chosen) return;
  await views.tags.show({ folder: entry.summary.folder, name: nameOf(entry), file: chosen.fsPath });
}
