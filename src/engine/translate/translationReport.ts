// The report on outputs beside their references: figures with their intervals, and two systems compared.

import type { ComparedFigure, PairedFigure, TranslationReport } from '../../protocol/translation';
import { createRandom } from '../data/random';
import type { TextPair } from '../data/parallelText';
import { bleuCounts, bleuOf, bleuSignature, defaultBleu, sentenceBleu } from '../metrics/bleu';
import { type Confidence, bootstrap, pairedBootstrap } from '../metrics/bootstrap';
import { chrfCounts, chrfOf, defaultChrf } from '../metrics/chrf';
import { rougeCounts } from '../metrics/rouge';
import type { TargetScores } from './sequenceSession';

const EXAMPLES = 200;

export interface JudgedPart {
  pairs: readonly TextPair[];
  outputs: readonly string[];
  scores: TargetScores;
  /** Outputs are in small letters only, so references are compared as such. */
  lowercase: boolean;
}

export interface ReportedPart extends JudgedPart {
  /** What the report is about, for people. */
  source: string;
  seed: number;
}

/** A figure as the bootstrap takes it: what each sentence adds, and the figure of a sum. */
interface Figure {
  counts: Float64Array[];
  of(sum: Float64Array): number;
}

function figuresOf({ pairs, outputs, scores, lowercase }: JudgedPart): Record<ComparedFigure, Figure> {
  const [bleu, chrf] = [
    { ...defaultBleu, lowercase },
    { ...defaultChrf, lowercase },
  ];
  const byPair = (count: (output: string, reference: string) => Float64Array): Float64Array[] =>
    outputs.map((output, i) => count(output, pairs[i].target));
  const rouge = byPair(rougeCounts);
  const mean = (column: number): Figure => ({ counts: rouge, of: (sum) => sum[column] / sum[3] });
  return {
    bleu: {
      counts: byPair((output, reference) => bleuCounts(output, [reference], bleu)),
      of: (sum) => bleuOf(sum, bleu).score,
    },
    chrf: {
      counts: byPair((output, reference) => chrfCounts(output, [reference], chrf)),
      of: (sum) => chrfOf(sum, chrf),
    },
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

/** The draws of a test set depend on the seed alone, so that every figure sees the same ones. */
const drawsOf = (seed: number) => ({ integer: createRandom({ seed, stream: 'bootstrap' }).integer });

export function translationReport(part: ReportedPart): TranslationReport {
  const { pairs, outputs, scores, source, lowercase, seed } = part;
  const options = { ...defaultBleu, lowercase };
  const figures = figuresOf(part);
  const interval = ({ counts, of }: Figure): Confidence => bootstrap(counts, of, drawsOf(seed));
  const { counts } = figures.bleu;
  const total = new Float64Array(counts[0].length);
  for (const each of counts) each.forEach((count, column) => (total[column] += count));
  const { precisions, brevityPenalty, systemLength, referenceLength } = bleuOf(total, options);
  return {
    kind: 'translation',
    bleu: interval(figures.bleu),
    chrf: interval(figures.chrf),
    rouge: {
      rouge1: interval(figures.rouge1),
      rouge2: interval(figures.rouge2),
      rougeL: interval(figures.rougeL),
    },
    signature: bleuSignature(options),
    ...{ loss: lossOf(scores), perplexity: interval(figures.perplexity) },
    ...{ precisions, brevityPenalty, systemLength, referenceLength, count: pairs.length, source },
    examples: pairs.slice(0, EXAMPLES).map((pair, i) => ({
      ...{ source: pair.source, reference: pair.target, output: outputs[i], line: pair.line },
      bleu: sentenceBleu(outputs[i], [pair.target], options),
    })),
  };
}

/** `other` beside `first` on the same pairs, figure by figure. */
export function comparedWith(first: JudgedPart, other: JudgedPart, seed: number): Record<ComparedFigure, PairedFigure> {
  const [a, b] = [figuresOf(first), figuresOf(other)];
  const compare = (name: ComparedFigure): PairedFigure => {
    const { difference, p } = pairedBootstrap(a[name].counts, b[name].counts, b[name].of, drawsOf(seed));
    return { difference, p };
  };
  return {
    ...{ bleu: compare('bleu'), chrf: compare('chrf'), perplexity: compare('perplexity') },
    ...{ rouge1: compare('rouge1'), rouge2: compare('rouge2'), rougeL: compare('rougeL') },
  };
}

/** The mean negative log probability of a token, end symbols counted. */
export function lossOf({ logProbabilities, tokens }: TargetScores): number {
  const sum = logProbabilities.reduce((all, each) => all + each.reduce((a, b) => a + b, 0), 0);
  return -sum / Math.max(1, tokens);
}
