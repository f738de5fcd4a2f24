// The shapes of points as pixels. Pure.

/** Whether a place from -1 to 1 is inside, for each shape; as in the shader. */
const INSIDE: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => x * x + y * y <= 1,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.8,
  (x, y) => Math.abs(x) + Math.abs(y) <= 1,
  (x, y) => y >= 2 * Math.abs(x) - 1,
  (x, y) => -y >= 2 * Math.abs(x) - 1,
  (x, y) => Math.min(Math.abs(x), Math.abs(y)) <= 0.34,
  (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) <= 0.45,
];

/** Pixels of each shape around its middle: int16 [pixels, 2]. */
export function stampsOf(diameter: number): Int16Array[] {
  const radius = diameter / 2;
  return INSIDE.map((isInside) => {
    const offsets: number[] = [];
    for (let row = 0; row < diameter; row++)
      for (let column = 0; column < diameter; column++)
        if (isInside((column + 0.5) / radius - 1, (row + 0.5) / radius - 1))
          offsets.push(column - Math.floor(radius), row - Math.floor(radius));
    return Int16Array.from(offsets);
  });
}
