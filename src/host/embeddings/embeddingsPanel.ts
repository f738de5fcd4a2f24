// The panel that shows word vectors: a map of them, their neighbours, two embeddings side by side, their words in the corpus.
import * as vscode from 'vscode';
import type {
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
  ShowRequest,
  Side,
} from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { TextPooling } from '../../protocol/textVectors';
import type { VectorsInfo } from '../../protocol/vectors';
import type { Notice } from '../../protocol/views';
import { allSpoken } from '../editor/engineTexts';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Runs } from '../runs/runs';
import type { Opening } from '../views/defineView';
import { ShownWork } from '../views/shownWork';
import type { ViewPanel } from '../views/viewPanel';
import { chooseSentences } from './chooseSentences';
import { ColoringMaker } from './coloringMaker';
import { CooccurrenceMaker, type Corpus } from './cooccurrenceMaker';
import { type AskedVectors, embeddingsAnswers } from './embeddingsAnswers';
import { chooseTexts, EvidenceFinder } from './evidence';
import { sideOf } from './embeddingSide';
import { MapMaker } from './mapMaker';
import { pickVectors } from './pickVectors';
import { addressName, type EmbeddingsSource, type VectorsAddress } from './vectorsAddress';
import type { VectorsEngine } from './vectorsEngine';
import { VectorsPair } from './vectorsPair';
import { setTitle } from '../editor/shown/items';
import { type Log } from '../editor/shown/log';

export interface EmbeddingsNeeds {
  memory: vscode.Memento;
  vectors: VectorsEngine;
  /** For tables whose columns are asked about. */
  reading: SharedEngine;
  runs: Runs;
  /** Texts of a file are shown in a view of their own. */
  views: { embeddings: { show(source: EmbeddingsSource): unknown } };
  log: Log;
}

type EmbeddingsOpening = Opening<EmbeddingsViewContract, EmbeddingsSource>;

export const openEmbeddings = (opening: EmbeddingsOpening, needs: EmbeddingsNeeds): EmbeddingsPanel =>
  new EmbeddingsPanel(opening, needs);

export class EmbeddingsPanel {
  readonly panel: vscode.WebviewPanel;
  private readonly view: ViewPanel<EmbeddingsViewContract>;
  private readonly asked: AskedVectors;
  private readonly work: ShownWork;
  private current: EmbeddingsSource;
  private pair?: VectorsPair;
  private version = 0;
  private request?: ShowRequest;

  constructor(
    private readonly opening: EmbeddingsOpening,
    private readonly needs: EmbeddingsNeeds,
  ) {
    const { panel, life, subject } = opening;
    this.panel = panel;
    this.current = subject;
    this.asked = this.askedVectors();
    this.work = new ShownWork({
      onNotice: () => this.view.changed('notice'),
      cancelled: vscode.l10n.t('Opening was cancelled.'),
      log: needs.log,
    });
    life.add({ dispose: () => (this.asked.counts.stop(), this.work.stop(), this.letGo()) });
    this.setTitle();
    const { map, colors, counts } = this.asked;
    this.view = opening.connect(
      {
        ...embeddingsAnswers(this.asked),
        again: () => (this.again(), {}),
        cancel: () => (this.work.stop(), {}),
        chooseOther: () => this.chooseOther(),
        clearOther: () => this.compareWith(undefined),
        chooseLayer: ({ layer }) => this.chooseLayer(layer),
        choosePooling: ({ pooling }) => this.choosePooling(pooling),
        openSentences: () => this.openSentences(),
        chooseCorpus: ({ side }) => this.chooseCorpus(side),
      },
      {
        notice: () => this.work.notice,
        overview: () => this.overview(),
        comparison: () => this.pair?.comparison,
        coloring: () => colors.state, // before the map: a view that comes back need not ask for it
        map: () => map.state,
        progress: () => map.progress,
        cooccurrence: () => counts.state,
        show: () => this.takeRequest(),
      },
    );
    this.again();
  }

  private askedVectors(): AskedVectors {
    const { vectors, reading } = this.needs;
    return {
      vectors,
      idOf: (side) => this.opened.idOf(side),
      filesOf: (side) => this.infos.at(side)?.corpus ?? [],
      subject: () => this.opened.subject,
      corpusOf: (side) => this.corpusOf(side),
      evidence: new EvidenceFinder(vectors),
      map: new MapMaker({
        project: async (request, onProgress, signal) => {
          const reply = await vectors.call('project', request, { onProgress, signal });
          return { ...reply, notices: allSpoken(reply.notices, vscode.l10n.t) };
        },
        judge: (request, tell, signal) =>
          vectors.call('judgeMap', request, { signal, onProgress: ({ fraction = 0 }) => tell(fraction) }),
        onState: () => this.view.changed('map', 'progress'),
        onProgress: () => this.view.changed('progress'),
      }),
      colors: new ColoringMaker({
        ...{ vectors, reading, onState: () => this.view.changed('coloring') },
        onColumn: (column) => column !== this.current.column && this.change({ ...this.current, column }),
      }),
      counts: new CooccurrenceMaker({
        count: (request, tell, signal) =>
          vectors.call('cooccurrence', request, { signal, onProgress: ({ fraction }) => tell(fraction) }),
        onState: () => this.view.changed('cooccurrence'),
        texts: {
          counting: vscode.l10n.t('Counting in the corpus'),
          stopped: vscode.l10n.t('Counting was stopped.'),
          noCorpus: vscode.l10n.t('It is not known in which texts these words stand. Choose texts first.'),
        },
      }),
    };
  }

  get source(): EmbeddingsSource {
    return this.current;
  }

  /** What is open of the first embedding. */
  get info(): VectorsInfo | undefined {
    return this.infos.at(0);
  }

  /** Settles when what is opened now is open, and the map going on is made and judged. */
  get settled(): Promise<void> {
    return this.work.settled.then(() => this.asked.map.settled);
  }

  /** What stands in place of the map: opening, or why it failed. */
  get noticeState(): Notice | undefined {
    return this.work.notice;
  }

  get mapState() {
    return this.asked.map.state;
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
    if (this.work.notice || !this.pair) return undefined;
    const sides = this.infos.map((info, side) => sideOf(info, this.corpusOf(side as Side).files.length > 0));
    return { version: this.version, title: sides.map(({ title }) => title).join(' · '), sides };
  }

  private get infos(): VectorsInfo[] {
    return this.pair?.infos ?? [];
  }

  private get opened(): VectorsPair {
    if (!this.pair) throw new LabError('NOT_FOUND', vscode.l10n.t('These vectors are not open any more.'));
    return this.pair;
  }

  /** The texts that the person has chosen, else those that the vectors come from. */
  private corpusOf(side: Side): Corpus {
    const chosen = this.current.corpora?.[side] ?? [];
    if (chosen.length > 0) return { files: chosen.map((uri) => vscode.Uri.parse(uri).fsPath) };
    const { corpus = [], corpusColumn: column, corpusReading: reading } = this.infos.at(side) ?? {};
    return { files: corpus, column, reading };
  }

  private get addresses(): VectorsAddress[] {
    const { first, second } = this.current;
    return second ? [first, second] : [first];
  }

  private setTitle(): void {
    const known = this.infos.map(({ title }) => title);
    const names = known.length > 0 ? known : this.addresses.map(addressName);
    setTitle(this.panel, vscode.l10n.t('Embeddings {0}', names.join(' · ')));
  }

  again(): void {
    this.letGo();
    this.setTitle();
    const opening = vscode.l10n.t('Opening vectors');
    this.work.start(opening, async (signal, tell) => {
      const onProgress = ({ fraction }: { fraction?: number }): void => tell(opening, fraction);
      const pair = await VectorsPair.open(this.needs.vectors, this.addresses, { signal, onProgress });
      try {
        if (signal.aborted) throw new LabError('CANCELLED', 'Opening was cancelled.');
        this.pair = pair;
        this.setTitle();
        if (pair.infos.length > 1) {
          tell(vscode.l10n.t('Aligning'));
          await pair.compare(signal);
        }
      } catch (error) {
        pair.release();
        if (this.pair === pair) this.pair = undefined;
        throw error;
      }
      return () => {
        const { column } = this.current;
        if (column) void this.asked.colors.read(this.opened.idOf(0), column);
        this.version++;
        this.view.changed('overview', 'comparison', 'show');
      };
    });
  }

  private letGo(): void {
    this.asked.colors.forget();
    this.asked.map.forget();
    this.pair?.release();
    this.pair = undefined;
  }

  private async openSentences(): Promise<Record<string, never>> {
    const first = await chooseSentences(this.needs.reading, this.current.first);
    if (first) await this.needs.views.embeddings.show({ first });
    return {};
  }

  private async chooseOther(): Promise<Record<string, never>> {
    const other = await pickVectors(this.needs.runs, vscode.l10n.t('Compare with which vectors?'));
    return other ? this.compareWith(other) : {};
  }

  /** Shows another embedding layer of the run, by its place among the side's `layers`. */
  chooseLayer(index: number): Record<string, never> {
    const { first } = this.current;
    const layer = this.info?.layers?.at(index);
    if (first.kind !== 'run' || layer === undefined) return {};
    this.change({ ...this.current, first: { ...first, layer } });
    this.again();
    return {};
  }

  /** Pools the states of the run's texts in another way. */
  choosePooling(pooling: TextPooling): Record<string, never> {
    const { first } = this.current;
    if (first.kind !== 'texts') return {};
    this.change({ ...this.current, first: { ...first, pooling } });
    this.again();
    return {};
  }

  private compareWith(second: VectorsAddress | undefined): Record<string, never> {
    const { first, corpora, column } = this.current;
    const ownTexts = corpora ? { corpora: [corpora[0], []] satisfies [string[], string[]] } : {};
    this.change({ first, column, ...(second ? { second } : {}), ...ownTexts });
    this.again();
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
    this.opening.keep(source);
  }
}
