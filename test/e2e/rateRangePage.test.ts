// The view of learning-rate range tests by itself, against a made-up host.

import assert from 'node:assert/strict';
import { suggestedRates, withLoss } from '../../src/engine/optim/rangeTest';
import type { RatePoint } from '../../src/protocol/rateRange';
import type { ShownRange } from '../../src/protocol/rateRangeView';
import { violationsIn } from './accessibility';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

/** A loss that stays, falls over two decades, and grows. */
function madePoints(): RatePoint[] {
  let points: RatePoint[] = [];
  for (let i = 0; i < 100; i++) {
    const rate = 1e-5 * 1e6 ** (i / 99);
    const fall = 1 / (1 + (0.01 / rate) ** 2);
    points = withLoss(points, rate, 0.7 - 0.4 * fall + 0.02 * Math.sin(7 * i) + Math.max(0, rate - 1) ** 2 / 10);
  }
  return points;
}

const points = madePoints();
const range = { from: 1e-5, to: 10, steps: 100 };
const tested = { points, suggested: suggestedRates(points), ended: 'diverged', learningRate: 0.001 } as const;
const shown: ShownRange = { name: 'reviews <b>', range, tested };

describe('the view of learning-rate range tests', () => {
  let view: ViewPage;
  const asked: unknown[] = [];
  before(async () => {
    const answer = (name: string, request: unknown): object => (asked.push([name, request]), {});
    view = await openViewPage(await sharedBrowser(), { view: 'rateRange', answer });
  });
  after(() => view.page.close());

  it('says what it is for, and tests over what is asked for', async () => {
    await view.emit('range', { name: 'reviews <b>', range });
    await view.page.getByText(/A range test trains from/).waitFor();
    const from = view.page.getByRole('textbox', { name: 'From' });
    await from.fill('1e-4');
    await from.press('Enter');
    await view.page.getByRole('button', { name: 'Test', exact: true }).click();
    await from.fill('100');
    await from.press('Enter');
    await view.page.getByRole('button', { name: 'Test', exact: true }).click();
    await view.page.getByText('The first rate must be below the last one.').waitFor();
    assert.deepEqual(asked.splice(0), [['test', { ...range, from: 1e-4 }]]);
  });

  it('draws losses as they come, and can be cancelled', async () => {
    await view.emit('notice', { kind: 'working', message: 'Testing learning rates', fraction: 0.4 });
    await view.emit('range', { ...shown, tested: { points: points.slice(0, 40) } });
    await view.page.getByText('40 steps so far').waitFor();
    await view.page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(asked.splice(0), [['cancel', {}]]);
  });

  it('marks what it suggests, says why, and puts it into the experiment', async () => {
    await view.emit('range', shown);
    await view.page.getByText(/The loss diverged at 10\.0/).waitFor();
    const steepest = view.page.getByRole('listitem', { name: 'steepest fall' });
    await steepest.getByText(/falls the fastest/).waitFor();
    await steepest.getByRole('button', { name: 'Put into Experiment' }).click();
    assert.deepEqual(asked.splice(0), [['put', { rate: Number(tested.suggested.steepest?.toPrecision(2)) }]]);
  });

  it('is drawn in every theme and narrow, and axe-core finds nothing', async () => {
    const { page } = view;
    await page.mouse.move(0, 0); // away from the button, whose colour while it is pointed at the test's themes do not have
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await assertLegible(page);
      const wrong = await violationsIn(page.mainFrame());
      assert.deepEqual(
        wrong.filter(({ id }) => id !== 'document-title'), // the editor gives it
        [],
      );
      await savePicture(page, `rateRange-${theme}`);
    }
    await page.setViewportSize({ width: 400, height: 760 });
    await savePicture(page, 'rateRange-narrow');
    await assertLegible(page);
    await page.setViewportSize({ width: 1200, height: 760 });
  });

  it('has the same as a table', async () => {
    await view.page.getByRole('button', { name: 'Table' }).click();
    const rows = view.page.getByRole('group', { name: 'All steps of the test' }).locator('tr[data-index]');
    const [step, rate] = await rows.first().locator('td').allInnerTexts();
    assert.deepEqual([step, rate], ['1', '1.00e−5']);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
