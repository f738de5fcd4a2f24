// The map, or two side by side that move as one: which point is which word, one camera, what is emphasised.

import { element } from '../../shared/element';
import type { Place } from '../../shared/viewport';
import { type Camera, fitCamera, type Points } from './camera';
import type { Arrow } from './drawing';
import { MapPane, type MapPaneOptions } from './mapPane';
import type { PointLooks } from './points';
import type { Tool } from './surface';

export interface MapAreaOptions {
  label(title: string): string;
  tool(): Tool;
  textOf(index: number): string;
  hoverLines(index: number): string[];
  /** The person has moved the map. */
  onCamera(camera: Camera): void;
  onSelect(rows: number[], adds: boolean): void;
  onOpen(row: number): void;
  /** The menu of a word is asked for; `place` in the window's CSS pixels. */
  onMenu(row: number, place: Place): void;
  onEscape(): void;
  onFit(): void;
}

export interface MapPoints {
  /** Of the first embedding. */
  rows: Int32Array;
  /** The same words in the second; empty where there is none. */
  besideRows: Int32Array;
  /** float32 [rows and besideRows, dimensions]. */
  positions: Float32Array;
  dimensions: 2 | 3;
}

/** Rows that matter, of the first embedding, and of the second where they differ. */
export interface EmphasizedRows {
  focus: number;
  selected: readonly number[];
  neighbors: readonly [first: readonly number[], second: readonly number[]];
  arrows: readonly Arrow[];
}

const NOTHING = new Int32Array(0);

/** Which point is which row. */
const byRow = (rows: Int32Array): Map<number, number> => new Map(Array.from(rows, (row, index) => [row, index]));

export class MapArea {
  readonly node = element('div', { class: 'maps' });
  /** Undefined until something is drawn. */
  camera: Camera | undefined;
  private panes: MapPane[] = [];
  private titles: readonly string[] = [];
  private map: MapPoints = { rows: NOTHING, besideRows: NOTHING, positions: new Float32Array(0), dimensions: 2 };
  private looks: PointLooks | undefined;
  private isFitted = false;
  private axes: readonly string[] = [];
  private emphasis: EmphasizedRows = { focus: -1, selected: [], neighbors: [[], []], arrows: [] };
  private indices = byRow(NOTHING);
  private besideIndices = byRow(NOTHING);

  constructor(private readonly options: MapAreaOptions) {}

  get count(): number {
    return this.map.rows.length;
  }

  get rows(): Int32Array {
    return this.map.rows;
  }

  /** The coordinate of a point of the first embedding; NaN where the map has no such axis. */
  coordinate(index: number, axis: number): number {
    const { dimensions, positions } = this.map;
    return axis < dimensions ? positions[index * dimensions + axis] : Number.NaN;
  }

  indexOf(row: number): number {
    return this.indices.get(row) ?? -1;
  }

  /** One map for each title. */
  setTitles(titles: readonly string[]): void {
    if (titles.length === this.titles.length && titles.every((title, i) => title === this.titles[i])) return;
    this.titles = titles;
    this.panes = titles.map((title) => new MapPane(this.paneOptions(title, titles.length === 1)));
    this.node.replaceChildren(...this.panes.map(({ node }) => node));
    this.givePoints();
  }

  setPoints(map: MapPoints): void {
    const { rows, besideRows } = this.map;
    if (map.rows.length !== rows.length || map.besideRows.length !== besideRows.length) this.looks = undefined;
    this.map = map;
    this.indices = byRow(map.rows);
    this.besideIndices = byRow(map.besideRows);
    this.givePoints();
  }

  setLooks(looks: PointLooks): void {
    this.looks = looks;
    for (const pane of this.panes) pane.setLooks(looks);
  }

  setCamera(camera: Camera): void {
    this.isFitted = false;
    this.use(camera);
  }

  /** Shows all, and goes on doing so when the size changes, until the map is moved. */
  fit(): void {
    const { rows, besideRows, positions } = this.map;
    if (rows.length === 0) return;
    const { size } = this.panes[0];
    if (size.width === 0) return;
    this.isFitted = true;
    // One camera shows both sides' points.
    this.use(fitCamera({ ...this.pointsOf(0), positions, count: rows.length + besideRows.length }, size));
  }

  setAxes(titles: readonly string[]): void {
    this.axes = titles;
    for (const pane of this.panes) pane.setAxes(titles);
  }

  emphasize(rows: EmphasizedRows): void {
    this.emphasis = rows;
    this.giveEmphasis();
  }

  redraw(): void {
    for (const pane of this.panes) pane.redraw();
  }

  canvases(): HTMLCanvasElement[][] {
    return this.panes.map((pane) => pane.canvases());
  }

  /** One drawing for each map. */
  drawings(): string[] {
    return this.panes.map((pane) => pane.svg());
  }

  private paneOptions(title: string, isOne: boolean): MapPaneOptions {
    const { options } = this;
    const rowOf = (index: number): number => this.map.rows[index];
    return {
      label: options.label(title),
      ...(isOne ? {} : { caption: title }),
      ...{ tool: options.tool, textOf: options.textOf, hoverLines: options.hoverLines },
      ...{ onEscape: options.onEscape, onFit: options.onFit },
      onCamera: (camera) => {
        this.setCamera(camera);
        options.onCamera(camera);
      },
      onSelect: (found, adds) => options.onSelect(found.map(rowOf), adds),
      onHover: (index) => this.panes.forEach((pane) => pane.setHover(index)),
      onOpen: (index) => options.onOpen(rowOf(index)),
      onMenu: (index, place) => options.onMenu(rowOf(index), place),
      onResize: () => this.isFitted && this.fit(),
    };
  }

  /** Each pane has its own part of the positions. */
  private pointsOf(side: number): Points {
    const { rows, besideRows, positions, dimensions } = this.map;
    const own = rows.length * dimensions;
    const part = side === 0 ? positions.subarray(0, own) : positions.subarray(own);
    return { positions: part, dimensions, count: side === 0 ? rows.length : besideRows.length };
  }

  private givePoints(): void {
    this.panes.forEach((pane, side) => {
      pane.setPoints(this.pointsOf(side));
      if (this.looks) pane.setLooks(this.looks);
      pane.setCamera(this.camera);
      pane.setAxes(this.axes);
    });
    this.giveEmphasis();
  }

  private giveEmphasis(): void {
    const { focus, selected, neighbors, arrows } = this.emphasis;
    const known = (rows: readonly number[], by: Map<number, number>): number[] =>
      rows.map((row) => by.get(row) ?? -1).filter((index) => index >= 0);
    const own = {
      focus: this.indexOf(focus),
      selected: known(selected, this.indices),
      arrows: arrows
        .map((arrow) => ({ ...arrow, from: this.indexOf(arrow.from), to: this.indexOf(arrow.to) }))
        .filter(({ from, to }) => from >= 0 && to >= 0),
    };
    this.panes.forEach((pane, side) => {
      const near = side === 0 ? known(neighbors[0], this.indices) : known(neighbors[1], this.besideIndices);
      pane.setEmphasis({ ...own, neighbors: near });
    });
  }

  private use(camera: Camera): void {
    this.camera = camera;
    for (const pane of this.panes) pane.setCamera(camera);
  }
}
