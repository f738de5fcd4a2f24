// What hands do in a map: dragging, the wheel, clicks, the keys. Points are known by their index only.

import { type Camera, orbited, panned, type Points, type ScreenSize, zoomed } from './camera';
import type { Overlay } from './drawing';
import { nearestPoint, nextPoint, pointsInBox, pointsInLasso, type ScreenPlace } from './pick';

export const TOOLS = ['move', 'box', 'lasso'] as const;
export type Tool = (typeof TOOLS)[number];

export interface InputActions {
  onCamera(camera: Camera): void;
  /** `adds`: to what is selected already. */
  onSelect(indices: number[], adds: boolean): void;
  onOpen(index: number): void;
  /** The menu of a point is asked for; `place` in the window's CSS pixels. */
  onMenu(index: number, place: ScreenPlace): void;
  onEscape(): void;
  onFit(): void;
}

/** The map as it is now. */
export interface Surface {
  size: ScreenSize;
  /** Places of the points, [count, 2]. */
  screen: Float32Array;
  points: Points;
  camera: Camera | undefined;
  /** The index of the word whose neighbours are listed; -1: none. */
  focus: number;
}

export interface InputOptions extends InputActions {
  node: HTMLElement;
  tool(): Tool;
  surface(): Surface;
  /** The pointer rests here, with no button down. */
  onPoint(place: ScreenPlace): void;
  /** What stands beside the pointer goes; `isOut`: the pointer has left the map. */
  onLeave(isOut: boolean): void;
  /** The box or lasso being drawn; undefined: none any more. */
  onOutline(outline: Overlay['outline']): void;
}

/** How near the pointer has to be to a point, in CSS pixels. */
export const REACH_PX = 10;
const DRAG_PX = 4;
const DIRECTIONS: Record<string, [right: number, down: number]> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] },
};

export function handleInput(options: InputOptions): void {
  handlePointer(options);
  handleMenu(options);
  handleKeys(options);
}

interface Drag {
  from: ScreenPlace;
  last: ScreenPlace;
  tool: Tool;
  turns: boolean;
  moved: boolean;
}

const placeIn = (node: HTMLElement, { clientX, clientY }: MouseEvent): ScreenPlace => {
  const { left, top } = node.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
};

const pointAt = ({ screen, points }: Surface, place: ScreenPlace): number =>
  nearestPoint(screen, points.count, place, REACH_PX);

function handlePointer({ node, tool, surface, onCamera, onSelect, ...options }: InputOptions): void {
  let drag: Drag | undefined;
  let outline: Overlay['outline'];
  const setOutline = (next: Overlay['outline']): void => options.onOutline((outline = next));

  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    const place = placeIn(node, event);
    const used = event.shiftKey ? 'box' : event.altKey ? 'lasso' : event.button === 1 ? 'move' : tool();
    const turns = surface().points.dimensions === 3 && !event.ctrlKey && !event.metaKey && event.button === 0;
    drag = { from: place, last: place, tool: used, turns, moved: false };
    node.setPointerCapture(event.pointerId);
  });
  node.addEventListener('pointermove', (event) => {
    const place = placeIn(node, event);
    if (!drag) return options.onPoint(place);
    drag.moved ||= Math.hypot(place.x - drag.from.x, place.y - drag.from.y) > DRAG_PX;
    if (!drag.moved) return;
    options.onLeave(false);
    const [right, down] = [place.x - drag.last.x, place.y - drag.last.y];
    drag.last = place;
    const { camera } = surface();
    if (drag.tool === 'box') setOutline({ kind: 'box', places: [drag.from, place] });
    else if (drag.tool === 'lasso') setOutline({ kind: 'lasso', places: [...(outline?.places ?? [drag.from]), place] });
    else if (camera) onCamera(drag.turns ? orbited(camera, right, down) : panned(camera, right, down));
  });
  node.addEventListener('pointerup', (event) => {
    const [ended, drawn] = [drag, outline];
    drag = undefined;
    setOutline(undefined);
    if (!ended) return;
    const adds = event.ctrlKey || event.metaKey;
    const { screen, points } = surface();
    if (drawn) {
      const { kind, places } = drawn;
      const found =
        kind === 'box'
          ? pointsInBox(screen, points.count, places[0], places[1])
          : pointsInLasso(screen, points.count, places);
      onSelect(found, adds);
    } else if (!ended.moved) {
      const index = pointAt(surface(), placeIn(node, event));
      onSelect(index < 0 ? [] : [index], adds);
    }
  });
  node.addEventListener('pointercancel', () => {
    drag = undefined;
    setOutline(undefined);
  });
  node.addEventListener('pointerleave', () => options.onLeave(true));
  node.addEventListener('dblclick', (event) => {
    const index = pointAt(surface(), placeIn(node, event));
    if (index >= 0) options.onOpen(index);
  });
  node.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
      const { camera, size } = surface();
      if (camera) onCamera(zoomed(camera, Math.exp(-pixels / 400), placeIn(node, event), size));
      options.onLeave(false);
    },
    { passive: false },
  );
}

/** The right button over a point; the menu key and Shift+F10 for the word in focus, at its place. */
function handleMenu({ node, surface, onMenu, onLeave }: InputOptions): void {
  function ofFocus(): boolean {
    const { focus, screen, size } = surface();
    if (focus < 0) return false;
    const { left, top } = node.getBoundingClientRect();
    const within = (value: number, most: number): number => Math.min(most, Math.max(0, value || 0));
    const [x, y] = [within(screen[2 * focus], size.width), within(screen[2 * focus + 1], size.height)];
    onMenu(focus, { x: left + x, y: top + y });
    return true;
  }
  node.addEventListener('contextmenu', (event) => {
    const isPointer = event.button === 2 || event.ctrlKey;
    const index = isPointer ? pointAt(surface(), placeIn(node, event)) : -1;
    if (index >= 0) onMenu(index, { x: event.clientX, y: event.clientY });
    else if (isPointer || !ofFocus()) return; // the editor's own menu
    onLeave(false);
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener('keydown', (event) => {
    const isAsked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (!isAsked || !ofFocus()) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function handleKeys({ node, surface, onCamera, onSelect, ...options }: InputOptions): void {
  node.addEventListener('keydown', (event) => {
    const { size, camera, focus } = surface();
    const middle = { x: size.width / 2, y: size.height / 2 };
    const direction = DIRECTIONS[event.key] as [number, number] | undefined;
    if (direction && camera) arrow(camera, direction, event);
    else if ((event.key === '+' || event.key === '=') && camera) onCamera(zoomed(camera, 1.25, middle, size));
    else if (event.key === '-' && camera) onCamera(zoomed(camera, 0.8, middle, size));
    else if (event.key === '0' || event.key === 'Home') options.onFit();
    else if (event.key === 'Enter' && focus >= 0) options.onOpen(focus);
    else if (event.key === 'Escape') options.onEscape();
    else return;
    event.preventDefault();
  });

  /** Arrows move what is selected; with Shift the map, with Alt they turn it. */
  function arrow(from: Camera, [right, down]: [number, number], event: KeyboardEvent): void {
    const { points, screen, size, focus } = surface();
    if (event.altKey && points.dimensions === 3) return onCamera(orbited(from, 20 * right, 20 * down));
    if (event.shiftKey) return onCamera(panned(from, -40 * right, -40 * down));
    const isSeen = focus >= 0 && screen[2 * focus] >= 0 && screen[2 * focus] <= size.width;
    const next = isSeen
      ? nextPoint(screen, points.count, focus, right, down)
      : nearestPoint(screen, points.count, { x: size.width / 2, y: size.height / 2 }, Infinity);
    if (next < 0) return;
    onSelect([next], false);
    keepInSight(next);
  }

  function keepInSight(index: number): void {
    const { screen, size, camera } = surface();
    const [x, y] = [screen[2 * index], screen[2 * index + 1]];
    const beyond = (value: number, most: number): number => (value < 24 ? 24 - value : Math.min(0, most - 24 - value));
    const [right, down] = [beyond(x, size.width), beyond(y, size.height)];
    if (camera && (right !== 0 || down !== 0)) onCamera(panned(camera, right, down));
  }
}
