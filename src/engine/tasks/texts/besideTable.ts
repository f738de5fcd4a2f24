// The table of what simple models reach beside a run.

import type { MetricName } from '../../../protocol/metrics';
import type { ReportBlock } from '../../../protocol/report';
import type { Metrics } from '../../../protocol/run';
import { toTranslate } from '../../../protocol/toTranslate';

/** A model beside which a run is seen. */
export interface SimpleModel {
  /** For people, in English. */
  name: string;
  /** On the part that the run was judged on. */
  figures: Metrics;
}

/** The title of that table. */
export const BESIDE_SIMPLE_MODELS = toTranslate('Beside simple models');

/** No block where there is no such model. */
export function besideTable<M extends MetricName>(
  metrics: readonly M[],
  own: Readonly<Record<M, number>>,
  beside: readonly SimpleModel[],
): ReportBlock[] {
  if (beside.length === 0) return [];
  return [
    {
      kind: 'table',
      isTelling: true,
      title: BESIDE_SIMPLE_MODELS,
      columns: [{ title: toTranslate('Model'), form: 'said' }, ...metrics.map((metric) => ({ metric }))],
      rows: [
        [toTranslate('This run'), ...metrics.map((metric) => own[metric])],
        ...beside.map(({ name, figures }) => [name, ...metrics.map((metric) => figures[metric])]),
      ],
    },
  ];
}
