// The map as hands meet it: what is where now, and what they can do. Points are known by their index only.

import type { Size } from '../../shared/picture';
import type { Place } from '../../shared/viewport';
import type { Camera, Points } from './camera';
import type { Overlay } from './drawing';
import { nearestPoint } from './pick';

/** What dragging does. */
export type Tool = 'move' | 'box' | 'lasso';

/** The map as it is now. */
export interface Surface {
  size: Size;
  /** Places of the points, [count, 2]. */
  screen: Float32Array;
  points: Points;
  camera: Camera | undefined;
  /** The index of the word whose neighbours are listed; -1: none. */
  focus: number;
}

export interface InputActions {
  onCamera(camera: Camera): void;
  /** `adds`: to what is selected already. */
  onSelect(indices: number[], adds: boolean): void;
  onOpen(index: number): void;
  /** The menu of a point is asked for; `place` in the window's CSS pixels. */
  onMenu(index: number, place: Place): void;
  onEscape(): void;
  onFit(): void;
}

export interface InputOptions extends InputActions {
  node: HTMLElement;
  tool(): Tool;
  surface(): Surface;
  /** The pointer rests here, with no button down. */
  onPoint(place: Place): void;
  /** What stands beside the pointer goes; `isOut`: the pointer has left the map. */
  onLeave(isOut: boolean): void;
  /** The box or lasso being drawn; undefined: none any more. */
  onOutline(outline: Overlay['outline']): void;
}

/** How near the pointer has to be to a point, in CSS pixels. */
const REACH_PX = 10;

/** The index of the point at a place; -1: none. */
export const pointAt = ({ screen, points }: Pick<Surface, 'screen' | 'points'>, place: Place): number =>
  nearestPoint(screen, points.count, place, REACH_PX);
