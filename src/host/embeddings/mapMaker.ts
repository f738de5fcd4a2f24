// The map of an Embeddings view as it is made: one at a time, with its positions so far, and kept when it is done so that a
// view that comes back finds it. It is shown at once and judged afterwards.

import { LabError } from '../../protocol/labError';
import type { MapProgress, MapSettings, MapState } from '../../protocol/embeddingsView';
import type {
  JudgeRequest,
  MapQuality,
  ProjectionMethod,
  ProjectionProgress,
  ProjectionReply,
  ProjectRequest,
} from '../../protocol/projection';

/** What is drawn: all of the first embedding, or the words that two have in common. */
export interface MapSubject {
  vectors: number;
  total: number;
  beside?: { vectors: number; rowsA: Int32Array; rowsB: Int32Array };
}

export interface MapMakerOptions {
  project(
    request: ProjectRequest,
    onProgress: (progress: ProjectionProgress) => void,
    signal: AbortSignal,
  ): Promise<ProjectionReply>;
  judge(request: JudgeRequest, tell: (fraction: number) => void, signal: AbortSignal): Promise<MapQuality>;
  onState(): void;
  onProgress(): void;
}

interface MadeMap {
  key: string;
  state: MapState;
  request: ProjectRequest;
  cancel: AbortController;
}

const NO_ROWS = new ArrayBuffer(0);
let made = 0;

export class MapMaker {
  private current?: MadeMap;
  private latest?: MapProgress;
  /** Settles when the map going on now has ended and is judged. */
  settled: Promise<void> = Promise.resolve();

  constructor(private readonly options: MapMakerOptions) {}

  get state(): MapState | undefined {
    return this.current?.state;
  }

  get progress(): MapProgress | undefined {
    const { status, isJudged } = this.current?.state ?? {};
    return status === 'working' || isJudged ? this.latest : undefined;
  }

  /** Begins a map, unless that very map is there or on its way. */
  draw(settings: MapSettings, subject: MapSubject): void {
    const key = JSON.stringify([settings, subject.vectors, subject.beside?.vectors]);
    const status = this.current?.state.status;
    if (this.current?.key === key && (status === 'working' || status === 'done')) return;
    this.forget();
    const serial = ++made;
    const request = requestOf(settings, subject);
    const cancel = new AbortController();
    const rows = rowsOf(request, subject);
    const besideRows = request.beside?.rows ? Int32Array.from(request.beside.rows).buffer : NO_ROWS;
    const { total } = subject;
    const state: MapState = {
      ...{ serial, settings, rows, besideRows, total },
      ...{ status: 'working', notices: [], seconds: 0 },
    };
    const map = (this.current = { key, state, request, cancel });
    this.options.onState();
    this.settled = this.make(map).then(() => this.measure(map));
  }

  /** Measures the quality of the map that is there, unless that is known or under way. */
  judge(): void {
    const { current: map } = this;
    if (map?.state.status !== 'done' || map.state.isJudged || map.state.quality) return;
    map.cancel = new AbortController();
    this.settled = this.measure(map);
  }

  /** Stops the work; the positions reached so far stay. */
  stop(): void {
    this.current?.cancel.abort();
  }

  /** Stops and drops everything: the vectors have gone. */
  forget(): void {
    this.stop();
    this.current = undefined;
    this.latest = undefined;
  }

  private async make({ request, state, cancel }: MadeMap): Promise<void> {
    const began = performance.now();
    let positions: ArrayBuffer | undefined;
    const onProgress = ({ phase, fraction, iteration, iterations, ...rest }: ProjectionProgress): void => {
      positions = rest.positions ?? positions;
      if (!this.isCurrent(state) || cancel.signal.aborted) return;
      const step = iteration === undefined ? {} : { iteration, iterations };
      this.latest = { serial: state.serial, phase, fraction, ...step, ...(positions ? { positions } : {}) };
      this.options.onProgress();
    };
    let end: Partial<MapState>;
    try {
      const reply = await this.options.project(request, onProgress, cancel.signal);
      const { rows, besideRows, explained, notices, seconds, total } = reply;
      end = { status: 'done', rows, besideRows, positions: reply.positions, notices, seconds, total };
      if (explained) end.explained = explained;
    } catch (error) {
      const { code, message } = LabError.toData(error);
      const seconds = (performance.now() - began) / 1000;
      end =
        code === 'CANCELLED'
          ? { status: 'stopped', seconds, ...(positions ? { positions } : {}) }
          : { status: 'failed', message, seconds };
    }
    if (!this.isCurrent(state)) return;
    Object.assign(state, end);
    this.latest = undefined;
    if (state.status !== 'done') this.options.onState();
  }

  /** What cannot be measured is not there; the map is as good as it was. */
  private async measure(map: MadeMap): Promise<void> {
    const { request, state, cancel } = map;
    if (state.status !== 'done' || !state.positions || !this.isCurrent(state)) return;
    const { vectors, dimensions, normalize, seed } = request;
    const { rows, besideRows, positions, serial } = state;
    const beside = request.beside?.vectors;
    state.isJudged = true;
    this.options.onState();
    const judged = { vectors, dimensions, normalize, seed, rows, besideRows, positions, beside };
    const tell = (fraction: number): void => {
      if (!this.isCurrent(state) || cancel.signal.aborted) return;
      this.latest = { serial, phase: 'quality', fraction };
      this.options.onProgress();
    };
    const quality = await this.options.judge(judged, tell, cancel.signal).catch(() => undefined);
    if (!this.isCurrent(state)) return;
    Object.assign(state, { isJudged: false, ...(quality ? { quality } : {}) });
    this.latest = undefined;
    this.options.onState();
  }

  private isCurrent(state: MapState): boolean {
    return this.current?.state === state;
  }
}

/** The rows that will be drawn, as far as they are known before the engine has said so. */
function rowsOf({ rows, limit = 0 }: ProjectRequest, { total }: MapSubject): ArrayBuffer {
  if (rows) return Int32Array.from(rows).buffer;
  return Int32Array.from({ length: Math.min(limit, total) }, (_, row) => row).buffer;
}

function requestOf(settings: MapSettings, { vectors, beside }: MapSubject): ProjectRequest {
  const { dimensions, limit, normalize, seed } = settings;
  const plain = { vectors, method: methodOf(settings), dimensions, normalize, seed };
  if (!beside) return settings.rows.length > 0 ? { ...plain, rows: settings.rows } : { ...plain, limit };
  const wanted = new Set(settings.rows);
  const rows: number[] = [];
  const besideRows: number[] = [];
  beside.rowsA.forEach((row, i) => {
    if (rows.length >= limit || (wanted.size > 0 && !wanted.has(row))) return;
    rows.push(row);
    besideRows.push(beside.rowsB[i]);
  });
  return { ...plain, rows, beside: { vectors: beside.vectors, rows: besideRows } };
}

function methodOf(settings: MapSettings): ProjectionMethod {
  const { perplexity, iterations, neighbors, minDistance, epochs } = settings;
  switch (settings.method) {
    case 'pca':
      return { type: 'pca' };
    case 'tsne':
      return { type: 'tsne', perplexity, iterations };
    case 'umap':
      return { type: 'umap', neighbors, minDistance, epochs };
    case 'axes':
      return { type: 'axes', axes: settings.axes.slice(0, settings.dimensions) };
  }
}
