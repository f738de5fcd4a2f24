// x to a fixed power by tables, for layouts that take hundreds of millions of them and can do with four digits.

const MANTISSA_BITS = 14;

/**
 * Gives x^exponent for positive, normal x with a relative error below |exponent| · 2^-15. A double's upper bits say its
 * power of two and the start of its mantissa; there is a table for each.
 */
export function createTablePower(exponent: number): (x: number) => number {
  const steps = 2 ** MANTISSA_BITS;
  const mantissas = Float64Array.from({ length: steps }, (_, i) => (1 + (i + 0.5) / steps) ** exponent);
  const twos = Float64Array.from({ length: 2048 }, (_, e) => 2 ** ((e - 1023) * exponent));
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer); // low word first on all machines that Node runs on
  return (x) => {
    number[0] = x;
    const high = words[1];
    return twos[(high >>> 20) & 2047] * mantissas[(high >>> (20 - MANTISSA_BITS)) & (steps - 1)];
  };
}
