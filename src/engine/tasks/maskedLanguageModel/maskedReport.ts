// The report on masked tokens: how many were found, and what was guessed in place of some of them.

import { count } from '../../../protocol/figures';
import type { Note, Report, ReportBlock, ReportFigure, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { createRandom } from '../../data/random';
import type { UnknownTokens } from '../../data/unknownTokens';
import { bootstrapEach } from '../../statistics/bootstrap';
import type { AdditiveFigure } from '../../metrics/judgedPart';
import {
  DETECTION_METRICS,
  MASKED_METRICS,
  type detectionFigures,
  type MaskedMetric,
  type pairFigures,
} from '../../metrics/maskedFigures';
import { smallLetters } from '../languageModel/languageReport';
import { besideTable, type SimpleModel } from '../texts/besideTable';
import { unknownNotes } from '../unknownNotes';
import type { AroundMasked } from './around';
import { totalOf, type MaskedAmount, type MaskedScores } from './maskedScores';

/** A place as people see it. */
export interface ShownPlace {
  /** What stands around it. */
  text: string;
  right: string;
  guess: string;
  /** Of the right token. */
  probability: number;
  file: string;
  line: number;
}

export interface MaskedPartOptions {
  seed: number;
  /** What the report is about, for people. */
  source: string;
  /** The model knows small letters alone. */
  lowercase: boolean;
  /** Of models that detect replaced tokens. */
  replacedTokens?: AroundMasked['replacedTokens'];
  /** Of models of pairs. */
  sentencePairs?: AroundMasked['sentencePairs'];
  /** What came of tokens that were masked alone, by passage, where that was asked for. */
  pseudo?: readonly MaskedAmount[];
  /** Some places. */
  places: readonly ShownPlace[];
  /** Beside which models the run is seen. */
  beside?: readonly SimpleModel[];
}

/** Those of models that detect replaced tokens are there of these alone. */
export type MaskedFigures = Record<MaskedMetric, AdditiveFigure> &
  Partial<ReturnType<typeof detectionFigures>> &
  Partial<ReturnType<typeof pairFigures>> & { pseudoPerplexity?: AdditiveFigure };

interface Reported extends MaskedPartOptions {
  scores: MaskedScores;
  figures: MaskedFigures;
  unknown: UnknownTokens;
}

export function maskedReport(judged: Reported): Report {
  const { source, seed, scores, figures } = judged;
  const { integer } = createRandom({ seed, stream: 'bootstrap' });
  const drawn = bootstrapEach(Object.values(figures), { integer });
  const names = Object.keys(figures) as (keyof typeof figures)[];
  const values = names.map((metric, i): ReportFigure => ({ metric, ...drawn[i] }));
  return {
    format: 2,
    ...{ source, count: scores.amounts.length, unit: 'texts', figures: values },
    sections: [figuresSection(judged, values), ...detection(judged, values), ...pairs(judged, values), guesses(judged)],
  };
}

type Own = Record<keyof MaskedFigures, number>;

const ownOf = (values: readonly ReportFigure[]): Own =>
  Object.fromEntries(values.map(({ metric, value }) => [metric, value])) as Own;

function figuresSection(judged: Reported, values: readonly ReportFigure[]): ReportSection {
  const { scores, pseudo, beside = [], unknown } = judged;
  const own = ownOf(values);
  const lines: Note[] = [
    {
      text: toTranslate('{0} of {1} tokens were masked, all that were chosen; which ones follows from the seed.'),
      values: [count(totalOf(scores.amounts).places), count(unknown.tokens)],
    },
    ...(pseudo
      ? [
          {
            text: toTranslate('The pseudo-perplexity is of {0} tokens, each masked alone.'),
            values: [count(totalOf(pseudo).places)],
          },
        ]
      : []),
    ...smallLetters(judged),
    ...unknownNotes(unknown),
  ];
  return {
    title: toTranslate('Figures'),
    blocks: [{ kind: 'figures' }, ...besideGuesses(judged, own, beside), { kind: 'notes', lines }],
  };
}

/** Simple models replace nothing and read no pairs: where that is trained too, their loss is like that of the masked tokens alone. */
function besideGuesses(
  { replacedTokens, sentencePairs }: Reported,
  own: Own,
  beside: readonly SimpleModel[],
): ReportBlock[] {
  if (sentencePairs) return besideTable(['accuracy', 'perplexity'], own, beside);
  if (!replacedTokens) return besideTable(MASKED_METRICS, own, beside);
  const asGenerators = beside.map(({ name, figures: { loss, ...figures } }) => ({
    ...{ name, figures: { ...figures, generatorLoss: loss } },
  }));
  return besideTable(['accuracy', 'perplexity', 'generatorLoss'], own, asGenerators);
}

/** How well replaced tokens are found, beside answers that need no model. */
function detection({ scores, replacedTokens }: Reported, values: readonly ReportFigure[]): ReportSection[] {
  if (!replacedTokens) return [];
  const { tokens, replaced } = totalOf(scores.amounts).detected;
  const share = replaced / Math.max(1, tokens);
  const trivial = [
    { name: toTranslate('No token is replaced'), figures: { detectionAccuracy: 1 - share, detectionF1: 0 } },
    {
      name: toTranslate('Every token is replaced'),
      figures: { detectionAccuracy: share, detectionF1: (2 * replaced) / Math.max(1, replaced + tokens) },
    },
  ];
  const line: Note = {
    text: toTranslate(
      'The generator replaced {0} of {1} tokens; which ones follows from the seed and from what it learned. Where it drew the token that stands there, nothing was replaced.',
    ),
    values: [count(replaced), count(tokens)],
  };
  return [
    {
      title: toTranslate('Replaced tokens'),
      blocks: [...besideTable(DETECTION_METRICS, ownOf(values), trivial), { kind: 'notes', lines: [line] }],
    },
  ];
}

/** Whether texts follow on each other, beside an answer that needs no model. */
function pairs({ scores, sentencePairs }: Reported, values: readonly ReportFigure[]): ReportSection[] {
  if (!sentencePairs) return [];
  const { pairs: all, follow } = totalOf(scores.amounts).pairs;
  const share = follow / Math.max(1, all);
  const trivial = [
    { name: toTranslate('Always the more frequent answer'), figures: { pairAccuracy: Math.max(share, 1 - share) } },
  ];
  const line: Note = {
    text:
      sentencePairs.objective === 'order'
        ? toTranslate(
            'In {0} of {1} pairs the texts stand in their order, in the others they have changed places; which ones follows from the seed.',
          )
        : toTranslate(
            'In {0} of {1} pairs the second text is the one behind the first, in the others any other; which ones follows from the seed.',
          ),
    values: [count(follow), count(all)],
  };
  return [
    {
      title: toTranslate('Pairs of texts'),
      blocks: [...besideTable(['pairAccuracy'], ownOf(values), trivial), { kind: 'notes', lines: [line] }],
    },
  ];
}

function guesses({ places, scores }: Reported): ReportSection {
  const title = toTranslate('Masked tokens');
  return {
    title,
    blocks: [
      {
        kind: 'examples',
        label: title,
        columns: [
          { title: toTranslate('Text'), form: 'text' },
          { title: toTranslate('Right'), form: 'text' },
          { title: toTranslate('Guessed'), form: 'text' },
          { title: toTranslate('Probability of the right one'), form: 'share' },
        ],
        rows: places.map(({ text, right, guess, probability, file, line }) => ({
          cells: [text, right, guess, probability],
          ...{ file, line },
        })),
        note: {
          text: toTranslate('{0} of {1} masked tokens shown, from all over the text'),
          values: [count(places.length), count(totalOf(scores.amounts).places)],
        },
        empty: toTranslate('No texts.'),
      },
    ],
  };
}
