// One map: its points and what lies over them. It knows points by their index only; what they stand for is the caller's.

import { element, show } from '../shared/element';
import { fit } from '../shared/picture';
import { onThemeChange, themeColor } from '../shared/theme';
import { tooltip } from '../shared/tooltip';
import { type Camera, type Points, type ScreenSize, toScreen } from './camera';
import { type Emphasis, type Overlay, paintOverlay } from './drawing';
import { placeLabels } from './labels';
import { handleInput, type InputActions, REACH_PX, type Tool } from './mapInput';
import { nearestPoint, type ScreenPlace } from './pick';
import { pointLayer, type PointLooks } from './pointLayer';
import { svgOf } from './svg';

export interface PaneOptions extends InputActions {
  label: string;
  /** What stands at the map's upper edge; where two maps stand side by side. */
  caption?: string;
  tool(): Tool;
  textOf(index: number): string;
  /** Lines beside the pointer. */
  hoverLines(index: number): string[];
  onHover(index: number): void;
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

const LABEL_AREA_PX = 5000;
const MOST_LABELS = 220;
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

  handleInput({
    ...options,
    node,
    surface: () => ({ size: size(), screen, points, camera, focus: emphasis.focus }),
    onPoint: point,
    onLeave: (isOut) => {
      tip.hide();
      if (isOut && hover >= 0) options.onHover(-1);
    },
    onOutline: (drawn) => {
      outline = drawn;
      redraw();
    },
  });

  function point(place: ScreenPlace): void {
    const index = nearestPoint(screen, points.count, place, REACH_PX);
    if (index !== hover) options.onHover(index);
    if (index < 0) return tip.hide();
    tip.show({ x: screen[2 * index], y: screen[2 * index + 1] }, options.hoverLines(index));
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
      if (!looks) return '';
      const axes = { across: across.textContent ?? '', up: up.textContent ?? '' };
      return svgOf({ overlay: overlay(), points, looks, axes, caption: options.caption });
    },
  };
}
