// A number, and the text as the model saw it.

import { numberNodes, saidNumber } from '../../shared/answers/numberAnswer';
import type { DrawnAnswer } from './drawnAnswer';

export const drawnNumber: DrawnAnswer<'number'> = {
  nodes: (answer, { answers }) => numberNodes(answer, answers),
  said: (answer) => saidNumber(answer),
  isSearched: false,
  hasShares: true,
};
