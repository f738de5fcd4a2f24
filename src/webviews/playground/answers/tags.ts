// The tags of a text's tokens, and what they name.

import { saidTags, tagsNodes } from '../../shared/answers/tagsAnswer';
import type { DrawnAnswer } from './drawnAnswer';

export const drawnTags: DrawnAnswer<'tags'> = {
  nodes: (answer, { answers }) => tagsNodes(answer, answers),
  said: (answer, { answers }) => saidTags(answer, answers),
  isSearched: false,
  hasShares: true,
};
