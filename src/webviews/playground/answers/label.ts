// A label, with the probabilities of all labels and what spoke for it.

import { labelNodes, saidLabel } from '../../shared/answers/labelAnswer';
import type { DrawnAnswer } from './drawnAnswer';

export const drawnLabel: DrawnAnswer<'label'> = {
  nodes: (answer, { answers }) => labelNodes(answer, answers),
  said: (answer, { answers }) => saidLabel(answer, answers),
  isSearched: false,
  hasShares: true,
};
