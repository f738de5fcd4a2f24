// One map: its points, what lies over them, and what hands do in it. It knows points by their index only; what they stand
// for is the caller's.

import { element, show } from '../shared/element';
import { fit } from '../shared/picture';
import { onThemeChange, themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import { type Camera, orbited, panned, type Points, type ScreenSize, toScreen, zoomed } from './camera';
import { type Emphasis, type Overlay, paintOverlay, svgOf } from './drawing';
import { placeLabels } from './labels';
import { nearestPoint, nextPoint, pointsInBox, pointsInLasso, type ScreenPlace } from './pick';
import { pointLayer, type PointLooks } from './pointLayer';

export const TOOLS = ['move', 'box', 'lasso'] as const;
export type Tool = (typeof TOOLS)[number];

export interface PaneOptions {
  label: string;
  /** What stands at the map's upper edge; where two maps stand side by side. */
  caption?: string;
  tool(): Tool;
  textOf(index: number): string;
  /** Lines beside the pointer. */
  hoverLines(index: number): string[];
  onCamera(camera: Camera): void;
  /** `adds`: to what is selected already. */
  onSelect(indices: number[], adds: boolean): void;
  onHover(index: number): void;
  onOpen(index: number): void;
  onEscape(): void;
  onFit(): void;
  onResize(): void;
}

export interface MapPane {
  node: HTMLElement;
  readonly size: ScreenSize;
  setPoints(points: Points): void;
  setLooks(looks: PointLooks): void;
  setEmphasis(emphasis: Emphasis): void;
  setHover(index: number): void;
  /** What stands along the axes; none where they mean nothing. */
  setAxes(titles: readonly string[]): void;
  /** Undefined: nothing is drawn. */
  setCamera(camera: Camera | undefined): void;
  redraw(): void;
  /** Draws at once; for measuring and for pictures. */
  paint(): void;
  /** Canvases of what is seen, the lowest first. */
  canvases(): HTMLCanvasElement[];
  svg(): string;
}

const REACH_PX = 10;
const LABEL_AREA_PX = 5000;
const MOST_LABELS = 220;
const DRAG_PX = 4;
const NO_EMPHASIS: Emphasis = { focus: -1, selected: [], neighbors: [], arrows: [] };

export function mapPane(options: PaneOptions): MapPane {
  const layer = pointLayer();
  const top = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  const context = top.getContext('2d');
  const tip = tooltip();
  const node = element(
    'div',
    { class: 'canvas map', attributes: { tabindex: '0', role: 'img', 'aria-label': options.label } },
    ...[layer.canvas, top, tip.node],
  );
  const across = element('p', { class: 'axis-title across' });
  const up = element('p', { class: 'axis-title up' });
  for (const title of [across, up]) show(title, false);
  node.append(across, up);
  if (options.caption !== undefined) node.append(element('p', { class: 'caption', text: options.caption }));

  let points: Points = { positions: new Float32Array(0), dimensions: 2, count: 0 };
  let looks: PointLooks | undefined;
  let camera: Camera | undefined;
  let emphasis = NO_EMPHASIS;
  let hover = -1;
  let screen = new Float32Array(0);
  let outline: Overlay['outline'];
  let frame = 0;
  let style = styleNow();
  const widths = new Map<string, number>();

  function styleNow() {
    const { fontSize, fontFamily } = getComputedStyle(document.body);
    const height = Math.max(10, Number.parseFloat(fontSize) || 13);
    const colors = {
      text: themeColor('foreground'),
      quiet: themeColor('descriptionForeground'),
      halo: themeColor('editor-background'),
      focus: themeColor('charts-yellow'),
      neighbor: themeColor('charts-green'),
      found: themeColor('charts-purple'),
    };
    return { colors, height, family: fontFamily, font: `${height}px ${fontFamily}` };
  }

  const size = (): ScreenSize => ({ width: node.clientWidth, height: node.clientHeight });
  const redraw = (): void => void (frame ||= requestAnimationFrame(paint));

  function widthOf(text: string): number {
    if (!context || text === '') return 0;
    let width = widths.get(text);
    if (width === undefined) widths.set(text, (width = context.measureText(text).width));
    return width;
  }

  /** Points by importance: what is emphasised, then rows as they stand, the most frequent first. */
  function* importance(): Generator<number> {
    if (hover >= 0) yield hover;
    if (emphasis.focus >= 0) yield emphasis.focus;
    for (const { from, to } of emphasis.arrows) yield* [from, to];
    yield* emphasis.neighbors;
    yield* emphasis.selected;
    for (let i = 0; i < points.count; i++) yield i;
  }

  function overlay(): Overlay {
    const area = size();
    if (context) context.font = style.font;
    const most = Math.min(MOST_LABELS, Math.floor((area.width * area.height) / LABEL_AREA_PX));
    const labels = placeLabels({
      ...{ size: area, screen, order: importance(), most, height: style.height },
      widthOf: (index) => widthOf(options.textOf(index)),
    });
    return { size: area, screen, emphasis, hover, labels, textOf: options.textOf, ...style, outline };
  }

  function paint(): void {
    if (frame) cancelAnimationFrame(frame);
    frame = 0;
    const area = size();
    if (!context || area.width === 0 || area.height === 0) return;
    fit(top, area);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    if (!camera) return context.clearRect(0, 0, area.width, area.height);
    layer.draw(camera, area);
    toScreen(points, camera, area, screen);
    paintOverlay(context, overlay());
  }

  const at = ({ clientX, clientY }: MouseEvent): ScreenPlace => {
    const { left, top: upper } = node.getBoundingClientRect();
    return { x: clientX - left, y: clientY - upper };
  };
  const pointAt = (place: ScreenPlace): number => nearestPoint(screen, points.count, place, REACH_PX);
  const move = (next: Camera): void => options.onCamera(next);

  function point(place: ScreenPlace): void {
    const index = pointAt(place);
    if (index !== hover) options.onHover(index);
    if (index < 0) return tip.hide();
    tip.show({ x: screen[2 * index], y: screen[2 * index + 1] }, options.hoverLines(index));
  }

  let drag: { from: ScreenPlace; last: ScreenPlace; tool: Tool; turns: boolean; moved: boolean } | undefined;
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    const place = at(event);
    const tool = event.shiftKey ? 'box' : event.altKey ? 'lasso' : event.button === 1 ? 'move' : options.tool();
    const turns = points.dimensions === 3 && !event.ctrlKey && !event.metaKey && event.button === 0;
    drag = { from: place, last: place, tool, turns, moved: false };
    node.setPointerCapture(event.pointerId);
  });
  node.addEventListener('pointermove', (event) => {
    const place = at(event);
    if (!drag) return point(place);
    drag.moved ||= Math.hypot(place.x - drag.from.x, place.y - drag.from.y) > DRAG_PX;
    if (!drag.moved) return;
    tip.hide();
    const [right, down] = [place.x - drag.last.x, place.y - drag.last.y];
    drag.last = place;
    if (drag.tool === 'move') {
      if (camera) move(drag.turns ? orbited(camera, right, down) : panned(camera, right, down));
      return;
    }
    const { tool, from } = drag;
    outline =
      tool === 'box'
        ? { kind: 'box', places: [from, place] }
        : { kind: 'lasso', places: [...(outline?.places ?? [from]), place] };
    redraw();
  });
  node.addEventListener('pointerup', (event) => {
    const ended = drag;
    drag = undefined;
    const drawn = outline;
    outline = undefined;
    if (!ended) return;
    const adds = event.ctrlKey || event.metaKey;
    if (drawn) {
      const found =
        drawn.kind === 'box'
          ? pointsInBox(screen, points.count, drawn.places[0], drawn.places[1])
          : pointsInLasso(screen, points.count, drawn.places);
      options.onSelect(found, adds);
    } else if (!ended.moved) {
      const index = pointAt(at(event));
      options.onSelect(index < 0 ? [] : [index], adds);
    }
    redraw();
  });
  node.addEventListener('pointercancel', () => {
    drag = undefined;
    outline = undefined;
    redraw();
  });
  node.addEventListener('pointerleave', () => {
    tip.hide();
    if (hover >= 0) options.onHover(-1);
  });
  node.addEventListener('dblclick', (event) => {
    const index = pointAt(at(event));
    if (index >= 0) options.onOpen(index);
  });
  node.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
      if (camera) move(zoomed(camera, Math.exp(-pixels / 400), at(event), size()));
      tip.hide();
    },
    { passive: false },
  );

  const DIRECTIONS: Record<string, [right: number, down: number]> = {
    ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] },
  };
  node.addEventListener('keydown', (event) => {
    const area = size();
    const middle = { x: area.width / 2, y: area.height / 2 };
    const direction = DIRECTIONS[event.key] as [number, number] | undefined;
    if (direction && camera) arrow(camera, direction, event);
    else if ((event.key === '+' || event.key === '=') && camera) move(zoomed(camera, 1.25, middle, area));
    else if (event.key === '-' && camera) move(zoomed(camera, 0.8, middle, area));
    else if (event.key === '0' || event.key === 'Home') options.onFit();
    else if (event.key === 'Enter' && emphasis.focus >= 0) options.onOpen(emphasis.focus);
    else if (event.key === 'Escape') options.onEscape();
    else return;
    event.preventDefault();
  });

  /** Arrows move what is selected; with Shift the map, with Alt they turn it. */
  function arrow(from: Camera, [right, down]: [number, number], event: KeyboardEvent): void {
    if (event.altKey && points.dimensions === 3) return move(orbited(from, 20 * right, 20 * down));
    if (event.shiftKey) return move(panned(from, -40 * right, -40 * down));
    const area = size();
    const { focus } = emphasis;
    const isSeen = focus >= 0 && screen[2 * focus] >= 0 && screen[2 * focus] <= area.width;
    const next = isSeen
      ? nextPoint(screen, points.count, focus, right, down)
      : nearestPoint(screen, points.count, { x: area.width / 2, y: area.height / 2 }, Infinity);
    if (next < 0) return;
    options.onSelect([next], false);
    keepInSight(next);
  }

  function keepInSight(index: number): void {
    const area = size();
    const [x, y] = [screen[2 * index], screen[2 * index + 1]];
    const beyond = (value: number, most: number): number => (value < 24 ? 24 - value : Math.min(0, most - 24 - value));
    const [right, down] = [beyond(x, area.width), beyond(y, area.height)];
    if (camera && (right !== 0 || down !== 0)) move(panned(camera, right, down));
  }

  new ResizeObserver(() => {
    options.onResize();
    redraw();
  }).observe(node);
  onThemeChange(() => {
    style = styleNow();
    widths.clear();
    redraw();
  });
  return {
    node,
    get size() {
      return size();
    },
    setPoints(next) {
      points = next;
      screen = new Float32Array(2 * next.count);
      hover = -1;
      layer.setPoints(next);
      redraw();
    },
    setLooks(next) {
      looks = next;
      layer.setLooks(next);
      redraw();
    },
    setEmphasis(next) {
      emphasis = next;
      redraw();
    },
    setHover(index) {
      if (hover === index) return;
      hover = index;
      redraw();
    },
    setAxes(titles) {
      across.textContent = titles.at(0) ?? '';
      up.textContent = titles.at(1) ?? '';
      for (const title of [across, up]) show(title, title.textContent !== '');
    },
    setCamera(next) {
      camera = next;
      redraw();
    },
    redraw,
    paint,
    canvases() {
      paint();
      return [layer.canvas, top];
    },
    svg() {
      paint();
      return looks ? svgOf(overlay(), points, looks, style.colors.halo) : '';
    },
  };
}
