// The models that translate and show their attention, kept open between calls.

import { nodeFiles } from '../store/nodeFiles';
import { openTranslator, type Translator } from '../train/openTranslator';
import { KeptModels } from './keptModels';

/** Two, since runs are compared in pairs. */
export const keptTranslators = new KeptModels<Translator>({
  open: (folder, checkpoint) => openTranslator(nodeFiles, folder, checkpoint),
  ...{ count: 2, idle: 60_000 },
});
