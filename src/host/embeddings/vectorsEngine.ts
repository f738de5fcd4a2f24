// The engine that keeps word vectors. Vectors are opened once however many ask for them, and its thread lives as long as any
// are open; with the last it is ended after a while.

import * as vscode from 'vscode';
import type { EngineContract } from '../../protocol/engine';
import type { Progress } from '../../protocol/progress';
import type { CallOptions, ProgressOf } from '../../protocol/rpc';
import type { VectorsInfo, VectorsSource } from '../../protocol/vectors';
import type { VectorsCalls } from '../../protocol/vectorsCalls';
import { requireTrust } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import { addressKey, type VectorsAddress } from './vectorsAddress';

export interface OpenVectors {
  readonly info: VectorsInfo;
  /** Gives them back; they are closed when nobody holds them. */
  release(): void;
}

export interface OpeningOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Of more numbers than that, one question by each measure is enough to have all code compiled. */
const WARMED_NUMBERS = 20_000_000;
/** The dot product runs the code of the cosine. */
const WARMED_MEASURES = ['cosine', 'euclidean'] as const;
/** As many as views ask for: finding one runs less of the code. */
const WARMED_NEIGHBORS = 20;

interface Held {
  opening: Promise<VectorsInfo>;
  holders: number;
  /** Told how far the opening is. */
  listeners: Set<(progress: Progress) => void>;
  /** The vectors that these were made of. */
  base?: OpenVectors;
  /** Lets the thread go. */
  letGo(): void;
}

type Calls = EngineContract['calls'];

export class VectorsEngine {
  private readonly held = new Map<string, Held>();

  constructor(private readonly engine: SharedEngine) {
    engine.onGone(() => this.held.forEach((_, key) => this.forget(key)));
  }

  /** How many vectors are open; for tests. */
  get openCount(): number {
    return this.held.size;
  }

  call<K extends keyof VectorsCalls & string>(
    name: K,
    request: Calls[K]['request'],
    options: CallOptions<ProgressOf<EngineContract, K>> = {},
  ): Promise<Calls[K]['reply']> {
    return this.engine.call(name, request, options);
  }

  /** Opens vectors, or takes those that are open. Whoever cancels while others wait too stops only their own waiting. */
  async open(address: VectorsAddress, options: OpeningOptions = {}): Promise<OpenVectors> {
    const key = addressKey(address);
    const held = this.held.get(key) ?? this.begin(key, address, options);
    held.holders++;
    if (options.onProgress) held.listeners.add(options.onProgress);
    try {
      const info = await held.opening;
      let isHeld = true;
      return { info, release: () => void (isHeld && ((isHeld = false), this.release(key, held))) };
    } catch (error) {
      this.release(key, held);
      throw error;
    } finally {
      if (options.onProgress) held.listeners.delete(options.onProgress);
    }
  }

  private begin(key: string, address: VectorsAddress, options: OpeningOptions): Held {
    const letGo = this.engine.hold();
    const held: Held = { holders: 0, listeners: new Set(), opening: Promise.resolve(undefined as never), letGo };
    held.opening = (async () => {
      const source = await this.sourceOf(address, held, options);
      const onProgress = (progress: Progress): void => held.listeners.forEach((tell) => tell(progress));
      const info = await this.call('openVectors', { source }, { signal: options.signal, onProgress });
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
    if (address.kind === 'texts') {
      requireTrust();
      const { kind, folder, texts, pooling } = address;
      const source = 'part' in texts ? texts : { file: vscode.Uri.parse(texts.uri).fsPath };
      return { kind, folder, texts: source, singly: true, ...(pooling === undefined ? {} : { pooling }) };
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
    if (this.held.get(key) === held) {
      void held.opening.then(({ vectors }) => this.call('closeVectors', { vectors })).catch(() => undefined);
      this.forget(key);
    }
    held.base?.release();
  }

  private forget(key: string): void {
    this.held.get(key)?.letGo();
    this.held.delete(key);
  }
}
