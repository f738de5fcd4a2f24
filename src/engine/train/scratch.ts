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
