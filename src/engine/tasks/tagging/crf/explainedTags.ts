// A sentence beside a conditional random field that is to be explained on it: the weights of the features of one token for one of its
// tags, exactly, at the tokens that each feature looks at. Pairs of tags are no features of tokens and have no share.

import type { TextFeature } from '../../../../protocol/explanation';
import { scoresOf, type CrfModel } from '../../../crf/crfModel';
import type { FieldedSentence } from '../../../crf/tokenFields';
import { againstOthers, inDirection, type ExplainedText } from '../../../explain/explainedText';
import type { ErasableText } from '../../../explain/leaveOneOut';
import type { CrfFile } from './crfFile';

/** A token that no sentence has: no attribute of it is known. */
const UNSEEN = '\u{10FFFF}';

type Sentence = FieldedSentence & { offsets: readonly [number, number][] };

interface ExplainedCrf extends Pick<CrfFile, 'templates' | 'index'> {
  model: CrfModel;
  tags: number;
  nameOf(attribute: number): string;
}

export function explainedTags(
  { templates, index, model, tags, nameOf }: ExplainedCrf,
  sentence: Sentence,
  token: number,
): Pick<ExplainedText, 'erasable' | 'features'> {
  const { offsets, tokens } = sentence;
  const { features, weights } = model;

  /** What the weights of an attribute add to a tag, against the mean of the others. */
  function weightOf(attribute: number, direction: Float32Array): number {
    let sum = 0;
    for (let k = features.starts[attribute]; k < features.starts[attribute + 1]; k++)
      sum += weights[k] * direction[features.tags[k]];
    return sum;
  }

  const reach = templates.reduce(
    (most, { references }) => references.reduce((far, { offset }) => Math.max(far, Math.abs(offset)), most),
    0,
  );

  /** The tag's score in the sentence as it is, or where one token was never seen. What no template reaches is left away. */
  function score(direction: Float32Array, left?: number): number {
    const [from, to] = [Math.max(0, token - reach - 1), Math.min(tokens.length, token + reach + 2)];
    const part = {
      tokens: tokens.slice(from, to).map((each, i) => (from + i === left ? UNSEEN : each)),
      ...(sentence.columns && {
        columns: new Map([...sentence.columns].map(([column, of]) => [column, of.slice(from, to)])),
      }),
    };
    return inDirection(direction, scoresOf(part, model, index, tags), (token - from) * tags);
  }

  return {
    features(target) {
      const direction = againstOthers(tags, target);
      const found: TextFeature[] = [];
      index.visit(sentence, (at, attribute, template) => {
        if (at !== token) return;
        const weight = weightOf(attribute, direction);
        const seen = new Set((templates.at(template)?.references ?? []).map(({ offset }) => token + offset));
        const places = [...seen].filter((t) => t >= 0 && t < tokens.length).map((t) => offsets[t]);
        found.push({ feature: nameOf(attribute), value: 1, weight, contribution: weight, offsets: places });
      });
      return found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    },
    erasable: (direction): ErasableText => ({
      tokens: tokens.length,
      erased() {
        const whole = score(direction);
        const without = tokens.map((_, t) => (Math.abs(t - token) > reach ? whole : score(direction, t)));
        return Promise.resolve(Float64Array.of(whole, ...without));
      },
    }),
  };
}
