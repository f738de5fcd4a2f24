// A part of tagged sentences as a tagger judged it: the report, and the figures by which taggers are compared.

import { entityFigures, rightTokens, countEntities, scoresOf, type TaggedSentence } from '../../metrics/entityFigures';
import type { AdditiveFigure, JudgedPart } from '../../metrics/judgedPart';
import { eachInSteps } from '../../train/inSteps';
import { besideRight } from './besideRight';
import { tagReport, type TaggedPart } from './tagReport';

/** Fails with `CANCELLED`. */
export async function taggedPart(part: TaggedPart, signal?: AbortSignal): Promise<JudgedPart> {
  const { sentences, judged, seed, losses, probabilities } = part;
  const counted = await eachInSteps(judged, countEntities, signal);
  const counts = (of: (sentence: TaggedSentence) => number[]): Float64Array[] =>
    judged.map((sentence) => Float64Array.from(of(sentence)));
  const accuracy: AdditiveFigure = {
    counts: counts((sentence) => [rightTokens(sentence), sentence.tags.length]),
    of: ([right, tokens]) => (tokens > 0 ? right / tokens : 0),
  };
  const words: AdditiveFigure = {
    counts: counts((sentence) => [sentence.words?.right ?? 0, sentence.words?.count ?? 0]),
    of: ([right, count]) => (count > 0 ? right / count : 0),
  };
  const entities = counted.map((types) => {
    const sum = new Float64Array(3);
    for (const { right, actual, predicted } of types.values())
      [right, actual, predicted].forEach((each, i) => (sum[i] += each));
    return sum;
  });
  const f1: AdditiveFigure = {
    counts: entities,
    of: ([right, actual, predicted]) => scoresOf({ right, actual, predicted }).f1,
  };
  return {
    examples: sentences.map(({ tokens, tags, file, lines: [line] }, i) => ({
      ...{ input: tokens.join(' '), reference: tags.join(' '), output: judged[i].predicted.join(' '), file, line },
    })),
    judging: { ignoresCase: false, seed },
    report: ({ seed: of }) =>
      tagReport({ ...part, figures: entityFigures(judged, counted), additive: { f1 }, seed: of }),
    figures: () => ({ f1, ...(part.set.morphemes && { wordAccuracy: words }), tokenAccuracy: accuracy }),
    exampleMetric: 'tokenAccuracy',
    scoreOf: (i) => accuracy.of(accuracy.counts[i]),
    groupMetric: 'f1',
    outcomeOf: (i) => ({
      isRight: rightTokens(judged[i]) === judged[i].tags.length,
      probability: probabilities[i],
      loss: losses[i],
    }),
    tokens: part.unknown?.examples,
    labelsOf: (i) => [...new Set(judged[i].entities.map(({ type }) => type))],
    tagged: (stop) => besideRight(part, entityFigures(judged, counted), stop),
  };
}
