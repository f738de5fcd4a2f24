// Decimal numbers read from bytes: vectors as text hold hundreds of millions of them, too many to make strings of.

const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Up to here a double holds every whole number. */
const MAX_EXACT = 2 ** 53;
const latin1 = new TextDecoder('latin1');

/**
 * The number that the bytes `[from, to)` spell, NaN when they spell none. Exactly rounded: where digits and exponent are
 * small, quotient and product of two exact doubles are (Clinger 1990); elsewhere the language's own reader is asked.
 */
export function parseDecimal(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  for (; at < to; at++, digits++) {
    const digit = bytes[at] - 0x30;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
  }
  if (bytes[at] === 0x2e && at < to) {
    const point = ++at;
    for (; at < to; at++, digits++) {
      const digit = bytes[at] - 0x30;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    scale = point - at;
  }
  if (digits === 0) return NaN;
  if (at < to && (bytes[at] | 0x20) === 0x65) {
    const sign = bytes[++at] === 0x2d ? -1 : 1;
    if (bytes[at] === 0x2d || bytes[at] === 0x2b) at++;
    const first = at;
    let exponent = 0;
    for (; at < to && bytes[at] >= 0x30 && bytes[at] <= 0x39; at++) exponent = exponent * 10 + bytes[at] - 0x30;
    if (at === first) return NaN;
    scale += sign * exponent;
  }
  if (at !== to) return NaN;
  if (mantissa >= MAX_EXACT || scale < -22 || scale > 22) return Number(latin1.decode(bytes.subarray(from, to)));
  const value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
  return negative ? -value : value;
}
