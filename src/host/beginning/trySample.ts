// The buttons of the walkthrough: a command on a file of the samples that are open in this window.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { idOf } from '../commands/commandId';
import { exists } from '../editor/onDisk';
import { tell } from '../editor/shown/messages';
import { openSamples, type SampleParts } from './openSamples';
import { SampleFolders } from './sampleFolders';
import { FROM_WALKTHROUGH, STEPS } from './walkthrough';

/** Answers as the command does. Where no samples are open it offers to open them. */
export async function trySample(parts: SampleParts, command: unknown, name: unknown): Promise<unknown> {
  const wanted = STEPS.find(({ sample }) => sample?.command === command && sample?.file === name)?.sample;
  if (!wanted) throw new LabError('INVALID_ARGUMENT', vscode.l10n.t('The walkthrough has no such step.'));
  const folder = new SampleFolders(parts.globalState).here;
  if (folder === undefined) return offerSamples(parts);
  const file = path.join(folder, wanted.file);
  if (!(await exists(file)))
    throw new LabError('NOT_FOUND', vscode.l10n.t('{0} is missing. "Open Samples" brings it back.', wanted.file), {
      file,
    });
  return vscode.commands.executeCommand(idOf(wanted.command), vscode.Uri.file(file));
}

async function offerSamples(parts: SampleParts): Promise<unknown> {
  const open = vscode.l10n.t('Open Samples');
  const answer = await tell.information(vscode.l10n.t('This step works on the samples. Open them first.'), open);
  return answer === open ? openSamples(parts, FROM_WALKTHROUGH) : undefined;
}
