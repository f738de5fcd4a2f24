// A token for a space, so that tokens can be set as text again.

import type { DecoderSpec, NormalizerSpec } from './spec';

export const SPACE_MARKER = '▁';

/** White space within a text becomes the marker; that at its ends says nothing and goes. */
export const markSpaces: NormalizerSpec[] = [
  { type: 'Strip', strip_left: true, strip_right: true },
  { type: 'Replace', pattern: { Regex: '\\s+' }, content: SPACE_MARKER },
];

/** Tokens are joined, and the marker is a space again. */
export const unmarkSpaces: DecoderSpec = {
  type: 'Sequence',
  decoders: [{ type: 'Replace', pattern: { String: SPACE_MARKER }, content: ' ' }, { type: 'Fuse' }],
};
