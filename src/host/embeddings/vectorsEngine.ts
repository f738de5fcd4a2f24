// The engine thread that keeps word vectors. Vectors are opened once however many ask for them, and the thread lives as long
// as any are open; with the last it is ended after a while.

import * as vscode from 'vscode';
import type { EngineContract } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type {
  CooccurrenceReply,
  CooccurrenceRequest,
  ProjectionProgress,
  VectorsCalls,
  VectorsInfo,
  VectorsSource,
} from '../../protocol/vectors';
import type { EngineThread, StartEngine } from '../engine/engineThread';
import { addressKey, type VectorsAddress } from './vectorsAddress';

export interface OpenVectors {
  readonly info: VectorsInfo;
  /** Gives them back; they are closed when nobody holds them. */
  release(): void;
}

export interface VectorsEngineOptions {
  start: StartEngine;
  onLog(event: EngineContract['events']['log']): void;
  /** How long a thread without vectors is kept, in milliseconds. */
  idleMs: number;
}

export interface OpeningOptions {
  signal?: AbortSignal;
  onProgress?: (progress: EngineContract['events']['progress']) => void;
}

/** Of more numbers than that, one question by each measure is enough to have all code compiled. */
const WARMED_NUMBERS = 20_000_000;
/** The dot product runs the code of the cosine. */
const WARMED_MEASURES = ['cosine', 'euclidean'] as const;
/** As many as views ask for: finding one runs less of the code. */
const WARMED_NEIGHBORS = 20;
/** What the engine calls its progress through a corpus, which is told apart from that of opening by this name. */
const COUNTING = 'Counting';

interface Held {
  thread: EngineThread;
  opening: Promise<VectorsInfo>;
  holders: number;
  /** The vectors that these were made of. */
  base?: OpenVectors;
}

export class VectorsEngine {
  private thread?: EngineThread;
  private readonly held = new Map<string, Held>();
  private readonly onProgress = new Set<(progress: EngineContract['events']['progress']) => void>();
  private onCount?: (fraction: number | undefined) => void;
  private counting: Promise<unknown> = Promise.resolve();
  private readonly onProjection = new Map<string, (progress: ProjectionProgress) => void>();
  private idle?: ReturnType<typeof setTimeout>;
  private waiting = 0;
  private disposed = false;

  constructor(private readonly options: VectorsEngineOptions) {}

  get started(): boolean {
    return this.thread !== undefined;
  }

  /** How many vectors are open; for tests. */
  get openCount(): number {
    return this.held.size;
  }

  async call<K extends keyof VectorsCalls & string>(
    name: K,
    request: VectorsCalls[K]['request'],
    signal?: AbortSignal,
  ): Promise<VectorsCalls[K]['reply']> {
    const thread = this.use();
    this.waiting++;
    try {
      return await (thread.client.call(name, request, signal) as Promise<VectorsCalls[K]['reply']>);
    } finally {
      this.waiting--;
      this.rest();
    }
  }

  /** Makes a map and tells of its way there. */
  async project(
    request: VectorsCalls['project']['request'],
    onProgress: (progress: ProjectionProgress) => void,
    signal: AbortSignal,
  ): Promise<VectorsCalls['project']['reply']> {
    this.onProjection.set(request.projection, onProgress);
    try {
      return await this.call('project', request, signal);
    } finally {
      this.onProjection.delete(request.projection);
    }
  }

  /** Counts in a corpus, one count after the other: progress does not say whose it is. */
  async count(
    request: CooccurrenceRequest,
    onProgress: (fraction: number | undefined) => void,
    signal: AbortSignal,
  ): Promise<CooccurrenceReply> {
    const turn = this.counting.then(async () => {
      if (signal.aborted) throw new LabError('CANCELLED', 'Counting was cancelled.');
      this.onCount = onProgress;
      return this.call('cooccurrence', request, signal).finally(() => (this.onCount = undefined));
    });
    this.counting = turn.catch(() => undefined);
    return turn;
  }

  /** Opens vectors, or takes those that are open. Whoever cancels while others wait too stops only their own waiting. */
  async open(address: VectorsAddress, options: OpeningOptions = {}): Promise<OpenVectors> {
    const key = addressKey(address);
    const thread = this.use();
    const known = this.held.get(key);
    const held = known?.thread === thread ? known : this.begin(key, address, thread, options);
    held.holders++;
    if (options.onProgress) this.onProgress.add(options.onProgress);
    try {
      const info = await held.opening;
      let isHeld = true;
      return { info, release: () => void (isHeld && ((isHeld = false), this.release(key, held))) };
    } catch (error) {
      this.release(key, held);
      throw error;
    } finally {
      if (options.onProgress) this.onProgress.delete(options.onProgress);
    }
  }

  private begin(key: string, address: VectorsAddress, thread: EngineThread, options: OpeningOptions): Held {
    const held: Held = { thread, holders: 0, opening: Promise.resolve(undefined as never) };
    held.opening = (async () => {
      const source = await this.sourceOf(address, held, options);
      const info = await this.call('openVectors', { source }, options.signal);
      this.warm(info);
      return info;
    })();
    this.held.set(key, held);
    return held;
  }

  /**
   * Asks by each measure once or a few times before a person does, and waits for nothing: the first question takes the lengths
   * of all rows and runs code that is not compiled yet, which over 100,000 words takes several times as long as those after it.
   */
  private warm({ vectors, words, dimensions }: VectorsInfo): void {
    if (words === 0) return;
    const times = words * dimensions > WARMED_NUMBERS ? 1 : 3;
    for (const measure of WARMED_MEASURES)
      for (let i = 0; i < times; i++)
        void this.call('neighbors', { vectors, row: 0, k: WARMED_NEIGHBORS, measure }).catch(() => undefined);
  }

  private async sourceOf(address: VectorsAddress, held: Held, options: OpeningOptions): Promise<VectorsSource> {
    if (address.kind === 'run') {
      const { folder, layer } = address;
      return { kind: 'run', folder, ...(layer === undefined ? {} : { layer }) };
    }
    const file = vscode.Uri.parse(address.uri).fsPath;
    if (address.kind === 'file') return { kind: 'file', file };
    held.base = await this.open(address.of, options);
    const column = address.column === undefined ? {} : { column: address.column };
    return { kind: 'sentences', vectors: held.base.info.vectors, file, ...column };
  }

  private release(key: string, held: Held): void {
    held.holders--;
    if (held.holders > 0) return;
    if (this.held.get(key) === held) this.held.delete(key);
    if (held.thread === this.thread)
      void held.opening.then(({ vectors }) => this.call('closeVectors', { vectors })).catch(() => undefined);
    held.base?.release();
    this.rest();
  }

  private use(): EngineThread {
    if (this.disposed) throw new LabError('CLOSED', 'NLP Lab is shutting down.');
    clearTimeout(this.idle);
    return (this.thread ??= this.startThread());
  }

  private startThread(): EngineThread {
    const listeners = {
      log: this.options.onLog,
      progress: (progress: EngineContract['events']['progress']) => {
        if (progress.phase === COUNTING) this.onCount?.(progress.fraction);
        else this.onProgress.forEach((tell) => tell(progress));
      },
      projection: (progress: ProjectionProgress) => this.onProjection.get(progress.projection)?.(progress),
    };
    const thread = this.options.start(listeners);
    void thread.gone.then(() => {
      if (this.thread !== thread) return;
      this.thread = undefined;
      for (const [key, held] of this.held) if (held.thread === thread) this.held.delete(key);
    });
    return thread;
  }

  private rest(): void {
    if (this.waiting > 0 || this.held.size > 0 || !this.thread) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.end(), this.options.idleMs);
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const thread = this.thread;
    this.thread = undefined;
    this.held.clear();
    await thread?.end();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    await this.end();
  }
}
