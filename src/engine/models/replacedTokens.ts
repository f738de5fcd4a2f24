// Replaced-token detection (ELECTRA, Clark et al. 2020): a small masked language model, the generator, puts tokens that it draws in the
// place of those that were chosen, and an encoder, the discriminator, learns to tell of every token whether it is the one that stood
// there. Both read the same token vectors, and the loss is
//
//   L = L_masked + weight · L_detection
//
// the mean cross entropy of the generator at the chosen places, and the mean binary cross entropy of the discriminator at all tokens.
// Nothing flows back through the draws.

import {
  add,
  and,
  cast,
  equal,
  gatherRows,
  greater,
  input,
  maximum,
  mul,
  not,
  reshape,
  sub,
  where,
} from '../graph/ops';
import type { Value } from '../graph/value';
import { inStreams, type Mode } from '../nn/dropout';
import { drawTokens } from '../nn/drawTokens';
import { binaryCrossEntropy } from '../nn/losses';
import { bind, flatten, nest, type Bound, type FlatParameters } from '../nn/parameters';
import { encoderOf, type StatesOptions } from './encoders/createEncoder';
import type { EncoderContext } from './encoders/encoder';
import { smallerEncoder } from './encoders/smallerEncoder';
import { replacedLogits, replacedParameters } from './heads/replaced';
import { encoded, maskedLayers, maskedPrograms, type MaskedModel } from './maskedModel';

interface DetectionOptions {
  /** How much the loss of the discriminator counts beside that of the generator. */
  weight: number;
  /** Of the sizes of the discriminator's layers, those of the generator. */
  generator: number;
}

const GENERATOR = 'generator.';

/** The vectors of tokens, which both read. */
const SHARED = 'embedding.weight';

const generatorName = (name: string): string => (name === SHARED ? SHARED : GENERATOR + name);

/** What is a number that no target is, where there is no token. */
const NO_TARGET = -1;

/**
 * Parameters: the discriminator's encoder under the names that it has alone, those of its head, which begin with `detector.`, and those of
 * the generator, which begin with `generator.`. Beside the inputs of a masked language model there are `slots` [time, batch] int32, of
 * each chosen token one more than its number among `places` and 0 of all others, and `draws` [chosen] float32, uniform in [0, 1).
 */
export function createDetectingModel(
  options: StatesOptions,
  context: EncoderContext,
  { weight, generator: share }: DetectionOptions,
): MaskedModel {
  const encoder = encoderOf(options).build(context);
  const generator = maskedLayers(smallerEncoder(options, share), context);
  const head = { detector: replacedParameters(encoder.width) };
  const renamed = Object.entries(generator.parameters).filter(([name]) => name !== SHARED);
  const parameters: FlatParameters = {
    ...encoder.parameters,
    ...flatten(head),
    ...Object.fromEntries(renamed.map(([name, spec]) => [generatorName(name), spec])),
  };
  const learned = (): Bound<FlatParameters> => bind(parameters, 'float32');
  const generatorsOf = (values: Bound<FlatParameters>): Bound<FlatParameters> =>
    Object.fromEntries(Object.keys(generator.parameters).map((name) => [name, values[generatorName(name)]]));

  /** The generator's logits at the chosen places, its random streams apart from the discriminator's: [chosen, vocabulary] */
  const guessed = (values: Bound<FlatParameters>, mode: Mode): Value =>
    inStreams(GENERATOR, generator.logits(generatorsOf(values), mode));

  /** logits [chosen, vocabulary] of the generator -> of each token its score and whether it is another one, [time, batch] */
  function detected(values: Bound<FlatParameters>, logits: Value, mode: Mode): { scores: Value; replaced: Value } {
    const ids = input('ids', 'int32', ['time', 'batch']);
    const slots = input('slots', 'int32', ['time', 'batch']);
    const isChosen = greater(slots, 0);
    const among = maximum(sub(slots, 1), 0);
    const atChosen = (tokens: Value): Value =>
      reshape(gatherRows(reshape(tokens, ['chosen', 1]), among), ['time', 'batch']);
    const drawn = atChosen(drawTokens(logits, input('draws', 'float32', ['chosen'])));
    const replaced = and(isChosen, not(equal(drawn, atChosen(input('labels', 'int32', ['chosen'])))));
    const mask = input('mask', 'bool', ['time', 'batch']);
    const { states } = encoder.encode(values, { ids: where(isChosen, drawn, ids), mask }, mode);
    return { scores: replacedLogits(nest(head, values).detector, states), replaced };
  }

  return {
    parameters,
    loss(values) {
      const logits = guessed(values, 'training');
      const { scores, replaced } = detected(values, logits, 'training');
      const targets = where(input('mask', 'bool', ['time', 'batch']), cast(replaced, scores.dtype), NO_TARGET);
      return add(maskedPrograms.loss(logits), mul(binaryCrossEntropy(scores, targets, NO_TARGET), weight));
    },
    judging() {
      const values = learned();
      const logits = guessed(values, 'inference');
      const { scores, replaced } = detected(values, logits, 'inference');
      return { ...maskedPrograms.judging(logits), replaced, replacedScores: scores };
    },
    filling: () => maskedPrograms.filling(guessed(learned(), 'inference')),
    traced: () => maskedPrograms.traced(generator.everywhere(generatorsOf(learned()))),
    attention: () => maskedPrograms.attention(encoded(encoder, learned(), 'inference')),
  };
}
