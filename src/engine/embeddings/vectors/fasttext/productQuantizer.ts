// Product quantisation as fastText stores it (productquantizer.cc): a vector is cut into parts, and each part is one of 256
// centroids, named by a byte (Jégou, Douze and Schmid 2011).

import type { ModelReader } from './modelReader';

const CENTROIDS = 256;

export class ProductQuantizer {
  readonly dimensions: number;
  /** Into how many parts a vector is cut. */
  readonly parts: number;
  private readonly width: number;
  private readonly lastWidth: number;
  /** [parts, 256, width], the last part [256, lastWidth]. */
  private readonly centroids: Float32Array;

  /** Fails with `INVALID_DATA` for sizes that contradict each other or the file. */
  constructor(reader: ModelReader) {
    this.dimensions = reader.int32();
    this.parts = reader.int32();
    this.width = reader.int32();
    this.lastWidth = reader.int32();
    const { dimensions, parts, width, lastWidth } = this;
    const isPossible = parts > 0 && width > 0 && lastWidth > 0 && lastWidth <= width;
    if (!isPossible || (parts - 1) * width + lastWidth !== dimensions) throw reader.cutOff();
    this.centroids = reader.floats(dimensions * CENTROIDS);
  }

  /** Fills `into` [dimensions] with the vector of a row of codes [rows, parts]. */
  decode(codes: Uint8Array, row: number, into: Float32Array): void {
    const { parts, width, lastWidth, centroids } = this;
    for (let part = 0; part < parts; part++) {
      const size = part === parts - 1 ? lastWidth : width;
      const from = part * CENTROIDS * width + codes[row * parts + part] * size;
      into.set(centroids.subarray(from, from + size), part * width);
    }
  }
}
