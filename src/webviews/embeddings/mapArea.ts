// The map, or two side by side that move as one: which point is which word, one camera, what is emphasised.

import { element } from '../shared/element';
import { type Camera, fitCamera, type Points } from './camera';
import type { Arrow } from './drawing';
import type { Tool } from './mapInput';
import { mapPane, type MapPane, type PaneOptions } from './mapPane';
import type { ScreenPlace } from './pick';
import type { PointLooks } from './pointLayer';

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
  onMenu(row: number, place: ScreenPlace): void;
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

export interface MapArea {
  node: HTMLElement;
  readonly count: number;
  readonly rows: Int32Array;
  readonly dimensions: 2 | 3;
  readonly camera: Camera | undefined;
  /** The coordinate of a point of the first embedding; NaN where the map has no such axis. */
  coordinate(index: number, axis: number): number;
  indexOf(row: number): number;
  setTitles(titles: readonly string[]): void;
  setPoints(points: MapPoints): void;
  setLooks(looks: PointLooks): void;
  setCamera(camera: Camera): void;
  /** Shows all, and goes on doing so when the size changes, until the map is moved. */
  fit(): void;
  setAxes(titles: readonly string[]): void;
  emphasize(rows: EmphasizedRows): void;
  redraw(): void;
  focusMap(): void;
  canvases(): HTMLCanvasElement[][];
  /** One drawing for each map. */
  drawings(): string[];
}

export function mapArea(options: MapAreaOptions): MapArea {
  const node = element('div', { class: 'maps' });
  let panes: MapPane[] = [];
  let titles: readonly string[] = [];
  let map: MapPoints = {
    ...{ rows: new Int32Array(0), besideRows: new Int32Array(0), positions: new Float32Array(0), dimensions: 2 },
  };
  let looks: PointLooks | undefined;
  let camera: Camera | undefined;
  let isFitted = false;
  let axes: readonly string[] = [];
  let emphasis: EmphasizedRows = { focus: -1, selected: [], neighbors: [[], []], arrows: [] };
  let indices = new Map<number, number>();
  let besideIndices = new Map<number, number>();

  const paneOptions = (title: string, isOne: boolean): PaneOptions => ({
    label: options.label(title),
    ...(isOne ? {} : { caption: title }),
    tool: options.tool,
    textOf: options.textOf,
    hoverLines: options.hoverLines,
    onCamera: (next) => {
      isFitted = false;
      use(next);
      options.onCamera(next);
    },
    onSelect: (found, adds) =>
      options.onSelect(
        found.map((index) => map.rows[index]),
        adds,
      ),
    onHover: (index) => panes.forEach((pane) => pane.setHover(index)),
    onOpen: (index) => options.onOpen(map.rows[index]),
    onMenu: (index, place) => options.onMenu(map.rows[index], place),
    onEscape: options.onEscape,
    onFit: options.onFit,
    onResize: () => isFitted && fit(),
  });

  function setTitles(next: readonly string[]): void {
    if (next.length === titles.length && next.every((title, i) => title === titles[i])) return;
    titles = next;
    panes = titles.map((title) => mapPane(paneOptions(title, titles.length === 1)));
    node.replaceChildren(...panes.map((pane) => pane.node));
    givePoints();
  }

  /** Each pane has its own part of the positions. */
  function pointsOf(side: number): Points {
    const { rows, besideRows, positions, dimensions } = map;
    const own = rows.length * dimensions;
    const part = side === 0 ? positions.subarray(0, own) : positions.subarray(own);
    return { positions: part, dimensions, count: side === 0 ? rows.length : besideRows.length };
  }

  function givePoints(): void {
    panes.forEach((pane, side) => {
      pane.setPoints(pointsOf(side));
      if (looks) pane.setLooks(looks);
      pane.setCamera(camera);
      pane.setAxes(axes);
    });
    giveEmphasis();
  }

  function giveEmphasis(): void {
    const known = (rows: readonly number[], by: Map<number, number>): number[] =>
      rows.map((row) => by.get(row) ?? -1).filter((index) => index >= 0);
    const { focus, selected, neighbors, arrows } = emphasis;
    panes.forEach((pane, side) =>
      pane.setEmphasis({
        focus: indices.get(focus) ?? -1,
        selected: known(selected, indices),
        neighbors: side === 0 ? known(neighbors[0], indices) : known(neighbors[1], besideIndices),
        arrows: arrows
          .map((arrow) => ({ ...arrow, from: indices.get(arrow.from) ?? -1, to: indices.get(arrow.to) ?? -1 }))
          .filter(({ from, to }) => from >= 0 && to >= 0),
      }),
    );
  }

  function use(next: Camera): void {
    camera = next;
    for (const pane of panes) pane.setCamera(next);
  }

  function fit(): void {
    const [pane] = panes;
    if (map.rows.length === 0) return;
    const { width, height } = pane.size;
    if (width === 0) return;
    isFitted = true;
    use(fitCamera({ ...pointsOf(0), ...whole() }, { width, height }));
  }

  /** Both sides' points: one camera shows both. */
  const whole = () => ({ positions: map.positions, count: map.rows.length + map.besideRows.length });

  return {
    node,
    get count() {
      return map.rows.length;
    },
    get rows() {
      return map.rows;
    },
    get dimensions() {
      return map.dimensions;
    },
    get camera() {
      return camera;
    },
    coordinate: (index, axis) => (axis < map.dimensions ? map.positions[index * map.dimensions + axis] : Number.NaN),
    indexOf: (row) => indices.get(row) ?? -1,
    setTitles,
    setPoints(next) {
      if (next.rows.length !== map.rows.length || next.besideRows.length !== map.besideRows.length) looks = undefined;
      map = next;
      indices = new Map(Array.from(next.rows, (row, index) => [row, index]));
      besideIndices = new Map(Array.from(next.besideRows, (row, index) => [row, index]));
      givePoints();
    },
    setLooks(next) {
      looks = next;
      for (const pane of panes) pane.setLooks(next);
    },
    setCamera(next) {
      isFitted = false;
      use(next);
    },
    fit,
    setAxes(titles) {
      axes = titles;
      for (const pane of panes) pane.setAxes(titles);
    },
    emphasize(next) {
      emphasis = next;
      giveEmphasis();
    },
    redraw: () => panes.forEach((pane) => pane.redraw()),
    focusMap: () => panes.at(0)?.node.focus(),
    canvases: () => panes.map((pane) => pane.canvases()),
    drawings: () => panes.map((pane) => pane.svg()),
  };
}
