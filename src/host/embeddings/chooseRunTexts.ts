// Which texts a run's encoder is to give vectors: a part of the run's own data, or those of a file.
import * as vscode from 'vscode';
import { DATA_PARTS, type DataPart } from '../../protocol/textVectors';
import { type Choice, pick } from '../editor/shown/picks';
import type { SharedEngine } from '../engine/sharedEngine';
import type { RunEntry } from '../runs/runEntry';
import { readDetails } from '../runs/runFiles';
import { chooseTexts } from './evidence';
import type { RunTexts, VectorsAddress } from './vectorsAddress';

interface TextsChoice extends Choice {
  choose(): Promise<RunTexts | undefined>;
}

/** Undefined when the person gives up. */
export async function chooseRunTexts(
  reading: SharedEngine,
  { summary }: RunEntry,
): Promise<VectorsAddress | undefined> {
  const { folder, record } = summary;
  const { configuration } = await readDetails(reading, folder);
  const names = partNames();
  const own = partsIn(configuration).map((part): TextsChoice => ({
    ...{ icon: 'database', label: names[part], description: `data.${part}` },
    choose: () => Promise.resolve({ part }),
  }));
  const other: TextsChoice = {
    ...{ icon: 'folder-opened', label: vscode.l10n.t('Texts of a file…') },
    choose: async () => {
      const [file] = (await chooseTexts(vscode.l10n.t('Which texts shall become points?'))) ?? [];
      return file && { uri: file.toString() };
    },
  };
  const title = vscode.l10n.t('Which texts shall become points, as {0} reads them?', record.name);
  const texts = await (await pick([...own, other], { title }))?.choose();
  return texts && { kind: 'texts', folder, texts };
}

const partNames = (): Record<DataPart, string> => ({
  validation: vscode.l10n.t('Validation part'),
  test: vscode.l10n.t('Test part'),
  train: vscode.l10n.t('Training part'),
});

/** Those that the experiment has, those first that were not learned from. */
export function partsIn(configuration: readonly { key: string; value: string }[]): DataPart[] {
  const isThere = (part: DataPart): boolean =>
    configuration.some(
      ({ key, value }) =>
        key.startsWith(`data.${part}.`) || (key === `data.${part}` && value.trim() !== '' && Number(value) !== 0),
    );
  return [...DATA_PARTS].reverse().filter(isThere);
}
