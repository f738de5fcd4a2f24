// What a conditional random field has learned, as a section of its report: the features that speak most for each tag, and the strongest
// pairs of tags.

import type { ReportBlock, ReportCell, ReportSection } from '../../../../protocol/report';
import { toTranslate } from '../../../../protocol/toTranslate';
import { strongestFeatures, type CrfModel } from '../../../crf/crfModel';
import { allowedIn } from '../tagSet';
import type { CrfFile } from './crfFile';

/** Of each tag, of all pairs on either side, and tags that are shown. */
const [FEATURES, PAIRS, TAGS] = [10, 15, 50];

export function weightsSection({ set, index }: Pick<CrfFile, 'set' | 'index'>, model: CrfModel): ReportSection {
  const { tags } = set;
  const strongest = strongestFeatures(model, tags.length, FEATURES).slice(0, TAGS);
  const weight = { title: toTranslate('Weight'), form: 'figure', decimals: 3 } as const;
  const features: ReportBlock = {
    kind: 'table',
    title: toTranslate('Strongest features of each tag'),
    columns: [{ title: toTranslate('Tag'), form: 'text' }, { title: toTranslate('Feature'), form: 'text' }, weight],
    rows: strongest.flatMap((of, tag) =>
      of.map(({ attribute, weight: value }): ReportCell[] => [tags[tag], index.nameOf(attribute), value]),
    ),
  };
  const pair = (title: string, rows: ReportCell[][]): ReportBlock => ({
    kind: 'table',
    title,
    columns: [{ title: toTranslate('Tag'), form: 'text' }, { title: toTranslate('Next tag'), form: 'text' }, weight],
    rows,
  });
  const { follows } = allowedIn(set);
  const pairs = [...model.transitions.keys()]
    .filter((at) => follows[at] && model.transitions[at] !== 0)
    .sort((a, b) => model.transitions[b] - model.transitions[a])
    .map((at): ReportCell[] => [tags[Math.floor(at / tags.length)], tags[at % tags.length], model.transitions[at]]);
  return {
    title: toTranslate('Weights'),
    blocks: [
      features,
      pair(toTranslate('Likeliest transitions'), pairs.slice(0, PAIRS)),
      pair(toTranslate('Unlikeliest transitions'), pairs.slice(-PAIRS).reverse()),
    ],
  };
}
