// JSON schema (draft 7) as it occurs in experiment files, and the way through it along the keys of a value.

import type { z } from 'zod';
import type { Named } from '../../protocol/writing';

/** The part of JSON Schema that occurs here. */
export interface JsonSchema {
  description?: string;
  /** What the text there names. */
  names?: Named;
  /** Behind the key, or behind each of its values. */
  equation?: string | Readonly<Record<string, string>>;
  /** What editors show in place of the description, and of each value. */
  markdownDescription?: string;
  markdownEnumDescriptions?: readonly string[];
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: readonly string[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  items?: JsonSchema | readonly JsonSchema[];
}

export const schemaOptions: Parameters<typeof z.toJSONSchema>[1] = {
  target: 'draft-7',
  io: 'input',
  override({ jsonSchema }) {
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
};

/** The alternatives of a schema, unions taken apart. */
export function alternatives(schema: JsonSchema): JsonSchema[] {
  const branches = schema.anyOf ?? schema.oneOf;
  return branches ? branches.flatMap(alternatives) : [schema];
}

/**
 * The schemas that may hold at a path of keys inside `value`. Of alternatives that differ by their `type`, `step` or `task` key,
 * only the one with the value's own is taken; all of them when none has it.
 */
export function schemasAt(schema: JsonSchema, path: readonly PropertyKey[], value: unknown): JsonSchema[] {
  const here = alternatives(schema);
  const fitting = here.filter((branch) => !contradicts(branch, value));
  const branches = fitting.length > 0 ? fitting : here;
  if (path.length === 0) return branches;
  const [key, ...rest] = path;
  const inner = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return branches.flatMap((branch) => {
    const next = memberSchema(branch, key);
    return next ? schemasAt(next, rest, inner) : [];
  });
}

function memberSchema(schema: JsonSchema, key: PropertyKey): JsonSchema | undefined {
  if (typeof key === 'number') {
    const { items } = schema;
    return Array.isArray(items) ? (items as readonly JsonSchema[])[key] : (items as JsonSchema | undefined);
  }
  const own = Object.entries(schema.properties ?? {}).find(([name]) => name === key)?.[1];
  if (own) return own;
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function contradicts({ properties }: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ['type', 'step', 'task'].some((key) => {
    if (!Object.hasOwn(value, key)) return false;
    const names = properties?.[key];
    return !names || !(names.enum ?? [names.const]).includes((value as Record<string, unknown>)[key]);
  });
}
