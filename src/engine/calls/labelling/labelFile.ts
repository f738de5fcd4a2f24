// The calls `readLabels` and `changeLabels`: a file of labels.

import { changeLabelFile, readLabelFile } from '../../labelling/labelFiles';
import { nodeFiles } from '../../store/nodeFiles';
import type { EngineCall } from '../context';

export const readLabels: EngineCall<'readLabels'> = ({ file, ...asked }) => readLabelFile(nodeFiles, file, asked);

export const changeLabels: EngineCall<'changeLabels'> = ({ file, ...change }) =>
  changeLabelFile(nodeFiles, file, change);
