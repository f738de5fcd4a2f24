// Checks of what a view sends: own, exact keys only, plain values within bounds.

export type Check<T> = (value: unknown) => value is T;

type Shape<T> = { [K in keyof T]-?: Check<T[K]> };

const owns = (value: object, key: string): boolean => Object.prototype.hasOwnProperty.call(value, key);

/** An object with exactly these keys. */
export function object<T extends object>(shape: Shape<T>): Check<T> {
  const checks = Object.entries(shape) as [string, Check<unknown>][];
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === checks.length &&
    checks.every(([key, check]) => owns(value, key) && check((value as Record<string, unknown>)[key]));
}

export function integer(least: number, most: number): Check<number> {
  return (value): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

/** Any number in this range. */
export function between(least: number, most: number): Check<number> {
  return (value): value is number => typeof value === 'number' && value >= least && value <= most;
}

export function text(maxLength: number): Check<string> {
  return (value): value is string => typeof value === 'string' && value.length <= maxLength;
}

export function oneOf<const T extends string>(...words: T[]): Check<T> {
  return (value): value is T => words.includes(value as T);
}

export const flag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';

export const nothing: Check<Record<string, never>> = object<Record<string, never>>({});

export function listOf<T>(check: Check<T>, least: number, most: number): Check<T[]> {
  return (value): value is T[] =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every((entry) => check(entry));
}
