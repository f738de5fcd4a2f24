// A language model whose layers a person wrote, in a TypeScript file that the experiment names (docs/engine.md): an encoder that looks
// back alone, under an output layer. Texts are read in windows, and gone on with by reading their window anew for every token.

import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { greaterOrEqual } from '../../graph/ops';
import { dropout } from '../../nn/dropout';
import type { Bound } from '../../nn/parameters';
import { pretrainedSchema } from '../../schema/pretrained';
import * as sizes from '../../schema/sizes';
import { writtenKeys } from '../../schema/writtenKeys';
import type { EncoderTree } from '../encoders/encoded';
import { outputLogits, outputParameters, outputRows, type OutputTree } from '../sequence/texts';
import type { LanguageContext, LanguageLayers } from './languageLayers';
import { defineLanguageNetwork } from './languageNetworkFamily';

const schema = z.strictObject({
  type: z
    .literal('custom')
    .describe(
      "Layers of one's own that look back alone, written in TypeScript: see docs/engine.md. They run in trusted folders alone.",
    ),
  ...writtenKeys,
  pretrained: pretrainedSchema('the tokens'),
  tieEmbeddings: z
    .boolean()
    .default(false)
    .describe('The output layer and the token vectors are the same numbers; needs states as wide as the vectors.'),
  dropout: sizes.dropout(0.1),
});

type Options = z.output<typeof schema>;

type Tree = EncoderTree & { output: OutputTree };

function build(
  { file, tieEmbeddings, dropout: rate }: Options,
  { written, vocabulary, context }: LanguageContext,
): LanguageLayers<Tree> {
  if (!written) throw new Error('The file of a model that a person wrote is compiled before the model is built.');
  const encoder = written({ vocabulary, longest: context, padding: 'after' });
  const { width, parameters } = encoder;
  const [, vectors] = parameters.embedding.weight.shape;
  const fault = (problem: string, key: string): LabError =>
    new LabError('INVALID_EXPERIMENT', problem, { key: ['model', key] });
  if ('output' in parameters)
    throw fault(`"${file}" has a parameter "output", which is that of the layer on its states. Rename it.`, 'file');
  if (tieEmbeddings && vectors !== width)
    throw fault(
      `The token vectors of "${file}" have ${vectors} numbers and its states ${width}: give both one width, or set "tieEmbeddings" to false.`,
      'tieEmbeddings',
    );
  const cannotStep = (): never => {
    throw new Error('What a person wrote reads its window anew.');
  };
  return {
    parameters: {
      ...parameters,
      output: outputParameters({ targetVocabulary: vocabulary }, { inputs: width, tieEmbeddings }),
    },
    ...{ width, longest: context, states: {}, readsAnew: true, encode: cannotStep, step: cannotStep },
    forward(p: Bound<Tree>, { ids }, mode) {
      const { states, attention = [] } = encoder.encode(p, { ids, mask: greaterOrEqual(ids, 0) }, mode);
      const hidden = dropout(states, { rate, stream: 'output', mode });
      return {
        ...{ hidden, output: outputRows(p.embedding, p.output), logits: outputLogits(p.embedding, p.output, hidden) },
        ...{ carried: {}, attention },
      };
    },
  };
}

export const custom = defineLanguageNetwork(schema, {
  attends: ({ attention }) => attention,
  written: ({ file, options }) => ({ file, options }),
  build,
});
