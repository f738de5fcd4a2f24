// What a person's file imports from 'nlp-lab': of the library (src/engine/index.ts) that of which models are made, and nothing else.

import * as graph from '../graph/ops';
import { scan, scanWithOutputs } from '../graph/scan';
import { readTokens } from '../models/encoders/encoded';
import { convolution, convolutionParameters } from '../nn/convolution';
import { dropout } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import * as initializers from '../nn/initializers';
import { layerNorm, layerNormParameters } from '../nn/layerNorm';
import { linear, linearParameters } from '../nn/linear';
import { ownOperator, type OwnRules } from '../nn/ownOperator';
import { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling, sumPooling } from '../nn/pooling';
import { recurrent, recurrentParameters } from '../nn/recurrent';
import type { Value } from '../graph/value';
import { customEncoder } from './customEncoder';

type Library = Readonly<Record<string, unknown>>;

const LAYERS = {
  ...{ scan, scanWithOutputs, readTokens, customEncoder, dropout },
  ...{ convolution, convolutionParameters, embedding, embeddingParameters, layerNorm, layerNormParameters },
  ...{ linear, linearParameters, recurrent, recurrentParameters },
  ...{ attentionPooling, attentionPoolingParameters, maxPooling, meanPooling, sumPooling },
};

/** The names that there are. */
export const libraryNames: readonly string[] = [...Object.keys(LAYERS), 'initializers', 'ops', 'ownOperator'];

export type Precision = 'float32' | 'float64';

interface Surroundings {
  /** Called whenever the file asks for an operation. */
  counted(): void;
  /** The type that the file calls float32: gradients are checked in double precision. */
  precision: Precision;
  /** Runs what the file has written for later. */
  around<Result>(run: () => Result): Result;
}

/** The library as one file is given it. */
export function libraryFor({ counted, precision, around }: Surroundings): Library {
  const each = (functions: Library): Library =>
    Object.fromEntries(
      Object.entries(functions).map(([name, value]) => {
        if (typeof value !== 'function') return [name, value];
        const given = (...operands: unknown[]): unknown => {
          counted();
          return value(...operands.map((operand) => (operand === 'float32' ? precision : operand)));
        };
        return [name, given];
      }),
    );
  return {
    ...each(LAYERS),
    ...{ initializers, ops: each(graph) },
    ownOperator: <Operands extends Value[]>(name: string, rules: OwnRules<Operands>) =>
      ownOperator(name, rules, around),
  };
}
