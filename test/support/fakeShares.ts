// Shares of tokens as views are given them, made up.

import type { AttributionReply } from '../../src/protocol/attribution';

/** `words` with their shares, one behind the other. */
export function fakeShares(
  words: readonly (readonly [word: string, share: number])[],
  more: Partial<AttributionReply> = {},
): AttributionReply {
  let text = '';
  const tokens = words.map(([token, share]) => {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? token : `${text} ${token}`;
    return { token, text: 0, start, end: text.length, isUnknown: token === 'zyx', share };
  });
  return {
    ...{ method: 'integrated', methods: ['integrated', 'gradient', 'leave-one-out', 'attention'] },
    ...{ answer: 'bad', target: 'bad', targets: ['good', 'bad'], texts: [text], tokens },
    ...{ score: 1.5, baseline: -0.25, steps: 64, completenessError: 0.0021 },
    ...more,
  };
}
