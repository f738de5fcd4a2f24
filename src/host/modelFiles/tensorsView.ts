// The view of tensors: a panel for each safetensors file.
import { defineView } from '../views/defineView';
import { keptFiles, type ModelFileNeeds, TENSOR_CHECKS } from './modelFile';

export const tensorsView = defineView({
  name: 'tensors',
  checks: TENSOR_CHECKS,
  keep: (needs: ModelFileNeeds) => keptFiles('tensors', needs),
  load: async () => (await import('./tensorsPanel')).openTensors,
  files: [
    {
      ...{ name: 'safetensors', title: 'Tensors View', patterns: ['*.safetensors'] },
      subject: ({ fsPath: file }) => ({ file }),
    },
  ],
});
