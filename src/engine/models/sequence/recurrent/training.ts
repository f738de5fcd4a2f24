// A recurrent sequence model while the target is known: training is a scan of the decoder's step. Without input feeding
// attention is no part of the recurrence and is computed for all steps at once.

import { argMax, cast, fill, mul, randomMask, reshape, transpose, where } from '../../../graph/ops';
import { scanWithOutputs } from '../../../graph/scan';
import type { Value } from '../../../graph/value';
import { dropout, type Mode } from '../../../nn/dropout';
import { embedding } from '../../../nn/embedding';
import type { LayerWeights, Named, SequenceInputs, SequenceOutputs } from '../sequenceModel';
import { logitsOf } from '../texts';
import { advance, encodeSource, look, step, type Between, type Carried } from './decoder';
import type { Design, Parameters } from './design';

export function forward(design: Design, p: Parameters, inputs: SequenceInputs, mode: Mode): SequenceOutputs {
  const { memory, carried, tracked } = encodeSource(design, p, inputs, mode);
  const { dropout: rate } = design.options;
  const [time, batch] = inputs.target.shape;
  const drop = (x: Value, stream: string): Value => dropout(x, { rate, stream, mode });
  const embedded = drop(embedding(p.target_embedding, inputs.target, 'decoder'), 'target embedding'); // [time, batch, embedding]
  const { masks, betweenOf } = dropoutBetween(design, inputs.target, mode);
  const answerOf = (vectors: Value): Value => logitsOf(p, drop(vectors, 'answer'));
  const mapOf = (weights: Value | undefined): LayerWeights[] =>
    weights ? [{ kind: 'cross', layer: 0, weights: reshape(weights, [batch, 1, ...weights.shape.slice(1)]) }] : [];

  if (inputs.teacher) return guessing(inputs.teacher);
  if (design.feeding) {
    const { outputs } = scanWithOutputs(
      (state: Carried, one: Named) => {
        const next = step(design, p, state, one.x, { memory, batch, beam: 1, between: betweenOf(one) });
        return {
          state: next.carried,
          outputs: { vector: next.vector, ...(next.weights && { weights: next.weights }) },
        };
      },
      carried,
      { x: embedded, ...masks },
      { name: 'decoder' },
    );
    const weights = outputs.weights && reshape(outputs.weights, [time, batch, inputs.sourceMask.shape[0]]);
    return { logits: answerOf(outputs.vector), attention: mapOf(weights && transpose(weights, [1, 0, 2])), tracked };
  }
  const { outputs } = scanWithOutputs(
    (state: Carried, one: Named) => {
      const next = advance(design, p, state, one.x, betweenOf(one));
      return { state: next.carried, outputs: { top: next.top } };
    },
    carried,
    { x: embedded, ...masks },
    { name: 'decoder' },
  );
  const { found, weights } = look(design, p, transpose(outputs.top, [1, 0, 2]), memory); // [batch, time, answer]
  return { logits: answerOf(transpose(found, [1, 0, 2])), attention: mapOf(weights), tracked };

  /** The decoder reads its own most probable token where the teacher does not give the right one. */
  function guessing(teacher: Value): SequenceOutputs {
    const { outputs } = scanWithOutputs(
      ({ guess, ...state }: Carried, one: Named) => {
        const given = reshape(one.teacher, [batch, 1]);
        const x = where(given, one.x, embedding(p.target_embedding, guess));
        const next = step(design, p, state, x, { memory, batch, beam: 1, between: betweenOf(one) });
        const logits = answerOf(next.vector);
        return { state: { ...next.carried, guess: cast(argMax(logits, -1), 'int32') }, outputs: { logits } };
      },
      { ...carried, guess: fill(0, [batch], 'int32') },
      { x: embedded, teacher, ...masks },
      { name: 'decoder' },
    );
    return { logits: outputs.logits, attention: [], tracked };
  }
}

/** Masks between the layers are sequences too: each step has its own. */
function dropoutBetween({ options: { layers, hidden, dropout: rate } }: Design, target: Value, mode: Mode) {
  const dropped = mode === 'training' && rate > 0 ? Array.from({ length: layers - 1 }, (_, i) => i + 1) : [];
  const masks = dropped.map((layer): [string, Value] => [
    `keep${layer}`,
    randomMask(1 - rate, [...target.shape, hidden], `decoder.${layer}`),
  ]);
  const betweenOf =
    (one: Named): Between =>
    (x, layer) =>
      dropped.length > 0 ? where(one[`keep${layer}`], mul(x, 1 / (1 - rate)), 0) : x;
  return { masks: Object.fromEntries(masks), betweenOf };
}
