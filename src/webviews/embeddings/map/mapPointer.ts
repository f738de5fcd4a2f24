// The pointer in a map: dragging moves it, turns it or draws a box or lasso around points; clicks select and open.

import { placeIn } from '../../shared/picture';
import type { Place } from '../../shared/viewport';
import { orbited, panned } from './camera';
import type { Overlay } from './drawing';
import { pointsInBox, pointsInLasso } from './pick';
import { type InputOptions, pointAt, type Surface, type Tool } from './surface';

const DRAG_PX = 4;

interface Drag {
  from: Place;
  last: Place;
  tool: Tool;
  turns: boolean;
  moved: boolean;
}

type Outline = NonNullable<Overlay['outline']>;

export function handlePointer(options: InputOptions): void {
  const { node, surface, onPoint, onLeave, onSelect, onOpen, onOutline } = options;
  let drag: Drag | undefined;
  let outline: Outline | undefined;
  const setOutline = (next: Outline | undefined): void => onOutline((outline = next));

  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    drag = dragFrom(placeIn(node, event), event, options);
    node.setPointerCapture(event.pointerId);
  });
  node.addEventListener('pointermove', (event) => {
    const place = placeIn(node, event);
    if (!drag) return onPoint(place);
    drag.moved ||= Math.hypot(place.x - drag.from.x, place.y - drag.from.y) > DRAG_PX;
    if (!drag.moved) return;
    onLeave(false);
    if (drag.tool === 'move') moveMap(drag, place, options);
    else setOutline(outlineOf(drag, place, outline));
    drag.last = place;
  });
  node.addEventListener('pointerup', (event) => {
    const [ended, drawn] = [drag, outline];
    drag = undefined;
    setOutline(undefined);
    if (!ended || (ended.moved && !drawn)) return;
    const found = drawn ? pointsIn(drawn, surface()) : pointsAt(placeIn(node, event), surface());
    onSelect(found, event.ctrlKey || event.metaKey);
  });
  node.addEventListener('pointercancel', () => {
    drag = undefined;
    setOutline(undefined);
  });
  node.addEventListener('pointerleave', () => onLeave(true));
  node.addEventListener('dblclick', (event) => {
    const index = pointAt(surface(), placeIn(node, event));
    if (index >= 0) onOpen(index);
  });
}

/** With Shift a box and with Alt a lasso is drawn whatever the tool; the middle button moves. In 3D the first button turns. */
function dragFrom(from: Place, event: PointerEvent, { tool, surface }: InputOptions): Drag {
  const used = event.shiftKey ? 'box' : event.altKey ? 'lasso' : event.button === 1 ? 'move' : tool();
  const turns = surface().points.dimensions === 3 && !event.ctrlKey && !event.metaKey && event.button === 0;
  return { from, last: from, tool: used, turns, moved: false };
}

function moveMap({ last, turns }: Drag, to: Place, { surface, onCamera }: InputOptions): void {
  const { camera } = surface();
  const [right, down] = [to.x - last.x, to.y - last.y];
  if (camera) onCamera(turns ? orbited(camera, right, down) : panned(camera, right, down));
}

const outlineOf = ({ tool, from }: Drag, to: Place, before: Outline | undefined): Outline =>
  tool === 'box' ? { kind: 'box', places: [from, to] } : { kind: 'lasso', places: [...(before?.places ?? [from]), to] };

const pointsIn = ({ kind, places }: Outline, { screen, points }: Surface): number[] =>
  kind === 'box'
    ? pointsInBox(screen, points.count, places[0], places[1])
    : pointsInLasso(screen, points.count, places);

function pointsAt(place: Place, surface: Surface): number[] {
  const index = pointAt(surface, place);
  return index < 0 ? [] : [index];
}
