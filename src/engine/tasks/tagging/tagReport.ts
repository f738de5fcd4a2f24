// The report on tags: figures of entities by type, the confusion of types, and the errors by their kind, each with its line.

import { count } from '../../../protocol/figures';
import { ENTITY_ERRORS, type EntityErrorKind } from '../../../protocol/judgedTags';
import type { Report, ReportBlock, ReportColumn, ReportExample, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { createRandom } from '../../data/random';
import type { TaggedSentence as GivenSentence } from '../../data/tagged/taggedSentence';
import type { CountedTokens } from '../../data/unknownTokens';
import { bootstrap } from '../../statistics/bootstrap';
import { pairedEntities, placeOf, type EntityPair } from '../../metrics/entityErrors';
import type { EntityFigures, TaggedSentence } from '../../metrics/entityFigures';
import type { AdditiveFigure } from '../../metrics/judgedPart';
import type { TagRepair } from '../../tags/entities';
import type { Entity } from '../../tags/tag';
import { unknownNotes } from '../unknownNotes';
import { besideTable, type SimpleModel } from '../texts/besideTable';
import type { TagSet } from './tagSet';

export interface TaggedPart {
  sentences: readonly GivenSentence[];
  /** Beside what was found, by sentence. */
  judged: readonly TaggedSentence[];
  /** The mean of −log p of the right tags over tokens, of sentences whose tags are all known; left out where there is none. */
  loss?: number;
  /** By sentence; undefined where a tag is not known. */
  losses: readonly (number | undefined)[];
  /** By sentence, of all its tags together. */
  probabilities: readonly number[];
  source: string;
  set: TagSet;
  seed: number;
  unknown?: CountedTokens;
  /** What is reached without a model, of a training. */
  beside?: readonly SimpleModel[];
  /** What the model's family adds to the report. */
  sections?: ReportSection[];
}

interface Reported extends TaggedPart {
  figures: EntityFigures;
  additive: { f1: AdditiveFigure };
}

export function tagReport(part: Reported): Report {
  const { judged, source, figures, additive, loss, seed } = part;
  const { integer } = createRandom({ seed, stream: 'bootstrap' });
  const { value, low, high } = bootstrap(additive.f1.counts, additive.f1.of, { integer });
  const { wordAccuracy } = figures;
  const pairs = judged.map(({ entities, found }) => pairedEntities(entities, found));
  return {
    format: 2,
    ...{ source, count: judged.length, unit: 'texts' },
    figures: [
      { metric: 'f1', value, low, high },
      { metric: 'precision', value: figures.precision },
      { metric: 'recall', value: figures.recall },
      { metric: 'macroF1', value: figures.macroF1, isMinor: true },
      ...(wordAccuracy === undefined ? [] : [{ metric: 'wordAccuracy' as const, value: wordAccuracy }]),
      { metric: 'tokenAccuracy', value: figures.tokenAccuracy },
      ...(loss === undefined ? [] : [{ metric: 'loss' as const, value: loss }]),
    ],
    sections: [typesOf(part, pairs), errorsOf(part, pairs), ...(part.sections ?? [])],
  };
}

/** Beyond so many types a matrix says less than the table. */
const MOST_TYPES = 50;

function typesOf(
  { figures, set, unknown, loss, beside = [] }: Reported,
  pairs: readonly EntityPair[][],
): ReportSection {
  const { types, tokens, right, actual, predicted } = figures;
  const blocks: ReportBlock[] = [
    { kind: 'figures' },
    ...besideTable(
      ['f1', 'precision', 'recall', ...(set.morphemes ? (['wordAccuracy'] as const) : []), 'tokenAccuracy'],
      { ...figures, wordAccuracy: figures.wordAccuracy ?? 0 },
      beside,
    ),
    {
      kind: 'table',
      title: toTranslate('Figures by type'),
      columns: [
        { title: toTranslate('Type'), form: 'text' },
        ...(['precision', 'recall', 'f1'] as const).map((metric) => ({ metric })),
        { title: toTranslate('Count'), form: 'count' },
      ],
      rows: types.map(({ type, precision, recall, f1, support }) => [type, precision, recall, f1, support]),
    },
  ];
  if (types.length <= MOST_TYPES)
    blocks.push(
      confusionOf(
        types.map(({ type }) => type),
        pairs,
      ),
    );
  const said = [count(tokens), count(actual), count(predicted), count(right)];
  blocks.push({
    kind: 'notes',
    lines: [
      { text: toTranslate('{0} tokens with {1} entities; found: {2}, right: {3}'), values: said },
      ...(set.files ? [{ text: READ[set.repair], values: [set.files] }] : []),
      ...(loss === undefined ? [{ text: WITHOUT_LOSS, values: [] }] : []),
      ...unknownNotes(unknown),
    ],
  });
  return { title: toTranslate('Types'), blocks };
}

const WITHOUT_LOSS = toTranslate(
  'There is no loss: each sentence has a tag that the training part does not have, so it has no probability.',
);

/** How entities are read where tags break their scheme. */
const READ: Record<TagRepair, string> = {
  begin: toTranslate(
    'Entities are read from {0} as conlleval reads them, and seqeval by default: a tag without a beginning begins one.',
  ),
  discard: toTranslate(
    'Entities are read from {0} strictly, as seqeval does in its strict mode: what breaks the scheme is none.',
  ),
};

/** An entity that was found in the place of another is confused with it; what has no partner, with nothing. */
function confusionOf(types: readonly string[], pairs: readonly EntityPair[][]): ReportBlock {
  const names = [...types, '–'];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  const numberOf = (entity: Entity | undefined): number => numbers.get(entity?.type ?? '–') ?? 0;
  for (const { actual, found } of pairs.flat()) counts[numberOf(actual)][numberOf(found)]++;
  return {
    kind: 'matrix',
    label: toTranslate('Confusion of types: rows are the true ones, columns those found in their place; –: nothing'),
    rows: toTranslate('true'),
    columns: toTranslate('predicted'),
    share: toTranslate('share of the true type'),
    ...{ names, counts },
  };
}

const TITLES: Record<EntityErrorKind, string> = {
  boundary: toTranslate('Wrong borders'),
  type: toTranslate('Wrong type'),
  missed: toTranslate('Missed'),
  invented: toTranslate('Invented'),
};

/** Of each kind. */
const MOST_ERRORS = 100;

/** Tokens shown on each side of an error. */
const AROUND = 6;

function errorsOf({ sentences }: Reported, pairs: readonly EntityPair[][]): ReportSection {
  const byKind = (kind: EntityErrorKind) =>
    pairs.flatMap((all, sentence) => all.filter((pair) => pair.kind === kind).map((pair) => ({ sentence, pair })));
  const errors = ENTITY_ERRORS.map((kind) => ({ kind, found: byKind(kind) }));
  const columns: ReportColumn[] = [
    { title: toTranslate('Text'), form: 'text' },
    { title: toTranslate('True'), form: 'text' },
    { title: toTranslate('Predicted'), form: 'text' },
  ];
  const summary: ReportBlock = {
    kind: 'table',
    title: toTranslate('Errors by kind'),
    columns: [
      { title: toTranslate('Kind'), form: 'said' },
      { title: toTranslate('Count'), form: 'count' },
    ],
    rows: errors.map(({ kind, found }) => [TITLES[kind], found.length]),
  };
  const lists = errors.map(({ kind, found }): ReportBlock => ({
    kind: 'examples',
    ...{ label: TITLES[kind], columns },
    rows: found.slice(0, MOST_ERRORS).map(({ sentence, pair }) => rowOf(sentences[sentence], pair)),
    note: {
      text: toTranslate('{0} of {1} shown'),
      values: [count(Math.min(MOST_ERRORS, found.length)), count(found.length)],
    },
    empty: toTranslate('No mistakes.'),
  }));
  return { title: toTranslate('Errors'), blocks: [summary, ...lists] };
}

function rowOf({ tokens, file, lines }: TaggedPart['sentences'][number], pair: EntityPair): ReportExample {
  const { actual, found } = pair;
  const { start, end } = placeOf(pair);
  const joint = tokens.every((token) => [...token].length === 1) ? '' : ' ';
  const text = (from: number, to: number): string => tokens.slice(Math.max(0, from), to).join(joint);
  const said = (entity: Entity | undefined): string =>
    entity ? `${entity.type}: ${entity.form ?? text(entity.start, entity.end)}` : '–';
  return { cells: [text(start - AROUND, end + AROUND), said(actual), said(found)], file, line: lines[start] };
}
