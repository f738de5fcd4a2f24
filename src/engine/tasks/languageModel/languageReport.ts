// The report on a text: how well it was predicted, in units that compare, and the passages that surprise the model most.

import { count } from '../../../protocol/figures';
import type { Note, Report, ReportFigure, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { createRandom } from '../../data/random';
import type { UnknownTokens } from '../../data/unknownTokens';
import { bootstrapEach } from '../../statistics/bootstrap';
import type { AdditiveFigure } from '../../metrics/judgedPart';
import { LANGUAGE_METRICS, type LanguageMetric, type TextAmount } from '../../metrics/languageFigures';
import { besideTable, type SimpleModel } from '../texts/besideTable';
import { unknownNotes } from '../unknownNotes';
import type { ScoredText } from './judgedText';

export interface LanguagePartOptions {
  seed: number;
  /** What the report is about, for people. */
  source: string;
  /** How the text was seen, for people, in English. */
  seen: string;
  /** The model knows small letters alone. */
  lowercase: boolean;
  /** Beside which models the run is seen. */
  beside?: readonly SimpleModel[];
}

interface Reported extends LanguagePartOptions {
  scored: ScoredText;
  amounts: readonly TextAmount[];
  figures: Record<LanguageMetric, AdditiveFigure>;
  unknown: UnknownTokens;
}

const MOST_SHOWN = 200;

export function languageReport(judged: Reported): Report {
  const { source, seed, amounts, figures } = judged;
  const { integer } = createRandom({ seed, stream: 'bootstrap' });
  const drawn = bootstrapEach(
    LANGUAGE_METRICS.map((metric) => figures[metric]),
    { integer },
  );
  const values = LANGUAGE_METRICS.map((metric, i): ReportFigure => ({ metric, ...drawn[i] }));
  return {
    format: 2,
    ...{ source, count: amounts.length, unit: 'texts', figures: values },
    sections: [figuresSection(judged, values), surprising(judged)],
  };
}

function figuresSection(judged: Reported, values: readonly ReportFigure[]): ReportSection {
  const { amounts, beside = [], seen } = judged;
  const own = Object.fromEntries(values.map(({ metric, value }) => [metric, value])) as Record<LanguageMetric, number>;
  const total = (of: (amount: TextAmount) => number): string => count(amounts.reduce((sum, one) => sum + of(one), 0));
  const lines: Note[] = [
    {
      text: toTranslate('{0} tokens, {1} words, {2} characters'),
      values: [total(({ tokens }) => tokens), total(({ words }) => words), total(({ characters }) => characters)],
    },
    { text: seen },
    ...smallLetters(judged),
    ...unknownNotes(judged.unknown),
  ];
  return {
    title: toTranslate('Figures'),
    blocks: [{ kind: 'figures' }, ...besideTable(LANGUAGE_METRICS, own, beside), { kind: 'notes', lines }],
  };
}

/** What makes the text easier than it is for others. */
export function smallLetters({ lowercase }: Pick<LanguagePartOptions, 'lowercase'>): Note[] {
  if (!lowercase) return [];
  const text = toTranslate(
    'This run reads small letters alone ("tokenizer.lowercase"): its figures do not compare with those of runs that tell capitals apart.',
  );
  return [{ text, isCaution: true }];
}

function surprising({ scored: { passages }, amounts }: Reported): ReportSection {
  const bits = ({ nats, characters }: TextAmount): number => nats / Math.LN2 / Math.max(1, characters);
  const order = [...amounts.keys()].sort((a, b) => bits(amounts[b]) - bits(amounts[a]) || a - b).slice(0, MOST_SHOWN);
  const title = toTranslate('Most surprising passages');
  return {
    title,
    blocks: [
      {
        kind: 'examples',
        label: title,
        columns: [
          { title: toTranslate('Text'), form: 'text' },
          { metric: 'bitsPerCharacter' },
          { title: toTranslate('Tokens'), form: 'count' },
        ],
        rows: order.map((i) => {
          const { text, file, line } = passages[i];
          return { cells: [text, bits(amounts[i]), amounts[i].tokens], file, line };
        }),
        note: {
          text: toTranslate('{0} of {1} passages shown, those that surprise the model most first'),
          values: [count(order.length), count(passages.length)],
        },
        empty: toTranslate('No texts.'),
      },
    ],
  };
}
