// Broadcasting as in NumPy: axes are aligned at the end, and a length of 1 stretches.

import type { Dim, Shape } from './dims';

/** The common shape, or undefined where two axes differ and neither is 1. */
export function broadcastShapes(shapes: readonly Shape[]): Shape | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: Dim[] = new Array<Dim>(rank).fill(1);
  for (const shape of shapes)
    for (let axis = 0; axis < shape.length; axis++) {
      const at = rank - shape.length + axis;
      if (shape[axis] === 1 || shape[axis] === result[at]) continue;
      if (result[at] !== 1) return undefined;
      result[at] = shape[axis];
    }
  return result;
}

/** The axes of `from` to sum over (kept with length 1 or dropped) to undo its broadcast from `to`. */
export function broadcastAxes(from: Shape, to: Shape): { dropped: number; stretched: number[] } {
  const dropped = from.length - to.length;
  const stretched: number[] = [];
  to.forEach((dim, axis) => {
    if (dim === 1 && from[dropped + axis] !== 1) stretched.push(dropped + axis);
  });
  return { dropped, stretched };
}
