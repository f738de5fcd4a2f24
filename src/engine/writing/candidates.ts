// What might be meant in place of something wrong: what the schema of the place says, and what there is of what it names. Whether a
// candidate puts anything right is not known here.

import { byLikeness, nearestName } from '../../protocol/nearestName';
import type { JsonValue } from '../../protocol/textEdit';
import { NAMED_FILES } from '../../protocol/writing';
import type { JsonSchema } from '../experiment/jsonSchema';
import { type Asked, namedAt, schemasOf, writtenAt } from './asked';
import { filesAmong, proposed } from './proposers';

export type Candidate = { kind: 'rename'; to: string } | { kind: 'set'; value: JsonValue } | { kind: 'remove' };

/** So many words that are like what is written. */
const MOST_ALIKE = 3;

/** The likeliest first. @param files of the workspace, relative to the experiment */
export async function candidates(asked: Asked, files: readonly string[]): Promise<Candidate[]> {
  const { root, path } = asked;
  const wrongKey = keyCandidates(asked);
  if (wrongKey) return wrongKey;
  const written = writtenAt(root, path);
  const schemas = schemasOf(root, path);
  const values = [...(await namesLike(asked, written, files)), ...schemaValues(schemas, written)];
  const sets = unlike(values, written).map((value): Candidate => ({ kind: 'set', value }));
  return written === undefined ? sets : [...sets, { kind: 'remove' }];
}

/** Undefined where there is such a key, if only in another kind of model. */
function keyCandidates({ root, path }: Asked): Candidate[] | undefined {
  const key = path.at(-1);
  if (typeof key !== 'string') return undefined;
  const parent = path.slice(0, -1);
  const around = schemasOf(root, parent);
  if (around.some(({ additionalProperties }) => typeof additionalProperties === 'object')) return undefined;
  const names = [...new Set(around.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  if (names.includes(key)) return undefined;
  const there = Object.keys((writtenAt(root, parent) as object | undefined) ?? {});
  const nearest = nearestName(
    key,
    names.filter((name) => !there.includes(name)),
  );
  return [...(nearest === undefined ? [] : [{ kind: 'rename' as const, to: nearest }]), { kind: 'remove' }];
}

/** What the place can name, the likeliest first; of a list, lists in which what names nothing is another. */
async function namesLike(asked: Asked, written: unknown, files: readonly string[]): Promise<JsonValue[]> {
  const { root, path } = asked;
  const isList = Array.isArray(written) && written.every((one) => typeof one === 'string');
  const named = namedAt(root, isList ? [...path, 0] : path);
  const proposals = await proposed(named, asked);
  const fitting = filesAmong(named).flatMap((kind) => {
    const pattern = new RegExp(NAMED_FILES[kind].pattern, 'i');
    return files.filter((file) => pattern.test(file));
  });
  const names = [...proposals.map(({ value }) => value), ...fitting].filter((one) => typeof one === 'string');
  const alike = typeof written === 'string' ? byLikeness(written, names) : names;
  if (!isList) return alike.slice(0, MOST_ALIKE + 2);
  const right = (one: string): string =>
    names.includes(one)
      ? one
      : (byLikeness(
          one,
          names.filter((name) => !written.includes(name)),
        ).at(0) ?? one);
  return [written.map(right)];
}

/** What the schemas allow: the values like the one that is written, the nearest in range, what holds when the key is left out. */
function schemaValues(schemas: readonly JsonSchema[], written: unknown): JsonValue[] {
  const options = schemas.flatMap((schema) => schema.enum ?? ('const' in schema ? [schema.const] : []));
  const words = [...new Set(options.filter((option) => typeof option === 'string'))];
  const alike = typeof written === 'string' ? byLikeness(written, words) : words;
  return [
    ...alike.slice(0, MOST_ALIKE),
    ...schemas.flatMap((schema) => nearestValue(schema, written)),
    ...schemas.flatMap((schema) => (schema.default === undefined ? [] : [schema.default as JsonValue])),
  ];
}

/** What is written, as the schema wants it. */
function nearestValue(schema: JsonSchema, written: unknown): JsonValue[] {
  const { type } = schema;
  if (type === 'boolean') return ['true', 'false'].includes(String(written)) ? [String(written) === 'true'] : [];
  if (type === 'string') return typeof written === 'number' ? [String(written)] : [];
  if (type !== 'integer' && type !== 'number') return [];
  const isNumber = typeof written === 'number' || (typeof written === 'string' && written.trim() !== '');
  const number = isNumber ? Number(written) : NaN;
  if (!Number.isFinite(number)) return [];
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const inRange = Math.min(Math.max(number, minimum), maximum);
  return [type === 'integer' ? Math.round(inRange) : inRange];
}

/** Each once, and not what is written. */
function unlike(values: readonly JsonValue[], written: unknown): JsonValue[] {
  const seen = new Set([JSON.stringify(written)]);
  return values.filter((value) => {
    const text = JSON.stringify(value);
    return !seen.has(text) && seen.add(text);
  });
}
