// What the points are coloured by, and the legend that says so: frequency and distance moved are known here, clusters, labels
// and columns are asked of the host.

import type {
  Coloring,
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
} from '../../../protocol/embeddingsView';
import type { Client } from '../../../protocol/rpc';
import { element, show } from '../../shared/element';
import type { EmbeddingsStrings } from '../strings';
import type { ColoringKind, EmbeddingsViewState } from '../viewState';
import type { Words } from '../words/words';
import { legendEntries, legendOf, looksOf, type PointValues, textOfValue, valuesOfColoring } from './colors';
import { frequencyValues, movedValues } from './knownValues';
import type { MapArea } from './mapArea';
import type { LegendEntry } from './svg';

export interface PointColoringOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: Readonly<EmbeddingsViewState>;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  words(): Words;
  overview(): EmbeddingsOverview | undefined;
  comparison(): Comparison | undefined;
  onFailure(error: unknown): void;
  /** Another kind has been chosen. */
  onKind(): void;
}

export class PointColoring {
  readonly legend = element('div', { class: 'map-legend' });
  private coloring: Coloring | undefined;
  private values: PointValues = { kind: 'plain' };

  constructor(private readonly options: PointColoringOptions) {
    show(this.legend, false);
  }

  /** The legend for a drawing. */
  entries(): { title: string; entries: LegendEntry[] } {
    const { values } = this;
    const title = values.kind === 'numbers' ? values.title : '';
    return { title, entries: legendEntries(values, this.options.strings.otherValues) };
  }

  /** The value of a point in words; '' where it has none. */
  textOf(index: number): string {
    return textOfValue(this.values, index);
  }

  /** The same, but nothing where the map says it otherwise. */
  shownText(index: number): string {
    return this.options.state.coloring === 'frequency' ? '' : this.textOf(index);
  }

  /** Words, colours of the theme or the points have changed. */
  refresh(): void {
    const { area, strings } = this.options;
    this.values = this.valuesNow();
    area.setLooks(looksOf(this.values, area.count));
    const { notice } = this.coloring ?? {};
    const notes = notice ? [element('span', { class: 'note', text: notice.message })] : [];
    this.legend.replaceChildren(...legendOf(this.values, strings.otherValues), ...notes);
    const hasNames = ['cluster', 'label', 'column'].includes(this.options.state.coloring); // room is kept until they come
    this.legend.classList.toggle('roomy', hasNames);
    show(this.legend, hasNames || this.legend.childNodes.length > 0);
  }

  choose(kind: ColoringKind): void {
    const { client, state, keep, onFailure, onKind } = this.options;
    const before = state.coloring;
    keep({ coloring: kind });
    this.coloring = undefined;
    if (kind === 'cluster') this.askForClusters();
    else if (kind === 'label') this.askForLabels();
    else if (kind === 'column') this.askForColumn(before === 'column' ? 'plain' : before);
    else void client.call('clearColoring', {}).catch(onFailure);
    this.refresh();
    onKind();
  }

  /** Of the points that there are; without any, they are asked for when points have come. */
  askForClusters(): void {
    const { client, state, area, onFailure } = this.options;
    const { clusters, map } = state;
    const { rows } = area;
    if (rows.length === 0) return;
    const areFirst = rows.every((row, i) => row === i);
    const asked = areFirst ? { rows: [], limit: rows.length } : { rows: [...rows], limit: map.limits[map.method] };
    void client.call('cluster', { clusters, seed: map.seed, ...asked }).catch(onFailure);
  }

  private askForLabels(): void {
    const { client, onFailure } = this.options;
    void client.call('colorByLabel', {}).catch(onFailure);
  }

  /** Other points are drawn: those without a cluster get one. */
  follow(): void {
    const { coloring, options } = this;
    this.refresh();
    if (options.state.coloring === 'cluster' && !haveClusters(coloring, options.area.rows)) this.askForClusters();
  }

  /** Other vectors are open: what was known of those before does not hold. */
  renew(): void {
    const { state, keep, overview } = this.options;
    this.coloring = undefined;
    const { hasLabels = false } = overview()?.sides[0] ?? {};
    if (hasLabels && !state.hasChosenColors) keep({ coloring: 'label' });
    if (hasLabels && state.coloring === 'label') this.askForLabels();
  }

  set(coloring: Coloring): void {
    this.coloring = coloring;
    if (coloring.kind === this.options.state.coloring) this.refresh();
  }

  private valuesNow(): PointValues {
    const { state, area, strings, words, overview, comparison } = this.options;
    const { coloring } = this;
    if (state.coloring === 'frequency') {
      const hasCounts = overview()?.sides[0].hasCounts ?? false;
      return frequencyValues(area.rows, { words: words(), hasCounts, strings });
    }
    if (state.coloring === 'moved') return movedValues(area.rows, comparison(), strings.moved);
    if (state.coloring === 'plain' || coloring?.kind !== state.coloring) return { kind: 'plain' };
    const clusterHint = overview()?.sides[0].isSentences ? strings.clusterOfTexts : strings.clusterHint;
    return valuesOfColoring(coloring, area.rows, { cluster: strings.clusterName, clusterHint });
  }

  /** A person who gives up has the colours that were there before. */
  private askForColumn(before: ColoringKind): void {
    const { client, onFailure } = this.options;
    void client
      .call('chooseColumn', {})
      .then(({ chosen }) => chosen || this.choose(before))
      .catch((error: unknown) => {
        this.choose(before);
        onFailure(error);
      });
  }
}

/** Whether each of the rows lies in one of the clusters. */
function haveClusters(coloring: Coloring | undefined, rows: Int32Array): boolean {
  if (!coloring?.clusters) return false;
  const known = new Set(new Int32Array(coloring.clusters.rows));
  return rows.every((row) => known.has(row));
}
