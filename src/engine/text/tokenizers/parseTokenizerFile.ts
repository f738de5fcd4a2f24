// The text of a tokenizer.json, or of a file of another kind that says the same, checked; what cannot be read is named with
// its place in the file.

import { z } from 'zod';
import { isKerasTokenizer, readKerasTokenizer, unpackedKeras } from './kerasTokenizer';
import { Nonsense } from './nonsense';
import { inTodaysWords } from './olderFiles';
import { tokenizerFileSchema, type TokenizerSpec } from './spec';
import { safeParse } from '../../schema/safeParse';

/** Fails with `Nonsense`. */
export function parseTokenizerFile(text: string): TokenizerSpec {
  const raw = unpackedKeras(jsonOf(text));
  if (isKerasTokenizer(raw)) return kerasSpec(raw);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Nonsense('it is JSON, but not an object with a "model"');
  if (!('model' in raw))
    throw new Nonsense(`there is no "model" in it, only ${Object.keys(raw).slice(0, 8).map((key) => JSON.stringify(key.slice(0, 40))).join(', ') || 'nothing'}`); // prettier-ignore
  const file = inTodaysWords(raw);
  const parsed = safeParse(tokenizerFileSchema, file);
  if (parsed.success) return parsed.data;
  throw new Nonsense(faultOf(file, parsed.error.issues[0]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    throw new Nonsense('it is not JSON');
  }
}

function kerasSpec(raw: unknown): TokenizerSpec {
  try {
    return readKerasTokenizer(raw);
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new Nonsense(`it is a Tokenizer of Keras, but ${faultOf(raw, error.issues[0])}`);
    if (error instanceof SyntaxError)
      throw new Nonsense('it is a Tokenizer of Keras, but its "word_index" is not JSON');
    throw error;
  }
}

/** In words: a type that is not known by its name, other values by their key. */
function faultOf(file: unknown, { path }: { path: PropertyKey[] }): string {
  const keys = path.map(String);
  const value = keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    file,
  );
  const place = keys.at(-1) === 'type' ? keys.slice(0, -1).join('.') : keys.join('.');
  if (keys.at(-1) === 'type' && typeof value === 'string')
    return `"${place}" is of the type "${value.slice(0, 60)}", which is not known here`;
  if (keys.at(-1) === 'type') return `"${place}" does not say its "type"`;
  if (value === undefined) return `"${place}" is missing`;
  const shown = JSON.stringify(value);
  return `"${place}" cannot be ${shown.length > 60 ? `${shown.slice(0, 60)}...` : shown}`;
}
