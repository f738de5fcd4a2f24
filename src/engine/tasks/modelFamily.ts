// A family of models of a task: the keys of its models in an experiment, what is wrong with them together, and how they are trained and
// opened. Families differ in their options; here that difference is closed over.

import type { z } from 'zod';
import type { Ability } from '../../protocol/ability';
import type { KeyPath, ReportFault, SourceFault } from '../schema/fault';
import { typesOf, type TypedSchema } from '../schema/shorthand';
import type { PreparedRun, PrepareOptions } from '../train/preparedRun';

interface Typed {
  type: string;
}

/**
 * Nothing heavy is loaded before `prepare` or `open` is called: experiments are checked while they are typed.
 * @template Around the experiment besides its model @template Parts what a run is opened from @template Opened what that makes
 */
export interface ModelFamilyDefinition<Options, Around, Parts, Opened> {
  /** What runs of such a model can be asked. */
  abilities(model: Options): Ability[];
  faults?(model: Options, around: Around, report: ReportFault): void;
  /** Keys around the model that mean nothing to it. */
  unused?(model: Options): KeyPath[];
  /** A quick look at files that the model's keys name. */
  checkSources?(model: Options, baseFolder: string): Promise<SourceFault[]>;
  prepare(model: Options, options: PrepareOptions<Around>): Promise<PreparedRun>;
  /** Fails with `INVALID_FILE` where the run's files do not belong together. */
  open(model: Options, parts: Parts): Promise<Opened>;
}

/** A family with the options of one of its models. */
export interface ConfiguredModel<Around, Parts, Opened> {
  readonly abilities: Ability[];
  faults(around: Around, report: ReportFault): void;
  readonly unused: KeyPath[];
  checkSources(baseFolder: string): Promise<SourceFault[]>;
  prepare(options: PrepareOptions<Around>): Promise<PreparedRun>;
  open(parts: Parts): Promise<Opened>;
}

export interface ModelFamily<Schema extends TypedSchema, Configured> {
  /** The key `model`, one schema for each kind of options. */
  readonly schemas: readonly Schema[];
  /** Undefined where the options are another family's. */
  configure(model: Typed): Configured | undefined;
}

export function defineModelFamily<Schema extends TypedSchema, Around, Parts, Opened>(
  schemas: readonly Schema[],
  definition: ModelFamilyDefinition<z.output<Schema>, Around, Parts, Opened>,
): ModelFamily<Schema, ConfiguredModel<Around, Parts, Opened>> {
  const { abilities, faults, unused, checkSources, prepare, open } = definition;
  const types = schemas.flatMap(typesOf);
  const isOwn = (model: Typed): model is z.output<Schema> & Typed => types.includes(model.type);
  return {
    schemas,
    configure: (model) =>
      isOwn(model)
        ? {
            abilities: abilities(model),
            faults: (around, report) => faults?.(model, around, report),
            unused: unused?.(model) ?? [],
            checkSources: async (baseFolder) => (await checkSources?.(model, baseFolder)) ?? [],
            prepare: (options) => prepare(model, options),
            open: (parts) => open(model, parts),
          }
        : undefined,
  };
}

/** The model of a family of the list. */
export function configuredModel<Configured>(
  families: readonly { configure(model: Typed): Configured | undefined }[],
  model: Typed,
): Configured {
  for (const family of families) {
    const found = family.configure(model);
    if (found) return found;
  }
  throw new Error(`There is no model of the type ${model.type}.`);
}
