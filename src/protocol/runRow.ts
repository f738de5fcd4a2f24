// A run as a row: everything that tables, filters and expressions can ask of it, by dotted keys.

import { METRICS } from './metrics';

/** A list is of texts, as tags are. */
export type RowValue = number | string | boolean | readonly string[];

export interface RunRow {
  /** Its id: the name of its folder. */
  id: string;
  folder: string;
  /**
   * What is known of it: the keys of its experiment (`model.type`), its latest figures (`validation.accuracy`, `test.accuracy`), those at its
   * best epoch as far as they were watched (`best.validation.accuracy`), those of its latest evaluation (`evaluation.accuracy`), and `ROW_FIELDS`.
   */
  values: Record<string, RowValue>;
}

/**
 * What a run has beside its experiment and its figures. Times are ISO 8601, UTC. `configuration` is a short hash of its `seedlessKey`: runs
 * that differ in their seed alone have the same. `bytes` and `disk.` are what its files take.
 */
const ROW_FIELDS = [
  ...[
    'id',
    'name',
    'task',
    'status',
    'created',
    'ended',
    'experiment',
    'starred',
    'archived',
    'tags',
    'note',
    'group',
    'resumable',
  ],
  ...['seconds', 'seed', 'parameters', 'epoch', 'epochs', 'step', 'steps', 'device', 'threads', 'bytes', 'from'],
  ...['disk.checkpoints', 'disk.optimizer', 'disk.evaluations'],
  ...['best.epoch', 'best.step', 'evaluation.source', 'evaluation.count', 'failure'],
] as const;

const FIGURE_OF = ['', 'validation.', 'test.', 'best.validation.', 'evaluation.'];

/** Keys that can be asked of runs whether or not one of them has them. */
export const alwaysKnown = (): Set<string> =>
  new Set([...ROW_FIELDS, ...FIGURE_OF.flatMap((prefix) => Object.keys(METRICS).map((name) => `${prefix}${name}`))]);

const OTHER = /^(hash|version|sweep)\./u;

/** Whether it is a key of experiments. `known`: what `alwaysKnown` gives. */
export const isConfigurationKey = (key: string, known: ReadonlySet<string>): boolean =>
  !OTHER.test(key) && (key === 'seed' || key === 'task' || !known.has(key));

/** All keys that some of the rows have. */
export const keysOf = (rows: readonly Pick<RunRow, 'values'>[]): Set<string> =>
  new Set(rows.flatMap(({ values }) => Object.keys(values)));
