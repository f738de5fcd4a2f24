// A part of tagged sentences as a tagger judged it: the report, and the figures by which taggers are compared.

import { entityFigures, rightTokens, countEntities, scoresOf, type TaggedSentence } from '../../metrics/entityFigures';
import type { AdditiveFigure, JudgedPart } from '../../metrics/judgedPart';
import { besideRight } from './besideRight';
import { tagReport, type TaggedPart } from './tagReport';

export function taggedPart(part: TaggedPart): JudgedPart {
  const { sentences, judged, seed } = part;
  const counts = (of: (sentence: TaggedSentence) => number[]): Float64Array[] =>
    judged.map((sentence) => Float64Array.from(of(sentence)));
  const accuracy: AdditiveFigure = {
    counts: counts((sentence) => [rightTokens(sentence), sentence.tags.length]),
    of: ([right, tokens]) => (tokens > 0 ? right / tokens : 0),
  };
  const entities = counts((sentence) => {
    const sum = [0, 0, 0];
    for (const { right, actual, predicted } of countEntities(sentence).values())
      [right, actual, predicted].forEach((each, i) => (sum[i] += each));
    return sum;
  });
  const f1: AdditiveFigure = {
    counts: entities,
    of: ([right, actual, predicted]) => scoresOf({ right, actual, predicted }).f1,
  };
  return {
    examples: sentences.map(({ tokens, tags, lines: [line] }, i) => ({
      ...{ input: tokens.join(' '), reference: tags.join(' '), output: judged[i].predicted.join(' '), line },
    })),
    judging: { ignoresCase: false, seed },
    report: ({ seed: of }) => tagReport({ ...part, figures: entityFigures(judged), additive: { f1 }, seed: of }),
    figures: () => ({ f1, tokenAccuracy: accuracy }),
    exampleMetric: 'tokenAccuracy',
    scoreOf: (i) => accuracy.of(accuracy.counts[i]),
    tagged: () => besideRight(part, entityFigures(judged)),
  };
}
