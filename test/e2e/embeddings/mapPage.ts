// The map of the Embeddings view by itself: its first colours, how it is judged afterwards, and that nothing is written over
// anything else.

import assert from 'node:assert/strict';
import type { MapState } from '../../../src/protocol/embeddingsView';
import { DEFAULT_STATE, settingsOf } from '../../../src/webviews/embeddings/viewState';
import { assertLegible } from '../legible';
import type { ViewPage } from '../viewPage';

const QUALITY = { trustworthiness: 0.9, overlap: 0.5, neighbors: 10, sampled: 9, points: 9 };
/** Clusters by word; longer words than there is room for. */
const NAMES = [['sea', 'lake', 'river'], ['bread'], ['ice', 'internationalisation', 'counterrevolutionary']];

export interface MapPageOptions {
  overview(): Promise<void>;
  words: number;
}

export function describeMap(view: () => ViewPage, { overview, words }: MapPageOptions): void {
  const state: Omit<MapState, 'rows' | 'besideRows' | 'positions'> = {
    ...{ serial: 1, settings: settingsOf(DEFAULT_STATE.map), status: 'done', total: words },
    ...{ explained: [0.3, 0.2], notices: [], seconds: 0.1 },
  };
  /** Buffers are made in the page: they do not cross as text. */
  const emitMap = (change: Partial<MapState>): Promise<void> =>
    view().page.evaluate(
      ([map, count]) => {
        const rows = Int32Array.from({ length: count }, (_, i) => i).buffer;
        const positions = Float32Array.from({ length: 2 * count }, (_, at) => Math.sin(at * at)).buffer;
        const event = { ...map, rows, positions, besideRows: new ArrayBuffer(0) };
        window.postMessage({ kind: 'event', name: 'map', event });
      },
      [{ ...state, ...change }, words] as const,
    );
  const emitClusters = (): Promise<void> =>
    view().page.evaluate(
      ([count, names]) => {
        const rows = Int32Array.from({ length: count }, (_, i) => i).buffer;
        const labels = Int32Array.from({ length: count }, (_, i) => i % names.length).buffer;
        const clusters = names.map((named) => ({ size: 3, words: named }));
        const event = { kind: 'cluster', clusters: { rows, labels, clusters } };
        window.postMessage({ kind: 'event', name: 'coloring', event });
      },
      [words, NAMES] as const,
    );
  const shown = (text: string | RegExp): Promise<void> => view().page.getByText(text).first().waitFor();

  describe('its map', () => {
    it('is drawn before it is judged, and says how far that is', async () => {
      await overview();
      await emitMap({ isJudged: true });
      await shown('9 of 9 words');
      assert.equal(
        await view()
          .page.getByText(/trustworthiness 0/)
          .count(),
        0,
      );
      await view().emit('progress', { serial: 1, phase: 'quality', fraction: 0.4 });
      await shown(/Measuring trustworthiness 40\.0/);
      await view().page.getByRole('button', { name: 'Stop', exact: true }).click();
      await view().called('stopMap');
      await emitMap({ isJudged: false });
      await view().page.getByRole('button', { name: 'Measure trustworthiness' }).click();
      await view().called('judgeMap');
      await emitMap({ isJudged: false, quality: QUALITY });
      await shown('trustworthiness 0.900');
      const judge = view().page.getByRole('button', { name: 'Measure trustworthiness' });
      await judge.waitFor({ state: 'hidden' });
    });

    it('asks for clusters of its points, and names them in the legend', async () => {
      await view().page.getByRole('combobox', { name: 'Colour by' }).click();
      await view().page.getByRole('option', { name: 'Cluster' }).click();
      const asked = await view().called('cluster');
      assert.deepEqual(asked, [{ clusters: 7, seed: 1, rows: [], limit: words }]);
      await emitClusters();
      await shown('1: sea, lake, river');
      await shown('3: ice, internationalis…, counterrevoluti…');
      await emitMap({ serial: 2 });
      await emitMap({ serial: 2, quality: { ...QUALITY, trustworthiness: 0.8 } });
      await shown('trustworthiness 0.800');
      await view().heard();
      assert.equal(view().requests('cluster').length, 1, 'known clusters are not asked for again');
    });

    it('writes nothing over anything else at any zoom', () =>
      assertLegible(view().page, '.axis-title, .categories li'));
  });
}
