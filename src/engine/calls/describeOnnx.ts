// The call `describeOnnx`: the graph of an ONNX file, by what it says of itself.

import { describeOnnx as describe } from '../modelFiles/onnx/describeOnnx';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const describeOnnx: EngineCall<'describeOnnx'> = ({ file }) => Promise.resolve(describe(nodeFiles, file));
