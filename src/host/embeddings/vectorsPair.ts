// The vectors that one view shows: one embedding, or two with how they compare and the second as aligned to the first.
import * as vscode from 'vscode';
import type { Comparison, Side } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { VectorsInfo } from '../../protocol/vectors';
import type { MapSubject } from './mapMaker';
import type { VectorsAddress } from './vectorsAddress';
import type { OpeningOptions, OpenVectors, VectorsEngine } from './vectorsEngine';

const COMPARED_NEIGHBORS = 10;
/** Overlaps of more words than that would take long. */
const OVERLAPS = 10_000;

export class VectorsPair {
  private aligned?: VectorsInfo;
  private compared?: Comparison;

  private constructor(
    private readonly engine: VectorsEngine,
    private readonly open: readonly OpenVectors[],
  ) {}

  /** Opens one address after the other; where one fails, none stays open. */
  static async open(
    engine: VectorsEngine,
    addresses: readonly VectorsAddress[],
    options: OpeningOptions,
  ): Promise<VectorsPair> {
    const open: OpenVectors[] = [];
    try {
      for (const address of addresses) open.push(await engine.open(address, options));
    } catch (error) {
      for (const one of open) one.release();
      throw error;
    }
    return new VectorsPair(engine, open);
  }

  get infos(): VectorsInfo[] {
    return this.open.map(({ info }) => info);
  }

  get comparison(): Comparison | undefined {
    return this.compared;
  }

  idOf(side: Side): number {
    const id = this.open.at(side)?.info.vectors;
    if (id === undefined) throw new LabError('NOT_FOUND', vscode.l10n.t('These vectors are not open any more.'));
    return id;
  }

  /** What a map shows: all words of the one embedding, or those that the two share. */
  get subject(): MapSubject {
    const vectors = this.idOf(0);
    const reply = this.compared?.reply;
    if (!this.aligned || !reply) return { vectors, total: this.open[0].info.words };
    const beside = {
      vectors: this.aligned.vectors,
      rowsA: new Int32Array(reply.rowsA),
      rowsB: new Int32Array(reply.rowsB),
    };
    return { vectors, total: reply.shared, beside };
  }

  /** Aligns the second embedding to the first. */
  async compare(signal: AbortSignal): Promise<void> {
    const request = {
      ...{ first: this.idOf(0), second: this.idOf(1) },
      ...{ neighbors: COMPARED_NEIGHBORS, overlapOf: OVERLAPS },
    };
    const { aligned, ...reply } = await this.engine.call('compareVectors', request, { signal });
    if (signal.aborted) return this.close(aligned);
    this.aligned = aligned;
    this.compared = { reply };
  }

  release(): void {
    if (this.aligned) this.close(this.aligned);
    this.aligned = undefined;
    this.compared = undefined;
    for (const one of this.open) one.release();
  }

  private close({ vectors }: VectorsInfo): void {
    void this.engine.call('closeVectors', { vectors }).catch(() => undefined);
  }
}
