// Each sentence beside what a tagger made of it, with its errors sorted by their kind.

import type { JudgedTagsReply, SentenceBesideRight, TagError, TokenSpan } from '../../../protocol/judgedTags';
import type { ReportFigure } from '../../../protocol/report';
import type { TaggedSentence as GivenSentence } from '../../data/tagged/taggedSentence';
import { pairedEntities, placeOf } from '../../metrics/entityErrors';
import type { EntityFigures, TaggedSentence } from '../../metrics/entityFigures';
import { eachInSteps } from '../../train/inSteps';
import type { Entity } from '../../tags/tag';
import type { TaggedPart } from './tagReport';
import { namesEntities } from './tagSet';

/** Nobody looks at more; what they take is held by whoever shows them. */
const MOST_TOKENS = 3_000_000;

/** Fails with `CANCELLED`. */
export async function besideRight(
  { sentences, judged, set, loss }: TaggedPart,
  figures: EntityFigures,
  signal?: AbortSignal,
): Promise<JudgedTagsReply> {
  let tokens = 0;
  const told = sentences.filter((sentence) => (tokens += sentence.tokens.length) <= MOST_TOKENS);
  const { f1, precision, recall, tokenAccuracy, wordAccuracy } = figures;
  const words = wordAccuracy !== undefined && { wordAccuracy };
  const values = { f1, precision, recall, ...words, tokenAccuracy, loss };
  return {
    file: sentences[0].file,
    namesEntities: namesEntities(set),
    figures: Object.entries(values).flatMap(([metric, value]) =>
      value === undefined ? [] : [{ metric, value } as ReportFigure],
    ),
    sentences: await eachInSteps(told, (sentence, i) => sentenceOf(sentence, judged[i]), signal),
    count: sentences.length,
  };
}

function sentenceOf(
  { tokens, lines, columns }: GivenSentence,
  { entities, found }: TaggedSentence,
): SentenceBesideRight {
  const errors = pairedEntities(entities, found).flatMap((pair): TagError[] => {
    if (pair.kind === 'right') return [];
    const place = placeOf(pair);
    return [{ kind: pair.kind, ...place, line: lines[place.start] }];
  });
  return {
    ...{ tokens, line: lines[0], right: spansOf(entities), found: spansOf(found), errors },
    ...(columns && { columns: Array.from(columns, ([column, values]) => ({ column, values })) }),
  };
}

const spansOf = (entities: readonly Entity[]): TokenSpan[] =>
  entities.map(({ type, start, end, form }) => ({ type, start, end, ...(form !== undefined && { form }) }));
