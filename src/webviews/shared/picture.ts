// A canvas that is as sharp as the display and as large as its place, drawn anew when its size, the display's density or
// the theme changes, at most once a frame. Drawing is in CSS pixels.

import { element } from './element';
import { onThemeChange } from './theme';
import type { Place } from './viewport';

export interface Size {
  width: number;
  height: number;
}

export interface PictureOptions {
  /** What is to be seen, for those who do not see it; the table twin holds the numbers. */
  label: string;
  draw(context: CanvasRenderingContext2D, size: Size): void;
}

export interface Picture {
  /** Takes all the room its place gives; focusable, so that keys reach it. */
  node: HTMLElement;
  /** Asks for a drawing in the next frame. */
  redraw(): void;
  /** Where an event happened, in CSS pixels from the picture's left upper corner. */
  at(event: MouseEvent): Place;
  /** What is seen, as base64 of a PNG over the theme's background. */
  png(): string;
}

export function picture({ label, draw }: PictureOptions): Picture {
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  const node = element(
    'div',
    { class: 'canvas', attributes: { tabindex: '0', role: 'img', 'aria-label': label } },
    canvas,
  );
  const context = canvas.getContext('2d');
  let frame = 0;

  function paint(): void {
    frame = 0;
    const size = { width: node.clientWidth, height: node.clientHeight };
    if (!context || size.width === 0 || size.height === 0) return;
    fit(canvas, size);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    draw(context, size);
  }
  const redraw = (): void => void (frame ||= requestAnimationFrame(paint));

  new ResizeObserver(redraw).observe(node);
  onThemeChange(redraw);
  onDensityChange(redraw);
  return {
    node,
    redraw,
    at: (event) => placeIn(node, event),
    png() {
      if (frame) {
        cancelAnimationFrame(frame);
        paint();
      }
      return pngOf(canvas);
    },
  };
}

/** Where an event happened, from the left upper corner of an element. */
export function placeIn(node: HTMLElement, { clientX, clientY }: MouseEvent): Place {
  const { left, top } = node.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** Gives a canvas the pixels of its size on this display; true when they have changed (and with it all was wiped). */
export function fit(canvas: HTMLCanvasElement, { width, height }: Size): boolean {
  const [across, down] = [width, height].map((length) => Math.max(1, Math.round(length * devicePixelRatio)));
  if (canvas.width === across && canvas.height === down) return false;
  canvas.width = across;
  canvas.height = down;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  return true;
}

/** The base64 of a PNG of a canvas, over the background of the theme. */
export function pngOf(...canvases: readonly HTMLCanvasElement[]): string {
  const all = element('canvas');
  all.width = Math.max(1, ...canvases.map(({ width }) => width));
  all.height = Math.max(
    1,
    canvases.reduce((sum, { height }) => sum + height, 0),
  );
  const context = all.getContext('2d');
  if (!context) return '';
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, all.width, all.height);
  let top = 0;
  for (const canvas of canvases) {
    context.drawImage(canvas, 0, top);
    top += canvas.height;
  }
  return all.toDataURL('image/png').split(',')[1];
}

/** A window that goes to a display of another density says so only for the density it had: ask anew each time. */
function onDensityChange(listener: () => void): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      listener();
      onDensityChange(listener);
    },
    { once: true },
  );
}
