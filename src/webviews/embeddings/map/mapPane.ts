// One map: its points and what lies over them. It knows points by their index only; what they stand for is the caller's.

import { element } from '../../shared/element';
import { fit, type Size } from '../../shared/picture';
import { onThemeChange } from '../../shared/theme';
import { tooltip } from '../../shared/tooltip';
import type { Place } from '../../shared/viewport';
import { AxisNotes } from './axisNotes';
import { type Camera, type Points, toScreen } from './camera';
import { type Emphasis, type Overlay, paintOverlay } from './drawing';
import { placeLabels } from './labels';
import { handleInput } from './mapInput';
import { overlayStyle } from './overlayStyle';
import { pointLayer } from './pointLayer';
import type { PointLooks } from './points';
import { type InputActions, pointAt, type Tool } from './surface';
import { svgOf } from './svg';
import { TextWidths } from './textWidths';

export interface MapPaneOptions extends InputActions {
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

const LABEL_AREA_PX = 5000;
const MOST_LABELS = 220;

export class MapPane {
  readonly node: HTMLElement;
  private readonly layer = pointLayer();
  private readonly top = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  private readonly context = this.top.getContext('2d');
  private readonly widths = new TextWidths(this.context);
  private readonly tip = tooltip();
  private readonly notes: AxisNotes;
  private points: Points = { positions: new Float32Array(0), dimensions: 2, count: 0 };
  private looks: PointLooks | undefined;
  private camera: Camera | undefined;
  private emphasis: Emphasis = { focus: -1, selected: [], neighbors: [], arrows: [] };
  private hover = -1;
  /** Places of the points, [count, 2]. */
  private screen = new Float32Array(0);
  private outline: Overlay['outline'];
  private style = overlayStyle();
  private frame = 0;

  constructor(private readonly options: MapPaneOptions) {
    const attributes = { tabindex: '0', role: 'img', 'aria-label': options.label };
    this.notes = new AxisNotes(options.caption);
    const layers = [this.layer.canvas, this.top, this.tip.node];
    this.node = element('div', { class: 'canvas map', attributes }, ...layers, ...this.notes.nodes);
    this.listen();
    new ResizeObserver(() => {
      options.onResize();
      this.redraw();
    }).observe(this.node);
    onThemeChange(() => {
      this.style = overlayStyle();
      this.widths.forget();
      this.redraw();
    });
  }

  get size(): Size {
    return { width: this.node.clientWidth, height: this.node.clientHeight };
  }

  setPoints(points: Points): void {
    this.points = points;
    this.screen = new Float32Array(2 * points.count);
    this.hover = -1;
    this.layer.setPoints(points);
    this.redraw();
  }

  setLooks(looks: PointLooks): void {
    this.looks = looks;
    this.layer.setLooks(looks);
    this.redraw();
  }

  setEmphasis(emphasis: Emphasis): void {
    this.emphasis = emphasis;
    this.redraw();
  }

  setHover(index: number): void {
    if (this.hover === index) return;
    this.hover = index;
    this.redraw();
  }

  /** What stands along the axes; none where they mean nothing. */
  setAxes(titles: readonly string[]): void {
    this.notes.set(titles);
  }

  /** Undefined: nothing is drawn. */
  setCamera(camera: Camera | undefined): void {
    this.camera = camera;
    this.redraw();
  }

  redraw(): void {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** Canvases of what is seen, the lowest first. */
  canvases(): HTMLCanvasElement[] {
    this.paint();
    return [this.layer.canvas, this.top];
  }

  svg(): string {
    this.paint();
    const { looks, points } = this;
    if (!looks) return '';
    return svgOf({ overlay: this.overlay(), points, looks, axes: this.notes.titles, caption: this.options.caption });
  }

  private paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { context, camera, size } = this;
    if (!context || size.width === 0 || size.height === 0) return;
    fit(this.top, size);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    if (!camera) return context.clearRect(0, 0, size.width, size.height);
    this.layer.draw(camera, size);
    toScreen(this.points, camera, size, this.screen);
    paintOverlay(context, this.overlay());
  }

  private overlay(): Overlay {
    const { size, screen, emphasis, hover, outline, style } = this;
    const { textOf } = this.options;
    if (this.context) this.context.font = style.font;
    const labels = placeLabels({
      ...{ size, screen, order: this.importance(), height: style.height },
      reserved: this.notes.boxesOn(this.node),
      most: Math.min(MOST_LABELS, Math.floor((size.width * size.height) / LABEL_AREA_PX)),
      widthOf: (index) => this.widths.of(textOf(index)),
    });
    return { size, screen, emphasis, hover, labels, textOf, outline, ...style };
  }

  /** Points by importance: what is emphasised, then rows as they stand, the most frequent first. */
  private *importance(): Generator<number> {
    const { focus, selected, neighbors, arrows } = this.emphasis;
    if (this.hover >= 0) yield this.hover;
    if (focus >= 0) yield focus;
    for (const { from, to } of arrows) yield* [from, to];
    yield* neighbors;
    yield* selected;
    for (let i = 0; i < this.points.count; i++) yield i;
  }

  private listen(): void {
    handleInput({
      ...this.options,
      node: this.node,
      surface: () => {
        const { size, screen, points, camera, emphasis } = this;
        return { size, screen, points, camera, focus: emphasis.focus };
      },
      onPoint: (place) => this.point(place),
      onLeave: (isOut) => {
        this.tip.hide();
        if (isOut && this.hover >= 0) this.options.onHover(-1);
      },
      onOutline: (outline) => {
        this.outline = outline;
        this.redraw();
      },
    });
  }

  private point(place: Place): void {
    const { screen, points, options } = this;
    const index = pointAt({ screen, points }, place);
    if (index !== this.hover) options.onHover(index);
    if (index < 0) return this.tip.hide();
    this.tip.show({ x: screen[2 * index], y: screen[2 * index + 1] }, options.hoverLines(index));
  }
}
