// `--set key.key=value`: changes to an experiment that was read, before it is checked.

import { LabError } from '../../protocol/labError';

/** JSON objects as read from a file: keys are own properties, whatever they are called. */
export type JsonObject = { [key: string]: unknown };

/** Sets an own property even when it is called `__proto__`. */
export function setOwn(object: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies one override to `root` in place and returns the keys it went to. The value is read as JSON where it is JSON,
 * else taken as a string. A string on the way is a type written alone (`"optimizer": "adam"`) and becomes an object.
 * Fails with `INVALID_ARGUMENT` when there is no `=` or no key.
 */
export function applyOverride(root: JsonObject, override: string): string[] {
  const equals = override.indexOf('=');
  const path = override.slice(0, equals).trim().split('.');
  if (equals < 0 || path.some((key) => key === ''))
    throw new LabError('INVALID_ARGUMENT', `"${override}" is not of the form key=value, e.g. training.epochs=3.`);
  let object = root;
  for (const key of path.slice(0, -1)) object = enter(object, key);
  setOwn(object, path[path.length - 1], readValue(override.slice(equals + 1)));
  return path;
}

function enter(object: JsonObject, key: string): JsonObject {
  const present = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof present === 'object' && present !== null) return present as JsonObject; // arrays too: betas.0=0.8
  const fresh: JsonObject = typeof present === 'string' ? { type: present } : {};
  setOwn(object, key, fresh);
  return fresh;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
