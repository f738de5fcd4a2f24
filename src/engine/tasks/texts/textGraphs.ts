// A model of texts as graphs: `model` gives its answers, `encoder` the vectors of texts, in the model's own pooling.

import { specialsInText } from '../../../protocol/tokenizer';
import { SEPARATOR } from '../../data/joinedTexts';
import { textsOfExample } from '../../data/severalTexts';
import type { Classifier, Inference, TextsRead } from '../../models/classifier';
import { classifierVectors } from '../../models/classifierPrograms';
import type { Feeds } from '../../runtime/session';
import type { ExportedModel, ExportedTokenizer } from '../exportedModel';
import type { AroundTexts } from './aroundTexts';
import { readsOf } from './textSession';

/** How texts go into a graph. */
interface TextFacts {
  /** Of an example; a tab or a line break stands between those of a pair. */
  count: number;
  /** `alone`; pairs as one sequence, whose tokens say of which text they are; pairs side by side, [time, batch, 2]. */
  read: 'alone' | 'together' | 'apart';
  /** Between texts that are read together. */
  separator: number;
  /** Longest input in tokens. */
  maxLength: number;
  truncation: 'end' | 'start';
  padding: 'after' | 'before';
}

interface Parts {
  experiment: AroundTexts;
  model: Classifier;
  inference: (model: Classifier) => Inference;
  parameters: Feeds;
  tokenizer: Pick<ExportedTokenizer, 'text' | 'file'>;
}

export function textFacts({ data, training }: AroundTexts, { apart, segments }: TextsRead): TextFacts {
  const { maxLength, truncation, padding } = training;
  return {
    count: textsOfExample(data.text),
    read: apart > 1 ? 'apart' : segments ? 'together' : 'alone',
    separator: SEPARATOR,
    ...{ maxLength, truncation, padding },
  };
}

export function textGraphs(
  name: string,
  { experiment, model, inference, parameters, tokenizer }: Parts,
): ExportedModel {
  const { clean } = experiment;
  const [[, vectors]] = classifierVectors(model);
  return {
    use: 'texts',
    graphs: {
      model: { outputs: { [name]: inference(model).answers }, parameters },
      encoder: { outputs: { vectors }, parameters },
    },
    tokenizers: { tokenizer: { ...tokenizer, specialTokens: specialsInText(experiment.tokenizer) } },
    cleaning: clean,
    facts: { texts: textFacts(experiment, readsOf(model)) },
  };
}
