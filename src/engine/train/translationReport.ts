// The report on outputs beside their references.

import type { TranslationReport } from '../../protocol/translation';
import { createRandom } from '../data/random';
import type { TextPair } from '../data/parallelText';
import { bleuCounts, bleuOf, bleuSignature, defaultBleu, sentenceBleu } from '../metrics/bleu';
import { bootstrap } from '../metrics/bootstrap';
import { chrfCounts, chrfOf, defaultChrf } from '../metrics/chrf';
import { meanRouge } from '../metrics/rouge';
import type { TargetScores } from './sequenceSession';

const EXAMPLES = 200;

export interface ReportedPart {
  pairs: readonly TextPair[];
  outputs: readonly string[];
  scores: TargetScores;
  /** What the report is about, for people. */
  source: string;
  /** Outputs are in small letters only, so references are compared as such. */
  lowercase: boolean;
  seed: number;
}

export function translationReport({
  pairs,
  outputs,
  scores,
  source,
  lowercase,
  seed,
}: ReportedPart): TranslationReport {
  const options = { ...defaultBleu, lowercase };
  const chrf = { ...defaultChrf, lowercase };
  const counts = outputs.map((output, i) => bleuCounts(output, [pairs[i].target], options));
  const characters = outputs.map((output, i) => chrfCounts(output, [pairs[i].target], chrf));
  const draw = () => ({ integer: createRandom({ seed, stream: 'bootstrap' }).integer });
  const total = new Float64Array(counts[0].length);
  for (const each of counts) each.forEach((count, column) => (total[column] += count));
  const { precisions, brevityPenalty, systemLength, referenceLength } = bleuOf(total, options);
  const loss = lossOf(scores);
  return {
    kind: 'translation',
    bleu: bootstrap(counts, (sum) => bleuOf(sum, options).score, draw()),
    chrf: bootstrap(characters, (sum) => chrfOf(sum, chrf), draw()),
    rouge: meanRouge(
      outputs,
      pairs.map(({ target }) => target),
    ),
    signature: bleuSignature(options),
    ...{ loss, perplexity: Math.exp(loss) },
    ...{ precisions, brevityPenalty, systemLength, referenceLength, count: pairs.length, source },
    examples: pairs.slice(0, EXAMPLES).map((pair, i) => ({
      ...{ source: pair.source, reference: pair.target, output: outputs[i], line: pair.line },
      bleu: sentenceBleu(outputs[i], [pair.target], options),
    })),
  };
}

/** The mean negative log probability of a token, end symbols counted. */
export function lossOf({ logProbabilities, tokens }: TargetScores): number {
  const sum = logProbabilities.reduce((all, each) => all + each.reduce((a, b) => a + b, 0), 0);
  return -sum / Math.max(1, tokens);
}
