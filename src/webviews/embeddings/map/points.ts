// What draws points, and how they look.

import type { Size } from '../../shared/picture';
import type { Camera, Points } from './camera';

/** How the points look, index by index. */
export interface PointLooks {
  /** Red, green, blue, opacity: uint8 [count, 4]. */
  colors: Uint8Array;
  /** Which of the shapes: uint8 [count]. */
  shapes: Uint8Array;
  /** Diameter in CSS pixels. */
  diameter: number;
}

export interface PointLayer {
  canvas: HTMLCanvasElement;
  setPoints(points: Points): void;
  setLooks(looks: PointLooks): void;
  draw(camera: Camera, size: Size): void;
}
