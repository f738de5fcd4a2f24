// The place of an experiment that something can be proposed for, and what the schema says of it.

import type { Named } from '../../protocol/writing';
import type { JsonSchema } from '../experiment/jsonSchema';
import { schemasAt } from '../experiment/jsonSchema';
import { experimentJsonSchema } from '../tasks/experimentSchema';
import { defaultTask } from '../tasks/tasks';

type Path = readonly (string | number)[];

/** An experiment as it is written, not checked. */
export type Written = Readonly<Record<string, unknown>>;

export interface Asked {
  root: Written;
  path: Path;
  baseFolder: string;
  /** Where runs are looked for; left out: nowhere. */
  runsFolder?: string;
  /** Nothing is read but plain text. */
  isRestricted: boolean;
}

/** The schemas of a place; where the file names no task, those of the task that it then has. */
export const schemasOf = (root: Written, path: Path): JsonSchema[] =>
  schemasAt(experimentJsonSchema(), path, { task: defaultTask, ...root });

/** What the text at a place can name. */
export const namedAt = (root: Written, path: Path): Named[] => [
  ...new Set(schemasOf(root, path).flatMap(({ names }) => names ?? [])),
];

/** What is written there; undefined where nothing is. */
export const writtenAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );
