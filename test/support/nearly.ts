// Golden answers beside today's: words must be the same, numbers nearly.

const NUMBER = /(-?\d+(?:\.\d+)?)/;

/**
 * Where two plain values differ, in words; nothing where they agree. Numbers may be off by `tolerance` times their size, or
 * times 1 where they are smaller; strings may not.
 */
export function differences(actual: unknown, expected: unknown, tolerance: number, at = 'answer'): string[] {
  const shown = `${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  if (typeof actual === 'number' && typeof expected === 'number')
    return isNear(actual, expected, tolerance) ? [] : [shown];
  if (!isObject(actual) || !isObject(expected)) return Object.is(actual, expected) ? [] : [shown];
  if (Array.isArray(actual) !== Array.isArray(expected)) return [shown];
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => differences(actual[key], expected[key], tolerance, `${at}.${key}`));
}

/** The same of a line for people, whose rounded numbers may also be off by one unit of their last digit. */
export function differencesOfLine(actual: string, expected: string, tolerance: number, at: string): string[] {
  const [parts, wanted] = [actual.split(NUMBER), expected.split(NUMBER)]; // numbers at odd places: the pattern is a group
  const isSame = (part: string, i: number): boolean => {
    const decimals = wanted[i].split('.')[1]?.length;
    if (i % 2 === 0 || decimals === undefined) return part === wanted[i];
    return isNear(Number(part), Number(wanted[i]), tolerance, 1.001 * 10 ** -decimals);
  };
  if (parts.length === wanted.length && parts.every(isSame)) return [];
  return [`${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isNear(actual: number, expected: number, tolerance: number, rounding = 0): boolean {
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)) + rounding;
}
