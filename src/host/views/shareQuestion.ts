// What views ask about the shares of tokens, checked, and as the engine is asked.
import {
  ATTRIBUTION_METHODS,
  ATTRIBUTION_STEPS,
  type AttributionRequest,
  type ShareQuestion,
} from '../../protocol/attribution';
import { integer, oneOf, text } from './requestChecks';

const LONGEST_LABEL = 1000;
const MOST_TOKENS = 1_000_000;

/** For `object`, beside what a view asks about. */
export const shareQuestionChecks = {
  method: oneOf(...ATTRIBUTION_METHODS, ''),
  target: text(LONGEST_LABEL),
  token: integer(-1, MOST_TOKENS),
  steps: integer(1, ATTRIBUTION_STEPS.most),
};

/** What a view leaves to the run is left out. */
export const sharesAsked = ({
  method,
  target,
  token,
  steps,
}: ShareQuestion): Omit<AttributionRequest, 'folder' | 'text'> => ({
  ...(method === '' ? {} : { method }),
  ...(target === '' ? {} : { target }),
  ...(token < 0 ? {} : { token }),
  ...{ steps, isFlexible: true },
});
