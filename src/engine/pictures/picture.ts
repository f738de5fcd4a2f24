// A picture as it was decoded.

export interface Picture {
  width: number;
  height: number;
  /** `[height, width, 4]`: red, green, blue, opacity. */
  rgba: Uint8Array;
}
