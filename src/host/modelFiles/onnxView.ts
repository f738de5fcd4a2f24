// The view of ONNX graphs: a panel for each file.
import { defineView } from '../views/defineView';
import { keptFiles, type ModelFileNeeds, TENSOR_CHECKS } from './modelFile';

export const onnxView = defineView({
  name: 'onnx',
  checks: TENSOR_CHECKS,
  keep: (needs: ModelFileNeeds) => keptFiles('onnx', needs),
  load: async () => (await import('./onnxPanel')).openOnnx,
  files: [
    { name: 'onnxFile', title: 'ONNX Graph View', patterns: ['*.onnx'], subject: ({ fsPath: file }) => ({ file }) },
  ],
});
