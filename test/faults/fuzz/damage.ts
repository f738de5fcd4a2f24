// The bytes of a file changed at random: as bytes, as text, and where the file is JSON as what it says.
import { changedValue } from '../../support/changedValues';
import type { RandomNumbers } from '../randomNumbers';

const PIECES = [
  ...['{', '}', '[', ']', '"', ',', ':', '\\', '\n', '\r\n', '\t', '\u0000', '\ufeff', '\u2028', ' ', '//', '/*'],
  ...['-1', '0', '1e99', '1e-99', '9007199254740993', '4294967296', 'null', 'true', 'NaN', '-Infinity', '0x10'],
  ...[
    '__proto__',
    'constructor',
    '"a":{}',
    '"a":[],',
    '[[[[[[[[',
    '{"a":'.repeat(300),
    '\\u0000',
    '\\ud800',
    '가',
    '😀',
  ],
];
const BYTES = [0, 1, 0x0a, 0x22, 0x7f, 0x80, 0xc0, 0xed, 0xff];

/** Numbers that a header may lie with, in the widths that headers have. */
function lie(bytes: Buffer, at: number, random: RandomNumbers): void {
  const value = random.pick([0, 1, 0x7fffffff, 0xffffffff, 0x80000000, 0x10000, 255]);
  if (at + 4 <= bytes.length) bytes.writeUInt32LE(value, at);
  if (random.next() < 0.3 && at + 8 <= bytes.length) bytes.writeUInt32LE(random.pick([0, 1, 0xffffffff]), at + 4);
}

function changedOnce(whole: Buffer, random: RandomNumbers): Buffer {
  const at = random.below(whole.length + 1);
  const [before, after] = [whole.subarray(0, at), whole.subarray(at)];
  switch (random.below(8)) {
    case 0:
      return before;
    case 1:
      return Buffer.concat([before, Buffer.from(random.pick(PIECES)), after]);
    case 2:
      return Buffer.concat([before, after.subarray(1 + random.below(8))]);
    case 3:
      return Buffer.concat([whole, after.subarray(0, 4096)]);
    case 4: {
      const copy = Buffer.from(whole);
      lie(copy, random.next() < 0.5 ? random.below(64) : at, random);
      return copy;
    }
    case 5: {
      const other = random.below(whole.length + 1);
      return Buffer.concat([before, whole.subarray(other, other + random.below(64)), after]);
    }
    default: {
      const copy = Buffer.from(whole);
      if (at < copy.length) copy[at] = random.next() < 0.5 ? random.pick(BYTES) : copy[at] ^ (1 << random.below(8));
      return copy;
    }
  }
}

/** As the file says it, with one to three things changed. */
function changedJson(value: unknown, random: RandomNumbers): Buffer {
  let changed = value;
  for (let times = 1 + random.below(3); times > 0; times--) changed = changedValue(changed, random);
  const text = JSON.stringify(changed, (_, entry: unknown) => (typeof entry === 'bigint' ? Number(entry) : entry));
  return Buffer.from(text ?? 'null');
}

/** @param json what the file says, where it is JSON */
export function damage(whole: Buffer, random: RandomNumbers, json?: unknown): Buffer {
  if (json !== undefined && random.next() < 0.5) return changedJson(json, random);
  let changed = whole;
  for (let times = 1 + random.below(4); times > 0; times--) changed = changedOnce(changed, random);
  return changed;
}
