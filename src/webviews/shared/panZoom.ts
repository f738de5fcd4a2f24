// A picture whose content is moved and zoomed: dragging and the wheel move it, Ctrl/Cmd and the wheel zoom, with Shift the
// wheel moves to the side. What is clicked or pointed at without a drag is the picture's own matter.

import type { Picture } from './picture';
import { inSight, type Place, type Viewport, withoutGap, type ZoomLimits, zoomedAt } from './viewport';
import { onWheel } from './zooming';

const DRAG_PX = 4;

export interface PanZoomOptions {
  view: Picture;
  limits: ZoomLimits;
  /** Where content begins that is not shifted; the left upper corner without it. */
  origin?(): Place;
  /** The pointer is here and drags nothing. */
  onPoint(event: PointerEvent): void;
  /** The pointer has left or drags: what stands beside it goes. */
  onLeave(): void;
  /** A click that ends no drag. */
  onClick(event: MouseEvent): void;
}

/** A part of the content, zoomed. */
interface Region extends Place {
  width: number;
  height: number;
}

export interface PanZoom {
  readonly viewport: Viewport;
  /** Everything as it was at first. */
  reset(): void;
  /** All of a content of this size in a room of that size, as far as the limits allow, and no larger than it is. */
  fit(content: Extent, room: Extent): void;
  /** Takes away gaps around content of this size in a room of that size. */
  limit(content: Extent, room: Extent): void;
  /** Brings a part of the content into the room. */
  reveal(region: Region, room: Extent): void;
  /** Around the middle of the picture. */
  zoomBy(factor: number): void;
}

interface Extent {
  width: number;
  height: number;
}

const AT_FIRST: Viewport = { zoom: 1, x: 0, y: 0 };

export function panZoom({ view, limits, origin, ...options }: PanZoomOptions): PanZoom {
  let viewport = AT_FIRST;

  function zoomAt(factor: number, at: Place): void {
    const { x, y } = origin?.() ?? { x: 0, y: 0 };
    viewport = zoomedAt(viewport, factor, { x: at.x - x, y: at.y - y }, limits);
    view.redraw();
  }

  function move(right: number, down: number): void {
    viewport = { ...viewport, x: viewport.x + right, y: viewport.y + down };
    view.redraw();
  }

  handleDrags(view.node, { ...options, onDrag: move });
  onWheel(view.node, {
    onZoom: (factor, event) => zoomAt(factor, view.at(event)),
    onMove: ({ shiftKey, deltaX, deltaY }) => (shiftKey ? move(-deltaY, -deltaX) : move(-deltaX, -deltaY)),
  });
  return {
    get viewport() {
      return viewport;
    },
    reset: () => (viewport = AT_FIRST),
    fit(content, room) {
      const whole = Math.min(1, room.width / content.width, room.height / content.height);
      viewport = { ...AT_FIRST, zoom: Math.max(limits.least, Math.min(limits.most, whole)) };
    },
    limit(content, room) {
      const x = withoutGap(viewport.x, content.width, room.width);
      viewport = { ...viewport, x, y: withoutGap(viewport.y, content.height, room.height) };
    },
    reveal({ x, y, width, height }, room) {
      viewport = {
        ...viewport,
        x: inSight(viewport.x, { place: x, size: width, room: room.width }),
        y: inSight(viewport.y, { place: y, size: height, room: room.height }),
      };
    },
    zoomBy: (factor) => zoomAt(factor, { x: view.node.clientWidth / 2, y: view.node.clientHeight / 2 }),
  };
}

interface DragOptions extends Pick<PanZoomOptions, 'onPoint' | 'onLeave' | 'onClick'> {
  onDrag(right: number, down: number): void;
}

function handleDrags(node: HTMLElement, { onDrag, onPoint, onLeave, onClick }: DragOptions): void {
  let grabbed: { x: number; y: number; moved: boolean } | undefined;
  node.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (grabbed = { x, y, moved: false }));
  node.addEventListener('pointermove', (event) => {
    if (!grabbed || event.buttons === 0) return onPoint(event);
    grabbed.moved ||= Math.abs(event.clientX - grabbed.x) + Math.abs(event.clientY - grabbed.y) > DRAG_PX;
    onLeave();
    onDrag(event.movementX, event.movementY);
  });
  node.addEventListener('pointerleave', onLeave);
  node.addEventListener('click', (event) => {
    const { moved = false } = grabbed ?? {};
    grabbed = undefined;
    if (!moved) onClick(event);
  });
}
