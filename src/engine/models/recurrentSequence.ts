// Encoder and decoder of recurrent layers (Sutskever et al. 2014), with attention (Bahdanau et al. 2015, Luong et al. 2015).
// In step t the decoder reads the last token y and, with input feeding, what it found before:
//
//   h_t = cell([y_{t−1}; a_{t−1}], h_{t−1})     c_t = attention(h_t)     a_t = tanh(W·[c_t; h_t])     p_t = softmax(U·a_t)
//
// Training is a scan of this step. Without input feeding attention is no part of the recurrence and is computed for all
// steps at once.

import type { RecurrentSequenceOptions } from '../../protocol/experiment';
import {
  affine,
  add,
  argMax,
  cast,
  concat,
  fill,
  mul,
  randomMask,
  reshape,
  tanh,
  transpose,
  where,
} from '../graph/ops';
import { scanWithOutputs } from '../graph/scan';
import type { Value } from '../graph/value';
import { attendTo, attentionMemory, attentionParameters, type AttentionMemory } from '../nn/attention';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import { zeros } from '../nn/initializers';
import { linear, linearParameters } from '../nn/linear';
import type { Bound, ParameterTree } from '../nn/parameters';
import {
  recurrent,
  recurrentParameters,
  recurrentStep,
  statesOf,
  type RecurrentParameters,
  type State,
} from '../nn/recurrent';
import type { LayerWeights, Named, SequenceContext, SequenceModel, SourceInputs } from './sequenceModel';

type Table = Bound<ReturnType<typeof embeddingParameters>>;
type Linear = Bound<ReturnType<typeof linearParameters>>;

interface Parameters {
  /** Left out where both sides share the target's. */
  source_embedding?: Table;
  target_embedding: Table;
  encoder: Bound<RecurrentParameters>;
  decoder: Bound<RecurrentParameters>;
  /** By state and layer, `h0`, `c0`, `h1`, ... */
  bridge?: Record<string, Linear>;
  attention?: Bound<ParameterTree>;
  /** From [context; state] to the attentional vector. */
  combine?: Linear;
  /** Without a weight the target's embeddings are it. */
  output: { weight?: Value; bias: Value };
}

/** What the decoder carries from step to step: its layers' states, and the attentional vector as `fed`. */
type Carried = Readonly<Record<string, Value>>;

export function recurrentSequence(options: RecurrentSequenceOptions, context: SequenceContext): SequenceModel {
  const { type: cell, hidden, layers, bidirectional, attention: kind, dropout: rate, tieEmbeddings } = options;
  const { sourceVocabulary, targetVocabulary, shared, padding } = context;
  const directions = bidirectional ? 2 : 1;
  const encoded = directions * hidden;
  const feeding = kind !== 'none' && options.inputFeeding;
  const answer = tieEmbeddings ? options.embedding : hidden; // width of what the output layer reads
  const combined = kind !== 'none' || answer !== hidden;
  const encoderOptions = {
    ...{ cell, inputs: options.embedding, hidden, layers, bidirectional, reversed: options.reverseSource },
  };
  const names = Array.from({ length: layers }, (_, layer) => statesOf(cell).map((state) => `${state}${layer}`)).flat();

  const table = (vocabulary: number) =>
    embeddingParameters({
      vocabulary,
      width: options.embedding,
      deviation: tieEmbeddings ? options.embedding ** -0.5 : 0.1,
    });
  const ownSource: ParameterTree = shared ? {} : { source_embedding: table(sourceVocabulary) };
  const bridge: ParameterTree =
    options.bridge === 'linear'
      ? {
          bridge: Object.fromEntries(
            names.map((name) => [name, linearParameters({ inputs: encoded, outputs: hidden })]),
          ),
        }
      : {};
  const attending: ParameterTree =
    kind === 'none' ? {} : { attention: attentionParameters(kind, { query: hidden, value: encoded }) };
  const combining: ParameterTree = combined
    ? { combine: linearParameters({ inputs: hidden + (kind === 'none' ? 0 : encoded), outputs: answer }) }
    : {};
  const output: ParameterTree = tieEmbeddings
    ? { bias: { shape: [targetVocabulary], initialize: zeros } }
    : linearParameters({ inputs: answer, outputs: targetVocabulary });
  const tree: ParameterTree = {
    ...ownSource,
    target_embedding: table(targetVocabulary),
    encoder: recurrentParameters(encoderOptions),
    ...bridge,
    ...attending,
    decoder: recurrentParameters({
      ...{ cell, inputs: options.embedding + (feeding ? answer : 0), hidden, layers, bidirectional: false },
    }),
    ...combining,
    output,
  };

  /** [..., answer] -> [..., vocabulary] */
  const logitsOf = (p: Parameters, x: Value): Value => {
    const { weight, bias } = p.output;
    return weight ? linear({ weight, bias }, x) : affine(x, p.target_embedding.weight, bias, { transposeB: true });
  };

  /** The source as attention sees it, and the decoder's first states. */
  function encodeSource(p: Parameters, { source, sourceMask }: SourceInputs, mode: Mode) {
    const drop = { rate, stream: 'encoder', mode };
    const embedded = dropout(embedding(p.source_embedding ?? p.target_embedding, source), {
      ...drop,
      stream: 'source embedding',
    });
    const run = { mask: sourceMask, padding, dropout: drop };
    const { output: states, last } = recurrent(p.encoder, embedded, encoderOptions, run); // [sourceTime, batch, encoded]
    const memory = p.attention && kind !== 'none' ? attentionMemory(kind, p.attention, states, sourceMask) : undefined;
    return { memory, carried: { ...bridged(p, last), ...firstFed(source) } };
  }

  /** last: layer 0 forward, layer 0 reverse, layer 1 forward, ... */
  function bridged(p: Parameters, last: readonly State[]): Carried {
    const states = names.map((name): [string, Value] => {
      const [state, layer] = [name[0], Number(name.slice(1))];
      const ends = last.slice(layer * directions, (layer + 1) * directions).map((each) => each[state]);
      if (p.bridge) return [name, tanh(linear(p.bridge[name], concat(ends, 1)))];
      const sum = ends.reduce((a, b) => add(a, b));
      return [name, options.bridge === 'zero' ? mul(sum, 0) : sum];
    });
    return Object.fromEntries(states);
  }

  const firstFed = ({ shape: [, batch] }: Value): Carried =>
    feeding ? { fed: fill(0, [batch, answer], 'float32') } : {};

  const layersOf = (carried: Carried): State[] =>
    Array.from({ length: layers }, (_, layer) =>
      Object.fromEntries(statesOf(cell).map((state) => [state, carried[`${state}${layer}`]])),
    );
  const carriedOf = (states: readonly State[]): Carried =>
    Object.fromEntries(
      states.flatMap((state, layer) =>
        Object.entries(state).map(([name, value]) => [`${name}${layer}`, value] as const),
      ),
    );

  type Between = (output: Value, layer: number) => Value;

  /** The layers alone: x [rows, embedding] */
  function advance(p: Parameters, carried: Carried, x: Value, between?: Between): { carried: Carried; top: Value } {
    const input = feeding ? concat([x, carried.fed], 1) : x;
    const states = recurrentStep(p.decoder, layersOf(carried), input, cell, between);
    return { carried: carriedOf(states), top: states[layers - 1].h };
  }

  /** tops [batch, rows, hidden] -> the attentional vectors [batch, rows, answer], weights [batch, rows, sourceTime] */
  function look(p: Parameters, tops: Value, memory: AttentionMemory | undefined): { found: Value; weights?: Value } {
    if (!p.combine) return { found: tops };
    if (!memory || !p.attention || kind === 'none') return { found: tanh(linear(p.combine, tops)) };
    const attended = attendTo(kind, p.attention, tops, memory);
    return { found: tanh(linear(p.combine, concat([attended.context, tops], 2))), weights: attended.weights };
  }

  /** One whole step: x [batch*beam, embedding] */
  function step(p: Parameters, carried: Carried, x: Value, memory: AttentionMemory | undefined, run: StepRun) {
    const { batch, beam, between } = run;
    const { carried: states, top } = advance(p, carried, x, between);
    const [rows] = top.shape;
    const { found, weights } = look(p, reshape(top, [batch, beam, hidden]), memory);
    const vector = reshape(found, [rows, answer]);
    return { carried: feeding ? { ...states, fed: vector } : states, vector, weights };
  }

  return {
    parameters: tree,
    hasAttention: kind !== 'none',

    forward(parameters, inputs, mode) {
      const p = parameters as unknown as Parameters;
      const { memory, carried } = encodeSource(p, inputs, mode);
      const [time, batch] = inputs.target.shape;
      const drop = (x: Value, stream: string): Value => dropout(x, { rate, stream, mode });
      const embedded = drop(embedding(p.target_embedding, inputs.target), 'target embedding'); // [time, batch, embedding]
      // Masks between the layers are sequences too: each step has its own.
      const dropped = mode === 'training' && rate > 0 ? Array.from({ length: layers - 1 }, (_, i) => i + 1) : [];
      const masks = Object.fromEntries(
        dropped.map((layer) => [`keep${layer}`, randomMask(1 - rate, [time, batch, hidden], `decoder.${layer}`)]),
      );
      const betweenOf =
        (one: Named): Between =>
        (x, layer) =>
          dropped.length > 0 ? where(one[`keep${layer}`], mul(x, 1 / (1 - rate)), 0) : x;
      const answerOf = (vectors: Value): Value => logitsOf(p, drop(vectors, 'answer'));
      const mapOf = (weights: Value | undefined): LayerWeights[] =>
        weights ? [{ kind: 'cross', layer: 0, weights: reshape(weights, [batch, 1, ...weights.shape.slice(1)]) }] : [];

      if (inputs.teacher) return guessing(inputs.teacher);
      if (feeding) {
        const { outputs } = scanWithOutputs(
          (state: Carried, one: Named) => {
            const next = step(p, state, one.x, memory, { batch, beam: 1, between: betweenOf(one) });
            return {
              state: next.carried,
              outputs: { vector: next.vector, ...(next.weights && { weights: next.weights }) },
            };
          },
          carried,
          { x: embedded, ...masks },
          { name: 'decoder' },
        );
        const weights = outputs.weights && reshape(outputs.weights, [time, batch, inputs.source.shape[0]]);
        return { logits: answerOf(outputs.vector), attention: mapOf(weights && transpose(weights, [1, 0, 2])) };
      }
      const { outputs } = scanWithOutputs(
        (state: Carried, one: Named) => {
          const next = advance(p, state, one.x, betweenOf(one));
          return { state: next.carried, outputs: { top: next.top } };
        },
        carried,
        { x: embedded, ...masks },
        { name: 'decoder' },
      );
      const { found, weights } = look(p, transpose(outputs.top, [1, 0, 2]), memory); // [batch, time, answer]
      return { logits: answerOf(transpose(found, [1, 0, 2])), attention: mapOf(weights) };

      /** The decoder reads its own most probable token where the teacher does not give the right one. */
      function guessing(teacher: Value) {
        const { outputs } = scanWithOutputs(
          ({ guess, ...state }: Carried, one: Named) => {
            const given = reshape(one.teacher, [batch, 1]);
            const x = where(given, one.x, embedding(p.target_embedding, guess));
            const next = step(p, state, x, memory, { batch, beam: 1, between: betweenOf(one) });
            const logits = logitsOf(p, drop(next.vector, 'answer'));
            return { state: { ...next.carried, guess: cast(argMax(logits, -1), 'int32') }, outputs: { logits } };
          },
          { ...carried, guess: fill(0, [batch], 'int32') },
          { x: embedded, teacher, ...masks },
          { name: 'decoder' },
        );
        return { logits: outputs.logits, attention: [] };
      }
    },

    encode(parameters, inputs) {
      const p = parameters as unknown as Parameters;
      const { memory, carried } = encodeSource(p, inputs, 'inference');
      return { memory: memory ? { ...memory } : {}, state: carried };
    },

    step(parameters, { memory, state, tokens }) {
      const p = parameters as unknown as Parameters;
      const [batch, beam] = tokens.shape;
      const [rows] = state.h0.shape;
      const x = embedding(p.target_embedding, reshape(tokens, [rows]));
      const seen = kind === 'none' ? undefined : (memory as unknown as AttentionMemory);
      const next = step(p, state, x, seen, { batch, beam });
      const attention = next.weights && reshape(next.weights, [rows, next.weights.shape[2]]);
      return { logits: logitsOf(p, next.vector), state: next.carried, attention };
    },
  };
}

interface StepRun {
  batch: Value['shape'][number];
  beam: Value['shape'][number];
  between?: (output: Value, layer: number) => Value;
}
