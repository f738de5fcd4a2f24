// The panel that shows word vectors: a map of them, their neighbours, two embeddings side by side, their words in the corpus.
import * as vscode from 'vscode';
import type {
  Coloring,
  Comparison,
  EmbeddingSide,
  EmbeddingsOverview,
  EmbeddingsViewContract,
  ShowRequest,
  Side,
} from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { VectorsInfo } from '../../protocol/vectors';
import type { Notice } from '../../protocol/views';
import { chooseColumn, readColumn } from '../embeddings/columnColors';
import { chooseTexts, EvidenceFinder } from '../embeddings/evidence';
import { MapMaker, type MapSubject } from '../embeddings/mapMaker';
import { addressName, type EmbeddingsSource, type VectorsAddress } from '../embeddings/vectorsAddress';
import type { OpenVectors, VectorsEngine } from '../embeddings/vectorsEngine';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../lifetime';
import { embeddingsRequests } from './embeddingsRequests';
import { openViewPanel, viewIcon, type ViewPanel } from './viewPanel';

export interface EmbeddingsPanelOptions {
  extensionUri: vscode.Uri;
  vectors: VectorsEngine;
  /** For tables whose columns are asked about. */
  reading: SharedEngine;
  log: vscode.LogOutputChannel;
}

export interface EmbeddingsPanelParts extends EmbeddingsPanelOptions {
  onSource(source: EmbeddingsSource): void;
  /** Asks the person for vectors. */
  pickVectors(title: string): Promise<VectorsAddress | undefined>;
  /** Opens a view of its own for the texts of a file. */
  openSentences(of: VectorsAddress): Promise<void>;
}

const ANALOGIES_SHOWN = 10;
const COMPARED_NEIGHBORS = 10;
/** Overlaps of more words than that would take long. */
const OVERLAPS = 10_000;

export class EmbeddingsPanel {
  private readonly view: ViewPanel<EmbeddingsViewContract>;
  private readonly map: MapMaker;
  private readonly evidence: EvidenceFinder;
  private open: OpenVectors[] = [];
  private aligned?: VectorsInfo;
  private version = 0;
  private notice?: Notice;
  private coloring?: Coloring;
  private comparison?: Comparison;
  private request?: ShowRequest;
  private cancel = new AbortController();
  private coloringCancel = new AbortController();
  private opening: Promise<void>;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private current: EmbeddingsSource,
    key: string,
    private readonly parts: EmbeddingsPanelParts,
    life: Lifetime,
  ) {
    panel.iconPath = viewIcon(parts.extensionUri);
    const { vectors } = parts;
    this.evidence = new EvidenceFinder(vectors);
    this.map = new MapMaker({
      project: (request, onProgress, signal) => vectors.project(request, onProgress, signal),
      onState: () => this.view.changed('map', 'progress'),
      onProgress: () => this.view.changed('progress'),
    });
    life.add({ dispose: () => this.letGo() });
    this.setTitle();
    this.view = openViewPanel<EmbeddingsViewContract>({
      ...{ view: 'embeddings', extensionUri: parts.extensionUri, panel, life, key },
      requests: embeddingsRequests,
      answers: {
        again: () => ((this.opening = this.start()), {}),
        cancel: () => (this.cancel.abort(), {}),
        draw: ({ settings }) => (this.map.draw(settings, this.subject()), {}),
        stopMap: () => (this.map.stop(), {}),
        words: ({ side, ...range }) => vectors.call('listWords', { vectors: this.idOf(side), ...range }),
        complete: ({ side, prefix }) => vectors.call('completeWord', { vectors: this.idOf(side), prefix, limit: 20 }),
        neighbors: ({ side, word, row, k, measure }) =>
          vectors.call('neighbors', { vectors: this.idOf(side), ...(row < 0 ? { word } : { row }), k, measure }),
        analogy: ({ side, ...asked }) =>
          vectors.call('analogy', { vectors: this.idOf(side), ...asked, k: ANALOGIES_SHOWN }),
        arithmetic: ({ side, ...asked }) =>
          vectors.call('arithmetic', { vectors: this.idOf(side), ...asked, k: ANALOGIES_SHOWN }),
        cluster: (asked) => this.cluster(asked),
        chooseColumn: () => this.chooseColumn(),
        clearColoring: () => this.clearColoring(),
        chooseOther: () => this.chooseOther(),
        clearOther: () => this.compareWith(undefined),
        chooseLayer: ({ layer }) => this.chooseLayer(layer),
        openSentences: async () => (await parts.openSentences(this.current.first), {}),
        evidence: ({ side, word, offset }) => this.evidence.find(word, this.corpusOf(side), offset),
        reveal: async ({ serial, index }) => (await this.evidence.reveal(serial, index), {}),
        chooseCorpus: ({ side }) => this.chooseCorpus(side),
      },
      state: {
        notice: () => this.notice,
        overview: () => this.overview(),
        comparison: () => this.comparison,
        map: () => this.map.state,
        progress: () => this.map.progress,
        coloring: () => this.coloring,
        show: () => this.takeRequest(),
      },
    });
    this.opening = this.start();
  }

  get source(): EmbeddingsSource {
    return this.current;
  }

  /** What is open of the first embedding. */
  get info(): VectorsInfo | undefined {
    return this.open.at(0)?.info;
  }

  /** Settles when what is opened now is open, and the map going on is made. */
  get settled(): Promise<void> {
    return this.opening.then(() => this.map.settled);
  }

  /** What stands in place of the map: opening, or why it failed. */
  get noticeState(): Notice | undefined {
    return this.notice;
  }

  get mapState() {
    return this.map.state;
  }

  get comparisonState(): Comparison | undefined {
    return this.comparison;
  }

  show(request: ShowRequest): void {
    this.request = request;
    this.view.changed('show');
  }

  /** What a command asked for is told once, when the view has its vectors. */
  private takeRequest(): ShowRequest | undefined {
    const request = this.overview() && this.request;
    if (request) this.request = undefined;
    return request;
  }

  overview(): EmbeddingsOverview | undefined {
    if (this.notice || this.open.length === 0) return undefined;
    const sides = this.open.map(({ info }, side) => this.sideOf(info, side as Side));
    return { version: this.version, title: sides.map(({ title }) => title).join(' · '), sides };
  }

  private sideOf(info: VectorsInfo, side: Side): EmbeddingSide {
    const { title, words, dimensions, bytes, hasCounts, hasSubwords, notices } = info;
    const isSentences = info.source.kind === 'sentences';
    const hasCorpus = this.corpusOf(side).length > 0;
    const layers = info.layers ?? [];
    const shown = info.source.kind === 'run' ? layers.indexOf(info.source.layer ?? '') : -1;
    const more = { isSentences, hasCorpus, layers, layer: Math.max(0, shown) };
    return { title, words, dimensions, bytes, hasCounts, hasSubwords, ...more, notices };
  }

  private idOf(side: Side): number {
    const id = this.open.at(side)?.info.vectors;
    if (id === undefined) throw new LabError('NOT_FOUND', vscode.l10n.t('These vectors are not open any more.'));
    return id;
  }

  private corpusOf(side: Side): string[] {
    const chosen = this.current.corpora?.[side] ?? [];
    if (chosen.length > 0) return chosen.map((uri) => vscode.Uri.parse(uri).fsPath);
    return this.open.at(side)?.info.corpus ?? [];
  }

  private subject(): MapSubject {
    const vectors = this.idOf(0);
    const reply = this.comparison?.reply;
    if (!this.aligned || !reply) return { vectors, total: this.open[0].info.words };
    const beside = {
      vectors: this.aligned.vectors,
      rowsA: new Int32Array(reply.rowsA),
      rowsB: new Int32Array(reply.rowsB),
    };
    return { vectors, total: reply.shared, beside };
  }

  private setTitle(): void {
    const { first, second } = this.current;
    const known = this.open.map(({ info }) => info.title);
    const names = known.length > 0 ? known : [first, ...(second ? [second] : [])].map(addressName);
    this.panel.title = vscode.l10n.t('Embeddings {0}', names.join(' · '));
  }

  private async start(): Promise<void> {
    this.letGo();
    const cancel = (this.cancel = new AbortController());
    this.setTitle();
    const onProgress = ({ fraction }: { fraction?: number }): void => {
      if (cancel === this.cancel && !cancel.signal.aborted) this.say({ kind: 'working', message: working, fraction });
    };
    let working = vscode.l10n.t('Opening vectors');
    this.say({ kind: 'working', message: working });
    const { first, second } = this.current;
    const open: OpenVectors[] = [];
    try {
      for (const address of [first, ...(second ? [second] : [])])
        open.push(await this.parts.vectors.open(address, { signal: cancel.signal, onProgress }));
      if (cancel !== this.cancel) return open.forEach((one) => one.release());
      this.open = open;
      this.setTitle();
      if (second) {
        this.say({ kind: 'working', message: (working = vscode.l10n.t('Aligning')) });
        await this.compare(cancel.signal);
      }
      if (cancel !== this.cancel) return;
      this.version++;
      this.notice = undefined;
      this.view.changed('overview', 'comparison', 'show');
    } catch (error) {
      open.forEach((one) => one.release());
      if (cancel !== this.cancel) return;
      this.open = [];
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') this.parts.log.error(message);
      this.say({ kind: 'error', message: code === 'CANCELLED' ? vscode.l10n.t('Opening was cancelled.') : message });
    }
  }

  private async compare(signal: AbortSignal): Promise<void> {
    const request = {
      ...{ first: this.idOf(0), second: this.idOf(1) },
      ...{ neighbors: COMPARED_NEIGHBORS, overlapOf: OVERLAPS },
    };
    const { aligned, ...reply } = await this.parts.vectors.call('compareVectors', request, signal);
    if (signal.aborted) return void this.close(aligned);
    this.aligned = aligned;
    this.comparison = { reply };
  }

  private close({ vectors }: VectorsInfo): void {
    void this.parts.vectors.call('closeVectors', { vectors }).catch(() => undefined);
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.view.changed('notice');
  }

  private letGo(): void {
    this.cancel.abort();
    this.coloringCancel.abort();
    this.map.forget();
    if (this.aligned) this.close(this.aligned);
    this.aligned = undefined;
    this.comparison = undefined;
    this.coloring = undefined;
    for (const one of this.open.splice(0)) one.release();
  }

  private async cluster(asked: EmbeddingsViewContract['calls']['cluster']['request']): Promise<Record<string, never>> {
    const { clusters, seed, rows, limit } = asked;
    const some = rows.length > 0 ? { rows } : { limit };
    const request = { vectors: this.idOf(0), clusters, seed, ...some };
    await this.color(async (signal) => {
      const {
        labels,
        rows: labelled,
        clusters: found,
      } = await this.parts.vectors.call('clusterVectors', request, signal);
      return { kind: 'cluster', clusters: { labels, rows: labelled, clusters: found } };
    }, 'cluster');
    return {};
  }

  private async chooseColumn(): Promise<{ chosen: boolean }> {
    const chosen = await chooseColumn(this.parts.reading);
    if (!chosen) return { chosen: false };
    await this.color(() => readColumn(this.parts.vectors, this.idOf(0), chosen), 'column');
    return { chosen: true };
  }

  private async color(make: (signal: AbortSignal) => Promise<Coloring>, kind: Coloring['kind']): Promise<void> {
    this.coloringCancel.abort();
    const cancel = (this.coloringCancel = new AbortController());
    const message = kind === 'cluster' ? vscode.l10n.t('Looking for clusters') : vscode.l10n.t('Reading the column');
    const set = (coloring: Coloring): void => {
      if (cancel.signal.aborted) return;
      this.coloring = coloring;
      this.view.changed('coloring');
    };
    set({ kind, notice: { kind: 'working', message } });
    try {
      set(await make(cancel.signal));
    } catch (error) {
      set({ kind, notice: { kind: 'error', message: LabError.toData(error).message } });
    }
  }

  private clearColoring(): Record<string, never> {
    this.coloringCancel.abort();
    this.coloring = undefined;
    return {};
  }

  private async chooseOther(): Promise<Record<string, never>> {
    const other = await this.parts.pickVectors(vscode.l10n.t('Compare with which vectors?'));
    return other ? this.compareWith(other) : {};
  }

  private chooseLayer(index: number): Record<string, never> {
    const { first, second } = this.current;
    const layer = this.open.at(0)?.info.layers?.at(index);
    if (first.kind !== 'run' || layer === undefined) return {};
    this.change({ first: { ...first, layer }, ...(second ? { second } : {}) });
    this.opening = this.start();
    return {};
  }

  private compareWith(second: VectorsAddress | undefined): Record<string, never> {
    const { first } = this.current;
    this.change({ first, ...(second ? { second } : {}) });
    this.opening = this.start();
    return {};
  }

  private async chooseCorpus(side: Side): Promise<{ chosen: boolean }> {
    const chosen = await chooseTexts(vscode.l10n.t('In which texts shall words be looked up?'));
    if (!chosen) return { chosen: false };
    const corpora: [string[], string[]] = [...(this.current.corpora ?? [[], []])];
    corpora[side] = chosen.map((uri) => uri.toString());
    this.change({ ...this.current, corpora });
    this.view.changed('overview');
    return { chosen: true };
  }

  private change(source: EmbeddingsSource): void {
    this.current = source;
    this.parts.onSource(source);
  }
}
