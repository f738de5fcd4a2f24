// Which map is drawn and how it is looked at: asks the host for it, puts its positions on the screen as they come, and fits it
// until the person has moved it.

import type { EmbeddingsViewContract, MapProgress, MapState } from '../../../protocol/embeddingsView';
import type { Client } from '../../../protocol/rpc';
import type { EmbeddingsStrings } from '../strings';
import { type EmbeddingsViewState, isDrawable, type MapChoice, settingsOf } from '../viewState';
import type { Camera } from './camera';
import type { MapArea } from './mapArea';
import { axisTitles } from './mapTexts';

export interface MapControlOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: Readonly<EmbeddingsViewState>;
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

export class MapControl {
  map: MapState | undefined;
  progress: MapProgress | undefined;
  private isNew = true;
  private hasMoved: boolean;

  constructor(private readonly options: MapControlOptions) {
    this.hasMoved = options.state.camera.camera !== undefined;
  }

  /** Asks for the map that is chosen. */
  draw(): void {
    const { client, state, isReady, onDrawable, onFailure } = this.options;
    const canDraw = isDrawable(state.map);
    onDrawable(canDraw);
    if (!isReady() || !canDraw) return;
    void client.call('draw', { settings: settingsOf(state.map) }).catch(onFailure);
  }

  change(choice: Partial<MapChoice>): void {
    const { state, keep, onChoice } = this.options;
    keep({ map: { ...state.map, ...choice }, camera: {} });
    this.hasMoved = false;
    onChoice();
    this.draw();
  }

  fit(): void {
    this.options.area.fit();
    this.hasMoved = false;
    this.options.keep({ camera: {} });
  }

  /** The person has moved the map: it is not fitted again until another is drawn. */
  moved(camera: Camera): void {
    this.hasMoved = true;
    this.options.keep({ camera: { camera } });
  }

  /** Looks at the map as it was looked at before. */
  look(camera: Camera): void {
    this.options.area.setCamera(camera);
    this.moved(camera);
  }

  /** Other vectors have been opened: words are not those of the points any more. */
  renew(): void {
    this.map = this.progress = undefined;
    this.isNew = true;
  }

  setMap(made: MapState): void {
    const isShown = made.status === 'done' && this.map?.status === 'done' && this.map.serial === made.serial;
    this.map = made;
    this.progress = undefined;
    if (made.positions && !isShown) this.setPositions(made.positions, made);
    this.options.onStatus();
  }

  setProgress(progress: MapProgress): void {
    const { map } = this;
    if (map?.serial !== progress.serial || !(map.status === 'working' || map.isJudged)) return;
    this.progress = progress;
    if (progress.positions) this.setPositions(progress.positions, map);
    this.options.onStatus();
  }

  /** Puts the positions that are known on the map; points keep their words whatever the map. */
  private setPositions(positions: ArrayBuffer, made: MapState): void {
    const { area, state, strings, onPoints } = this.options;
    const { dimensions } = made.settings;
    const points = { rows: new Int32Array(made.rows), besideRows: new Int32Array(made.besideRows), dimensions };
    const isSame = area.count === points.rows.length && area.rows.every((row, i) => row === points.rows[i]);
    area.setPoints({ ...points, positions: new Float32Array(positions) });
    if (!this.hasMoved) area.fit();
    else if (!area.camera && state.camera.camera) area.setCamera(state.camera.camera);
    area.setAxes(axisTitles(made, strings));
    const areOthers = !isSame || this.isNew;
    this.isNew = false;
    onPoints(areOthers);
  }
}
