// One label for each text (N21): embedding, recurrent layers, one vector for the sequence, a linear layer to the
// logits. With attention pooling the weights are given out too, so that they can be looked at.

import type { RecurrentClassifierOptions } from '../../protocol/experiment';
import { concat } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import { linear, linearParameters } from '../nn/linear';
import type { Bound, ParameterTree } from '../nn/parameters';
import { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling } from '../nn/pooling';
import { recurrent, recurrentParameters, type RecurrentOptions } from '../nn/recurrent';
import type { Classifier, ClassifierContext } from './classifier';

export function recurrentClassifier(
  options: RecurrentClassifierOptions,
  { vocabulary, classes, padding }: ClassifierContext,
): Classifier {
  const { type, hidden, layers, bidirectional, pooling } = options;
  const recurrentOptions: RecurrentOptions = { cell: type, inputs: options.embedding, hidden, layers, bidirectional };
  const width = bidirectional ? 2 * hidden : hidden;
  const tree = {
    // Vectors that start small are soon shaped by the task; with N(0, 1) what few texts teach drowns in the first noise.
    embedding: embeddingParameters({ vocabulary, width: options.embedding, deviation: 0.1 }),
    recurrent: recurrentParameters(recurrentOptions),
    ...(pooling === 'attention' ? { attention: attentionPoolingParameters({ width }) } : {}),
    output: linearParameters({ inputs: width, outputs: classes }),
  } satisfies ParameterTree;

  return {
    parameters: tree,
    /** ids, mask [time, batch] -> logits [batch, classes], weights [time, batch] */
    forward(parameters, { ids, mask }, mode: Mode) {
      const p = parameters as Bound<typeof tree>;
      const drop = (x: Value, stream: string): Value => dropout(x, { rate: options.dropout, stream, mode });
      const embedded = drop(embedding(p.embedding, ids), 'embedding'); // [time, batch, embedding]
      const run = { mask, padding, dropout: { rate: options.dropout, stream: 'recurrent', mode } };
      const { output, last } = recurrent(p.recurrent, embedded, recurrentOptions, run);
      const { pooled, weights } = pool();
      return { logits: linear(p.output, drop(pooled, 'pooled')), weights };

      function pool(): { pooled: Value; weights?: Value } {
        switch (pooling) {
          case 'last': {
            const top = last.slice(-(bidirectional ? 2 : 1)).map(({ h }) => h);
            return { pooled: concat(top, 1) };
          }
          case 'mean':
            return { pooled: meanPooling(output, mask) };
          case 'max':
            return { pooled: maxPooling(output, mask) };
          case 'attention':
            if (!p.attention) throw new Error('The parameters of the attention pooling are missing.');
            return attentionPooling(p.attention, output, mask);
        }
      }
    },
  };
}
