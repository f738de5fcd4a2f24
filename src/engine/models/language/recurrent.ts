// Recurrent layers that say at each step the token to come (Mikolov et al. 2010). In training their states go on from window to
// window of the text, gradients do not (truncated back-propagation through time).

import { z } from 'zod';
import { gatherRows, reshape } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { dropout } from '../../nn/dropout';
import { embedding, embeddingParameters } from '../../nn/embedding';
import * as nn from '../../nn/recurrent';
import { cellEquations } from '../../schema/cellEquations';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import { recurrentStartFaults, recurrentStartKeys, recurrentStartOf } from '../../schema/recurrentStart';
import * as sizes from '../../schema/sizes';
import type { Named } from '../sequence/sequenceModel';
import { outputLogits, outputParameters, outputRows, type OutputTree } from '../sequence/texts';
import type { LanguageContext, LanguageLayers } from './languageLayers';
import { defineLanguageNetwork } from './languageNetworkFamily';

const schema = z.strictObject({
  type: z.enum(['rnn', 'lstm', 'gru']).describe('Recurrent layers of this cell.').meta({ equation: cellEquations }),
  embedding: sizes.width(256).describe('Width of the token vectors.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  hidden: sizes.width(256).describe('Width of the state.'),
  layers: sizes.layers(2).describe('Recurrent layers on top of each other.'),
  ...recurrentStartKeys,
  tieEmbeddings: sizes
    .tieEmbeddings(true)
    .describe('The output layer and the token vectors are the same numbers; needs "embedding" as wide as "hidden".'),
  carryState: z
    .boolean()
    .default(true)
    .describe(
      'A window begins with the state that the one before it left, so that the model looks back further than gradients go; false: windows at random places, each from zeros.',
    ),
  dropout: sizes
    .dropout(0.2)
    .describe('Share of values dropped while training: of token vectors, between layers, and of outputs.'),
});

type Options = z.output<typeof schema>;

type Tree = {
  embedding: ReturnType<typeof embeddingParameters>;
  recurrent: nn.RecurrentParameters;
  output: OutputTree;
};

function build(options: Options, { vocabulary }: LanguageContext): LanguageLayers<Tree> {
  const { type: cell, embedding: width, hidden, layers, tieEmbeddings, dropout: rate, carryState } = options;
  const start = recurrentStartOf(options);
  const stack: nn.RecurrentOptions = { cell, inputs: width, hidden, layers, bidirectional: false, start };
  const named = (states: readonly nn.State[]): Named =>
    Object.fromEntries(
      states.flatMap((state, layer) => Object.entries(state).map(([name, value]) => [`${name}${layer}`, value])),
    );
  const byLayer = (values: Named): nn.State[] =>
    Array.from({ length: layers }, (_, layer) =>
      Object.fromEntries(nn.statesOf(cell).map((name) => [name, values[`${name}${layer}`]])),
    );
  const names = Array.from({ length: layers }, (_, layer) => nn.statesOf(cell).map((name) => `${name}${layer}`)).flat();
  return {
    parameters: {
      embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
      recurrent: nn.recurrentParameters(stack),
      output: outputParameters({ targetVocabulary: vocabulary }, { inputs: hidden, tieEmbeddings }),
    },
    width: hidden,
    states: carryState ? Object.fromEntries(names.map((name) => [name, hidden])) : {},

    forward(p, { ids, carried }, mode) {
      const drop = (x: Value, stream: string): Value => dropout(x, { rate, stream, mode });
      const vectors = drop(embedding(p.embedding, ids), 'embedding'); // [time, batch, embedding]
      const { output, last } = nn.recurrent(p.recurrent, vectors, stack, {
        initial: carryState ? byLayer(carried) : undefined,
        dropout: { rate, stream: 'recurrent', mode },
      });
      const hidden = drop(output, 'output');
      return {
        ...{ hidden, output: outputRows(p.embedding, p.output), logits: outputLogits(p.embedding, p.output, hidden) },
        ...{ carried: carryState ? named(last) : {}, attention: [] },
      };
    },

    encode(p, { source, sourceMask }) {
      const { last } = nn.recurrent(p.recurrent, embedding(p.embedding, source), stack, { mask: sourceMask });
      return { memory: {}, state: named(last) };
    },

    step(p, { state, tokens }) {
      const [rows] = state.h0.shape;
      const x = gatherRows(p.embedding.weight, reshape(tokens, [rows]));
      const next = nn.recurrentStep(p.recurrent, byLayer(state), x, cell);
      return { logits: outputLogits(p.embedding, p.output, next[layers - 1].h), state: named(next) };
    },
  };
}

export const recurrent = defineLanguageNetwork(schema, {
  attends: () => false,
  faults(options, _, report) {
    const { embedding: width, hidden, tieEmbeddings } = options;
    recurrentStartFaults(options, report);
    if (tieEmbeddings && width !== hidden)
      report(
        ['model', 'tieEmbeddings'],
        `The token vectors have ${width} numbers and the state ${hidden}: give "embedding" and "hidden" one width, or set "tieEmbeddings" to false.`,
      );
  },
  build,
});
