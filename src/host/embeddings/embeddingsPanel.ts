// The panel that shows word vectors: a map of them, their neighbours, two embeddings side by side, their words in the corpus.
import * as vscode from 'vscode';
import type {
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
import { ColoringMaker } from './coloringMaker';
import { CooccurrenceMaker, type Corpus } from './cooccurrenceMaker';
import { chooseTexts, EvidenceFinder } from './evidence';
import { MapMaker } from './mapMaker';
import { addressName, type EmbeddingsSource, type VectorsAddress } from './vectorsAddress';
import type { VectorsEngine } from './vectorsEngine';
import { VectorsPair } from './vectorsPair';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Lifetime } from '../editor/lifetime';
import { embeddingsRequests } from './embeddingsRequests';
import { openViewPanel, viewIcon, type ViewPanel } from '../views/viewPanel';

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

export class EmbeddingsPanel {
  private readonly view: ViewPanel<EmbeddingsViewContract>;
  private readonly map: MapMaker;
  private readonly evidence: EvidenceFinder;
  private readonly colors: ColoringMaker;
  private readonly counts: CooccurrenceMaker;
  private pair?: VectorsPair;
  private version = 0;
  private notice?: Notice;
  private request?: ShowRequest;
  private cancel = new AbortController();
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
      project: (request, onProgress, signal) => vectors.call('project', request, { onProgress, signal }),
      onState: () => this.view.changed('map', 'progress'),
      onProgress: () => this.view.changed('progress'),
    });
    this.colors = new ColoringMaker({ vectors, reading: parts.reading, onState: () => this.view.changed('coloring') });
    this.counts = new CooccurrenceMaker({
      count: (request, tell, signal) =>
        vectors.call('cooccurrence', request, { signal, onProgress: ({ fraction }) => tell(fraction) }),
      onState: () => this.view.changed('cooccurrence'),
      texts: {
        counting: vscode.l10n.t('Counting in the corpus'),
        stopped: vscode.l10n.t('Counting was stopped.'),
        noCorpus: vscode.l10n.t('It is not known in which texts these words stand. Choose texts first.'),
      },
    });
    life.add({ dispose: () => (this.counts.stop(), this.letGo()) });
    this.setTitle();
    this.view = openViewPanel<EmbeddingsViewContract>({
      ...{ view: 'embeddings', extensionUri: parts.extensionUri, panel, life, key },
      requests: embeddingsRequests,
      answers: {
        again: () => ((this.opening = this.start()), {}),
        cancel: () => (this.cancel.abort(), {}),
        draw: ({ settings }) => (this.map.draw(settings, this.vectors.subject), {}),
        stopMap: () => (this.map.stop(), {}),
        words: ({ side, ...range }) => vectors.call('listWords', { vectors: this.idOf(side), ...range }),
        complete: ({ side, prefix }) => vectors.call('completeWord', { vectors: this.idOf(side), prefix, limit: 20 }),
        neighbors: ({ side, word, row, k, measure }) =>
          vectors.call('neighbors', { vectors: this.idOf(side), ...(row < 0 ? { word } : { row }), k, measure }),
        analogy: ({ side, ...asked }) =>
          vectors.call('analogy', { vectors: this.idOf(side), ...asked, k: ANALOGIES_SHOWN }),
        arithmetic: ({ side, ...asked }) =>
          vectors.call('arithmetic', { vectors: this.idOf(side), ...asked, k: ANALOGIES_SHOWN }),
        similarity: ({ side, ...asked }) => vectors.call('similarity', { vectors: this.idOf(side), ...asked }),
        oddOneOut: ({ side, words }) => vectors.call('oddOneOut', { vectors: this.idOf(side), words }),
        countCooccurrence: ({ side, question }) => (this.counts.count(question, this.corpusOf(side)), {}),
        stopCounting: () => (this.counts.stop(), {}),
        cluster: async (asked) => (await this.colors.cluster(this.idOf(0), asked), {}),
        chooseColumn: async () => ({ chosen: await this.colors.column(() => this.idOf(0)) }),
        clearColoring: () => (this.colors.clear(), {}),
        chooseOther: () => this.chooseOther(),
        clearOther: () => this.compareWith(undefined),
        chooseLayer: ({ layer }) => this.chooseLayer(layer),
        openSentences: async () => (await parts.openSentences(this.current.first), {}),
        evidence: ({ side, word, offset }) => this.evidence.find(word, this.corpusOf(side).files, offset),
        reveal: async ({ serial, index }) => (await this.evidence.reveal(serial, index), {}),
        chooseCorpus: ({ side }) => this.chooseCorpus(side),
      },
      state: {
        notice: () => this.notice,
        overview: () => this.overview(),
        comparison: () => this.pair?.comparison,
        map: () => this.map.state,
        progress: () => this.map.progress,
        coloring: () => this.colors.state,
        cooccurrence: () => this.counts.state,
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
    return this.infos.at(0);
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
    return this.pair?.comparison;
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
    if (this.notice || !this.pair) return undefined;
    const sides = this.infos.map((info, side) => this.sideOf(info, side as Side));
    return { version: this.version, title: sides.map(({ title }) => title).join(' · '), sides };
  }

  private sideOf(info: VectorsInfo, side: Side): EmbeddingSide {
    const { title, words, dimensions, bytes, hasCounts, hasSubwords, notices } = info;
    const isSentences = info.source.kind === 'sentences';
    const hasCorpus = this.corpusOf(side).files.length > 0;
    const layers = info.layers ?? [];
    const shown = info.source.kind === 'run' ? layers.indexOf(info.source.layer ?? '') : -1;
    const more = { isSentences, hasCorpus, layers, layer: Math.max(0, shown) };
    return { title, words, dimensions, bytes, hasCounts, hasSubwords, ...more, notices };
  }

  private get infos(): VectorsInfo[] {
    return this.pair?.infos ?? [];
  }

  private get vectors(): VectorsPair {
    if (!this.pair) throw new LabError('NOT_FOUND', vscode.l10n.t('These vectors are not open any more.'));
    return this.pair;
  }

  private idOf(side: Side): number {
    return this.vectors.idOf(side);
  }

  /** The texts that the person has chosen, else those that the vectors come from. */
  private corpusOf(side: Side): Corpus {
    const chosen = this.current.corpora?.[side] ?? [];
    if (chosen.length > 0) return { files: chosen.map((uri) => vscode.Uri.parse(uri).fsPath) };
    const { corpus = [], corpusColumn: column } = this.infos.at(side) ?? {};
    return { files: corpus, ...(column === undefined ? {} : { column }) };
  }

  private get addresses(): VectorsAddress[] {
    const { first, second } = this.current;
    return second ? [first, second] : [first];
  }

  private setTitle(): void {
    const known = this.infos.map(({ title }) => title);
    const names = known.length > 0 ? known : this.addresses.map(addressName);
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
    let pair: VectorsPair | undefined;
    try {
      pair = await VectorsPair.open(this.parts.vectors, this.addresses, { signal: cancel.signal, onProgress });
      if (cancel !== this.cancel) return pair.release();
      this.pair = pair;
      this.setTitle();
      if (pair.infos.length > 1) {
        this.say({ kind: 'working', message: (working = vscode.l10n.t('Aligning')) });
        await pair.compare(cancel.signal);
      }
      if (cancel !== this.cancel) return;
      this.version++;
      this.notice = undefined;
      this.view.changed('overview', 'comparison', 'show');
    } catch (error) {
      pair?.release();
      if (cancel !== this.cancel) return;
      this.pair = undefined;
      const { code, message } = LabError.toData(error);
      if (code !== 'CANCELLED') this.parts.log.error(message);
      this.say({ kind: 'error', message: code === 'CANCELLED' ? vscode.l10n.t('Opening was cancelled.') : message });
    }
  }

  private say(notice: Notice): void {
    this.notice = notice;
    this.view.changed('notice');
  }

  private letGo(): void {
    this.cancel.abort();
    this.colors.clear();
    this.map.forget();
    this.pair?.release();
    this.pair = undefined;
  }

  private async chooseOther(): Promise<Record<string, never>> {
    const other = await this.parts.pickVectors(vscode.l10n.t('Compare with which vectors?'));
    return other ? this.compareWith(other) : {};
  }

  /** Shows another embedding layer of the run, by its place among the side's `layers`. */
  chooseLayer(index: number): Record<string, never> {
    const { first } = this.current;
    const layer = this.info?.layers?.at(index);
    if (first.kind !== 'run' || layer === undefined) return {};
    this.change({ ...this.current, first: { ...first, layer } });
    this.opening = this.start();
    return {};
  }

  private compareWith(second: VectorsAddress | undefined): Record<string, never> {
    const { first, corpora } = this.current;
    const ownTexts = corpora ? { corpora: [corpora[0], []] satisfies [string[], string[]] } : {};
    this.change({ first, ...(second ? { second } : {}), ...ownTexts });
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
