// Which tagged sentences a run is judged on: those its experiment names, or another file.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { taggedFilter } from '../editor/files';
import { openDialog } from '../editor/shown/dialogs';
import { pick } from '../editor/shown/picks';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import { readDetails } from '../runs/runFiles';

/** The parts of an experiment's data, those first that were not learned from. */
const PARTS = ['test', 'validation', 'train'] as const;

/** Undefined when the person gives up. */
export async function chooseTagged(reading: SharedEngine, { summary }: RunEntry): Promise<vscode.Uri | undefined> {
  const { baseFolder } = summary.record;
  const { configuration } = await readDetails(reading, summary.folder);
  const values = new Map(configuration.map(({ key, value }) => [key, value]));
  const files = PARTS.flatMap((part) => {
    const value = values.get(`data.${part}`);
    // A share of the training part is no file.
    return value === undefined || value.trim() === '' || !Number.isNaN(Number(value)) ? [] : [{ part, file: value }];
  });
  const title = vscode.l10n.t('Which tagged sentences?');
  const items = files.map(({ part, file }) => ({
    ...{ icon: 'file', label: file, description: `data.${part}` },
    uri: () => Promise.resolve<vscode.Uri | undefined>(vscode.Uri.file(path.resolve(baseFolder, file))),
  }));
  const options = { defaultUri: vscode.Uri.file(baseFolder), filters: taggedFilter(), title };
  const other = {
    ...{ icon: 'folder-opened', label: vscode.l10n.t('Another file…'), description: '' },
    uri: async () => (await openDialog(options)).at(0),
  };
  return (await pick([...items, other], { title }))?.uri();
}
