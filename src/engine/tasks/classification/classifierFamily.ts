// A family of models that give texts labels: the keys of its models in an experiment, what is wrong with them together, and how
// they are trained and opened. Families differ in their options; here that difference is closed over.

import type { z } from 'zod';
import type { Ability } from '../../../protocol/ability';
import type { ReportFault } from '../../schema/fault';
import { typesOf, type TypedSchema } from '../../schema/shorthand';
import type { PreparedRun, PrepareOptions } from '../../train/preparedRun';
import type { AroundModel } from './aroundModel';
import type { ClassifierParts, TextClassifier } from './textClassifier';

interface Typed {
  type: string;
}

/** Nothing heavy is loaded before `prepare` or `open` is called: experiments are checked while they are typed. */
interface FamilyDefinition<Options> {
  /** Whether models are trained in steps, so that weights of labels, several labels and an order of labels can be told to them. */
  inSteps?: boolean;
  /** What runs of such a model can be asked. */
  abilities(model: Options): Ability[];
  faults?(model: Options, around: AroundModel, report: ReportFault): void;
  prepare(model: Options, options: PrepareOptions<AroundModel>): Promise<PreparedRun>;
  /** Fails with `INVALID_FILE` where the run's files do not belong together. */
  open(model: Options, parts: ClassifierParts): Promise<TextClassifier>;
}

/** A family with the options of one of its models. */
interface ConfiguredClassifier {
  readonly inSteps: boolean;
  readonly abilities: Ability[];
  faults(around: AroundModel, report: ReportFault): void;
  prepare(options: PrepareOptions<AroundModel>): Promise<PreparedRun>;
  open(parts: ClassifierParts): Promise<TextClassifier>;
}

export interface ClassifierFamily<Schema extends TypedSchema = TypedSchema> {
  /** The key `model`, one schema for each kind of options. */
  readonly schemas: readonly Schema[];
  /** Undefined where the options are another family's. */
  configure(model: Typed): ConfiguredClassifier | undefined;
}

export function defineClassifierFamily<Schema extends TypedSchema>(
  schemas: readonly Schema[],
  { inSteps = false, abilities, faults, prepare, open }: FamilyDefinition<z.output<Schema>>,
): ClassifierFamily<Schema> {
  const types = schemas.flatMap(typesOf);
  const isOwn = (model: Typed): model is z.output<Schema> & Typed => types.includes(model.type);
  return {
    schemas,
    configure: (model) =>
      isOwn(model)
        ? {
            inSteps,
            abilities: abilities(model),
            faults: (around, report) => faults?.(model, around, report),
            prepare: (options) => prepare(model, options),
            open: (parts) => open(model, parts),
          }
        : undefined,
  };
}
