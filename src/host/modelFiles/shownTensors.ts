// What pages are told of the tensors of a file: all but where they lie.
import type { OnnxModel } from '../../protocol/onnx';
import type { ShownGraph, ShownOnnx } from '../../protocol/onnxView';
import type { PlacedTensor } from '../../protocol/tensors';
import type { ShownTensor } from '../../protocol/tensorsView';

export const shownTensor = ({ place, ...listed }: PlacedTensor): ShownTensor => ({
  ...listed,
  isReadable: place !== undefined && listed.bytes > 0,
});

/** Tensors have the numbers that they have among the initialisers of all graphs. */
export function shownModel(name: string, { graphs, ...model }: OnnxModel): ShownOnnx {
  let firstTensor = 0;
  const shown = graphs.map(({ initializers, ...graph }): ShownGraph => {
    const first = firstTensor;
    firstTensor += initializers.length;
    return { ...graph, initializers: initializers.map(shownTensor), firstTensor: first };
  });
  return { ...model, name, graphs: shown };
}
