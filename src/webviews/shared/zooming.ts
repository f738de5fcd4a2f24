// How hands zoom a picture: Ctrl/Cmd and the wheel, + and −.

/** Pixels that the wheel turns for a factor of e. */
const WHEEL_PX = 300;
const LINE_PX = 20;

export interface WheelOptions {
  /** Everything is to be `factor` times as large. */
  onZoom(factor: number, event: WheelEvent): void;
  /** The wheel alone; without it the wheel zooms alone too. */
  onMove?(event: WheelEvent): void;
  wheelPx?: number;
}

export function onWheel(node: HTMLElement, { onZoom, onMove, wheelPx = WHEEL_PX }: WheelOptions): void {
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    if (onMove && !event.ctrlKey && !event.metaKey) return onMove(event);
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
    onZoom(Math.exp(-pixels / wheelPx), event);
  };
  node.addEventListener('wheel', turn, { passive: false });
}

/** By how much a key zooms; undefined for keys that do not. */
export const zoomOfKey = (key: string): number | undefined =>
  key === '+' || key === '=' ? 1.25 : key === '-' ? 0.8 : undefined;
