// Numbers as files of models store them, by the names that safetensors has for them: how many bits each takes, and how they are read.

/** Writes the numbers of `bytes`, little-endian, into the start of `into`. */
type ReadNumbers = (bytes: DataView, into: Float64Array) => void;

interface ElementKind {
  bits: number;
  /** Whole numbers. */
  isWhole?: true;
  /** Left out for kinds that are listed, and not looked into. */
  read?: ReadNumbers;
}

/** Of `bytes` bytes each. */
const each =
  (bytes: number, at: (view: DataView, place: number) => number): ReadNumbers =>
  (view, into) => {
    const count = view.byteLength / bytes;
    for (let i = 0; i < count; i++) into[i] = at(view, i * bytes);
  };

const shared = new DataView(new ArrayBuffer(4));

function bfloat16(view: DataView, place: number): number {
  shared.setUint32(0, view.getUint16(place, true) * 0x10000);
  return shared.getFloat32(0);
}

/** Sign, exponent, fraction (IEEE 754), for formats that JavaScript lacks. `hasInfinity`: the last exponent is infinite or no number. */
function small(exponentBits: number, fractionBits: number, hasInfinity: boolean): (bits: number) => number {
  const bias = 2 ** (exponentBits - 1) - 1;
  const last = 2 ** exponentBits - 1;
  return (bits) => {
    const sign = bits >> (exponentBits + fractionBits) ? -1 : 1;
    const exponent = (bits >> fractionBits) & last;
    const fraction = bits & (2 ** fractionBits - 1);
    if (hasInfinity && exponent === last) return fraction === 0 ? sign * Infinity : NaN;
    if (!hasInfinity && exponent === last && fraction === 2 ** fractionBits - 1) return NaN;
    const share = fraction / 2 ** fractionBits;
    return sign * (exponent === 0 ? share * 2 ** (1 - bias) : (1 + share) * 2 ** (exponent - bias));
  };
}

const float16 = small(5, 10, true);
// The two of 8 bits are those of Micikevicius et al. 2022, table 1: E4M3 has no infinity.
const float8Range = small(5, 2, true);
const float8Precise = small(4, 3, false);

const whole = (bits: number, read: ReadNumbers): ElementKind => ({ bits, isWhole: true, read });

export const ELEMENTS: ReadonlyMap<string, ElementKind> = new Map<string, ElementKind>([
  ['F64', { bits: 64, read: each(8, (view, at) => view.getFloat64(at, true)) }],
  ['F32', { bits: 32, read: each(4, (view, at) => view.getFloat32(at, true)) }],
  ['F16', { bits: 16, read: each(2, (view, at) => float16(view.getUint16(at, true))) }],
  ['BF16', { bits: 16, read: each(2, bfloat16) }],
  ['F8_E5M2', { bits: 8, read: each(1, (view, at) => float8Range(view.getUint8(at))) }],
  ['F8_E4M3', { bits: 8, read: each(1, (view, at) => float8Precise(view.getUint8(at))) }],
  [
    'I64',
    whole(
      64,
      each(8, (view, at) => Number(view.getBigInt64(at, true))),
    ),
  ],
  [
    'U64',
    whole(
      64,
      each(8, (view, at) => Number(view.getBigUint64(at, true))),
    ),
  ],
  [
    'I32',
    whole(
      32,
      each(4, (view, at) => view.getInt32(at, true)),
    ),
  ],
  [
    'U32',
    whole(
      32,
      each(4, (view, at) => view.getUint32(at, true)),
    ),
  ],
  [
    'I16',
    whole(
      16,
      each(2, (view, at) => view.getInt16(at, true)),
    ),
  ],
  [
    'U16',
    whole(
      16,
      each(2, (view, at) => view.getUint16(at, true)),
    ),
  ],
  [
    'I8',
    whole(
      8,
      each(1, (view, at) => view.getInt8(at)),
    ),
  ],
  [
    'U8',
    whole(
      8,
      each(1, (view, at) => view.getUint8(at)),
    ),
  ],
  [
    'BOOL',
    whole(
      8,
      each(1, (view, at) => Number(view.getUint8(at) !== 0)),
    ),
  ],
  ['F8_E8M0', { bits: 8 }],
  ['F6_E2M3', { bits: 6 }],
  ['F6_E3M2', { bits: 6 }],
  ['F4', { bits: 4 }],
  ['C64', { bits: 64 }],
]);
