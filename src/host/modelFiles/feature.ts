// Files of models, looked at where they lie.
import { onnxView } from './onnxView';
import { tensorsView } from './tensorsView';

export const modelFiles = {
  views: [tensorsView, onnxView],
  commands: () => Promise.resolve({}),
} as const;
