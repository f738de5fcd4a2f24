// Where two systems part: the sentences of a test set of which they make something else, those that differ most first.

import type { DifferingSentence, DifferingSentences } from '../../protocol/translation';
import { defaultBleu, sentenceBleu } from '../metrics/bleu';
import type { JudgedPart } from './translationReport';

const SHOWN = 200;

/**
 * Sentences with different outputs by falling difference of their sentence BLEU; those of equal difference as they stand in
 * the file. Both parts are of the same pairs.
 */
export function differingSentences(first: JudgedPart, other: JudgedPart): DifferingSentences {
  const options = { ...defaultBleu, lowercase: first.lowercase };
  const differing = first.pairs.flatMap(({ source, target, line }, i): DifferingSentence[] => {
    const outputs: DifferingSentence['outputs'] = [first.outputs[i], other.outputs[i]];
    if (outputs[0] === outputs[1]) return [];
    const bleu: DifferingSentence['bleu'] = [
      sentenceBleu(outputs[0], [target], options),
      sentenceBleu(outputs[1], [other.pairs[i].target], options), // each run cleans its references in its own way
    ];
    return [{ source, reference: target, outputs, bleu, line }];
  });
  const apart = ({ bleu: [a, b] }: DifferingSentence): number => Math.abs(b - a);
  return {
    count: differing.length,
    sentences: differing.sort((one, next) => apart(next) - apart(one)).slice(0, SHOWN),
  };
}
