// The panel of an ONNX file: its graph, and the numbers of one initialiser at a time.
import * as path from 'node:path';
import type { OnnxViewContract } from '../../protocol/onnxView';
import type { PlacedTensor } from '../../protocol/tensors';
import { setTitle } from '../editor/shown/items';
import type { Opening } from '../views/defineView';
import type { OpenPanel } from '../views/panels';
import { tensorAnswers } from './askedTensors';
import { fileReading } from './fileReading';
import type { ModelFile, ModelFileNeeds } from './modelFile';
import { shownModel } from './shownTensors';

export function openOnnx(
  { panel, life, subject: { file }, connect }: Opening<OnnxViewContract, ModelFile>,
  { counting, log }: ModelFileNeeds,
): OpenPanel {
  let tensors: readonly PlacedTensor[] = [];
  setTitle(panel, path.basename(file));
  const reading = fileReading({
    ...{ life, log, onChange: () => view.changed('notice', 'file') },
    async read(signal) {
      const model = await counting.call('describeOnnx', { file }, { signal });
      tensors = model.graphs.flatMap(({ initializers }) => initializers);
      return shownModel(path.basename(file), model);
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
