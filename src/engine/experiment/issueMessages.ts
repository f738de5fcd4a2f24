// Turns what the schema found wrong into sentences that name the key, say what is expected and what a slip probably meant.

import type { z } from 'zod';
import { listed } from '../../protocol/listed';
import { nearestName } from '../../protocol/nearestName';
import type { Fault } from '../schema/fault';
import { schemasAt, type JsonSchema } from './jsonSchema';

type Issue = z.core.$ZodIssue;

/** So many are told of: an editor shows no more of one file. */
export const MOST_FAULTS = 1000;

/** The first faults behind the schema's issues with `value`, unions resolved to the alternative that fits best. */
export function faultsOf(issues: readonly Issue[], value: unknown, schema: JsonSchema): Fault[] {
  const isKey = ({ code }: Issue): boolean => code === 'unrecognized_keys';
  const flat = issues.flatMap(flatten);
  const told = [...flat.filter(isKey), ...flat.filter((issue) => !isKey(issue))]; // a misspelt key explains a missing one
  return told.slice(0, MOST_FAULTS).flatMap((issue): Fault[] => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const schemas = schemasAt(schema, path, value);
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, MOST_FAULTS)
        .map((key) => ({ path: [...path, key], message: unknownKey(path, key, schemas), atKey: true }));
    return [{ path, message: wrongValue(path, valueAt(value, path), schemas), atKey: false }];
  });
}

/** Replaces a union's issue by those of its deepest alternative, if one got past the outermost level. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inner = issue.errors
    .map((issues) => issues.map((each) => ({ ...each, path: [...issue.path, ...each.path] })).flatMap(flatten))
    .filter((issues) =>
      issues.some(({ path, code }) => path.length > issue.path.length || code === 'unrecognized_keys'),
    );
  return inner.length > 0 ? inner[0] : [issue];
}

function unknownKey(path: readonly (string | number)[], key: string, schemas: readonly JsonSchema[]): string {
  const names = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const where = path.length > 0 ? ` in "${path.join('.')}"` : '';
  if (names.includes(key)) return `The key "${key}"${where} belongs to another task or type of model. Take it out.`;
  const nearest = nearestName(key, names);
  const advice = nearest
    ? `Did you mean "${nearest}"?`
    : `The keys are ${names.map((name) => `"${name}"`).join(', ')}.`;
  return `There is no key "${key}"${where}. ${advice}`;
}

function wrongValue(path: readonly (string | number)[], value: unknown, schemas: readonly JsonSchema[]): string {
  const name = path.length > 0 ? `"${path.join('.')}"` : 'The experiment';
  const expected = expectation(schemas);
  if (value === undefined) return `${name} is missing. It must be ${expected}.`;
  const options = optionsOf(schemas).filter((option) => typeof option === 'string');
  const nearest = typeof value === 'string' ? nearestName(value, options) : undefined;
  return `${name} must be ${expected}, not ${show(value)}.${nearest ? ` Did you mean "${nearest}"?` : ''}`;
}

function optionsOf(schemas: readonly JsonSchema[]): unknown[] {
  return [...new Set(schemas.flatMap((schema) => schema.enum ?? ('const' in schema ? [schema.const] : [])))];
}

/** What the schemas accept, as the end of the sentence "it must be ...". */
function expectation(schemas: readonly JsonSchema[]): string {
  const options = optionsOf(schemas).map((option) => JSON.stringify(option));
  const others = schemas.filter((schema) => !schema.enum && !('const' in schema)).map(kindOf);
  return anyOf([...(options.length > 0 ? [anyOf(options)] : []), ...new Set(others)]);
}

const anyOf = (parts: readonly string[]): string => (parts.length === 0 ? 'something else' : listed(parts, 'or'));

function kindOf(schema: JsonSchema): string {
  switch (schema.type) {
    case 'integer':
      return `a whole number${boundsOf(schema)}`;
    case 'number':
      return `a number${boundsOf(schema)}`;
    case 'string':
      return 'a text in double quotes';
    case 'boolean':
      return 'true or false';
    case 'array':
      return Array.isArray(schema.items) ? `a list of ${schema.items.length} values` : 'a list';
    default:
      return schema.properties ? `an object with ${keysOf(schema.properties)}` : 'an object';
  }
}

function keysOf(properties: Record<string, JsonSchema>): string {
  const names = Object.keys(properties).map((name) => `"${name}"`);
  return names.length > 4 ? `${names.slice(0, 4).join(', ')}, ...` : names.join(', ');
}

function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const bounds = [
    ...(minimum !== undefined ? [`at least ${minimum}`] : []),
    ...(exclusiveMinimum !== undefined ? [`above ${exclusiveMinimum}`] : []),
    ...(maximum !== undefined ? [`at most ${maximum}`] : []),
    ...(exclusiveMaximum !== undefined ? [`below ${exclusiveMaximum}`] : []),
  ];
  return bounds.length > 0 ? ` (${bounds.join(', ')})` : '';
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}
