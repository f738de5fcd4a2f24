// Memory that is used again: large arrays that are made anew in every step cost more than what is done with them.

export interface Scratch {
  /** An array of this length under a name. It holds anything; what was taken under the same name before is the same memory. */
  room(name: string, length: number): Float32Array;
}

/** When more room is needed than there was, so much more is made. */
const GROWTH = 1.5;

export function createScratch(): Scratch {
  const arrays = new Map<string, Float32Array>();
  return {
    room(name, length) {
      let array = arrays.get(name);
      if (!array || array.length < length)
        arrays.set(name, (array = new Float32Array(Math.ceil(array ? length * GROWTH : length))));
      return array.subarray(0, length);
    },
  };
}

/** Whether rows can be kept where they are, the others left out. */
export const isRising = (rows: Int32Array): boolean => rows.every((row, i) => i === 0 || row > rows[i - 1]);

/** The chosen rows of so many numbers each, moved together at the front. @param rows rising */
export function keepRows<A extends Float32Array | Int32Array>(array: A, width: number, rows: Int32Array): A {
  rows.forEach((row, at) => {
    if (row !== at) array.copyWithin(at * width, row * width, (row + 1) * width);
  });
  return array.subarray(0, rows.length * width) as A;
}
