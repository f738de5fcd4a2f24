// How the tokens of a text, blanks included, look at each other.

import type { AttendedText, AttentionReply } from '../../../protocol/attention';
import { LabError } from '../../../protocol/labError';
import { cutOf } from '../../data/textCut';
import { mapsOf } from '../texts/openTexts';
import { hasBlank } from './blanks';
import { fillBlanks, readOf, type Filling } from './fillBlanks';

/** What is answered where nothing is asked for. */
const NOTHING: AttendedText = { text: '', tokens: [''], offsets: [[0, 0]], unknown: [false] };

/** Fails with `INVALID_ARGUMENT` where tokens do not look at each other, or a blank stands where the model does not read. */
export async function attendMasked(source: string, filling: Filling): Promise<AttentionReply> {
  const { session, parameters, side, maxLength } = filling;
  const read = readOf(source, filling);
  const ids = side.encode(read);
  const kept = ids.subarray(0, maxLength);
  const layers = Object.entries(await session.attend(parameters, kept));
  if (layers.length === 0)
    throw new LabError('INVALID_ARGUMENT', 'This model pays no attention. Choose a transformer.');
  const { tokens, offsets, unknown } = side.tokenize(read);
  const cut = cutOf(ids.length, maxLength, 'end');
  const [blank] = hasBlank(source) ? (await fillBlanks(source, filling, 1)).blanks : [];
  const choice = blank?.choices[0];
  return {
    source: {
      text: read,
      ...{ tokens: tokens.slice(0, maxLength), offsets: offsets.slice(0, maxLength) },
      unknown: unknown.slice(0, maxLength),
      ...(cut ? { cut } : {}),
    },
    target: choice
      ? { text: choice.text, tokens: [choice.token], offsets: [[0, choice.text.length]], unknown: [false] }
      : NOTHING,
    targetInputs: [],
    tokenLogProbabilities: [choice ? Math.log(choice.probability) : 0],
    maps: layers.flatMap(([, weights], layer) => mapsOf(weights, layer, kept.length)),
  };
}
