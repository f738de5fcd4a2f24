// Parallel text as a model wrote it: figures that add up over sentences, with their intervals, and the report.

import type { Interval, Report } from '../../../protocol/report';
import { createRandom } from '../../data/random';
import type { TextPair } from '../../data/parallelText';
import type { CountedTokens } from '../../data/unknownTokens';
import { bleuCounts, bleuOf, bleuSignature, defaultBleu, sentenceBleu } from '../../metrics/bleu';
import { bootstrap } from '../../statistics/bootstrap';
import { ciderScores } from '../../metrics/cider';
import { chrfCounts, chrfOf, defaultChrf } from '../../metrics/chrf';
import type { AdditiveFigure, JudgedPart, Judging } from '../../metrics/judgedPart';
import { rougeCounts } from '../../metrics/rouge';
import type { TargetScores } from '../../sequence/sequenceSession';
import { parallelReport } from './parallelReport';

const EXAMPLES = 200;

export interface WrittenPart extends Judging {
  pairs: readonly TextPair[];
  outputs: readonly string[];
  scores: TargetScores;
  /** Log probabilities of the outputs; left out where they are not known. */
  found?: readonly number[];
  /** What the report is about, for people. */
  source: string;
  /** The sources are pictures: captions of the same one are references of each other's. */
  arePictures?: boolean;
  /** How much of the sources the model does not know. */
  unknown?: CountedTokens;
}

export function parallelPart(part: WrittenPart): JudgedPart {
  const { pairs, outputs, ignoresCase, seed } = part;
  return {
    examples: pairs.map(({ source, target, ...place }, i) => ({
      ...{ ...place, input: source, reference: target, output: outputs[i] },
    })),
    judging: { ignoresCase, seed },
    report: (judging) => reportOn({ ...part, ...judging }),
    figures: (judging) => figuresOf({ ...part, ...judging }),
    exampleMetric: 'bleu',
    scoreOf: (i, judging) =>
      sentenceBleu(outputs[i], [pairs[i].target], { ...defaultBleu, lowercase: judging.ignoresCase }),
    groupMetric: 'chrf',
    outcomeOf: (i) => {
      const logProbabilities = [part.scores.logProbabilities[i]];
      const loss = lossOf({ logProbabilities, tokens: logProbabilities[0].length });
      const output = part.found?.[i];
      const reference = logProbabilities[0].reduce((sum, each) => sum + each, 0);
      return { loss, ...(output === undefined ? {} : { written: { reference, output } }) };
    },
    tokens: part.unknown?.examples,
  };
}

type FigureName = 'bleu' | 'chrf' | 'rouge1' | 'rouge2' | 'rougeL' | 'perplexity';

type Figures = Record<FigureName, AdditiveFigure> & { cider?: AdditiveFigure };

/** The mean over captions of what each has beside all captions of its picture. */
function ciderFigure({ pairs, outputs }: WrittenPart): AdditiveFigure {
  const byPicture = new Map<string, string[]>();
  for (const { source, target } of pairs) byPicture.set(source, [...(byPicture.get(source) ?? []), target]);
  const pictures = pairs.map(({ source }) => source);
  const references = pictures.map((picture) => byPicture.get(picture) ?? []);
  const counts = ciderScores(outputs, references, pictures).map((score) => Float64Array.of(score, 1));
  return { counts, of: ([sum, count]) => sum / count };
}

function figuresOf(part: WrittenPart): Figures {
  const { pairs, outputs, scores, ignoresCase } = part;
  const [bleu, chrf] = [
    { ...defaultBleu, lowercase: ignoresCase },
    { ...defaultChrf, lowercase: ignoresCase },
  ];
  const byPair = (count: (output: string, reference: string) => Float64Array): Float64Array[] =>
    outputs.map((output, i) => count(output, pairs[i].target));
  const rouge = byPair(rougeCounts);
  const mean = (column: number): AdditiveFigure => ({ counts: rouge, of: (sum) => sum[column] / sum[3] });
  return {
    bleu: {
      counts: byPair((output, reference) => bleuCounts(output, [reference], bleu)),
      of: (sum) => bleuOf(sum, bleu).score,
    },
    chrf: {
      counts: byPair((output, reference) => chrfCounts(output, [reference], chrf)),
      of: (sum) => chrfOf(sum, chrf),
    },
    ...(part.arePictures && { cider: ciderFigure(part) }),
    ...{ rouge1: mean(0), rouge2: mean(1), rougeL: mean(2) },
    perplexity: {
      counts: scores.logProbabilities.map((each) =>
        Float64Array.of(
          each.reduce((a, b) => a + b, 0),
          each.length,
        ),
      ),
      of: ([sum, tokens]) => Math.exp(-sum / Math.max(1, tokens)),
    },
  };
}

function reportOn(part: WrittenPart): Report {
  const { pairs, outputs, scores, source, ignoresCase, seed } = part;
  const options = { ...defaultBleu, lowercase: ignoresCase };
  const figures = figuresOf(part);
  // Draws depend on the seed alone, so that every figure sees the same ones.
  const interval = ({ counts, of }: AdditiveFigure): Interval =>
    bootstrap(counts, of, { integer: createRandom({ seed, stream: 'bootstrap' }).integer });
  const { counts } = figures.bleu;
  const total = new Float64Array(counts[0].length);
  for (const each of counts) each.forEach((count, column) => (total[column] += count));
  const { precisions, brevityPenalty, systemLength, referenceLength, orders } = bleuOf(total, options);
  return parallelReport({
    bleu: interval(figures.bleu),
    chrf: interval(figures.chrf),
    ...(figures.cider && { cider: interval(figures.cider) }),
    rouge: {
      rouge1: interval(figures.rouge1),
      rouge2: interval(figures.rouge2),
      rougeL: interval(figures.rougeL),
    },
    signature: bleuSignature(options),
    ...{ loss: lossOf(scores), perplexity: interval(figures.perplexity) },
    ...{ precisions, brevityPenalty, systemLength, referenceLength, count: pairs.length, source },
    ...{ orders, unknown: part.unknown },
    examples: pairs.slice(0, EXAMPLES).map((pair, i) => ({
      ...{ source: pair.source, reference: pair.target, output: outputs[i], line: pair.line },
      bleu: sentenceBleu(outputs[i], [pair.target], options),
    })),
  });
}

/** The mean negative log probability of a token, end symbols counted. */
export function lossOf({ logProbabilities, tokens }: Pick<TargetScores, 'logProbabilities' | 'tokens'>): number {
  const sum = logProbabilities.reduce((all, each) => all + each.reduce((a, b) => a + b, 0), 0);
  return -sum / Math.max(1, tokens);
}
