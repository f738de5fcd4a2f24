// The panel of a safetensors file: what the engine says of its tensors, and the numbers of one at a time.
import * as path from 'node:path';
import type { PlacedTensor } from '../../protocol/tensors';
import type { TensorsViewContract } from '../../protocol/tensorsView';
import { setTitle } from '../editor/shown/items';
import type { Opening } from '../views/defineView';
import type { OpenPanel } from '../views/panels';
import { tensorAnswers } from './askedTensors';
import { fileReading } from './fileReading';
import type { ModelFile, ModelFileNeeds } from './modelFile';
import { shownTensor } from './shownTensors';

export function openTensors(
  { panel, life, subject: { file }, connect }: Opening<TensorsViewContract, ModelFile>,
  { counting, log }: ModelFileNeeds,
): OpenPanel {
  const name = path.basename(file);
  let tensors: readonly PlacedTensor[] = [];
  setTitle(panel, name);
  const reading = fileReading({
    ...{ life, log, onChange: () => view.changed('notice', 'file') },
    async read(signal) {
      const { bytes, metadata, ...reply } = await counting.call('describeTensors', { file }, { signal });
      tensors = reply.tensors;
      return { name, bytes, metadata, tensors: tensors.map(shownTensor) };
    },
  });
  const again = (): void => reading.again();
  const view = connect(
    { ...tensorAnswers(counting, () => tensors), again: () => (again(), {}), cancel: () => (reading.cancel(), {}) },
    { notice: () => reading.notice, file: () => reading.shown },
  );
  again();
  return { panel, again };
}
