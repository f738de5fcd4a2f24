// Plain values changed at random, as a page or a file that is not ours could have them.
import type { RandomNumbers } from '../faults/randomNumbers';

/** Never the same object twice: what is changed may be kept. */
const ODD: readonly (() => unknown)[] = [
  ...[() => null, () => undefined, () => true, () => 0, () => -1, () => 0.5, () => -0, () => 2 ** 53, () => 1e308],
  ...[() => NaN, () => Infinity, () => -Infinity, () => '', () => 'toString', () => '__proto__', () => '../../etc'],
  ...[() => 'x'.repeat(30_000), () => 'a\u0000b', () => '\ud800', () => [], () => [[]], () => [null], () => ({})],
  ...[() => new Array<number>(3000).fill(0), () => ({ length: 3 }), () => ({ toString: 1 }), () => 10n],
  ...[() => new Map([['a', 1]]), () => new Date(0), () => new Uint8Array(3), () => /a/, () => new Error('no')],
  ...[() => JSON.parse('{"__proto__":{"on":true},"constructor":{"prototype":1}}') as unknown, () => nested(500)],
];
const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'kind', 'id', 'path', '0', ''];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

export const oddValue = (random: RandomNumbers): unknown => random.pick(ODD)();

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Defines rather than assigns, so that `__proto__` becomes a key and not a prototype. */
const put = (object: object, key: string, value: unknown): void =>
  void Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });

/** A copy with one thing changed, at any depth: another value, a key more, a key less, an entry twice. */
export function changedValue(value: unknown, random: RandomNumbers): unknown {
  const isLeaf = !Array.isArray(value) && !isPlain(value);
  if (isLeaf || random.next() < 0.15) return oddValue(random);
  const copy = structuredClone(value) as unknown[] | Record<string, unknown>;
  const keys = Object.keys(copy);
  const chance = random.next();
  if (keys.length === 0 || chance < 0.15) {
    if (Array.isArray(copy)) copy.push(oddValue(random));
    else put(copy, random.pick(KEYS), oddValue(random));
    return copy;
  }
  const key = random.pick(keys);
  if (Array.isArray(copy)) {
    if (chance < 0.3) copy.splice(Number(key), 1);
    else if (chance < 0.4) copy.push(...copy);
    else copy[Number(key)] = changedValue(copy[Number(key)], random);
  } else if (chance < 0.3) delete copy[key];
  else put(copy, key, changedValue(copy[key], random));
  return copy;
}
