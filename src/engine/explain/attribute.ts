// The shares of a text's tokens by the method that is asked for.

import { ATTRIBUTION_STEPS, type AttributionReply, type AttributionRequest } from '../../protocol/attribution';
import { LabError } from '../../protocol/labError';
import { attentionFlow } from './attentionFlow';
import { exactWeights } from './exactWeights';
import { isByGradients, methodsOf, type ExplainedText } from './explainedText';
import type { ExplainingWork } from './inParts';
import { gradientTimesInput } from './gradientTimesInput';
import { integratedGradients } from './integratedGradients';
import { leaveOneOut } from './leaveOneOut';
import type { Shares } from './scaledScore';

export interface Asked extends Pick<AttributionRequest, 'method' | 'steps' | 'isFlexible'>, ExplainingWork {
  /** The score that is shared out: its direction, and of models with a weight for each feature its number. */
  direction: Float32Array;
  target: number;
}

type Attributed = Omit<AttributionReply, 'answer' | 'target' | 'targets' | 'texts' | 'token'>;

/** Fails with `INVALID_ARGUMENT` for a method that this model does not have, and with `CANCELLED`. */
export async function attribute(text: ExplainedText, asked: Asked): Promise<Attributed> {
  const methods = methodsOf(text);
  const { direction, target, isFlexible = false, signal, progress } = asked;
  const work = { signal, progress };
  const isThere = asked.method !== undefined && (!isFlexible || methods.includes(asked.method));
  const method = isThere && asked.method ? asked.method : methods[0];
  const steps = isFlexible && method !== 'integrated' ? undefined : asked.steps;
  requireSteps(steps, method);
  const features = method === 'weights' ? text.features?.(target) : undefined;

  async function found(): Promise<Shares | undefined> {
    if (features) return exactWeights(text.tokens, features);
    if (method === 'integrated' && text.scaled)
      return integratedGradients(text.scaled(direction), { steps: steps ?? ATTRIBUTION_STEPS.usual, ...work });
    if (method === 'gradient' && text.scaled) return gradientTimesInput(text.scaled(direction), work);
    if (method === 'leave-one-out') return leaveOneOut(text.erasable(direction), work);
    if (method !== 'attention' || !text.attention) return undefined;
    const { layers, pooled } = await text.attention();
    return attentionFlow(text.tokens.length, layers, pooled);
  }

  const result = await found();
  if (!result)
    throw new LabError(
      'INVALID_ARGUMENT',
      `This run cannot be explained by "${method}". Choose ${methods.map((name) => `"${name}"`).join(' or ')}.`,
    );
  const { shares, ...more } = result;
  return {
    ...{ method, methods, ...more },
    tokens: text.tokens.map((token, t) => ({ ...token, share: shares[t] })),
    ...(features ? { features } : {}),
    ...(text.cut ? { cut: text.cut } : {}),
    ...(text.caution && isByGradients(method) ? { caution: text.caution } : {}),
  };
}

function requireSteps(steps: number | undefined, method: string): void {
  if (steps === undefined) return;
  if (method !== 'integrated')
    throw new LabError('INVALID_ARGUMENT', `Steps are for the method "integrated", not for "${method}".`);
  if (!Number.isInteger(steps) || steps < 1 || steps > ATTRIBUTION_STEPS.most)
    throw new LabError(
      'INVALID_ARGUMENT',
      `There are from 1 to ${ATTRIBUTION_STEPS.most} steps of integrated gradients, not ${steps}.`,
    );
}
