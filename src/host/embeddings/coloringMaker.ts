// What the points of a view are coloured by as far as the view cannot know it itself: clusters, labels, columns of a table. One at
// a time: whoever asks for another ends the one under way.
import * as vscode from 'vscode';
import type { Coloring, EmbeddingsViewContract } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { SharedEngine } from '../engine/sharedEngine';
import { chooseColumn, readColumn } from './columnColors';
import type { ChosenColumn } from './vectorsAddress';
import type { VectorsEngine } from './vectorsEngine';

export interface ColoringMakerOptions {
  vectors: VectorsEngine;
  /** For tables whose columns are asked about. */
  reading: SharedEngine;
  onState(): void;
  /** Points are coloured by another column from now on; undefined: by none. */
  onColumn(column: ChosenColumn | undefined): void;
}

type AskedClusters = EmbeddingsViewContract['calls']['cluster']['request'];

export class ColoringMaker {
  private coloring?: Coloring;
  private cancel = new AbortController();

  constructor(private readonly options: ColoringMakerOptions) {}

  get state(): Coloring | undefined {
    return this.coloring;
  }

  /** Groups rows of the vectors by k-means. */
  async cluster(vectors: number, { clusters, seed, rows, limit }: AskedClusters): Promise<void> {
    this.options.onColumn(undefined);
    const some = rows.length > 0 ? { rows } : { limit };
    await this.make('cluster', vscode.l10n.t('Looking for clusters'), async (signal) => {
      const request = { vectors, clusters, seed, ...some };
      const found = await this.options.vectors.call('clusterVectors', request, { signal });
      return { kind: 'cluster', clusters: { labels: found.labels, rows: found.rows, clusters: found.clusters } };
    });
  }

  /** Asks for a column and reads it; false when the person gives up. */
  async column(vectorsNow: () => number): Promise<boolean> {
    const chosen = await chooseColumn(this.options.reading);
    if (!chosen) return false;
    this.options.onColumn(chosen);
    await this.read(vectorsNow(), chosen);
    return true;
  }

  /** Reads a column that was chosen before. */
  async read(vectors: number, chosen: ChosenColumn): Promise<void> {
    await this.make('column', vscode.l10n.t('Reading the column'), () =>
      readColumn(this.options.vectors, vectors, chosen),
    );
  }

  /** The labels that the texts have. */
  async labels(vectors: number): Promise<void> {
    this.options.onColumn(undefined);
    await this.make('label', vscode.l10n.t('Reading labels'), async (signal) => {
      const column = await this.options.vectors.call('labelValues', { vectors }, { signal });
      return { kind: 'label', column: { ...column, title: vscode.l10n.t('Label') } };
    });
  }

  clear(): void {
    this.options.onColumn(undefined);
    this.forget();
  }

  /** The vectors have gone; a column that was chosen is remembered. */
  forget(): void {
    this.cancel.abort();
    this.coloring = undefined;
  }

  private async make(
    kind: Coloring['kind'],
    message: string,
    make: (signal: AbortSignal) => Promise<Coloring>,
  ): Promise<void> {
    this.cancel.abort();
    const { signal } = (this.cancel = new AbortController());
    const set = (coloring: Coloring): void => {
      if (signal.aborted) return;
      this.coloring = coloring;
      this.options.onState();
    };
    set({ kind, notice: { kind: 'working', message } });
    try {
      set(await make(signal));
    } catch (error) {
      set({ kind, notice: { kind: 'error', message: LabError.toData(error).message } });
    }
  }
}
