// What of the table of all runs is done without a mouse: stars, tags, several baselines, and the contour of two keys beside it, which is drawn
// in every theme and at 400 pixels.

import assert from 'node:assert/strict';
import { packRows, type Row } from '../../src/protocol/packedRows';
import type { RowsReply } from '../../src/protocol/experimentTableView';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03];
const WIDTHS = [16, 32, 64, 128];

/** Best at a rate of 0.003 and 64 units. */
const rows: Row[] = RATES.flatMap((rate, i) =>
  WIDTHS.map((width, k): Row => {
    const id = `2026-11-30-grid-${String(i * WIDTHS.length + k).padStart(4, '0')}`;
    const accuracy = 0.9 - 0.05 * Math.abs(i - 2) - 0.03 * Math.abs(k - 2);
    const configuration = { 'training.optimizer.learningRate': rate, 'model.hidden': width };
    return {
      id,
      values: {
        ...{ id, name: `rate ${rate} width ${width}`, status: 'completed', task: 'classification', seed: 1 },
        ...{ ...configuration, 'validation.accuracy': accuracy, configuration: id.slice(-4) },
        created: new Date(Date.UTC(2026, 10, 1) + i * 60_000 + k * 1000).toISOString(),
        ...(i === 2 ? { starred: true, tags: ['좋은 것', 'grid'] } : {}),
      },
    };
  }),
);

describe('the table of runs without a mouse', () => {
  let view: ViewPage;
  const reply: RowsReply = { version: 1, whole: packRows(rows), changed: [], removed: [] };
  const grid = () => view.page.getByRole('treegrid', { name: 'Runs' });
  const focused = (): Promise<string> =>
    view.page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
    });
  /** Goes on by Tab until something of this name has the focus. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    for (let i = 0; i < 60; i++) {
      if (name.test(await focused())) return;
      await view.page.keyboard.press(key);
    }
    assert.fail(`${String(name)} is not reached by ${key}; the focus is on "${await focused()}"`);
  }

  before(async () => {
    const answer = (name: string): object =>
      name === 'rows' ? reply : name === 'figures' ? { keys: [] } : { curves: [] };
    view = await openViewPage(await sharedBrowser(), { view: 'experimentTable', answer, kept: { details: true } });
    await view.emit('version', { version: 1 });
    await grid().locator('.line').first().waitFor();
  });
  after(() => view.page.close());

  it('reaches stars, tags and baselines by keys alone', async () => {
    await view.page.keyboard.press('Tab');
    await tabTo(/^Runs$/);
    const { keyboard } = view.page;
    for (const key of ['Home', 's', 't', 'p', 'ArrowDown', 'ArrowDown', 'p', 'ArrowDown', 'p'])
      await keyboard.press(key);
    assert.equal((await view.called('star')).length, 1);
    assert.equal((await view.called('tag')).length, 1);
    assert.deepEqual(await grid().locator('.line.pinned .letter').allInnerTexts(), ['A', 'B', 'C']);
    await grid().locator('.beside').filter({ hasText: /^C/ }).first().waitFor();
    await keyboard.press('Enter');
    assert.equal((await view.called('open')).length, 1);
  });

  it('reaches the contour, its keys and its places, and opens the run of one', async () => {
    const { page } = view;
    await tabTo(/^(Columns|Contour)$/);
    for (let i = 0; i < 8 && !/^Contour$/.test(await focused()); i++) await page.keyboard.press('ArrowRight');
    assert.match(await focused(), /^Contour$/);
    await page.keyboard.press('Enter');
    await page
      .getByText(/best/i)
      .filter({ hasText: /0\.003/ })
      .first()
      .waitFor();
    await tabTo(/over two keys/);
    await page.keyboard.press('ArrowRight');
    await page.getByText(/model\.hidden: .* · .*validation\.accuracy: /).waitFor();
    const before = view.requests('open').length;
    await page.keyboard.press('Enter');
    await view.called('open', before + 1);
  });

  it('draws both in every theme and at 400 pixels, and axe-core finds nothing', async () => {
    const { page } = view;
    await assertDrawnInEveryTheme(view, 'contour');
    await page.setViewportSize({ width: 400, height: 900 });
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await page.getByRole('img', { name: /over two keys/ }).scrollIntoViewIfNeeded();
      await savePicture(page, `contour-narrow-${theme}`);
    }
    assert.deepEqual(view.errors, []);
  });
});
