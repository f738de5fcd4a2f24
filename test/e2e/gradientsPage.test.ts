// The view of gradients by itself, against a made-up host.

import assert from 'node:assert/strict';
import type { WatchLine } from '../../src/protocol/gradients';
import type { WatchedRuns } from '../../src/protocol/gradientsView';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { untilKeyIsOther } from './keyColors';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const layer = { kind: 'lstm', number: 0, direction: 'forward' } as const;

/** Norms that fall by a factor from place to place. */
const line = (step: number, factor: number): WatchLine => ({
  ...{ step, epoch: 1 },
  parameters: { 'recurrent.weight_hh_l0': { gradient: 0.5, weight: 10, update: 0.01 * step } },
  steps: [
    {
      ...{ name: 'hiddenState', layer, from: 'end', stride: 1 },
      norms: Array.from({ length: 12 }, (_, t) => 0.1 * factor ** t),
    },
  ],
  activations: [
    { name: 'forgetGate', layer, range: [0, 1], counts: [1, 2, 5, 2], saturated: [0.1, 0.25] },
    { name: 'inner', layer: { kind: 'feed-forward', number: 0 }, range: [-1, 3], counts: [8, 1, 1, 0], dead: 0.5 },
  ],
  attention: [{ name: 'weights', layer: { kind: 'self-attention', number: 0 }, entropies: [1.5, 0.25] }],
});

const watched: WatchedRuns = {
  runs: [
    { id: 'one', name: 'rnn', total: 3, lines: [1, 50, 100].map((step) => line(step, 0.3)) },
    { id: 'two', name: 'lstm', total: 3, lines: [1, 50, 100].map((step) => line(step, 0.8)) },
    { id: 'three', name: 'bare <b>', total: 0, lines: [], reads: 'answered texts' },
  ],
  canAdd: true,
};

describe('the view of gradients', () => {
  let view: ViewPage;
  const asked: unknown[] = [];
  before(async () => {
    const answer = (name: string, request: unknown): object => (asked.push([name, request]), {});
    view = await openViewPage(await sharedBrowser(), { view: 'gradients', answer });
    await view.emit('watched', watched);
  });
  after(() => view.page.close());

  const choose = async (list: string, choice: string): Promise<void> => {
    await view.page.getByRole('combobox', { name: list }).click();
    await view.page.getByRole('option', { name: choice, exact: true }).click();
  };

  it('draws what comes back to each place, run beside run', async () => {
    await view.page.getByText(/rnn · 100/).waitFor();
    await view.page.getByText(/lstm · 100/).waitFor();
    const map = view.page.getByRole('group', { name: 'lstm' }).getByRole('img', { name: /Norm of the gradient/ });
    await map.focus();
    await map.press('ArrowDown');
    await map.press('ArrowRight');
    await view.page.getByText('step 1, 1 tokens before the last one: 0.0800').waitFor();
    await view.page.getByRole('slider', { name: 'Training step' }).fill('0');
    await view.page.getByText(/rnn · 1 /).waitFor();
  });

  it('is drawn in every theme, narrow, and where the sidebar is open, and axe-core finds nothing', async () => {
    const { page } = view;
    const keys: string[] = [];
    await assertDrawnInEveryTheme(view, 'gradients', () => untilKeyIsOther(page, keys));
    for (const [name, width, height] of [
      ['narrow', 400, 760],
      ['beside-sidebar', 922, 698],
    ] as const) {
      await page.setViewportSize({ width, height });
      await savePicture(page, `gradients-${name}`);
    }
    await page.setViewportSize({ width: 1200, height: 760 });
  });

  it('asks for a batch of a run that recorded nothing, and for runs beside', async () => {
    const bare = view.page.getByRole('group', { name: 'bare <b>' });
    await bare.getByText(/recorded nothing/).waitFor();
    await bare.getByRole('button', { name: 'Compute for one batch' }).click();
    for (const [name, value] of Object.entries({ Text: 'a fine film', 'Right answer': 'good' })) {
      await bare.getByRole('textbox', { name }).fill(value);
      await bare.getByRole('textbox', { name }).press('Enter');
    }
    await bare.getByRole('button', { name: 'Compute for a text' }).click();
    await view.page.getByRole('button', { name: 'Add run…' }).click();
    await bare.getByRole('button', { name: 'Remove' }).click();
    await view.called('remove');
    assert.deepEqual(asked, [
      ['look', { index: 2, batch: 0 }],
      ['lookAt', { index: 2, text: 'a fine film', answer: 'good' }],
      ['add', {}],
      ['remove', { index: 2 }],
    ]);
  });

  it('has parameters, spread and entropy behind one list, and all as a table', async () => {
    await choose('What is shown', 'Parameters');
    await view.page.getByText('recurrent.weight_hh_l0').first().waitFor();
    await choose('What is shown', 'Activations and gates');
    await choose('Tensor', 'Forget gate, layer 1, forward');
    await view.page
      .getByText(/gates below 0\.1/)
      .first()
      .waitFor();
    const stale = view.page.getByText('1 tokens before the last one: 0.0800');
    assert.equal(await stale.count(), 0, 'what was told of another picture');
    await choose('What is shown', 'Entropy of attention');
    await view.page
      .getByText(/head 2/)
      .first()
      .waitFor();
    await view.page.getByRole('button', { name: 'Table' }).click();
    const rows = view.page.getByRole('group', { name: 'All numbers of what is shown' }).locator('tr[data-index]');
    assert.deepEqual(await rows.nth(1).locator('td').allInnerTexts(), ['rnn', '1', 'head 2', '', '0.250']);
    await view.page.getByRole('button', { name: 'Table' }).click();
    await choose('What is shown', 'Gradient at each place');
  });

  it('writes nothing over anything else at any zoom', () => assertLegible(view.page));

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
