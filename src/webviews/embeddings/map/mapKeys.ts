// The keys of a map: arrows go from word to word, with Shift they move the map, with Alt they turn it; + and − zoom.

import { zoomOfKey } from '../../shared/zooming';
import { type Camera, orbited, panned, zoomed } from './camera';
import { nearestPoint, nextPoint } from './pick';
import type { InputOptions, Surface } from './surface';

const MOVE_PX = 40;
const TURN_PX = 20;
/** A word that keys have gone to is at least so far from the border. */
const BORDER_PX = 24;

type Direction = [right: number, down: number];

const DIRECTIONS = new Map<string, Direction>([
  ['ArrowRight', [1, 0]],
  ['ArrowLeft', [-1, 0]],
  ['ArrowDown', [0, 1]],
  ['ArrowUp', [0, -1]],
]);

export function handleKeys(options: InputOptions): void {
  const { node, surface, onCamera } = options;
  node.addEventListener('keydown', (event) => {
    const { size, camera, focus } = surface();
    const direction = DIRECTIONS.get(event.key);
    const factor = zoomOfKey(event.key);
    if (direction && camera) arrow(camera, direction, event, options);
    else if (factor !== undefined && camera)
      onCamera(zoomed(camera, factor, { x: size.width / 2, y: size.height / 2 }, size));
    else if (event.key === '0' || event.key === 'Home') options.onFit();
    else if (event.key === 'Enter' && focus >= 0) options.onOpen(focus);
    else if (event.key === 'Escape') options.onEscape();
    else return;
    event.preventDefault();
  });
}

function arrow(camera: Camera, [right, down]: Direction, event: KeyboardEvent, options: InputOptions): void {
  const { surface, onCamera, onSelect } = options;
  if (event.altKey && surface().points.dimensions === 3)
    return onCamera(orbited(camera, TURN_PX * right, TURN_PX * down));
  if (event.shiftKey) return onCamera(panned(camera, -MOVE_PX * right, -MOVE_PX * down));
  const next = nextFrom(surface(), [right, down]);
  if (next < 0) return;
  onSelect([next], false);
  keepInSight(next, options);
}

/** The next word in a direction; without one in sight the one in the middle. -1: there is none. */
function nextFrom({ points, screen, size, focus }: Surface, [right, down]: Direction): number {
  const isSeen = focus >= 0 && screen[2 * focus] >= 0 && screen[2 * focus] <= size.width;
  return isSeen
    ? nextPoint(screen, points.count, focus, right, down)
    : nearestPoint(screen, points.count, { x: size.width / 2, y: size.height / 2 }, Infinity);
}

function keepInSight(index: number, { surface, onCamera }: InputOptions): void {
  const { screen, size, camera } = surface();
  const beyond = (value: number, most: number): number =>
    value < BORDER_PX ? BORDER_PX - value : Math.min(0, most - BORDER_PX - value);
  const [right, down] = [beyond(screen[2 * index], size.width), beyond(screen[2 * index + 1], size.height)];
  if (camera && (right !== 0 || down !== 0)) onCamera(panned(camera, right, down));
}
