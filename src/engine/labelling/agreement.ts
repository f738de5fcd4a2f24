// How far the labels of two people agree: Cohen's kappa of texts; of spans their F1, and kappa of the tokens by the types of their spans.

import type { Agreement, Disagreement, KappaFigures, SpanAgreement } from '../../protocol/agreement';
import { ENTITY_ERRORS, type EntityErrorKind } from '../../protocol/judgedTags';
import { LabError } from '../../protocol/labError';
import { inSensibleOrder } from '../data/labels';
import { pairedEntities } from '../metrics/entityErrors';
import { countEntities, type EntityCounts, scoresOf } from '../metrics/entityFigures';
import { cohenKappa, type JudgedPair } from '../statistics/cohenKappa';
import type { LabelledText, MarkedSentence } from './judgedTexts';
import { pairedTexts, type Paired } from './pairedTexts';

/** Disagreements that are told. */
const MOST_TOLD = 1000;

/** More names than these make no table that anyone reads. */
const MOST_NAMES = 1000;

/** Of a token without a span. */
const NO_SPAN = 'O';

type Compared = Omit<Agreement, 'notices'>;

/** Fails with `INVALID_DATA` where no text is in both, or labels are as good as texts. */
export function labelAgreement(first: readonly LabelledText[], other: readonly LabelledText[]): Compared {
  const { pairs, alone } = required(pairedTexts(first.map(composed), other.map(composed)));
  const apart = pairs.filter(([a, b]) => a.label !== b.label);
  const told = apart
    .slice(0, MOST_TOLD)
    .map(([a, b]): Disagreement => ({ text: a.text, labels: [a.label, b.label], lines: [a.line, b.line] }));
  return {
    ...{ kind: 'texts', count: pairs.length, alone, disagreements: told, apart: apart.length },
    ...counted(pairs.map(([a, b]) => [[a.label, b.label]])),
  };
}

/** Labels that look the same are the same. */
const composed = (one: LabelledText): LabelledText => ({ ...one, label: one.label.normalize('NFC') });

/** Fails likewise. */
export function spanAgreement(first: readonly MarkedSentence[], other: readonly MarkedSentence[]): Compared {
  const { pairs, alone } = required(pairedTexts(first, other));
  const apart = pairs.filter(([a, b]) => JSON.stringify(placesOf(a)) !== JSON.stringify(placesOf(b)));
  const told = apart.slice(0, MOST_TOLD).map(([a, b]): Disagreement => ({
    ...{ text: a.tokens.join(' '), tokens: [...a.tokens] },
    ...{ spans: [[...a.spans], [...b.spans]], lines: [a.line, b.line] },
  }));
  const tokens = pairs.map(([a, b]): [string, string][] => {
    const [one, two] = [a, b].map(typesOf);
    return one.map((type, i) => [type, two[i]]);
  });
  return {
    ...{ kind: 'spans', count: pairs.length, alone, disagreements: told, apart: apart.length },
    ...counted(tokens),
    spans: spansOf(pairs),
  };
}

function required<T>(paired: Paired<T>): Paired<T> {
  if (paired.pairs.length > 0) return paired;
  throw new LabError(
    'INVALID_DATA',
    'The two files have no text in common, so there is nothing to compare: both must have the same texts or sentences, whatever their order.',
  );
}

/** @param judged what the first and the other one have said of each thing, by what the things belong to */
function counted(judged: readonly (readonly (readonly [string, string])[])[]): {
  kappa: KappaFigures;
  names: string[];
  counts: number[][];
} {
  const found = new Set<string>();
  for (const things of judged) for (const labels of things) for (const label of labels) found.add(label);
  const names = inSensibleOrder(found);
  if (names.length > MOST_NAMES)
    throw new LabError(
      'INVALID_DATA',
      `There are ${names.length} different labels: is the column of the labels another one? Name it with "label".`,
    );
  const places = new Map(names.map((name, place) => [name, place]));
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  const together = judged.map((things) => things.map(([a, b]): JudgedPair => [places.get(a) ?? 0, places.get(b) ?? 0]));
  for (const [i, j] of together.flat()) counts[i][j]++;
  return { kappa: cohenKappa(counts, together), names, counts };
}

const placesOf = ({ spans }: MarkedSentence) => spans.map(({ type, start, end }) => [type, start, end]);

/** By token. */
function typesOf({ tokens, spans }: MarkedSentence): string[] {
  const types = tokens.map(() => NO_SPAN);
  for (const { type, start, end } of spans) types.fill(type, start, end);
  return types;
}

function spansOf(pairs: readonly (readonly [MarkedSentence, MarkedSentence])[]): SpanAgreement {
  const byType = new Map<string, EntityCounts>();
  const all: EntityCounts = { right: 0, actual: 0, predicted: 0 };
  const errors = Object.fromEntries(ENTITY_ERRORS.map((kind) => [kind, 0])) as Record<EntityErrorKind, number>;
  for (const [{ spans: entities }, { spans: found }] of pairs) {
    for (const [type, counts] of countEntities({ entities, found }))
      for (const sum of [all, byType.get(type) ?? begun(byType, type)])
        for (const key of ['right', 'actual', 'predicted'] as const) sum[key] += counts[key];
    for (const { kind } of pairedEntities(entities, found)) if (kind !== 'right') errors[kind]++;
  }
  const types = [...byType].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const { f1, ...found } = figuresOf(all);
  const isAny = all.actual + all.predicted > 0;
  return {
    ...found,
    ...(isAny && { f1 }),
    types: types.map(([type, counts]) => ({ type, ...figuresOf(counts) })),
    errors,
  };
}

function begun(byType: Map<string, EntityCounts>, type: string): EntityCounts {
  const counts = { right: 0, actual: 0, predicted: 0 };
  byType.set(type, counts);
  return counts;
}

const figuresOf = (counts: EntityCounts): { f1: number; both: number; spans: [number, number] } => ({
  f1: scoresOf(counts).f1,
  both: counts.right,
  spans: [counts.actual, counts.predicted],
});
