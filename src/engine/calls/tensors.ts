// The calls `describeTensors`, `measureTensor` and `tensorPart`: files of models, looked at where they lie.

import { describeSafetensors } from '../modelFiles/describeSafetensors';
import { measureTensor as measure } from '../modelFiles/measureTensor';
import { tensorPart as partOf } from '../modelFiles/tensorPart';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const describeTensors: EngineCall<'describeTensors'> = ({ file }) =>
  Promise.resolve(describeSafetensors(nodeFiles, file));

export const measureTensor: EngineCall<'measureTensor'> = (place, { signal, progress }) =>
  measure(place, { signal, onProgress: (fraction) => progress({ phase: 'Measuring the tensor', fraction }) });

export const tensorPart: EngineCall<'tensorPart'> = (request) => Promise.resolve(partOf(request, request));
