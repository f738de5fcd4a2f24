// Where content that is larger than its picture stands: shifted and zoomed. Pure.

/** CSS pixels from the left upper corner. */
export interface Place {
  x: number;
  y: number;
}

/** Content `zoom` times its size whose left upper corner is at `x`, `y`. */
export interface Viewport extends Place {
  zoom: number;
}

export interface ZoomLimits {
  least: number;
  most: number;
}

/** Everything `factor` times as large, as far as the limits allow; what is under `at` stays there. */
export function zoomedAt({ x, y, zoom }: Viewport, factor: number, at: Place, { least, most }: ZoomLimits): Viewport {
  const next = Math.max(least, Math.min(most, zoom * factor));
  const real = next / zoom;
  return { zoom: next, x: at.x - (at.x - x) * real, y: at.y - (at.y - y) * real };
}

/** The shift along one side nearest to `shift` that leaves no gap before content, and none behind content that overflows. */
export const withoutGap = (shift: number, content: number, room: number): number =>
  Math.min(0, Math.max(shift, room - content));

/** The shift along one side nearest to `shift` that brings what lies at `place` into the room. */
export function inSight(shift: number, { place, size, room }: { place: number; size: number; room: number }): number {
  if (place + shift < 0) return -place;
  return place + size + shift > room ? room - place - size : shift;
}
