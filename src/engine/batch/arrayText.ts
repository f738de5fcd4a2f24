// Arrays as nested lists, in lines that hold what fits.

import type { Tensor } from '../runtime/tensor';

/** The fewest digits that read back as the same float32. */
function float32Text(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** @param texts of false and true */
export function nestedText({ shape, data, dtype }: Tensor, [no, yes]: readonly [string, string]): string {
  const one = (i: number): string => {
    const value = Number(data[i]);
    if (dtype === 'bool') return value === 0 ? no : yes;
    return dtype === 'float32' ? float32Text(value) : String(value);
  };
  const part = (axis: number, from: number, count: number): string => {
    if (axis === shape.length) return one(from);
    const size = count / shape[axis];
    const parts = Array.from({ length: shape[axis] }, (_, i) => part(axis + 1, from + i * size, size));
    if (axis > 0 || shape.length === 1) return `[${parts.join(', ')}]`;
    return `[\n${filled(parts)}\n]`;
  };
  return part(0, 0, data.length);
}

const WIDTH = 110;

/** As many entries a line as there is room for. */
function filled(parts: readonly string[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length < WIDTH) lines[lines.length - 1] = `${last} ${part},`;
    else lines.push(`    ${part},`);
  }
  return lines.join('\n');
}
