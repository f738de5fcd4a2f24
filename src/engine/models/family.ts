// A model family: the keys an experiment may give it, what is wrong with them together, and the model they make. Families
// differ in their options; here that difference is closed over, so that a registry is a plain list.

import type { z } from 'zod';
import type { ReportFault } from '../schema/fault';
import { typesOf, type TypedSchema } from '../schema/shorthand';

interface Typed {
  type: string;
}

/** @template Around what of the experiment besides the model its faults depend on */
export interface FamilyDefinition<Options extends Typed, Around, Context, Model> {
  /** Whether there is attention that can be shown. */
  attends(options: Options): boolean;
  /** The file of a model that a person wrote, relative to the experiment; it is compiled before anything is built. */
  written?(options: Options): WrittenFile;
  faults?(options: Options, around: Around, report: ReportFault): void;
  build(options: Options, context: Context): Model;
}

/** Where a model that a person wrote is, and what its file is told. */
export interface WrittenFile {
  file: string;
  options: Readonly<Record<string, unknown>>;
}

/** A family with options of its own. */
export interface Configured<Around, Context, Model> {
  readonly attends: boolean;
  readonly written?: WrittenFile;
  /** Reports what the schema cannot say. */
  faults(around: Around, report: ReportFault): void;
  build(context: Context): Model;
}

export interface Family<Schema extends TypedSchema, Around, Context, Model> {
  readonly schema: Schema;
  /** Undefined where the options are another family's. */
  configure(options: Typed): Configured<Around, Context, Model> | undefined;
}

export function defineFamily<Schema extends TypedSchema, Around, Context, Model>(
  schema: Schema,
  { attends, written, faults, build }: FamilyDefinition<z.output<Schema> & Typed, Around, Context, Model>,
): Family<Schema, Around, Context, Model> {
  const types = typesOf(schema);
  const isOwn = (options: Typed): options is z.output<Schema> & Typed => types.includes(options.type);
  return {
    schema,
    configure: (options) =>
      isOwn(options)
        ? {
            attends: attends(options),
            written: written?.(options),
            faults: (around, report) => faults?.(options, around, report),
            build: (context) => build(options, context),
          }
        : undefined,
  };
}

/** The family whose options these are. */
export function configured<Around, Context, Model>(
  families: readonly { configure(options: Typed): Configured<Around, Context, Model> | undefined }[],
  options: Typed,
): Configured<Around, Context, Model> {
  for (const family of families) {
    const found = family.configure(options);
    if (found) return found;
  }
  throw new Error(`There is no model of the type ${options.type}.`);
}
