// The panel of an ONNX file: its graph, and the numbers of one initialiser at a time.
import * as path from 'node:path';
import type { OnnxModel } from '../../protocol/onnx';
import type { OnnxViewContract, ShownGraph, ShownOnnx } from '../../protocol/onnxView';
import type { PlacedTensor } from '../../protocol/tensors';
import { setTitle } from '../editor/shown/items';
import type { Opening } from '../views/defineView';
import type { OpenPanel } from '../views/panels';
import { shownTensor, tensorAnswers } from './askedTensors';
import { fileReading } from './fileReading';
import type { ModelFile, ModelFileNeeds } from './modelFile';

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
    { ...tensorAnswers(counting, () => tensors), again: () => (again(), {}) },
    { notice: () => reading.notice, file: () => reading.shown },
  );
  again();
  return { panel, again };
}

/** A page knows tensors by their numbers, and not where they lie. */
export function shownModel(name: string, { graphs, ...model }: OnnxModel): ShownOnnx {
  let firstTensor = 0;
  const shown = graphs.map(({ initializers, ...graph }): ShownGraph => {
    const first = firstTensor;
    firstTensor += initializers.length;
    return { ...graph, initializers: initializers.map(shownTensor), firstTensor: first };
  });
  return { ...model, name, graphs: shown };
}
