// Which map is drawn and how it is looked at: asks the host for it, puts its positions on the screen as they come, and fits it
// until the person has moved it.

import type { EmbeddingsViewContract, MapProgress, MapState } from '../../protocol/embeddingsView';
import type { Client } from '../../protocol/rpc';
import type { Camera } from './camera';
import type { MapArea } from './mapArea';
import { axisTitles } from './mapTexts';
import type { EmbeddingsStrings } from './strings';
import { type EmbeddingsViewState, isDrawable, type MapChoice, settingsOf } from './viewState';

export interface MapControlOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  /** The vectors to draw are open. */
  isReady(): boolean;
  /** Another map is chosen, and will be asked for. */
  onChoice(): void;
  /** Whether what is chosen can be drawn: axes need words. */
  onDrawable(canDraw: boolean): void;
  /** Positions are on the map; `areOthers` when they are those of other words. */
  onPoints(areOthers: boolean): void;
  /** How far the map is has changed. */
  onStatus(): void;
  onFailure(error: unknown): void;
}

export interface MapControl {
  readonly map: MapState | undefined;
  readonly progress: MapProgress | undefined;
  /** Asks for the map that is chosen. */
  draw(): void;
  change(choice: Partial<MapChoice>): void;
  fit(): void;
  /** The person has moved the map: it is not fitted again until another is drawn. */
  moved(camera: Camera): void;
  /** Looks at the map as it was looked at before. */
  look(camera: Camera): void;
  /** Other vectors have been opened: words are not those of the points any more. */
  renew(): void;
  setMap(made: MapState): void;
  setProgress(progress: MapProgress): void;
}

export function mapControl(options: MapControlOptions): MapControl {
  const { client, strings, state, keep, area } = options;
  let map: MapState | undefined;
  let progress: MapProgress | undefined;
  let isNew = true;
  let hasMoved = state.camera.camera !== undefined;

  function draw(): void {
    const canDraw = isDrawable(state.map);
    options.onDrawable(canDraw);
    if (!options.isReady() || !canDraw) return;
    void client.call('draw', { settings: settingsOf(state.map) }).catch(options.onFailure);
  }

  function moved(camera: Camera): void {
    hasMoved = true;
    keep({ camera: { camera } });
  }

  /** Puts the positions that are known on the map; points keep their words whatever the map. */
  function setPositions(positions: ArrayBuffer, made: MapState): void {
    const { dimensions } = made.settings;
    const points = { rows: new Int32Array(made.rows), besideRows: new Int32Array(made.besideRows), dimensions };
    const isSame = area.count === points.rows.length && area.rows.every((row, i) => row === points.rows[i]);
    area.setPoints({ ...points, positions: new Float32Array(positions) });
    if (!hasMoved) area.fit();
    else if (!area.camera && state.camera.camera) area.setCamera(state.camera.camera);
    area.setAxes(axisTitles(made, strings));
    const areOthers = !isSame || isNew;
    isNew = false;
    options.onPoints(areOthers);
  }

  return {
    get map() {
      return map;
    },
    get progress() {
      return progress;
    },
    draw,
    change(choice) {
      keep({ map: { ...state.map, ...choice }, camera: {} });
      hasMoved = false;
      options.onChoice();
      draw();
    },
    fit() {
      area.fit();
      hasMoved = false;
      keep({ camera: {} });
    },
    moved,
    look(camera) {
      area.setCamera(camera);
      moved(camera);
    },
    renew() {
      map = progress = undefined;
      isNew = true;
    },
    setMap(made) {
      map = made;
      progress = undefined;
      if (made.positions) setPositions(made.positions, made);
      options.onStatus();
    },
    setProgress(next) {
      if (map?.status !== 'working' || next.serial !== map.serial) return;
      progress = next;
      if (next.positions) setPositions(next.positions, map);
      options.onStatus();
    },
  };
}
