// The report on outputs beside their references: figures with their intervals, how BLEU was made, and the outputs.

import { count } from '../../../protocol/figures';
import type { UnknownTokens } from '../../data/unknownTokens';
import type { Interval, Note, Report, ReportBlock, ReportFigure, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { unknownNotes } from '../unknownNotes';

/** All that is known of outputs beside their references. */
export interface ParallelFigures {
  bleu: Interval;
  chrf: Interval;
  /** Where the sources are pictures: CIDEr-D, 0 to 10. */
  cider?: Interval;
  /** F1 of ROUGE-1, ROUGE-2, ROUGE-L, 0 to 100. */
  rouge: { rouge1: Interval; rouge2: Interval; rougeL: Interval };
  /** With what BLEU was made, as sacreBLEU prints it. */
  signature: string;
  /** Mean negative log probability of a token by teacher forcing, and e to it. */
  loss: number;
  perplexity: Interval;
  /** n-gram precisions 1 to 4 in percent, brevity penalty, lengths in tokens of the metric. */
  precisions: number[];
  brevityPenalty: number;
  systemLength: number;
  referenceLength: number;
  /** Orders of n-grams that the outputs have; left out: all four. */
  orders?: number;
  /** How much of the sources the model does not know. */
  unknown?: UnknownTokens;
  count: number;
  source: string;
  /** The first outputs beside their references, at most 200; with the BLEU of each. */
  examples: { source: string; reference: string; output: string; bleu: number; line?: number }[];
}

export function parallelReport(judged: ParallelFigures): Report {
  const { source, count: pairs, bleu, chrf, cider, rouge, perplexity, loss, signature } = judged;
  const figures: ReportFigure[] = [
    { metric: 'bleu', ...bleu, signature },
    { metric: 'chrf', ...chrf },
    ...(cider ? [{ metric: 'cider' as const, ...cider }] : []),
    { metric: 'rouge1', ...rouge.rouge1, isMinor: true },
    { metric: 'rouge2', ...rouge.rouge2, isMinor: true },
    { metric: 'rougeL', ...rouge.rougeL },
    { metric: 'perplexity', ...perplexity },
    { metric: 'loss', value: loss },
  ];
  const sections = [figuresOf(judged), outputsOf(judged)];
  return { format: 2, source, count: pairs, unit: 'pairs', figures, sections };
}

function figuresOf(judged: ParallelFigures): ReportSection {
  const { precisions, systemLength, referenceLength, brevityPenalty, signature } = judged;
  return {
    title: toTranslate('Figures'),
    blocks: [
      { kind: 'figures' },
      {
        kind: 'notes',
        lines: [
          {
            text: toTranslate('n-gram precisions 1 to 4: {0} %'),
            values: [precisions.map((each) => each.toFixed(1)).join(' / ')],
          },
          {
            text: toTranslate('{0} tokens written, {1} in the references: brevity penalty {2}'),
            values: [count(systemLength), count(referenceLength), brevityPenalty.toFixed(3)],
          },
          { text: toTranslate('BLEU: {0}'), values: [signature] },
          ...withoutFourGrams(judged),
          ...unknownNotes(judged.unknown),
        ],
      },
    ],
  };
}

/** Why BLEU is 0, where it can be nothing else. */
function withoutFourGrams({ orders = 4 }: ParallelFigures): Note[] {
  if (orders === 4) return [];
  const text = toTranslate(
    'BLEU is 0 because no output has four tokens: without runs of four tokens there is nothing to count. chrF and ROUGE say more of such short texts.',
  );
  return [{ text, isCaution: true }];
}

function outputsOf({ examples, count: pairs }: ParallelFigures): ReportSection {
  const outputs: ReportBlock = {
    kind: 'examples',
    label: toTranslate('Outputs'),
    columns: [
      { title: toTranslate('Source'), form: 'text' },
      { title: toTranslate('Output'), form: 'text' },
      { title: toTranslate('Reference'), form: 'text' },
      {
        title: 'BLEU',
        hint: toTranslate('BLEU of this sentence alone: fit for sorting, no figure of the run'),
        ...{ form: 'figure', decimals: 1 },
      },
    ],
    rows: examples.map(({ source, output, reference, bleu, line }) => ({
      cells: [source, output, reference, bleu],
      ...(line === undefined ? {} : { line }),
    })),
    note: {
      text: toTranslate('{0} of {1} outputs shown, in the order of the file'),
      values: [count(examples.length), count(pairs)],
    },
    empty: toTranslate('No outputs.'),
  };
  return { title: toTranslate('Outputs'), blocks: [outputs] };
}
