// What the points are coloured by, and the legend that says so: frequency and distance moved are known here, clusters and
// columns are asked of the host.

import type { Coloring, Comparison, EmbeddingsOverview, EmbeddingsViewContract } from '../../protocol/embeddingsView';
import { count, figure } from '../../protocol/figures';
import type { Client } from '../../protocol/rpc';
import { element, show } from '../shared/element';
import { legendEntries, legendOf, looksOf, type PointValues, textOfValue, valuesOfColoring } from './colors';
import type { MapArea } from './mapArea';
import type { EmbeddingsStrings } from './strings';
import type { LegendEntry } from './svg';
import type { ColoringKind, EmbeddingsViewState } from './viewState';
import type { Words } from './words';

export interface PointColoringOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  words(): Words;
  overview(): EmbeddingsOverview | undefined;
  comparison(): Comparison | undefined;
  onFailure(error: unknown): void;
  /** Another kind has been chosen. */
  onKind(): void;
}

export interface PointColoring {
  legend: HTMLElement;
  /** The legend for a drawing. */
  entries(): { title: string; entries: LegendEntry[] };
  /** The value of a point in words; '' where it has none. */
  textOf(index: number): string;
  /** The same, but nothing where the map says it otherwise. */
  shownText(index: number): string;
  /** Words, colours of the theme or the points have changed. */
  refresh(): void;
  choose(kind: ColoringKind): void;
  askForClusters(): void;
  set(coloring: Coloring): void;
}

export function pointColoring(options: PointColoringOptions): PointColoring {
  const { client, strings, state, keep, area, words, overview, comparison, onFailure, onKind } = options;
  const legend = element('div', { class: 'map-legend' });
  let coloring: Coloring | undefined;
  let values: PointValues = { kind: 'plain' };
  show(legend, false);

  function refresh(): void {
    values = valuesNow();
    area.setLooks(looksOf(values, area.count));
    const notes = coloring?.notice ? [element('span', { class: 'note', text: coloring.notice.message })] : [];
    legend.replaceChildren(...legendOf(values, strings.otherValues), ...notes);
    show(legend, legend.childNodes.length > 0);
  }

  function valuesNow(): PointValues {
    if (state.coloring === 'frequency') return frequencies();
    if (state.coloring === 'moved') return distances();
    if (state.coloring === 'plain' || coloring?.kind !== state.coloring) return { kind: 'plain' };
    return valuesOfColoring(coloring, area.rows, { frequency: strings.frequency, cluster: strings.clusterName });
  }

  /** The more frequent, the stronger: ranks, which stand for counts where there are none, run the other way. */
  function frequencies(): PointValues {
    const hasCounts = overview()?.sides[0].hasCounts ?? false;
    const sign = hasCounts ? 1 : -1;
    const of = (row: number): number => (hasCounts ? (words().count(row) ?? Number.NaN) : row + 1);
    return {
      ...{ kind: 'numbers', title: hasCounts ? strings.frequency : strings.rank },
      values: Float64Array.from(area.rows, (row) => sign * Math.log10(of(row))),
      text: (value) => count(Math.round(10 ** (sign * value))),
    };
  }

  function distances(): PointValues {
    const reply = comparison()?.reply;
    if (!reply) return { kind: 'plain' };
    const moved = new Float32Array(reply.moved);
    const byRow = new Map(Array.from(new Int32Array(reply.rowsA), (row, i) => [row, moved[i]]));
    return {
      ...{ kind: 'numbers', title: strings.moved, text: figure },
      values: Float64Array.from(area.rows, (row) => byRow.get(row) ?? Number.NaN),
    };
  }

  function choose(kind: ColoringKind): void {
    const before = state.coloring;
    keep({ coloring: kind });
    coloring = undefined;
    if (kind === 'cluster') askForClusters();
    else if (kind === 'column') askForColumn(before === 'column' ? 'plain' : before);
    else void client.call('clearColoring', {}).catch(onFailure);
    refresh();
    onKind();
  }

  /** A person who gives up has the colours that were there before. */
  function askForColumn(before: ColoringKind): void {
    const asked = client.call('chooseColumn', {});
    void asked
      .then(({ chosen }) => chosen || choose(before))
      .catch((error: unknown) => {
        choose(before);
        onFailure(error);
      });
  }

  function askForClusters(): void {
    const { rows, seed, limits, method } = state.map;
    const request = { clusters: state.clusters, seed, rows, limit: limits[method] };
    void client.call('cluster', request).catch(onFailure);
  }

  return {
    legend,
    entries: () => ({
      title: values.kind === 'numbers' ? values.title : '',
      entries: legendEntries(values, strings.otherValues),
    }),
    textOf: (index) => textOfValue(values, index),
    shownText: (index) => (state.coloring === 'frequency' ? '' : textOfValue(values, index)),
    refresh,
    choose,
    askForClusters,
    set(next) {
      coloring = next;
      if (next.kind === state.coloring) refresh();
    },
  };
}
