// Where points of a map fall on the screen: a centre, a scale, and in 3D an orbit around the centre. Pure.

import type { Size } from '../../shared/picture';

/** Points of a map: float32 [count, dimensions]. */
export interface Points {
  positions: Float32Array;
  dimensions: 2 | 3;
  count: number;
}

export interface Camera {
  /** What is in the middle of the screen, in the map's units; z is 0 in 2D. */
  center: [x: number, y: number, z: number];
  /** CSS pixels a unit. */
  scale: number;
  /** Radians, around the vertical and then the horizontal axis; 0 in 2D. */
  yaw: number;
  pitch: number;
  /** Units from the eye to the centre in 3D; 0: no perspective. */
  distance: number;
}

/** Room for labels at the borders. */
const MARGIN_PX = 32;
const CLOSEST = 0.1;
const MOST_PITCH = Math.PI / 2;

/** A camera that shows all points that are numbers. */
export function fitCamera({ positions, dimensions, count }: Points, { width, height }: Size): Camera {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count * dimensions; i++) {
    const value = positions[i];
    const axis = i % dimensions;
    if (value < low[axis]) low[axis] = value;
    if (value > high[axis]) high[axis] = value;
  }
  const middle = (axis: number): number => (low[axis] <= high[axis] ? (low[axis] + high[axis]) / 2 : 0);
  const extent = (axis: number): number => (high[axis] > low[axis] ? high[axis] - low[axis] : 1);
  const room = { width: Math.max(1, width - 2 * MARGIN_PX), height: Math.max(1, height - 2 * MARGIN_PX) };
  const center: Camera['center'] = [middle(0), middle(1), dimensions === 3 ? middle(2) : 0];
  if (!(low[0] <= high[0])) return { center, scale: 1, yaw: 0, pitch: 0, distance: 0 };
  if (dimensions === 2) {
    const scale = Math.min(room.width / extent(0), room.height / extent(1));
    return { center, scale, yaw: 0, pitch: 0, distance: 0 };
  }
  const radius = Math.hypot(extent(0), extent(1), extent(2)) / 2;
  const scale = Math.min(room.width, room.height) / (2 * radius);
  return { center, scale, yaw: 0.5, pitch: 0.35, distance: 4 * radius };
}

/** What a camera comes to: the numbers a shader needs as well. */
export function rotationOf({ yaw, pitch }: Camera): {
  cosYaw: number;
  sinYaw: number;
  cosPitch: number;
  sinPitch: number;
} {
  return { cosYaw: Math.cos(yaw), sinYaw: Math.sin(yaw), cosPitch: Math.cos(pitch), sinPitch: Math.sin(pitch) };
}

/**
 * Writes the place of each point in CSS pixels into `screen`, [count, 2]; NaN for points behind the eye. Pointers can be
 * followed over 100,000 points: it takes about a millisecond.
 */
export function toScreen(points: Points, camera: Camera, size: Size, screen: Float32Array): void {
  const { positions, dimensions, count } = points;
  const [centerX, centerY, centerZ] = camera.center;
  const { scale, distance } = camera;
  const [left, top] = [size.width / 2, size.height / 2];
  if (dimensions === 2) {
    for (let i = 0; i < count; i++) {
      screen[2 * i] = left + (positions[2 * i] - centerX) * scale;
      screen[2 * i + 1] = top - (positions[2 * i + 1] - centerY) * scale;
    }
    return;
  }
  const { cosYaw, sinYaw, cosPitch, sinPitch } = rotationOf(camera);
  for (let i = 0; i < count; i++) {
    const x = positions[3 * i] - centerX;
    const y = positions[3 * i + 1] - centerY;
    const z = positions[3 * i + 2] - centerZ;
    const turned = cosYaw * z - sinYaw * x;
    const nearness = sinPitch * y + cosPitch * turned;
    const share = distance > 0 ? 1 - nearness / distance : 1;
    const factor = share < CLOSEST ? Number.NaN : scale / share;
    screen[2 * i] = left + (cosYaw * x + sinYaw * z) * factor;
    screen[2 * i + 1] = top - (cosPitch * y - sinPitch * turned) * factor;
  }
}

/** Moves what is seen by so many pixels. */
export function panned(camera: Camera, right: number, down: number): Camera {
  const { cosYaw, sinYaw, cosPitch, sinPitch } = rotationOf(camera);
  const across = -right / camera.scale;
  const up = down / camera.scale;
  const depth = -sinPitch * up;
  const [x, y, z] = camera.center;
  const center: Camera['center'] = [
    x + cosYaw * across - sinYaw * depth,
    y + cosPitch * up,
    z + sinYaw * across + cosYaw * depth,
  ];
  return { ...camera, center };
}

/** Makes everything `factor` times as large; in 2D what is under `at` stays there. */
export function zoomed(camera: Camera, factor: number, at: { x: number; y: number }, size: Size): Camera {
  const scale = Math.min(1e9, Math.max(1e-9, camera.scale * factor));
  if (camera.distance > 0) return { ...camera, scale };
  const shift = 1 / camera.scale - 1 / scale;
  const [x, y, z] = camera.center;
  return {
    ...camera,
    scale,
    center: [x + (at.x - size.width / 2) * shift, y - (at.y - size.height / 2) * shift, z],
  };
}

/** Turns the map as if a ball were rolled by so many pixels. */
export function orbited(camera: Camera, right: number, down: number): Camera {
  const pitch = Math.min(MOST_PITCH, Math.max(-MOST_PITCH, camera.pitch + down / 200));
  return { ...camera, yaw: camera.yaw + right / 200, pitch };
}

/** Whether kept numbers are a camera that can be used. */
export function isCamera(value: unknown): value is Camera {
  if (typeof value !== 'object' || value === null) return false;
  const { center, scale, yaw, pitch, distance } = value as Partial<Camera>;
  const numbers = [...(Array.isArray(center) ? center : []), scale, yaw, pitch, distance];
  return numbers.length === 7 && numbers.every((number) => Number.isFinite(number)) && Number(scale) > 0;
}
