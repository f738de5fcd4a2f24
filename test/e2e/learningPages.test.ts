// The views of learning-rate range tests and of the loss around paths by themselves, against a made-up host.

import assert from 'node:assert/strict';
import { suggestedRates, withLoss } from '../../src/engine/optim/rangeTest';
import type { RatePoint } from '../../src/protocol/rateRange';
import type { ShownSurface } from '../../src/protocol/lossSurfaceView';
import type { ShownRange } from '../../src/protocol/rateRangeView';
import { assertDrawnInEveryTheme } from './everyTheme';
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

/** In each theme and at 400 px, looked at by axe-core. */
async function drawnEverywhere(view: ViewPage, name: string): Promise<void> {
  const { page } = view;
  await page.mouse.move(0, 0); // away from buttons, whose colour while they are pointed at the test's themes do not have
  await assertDrawnInEveryTheme(view, name);
  await page.setViewportSize({ width: 400, height: 760 });
  await savePicture(page, `${name}-narrow`);
  await assertLegible(page);
  await page.setViewportSize({ width: 1200, height: 760 });
}

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
    await view.called('test');
    await view.heard();
    assert.deepEqual(asked.splice(0), [['test', { ...range, from: 1e-4 }]]);
  });

  it('draws losses as they come, and can be cancelled', async () => {
    await view.emit('notice', { kind: 'working', message: 'Testing learning rates', fraction: 0.4 });
    await view.emit('range', { ...shown, tested: { points: points.slice(0, 40) } });
    await view.page.getByText('40 steps so far').waitFor();
    await view.page.getByRole('button', { name: 'Cancel' }).click();
    await view.called('cancel');
    assert.deepEqual(asked.splice(0), [['cancel', {}]]);
  });

  it('marks what it suggests, says why, and puts it into the experiment', async () => {
    await view.emit('range', shown);
    await view.page.getByText(/The loss diverged at 10\.0/).waitFor();
    const steepest = view.page.getByRole('listitem', { name: 'steepest fall' });
    await steepest.getByText(/falls the fastest/).waitFor();
    await steepest.getByRole('button', { name: 'Put into Experiment' }).click();
    await view.called('put');
    assert.deepEqual(asked.splice(0), [['put', { rate: Number(tested.suggested.steepest?.toPrecision(2)) }]]);
  });

  it('is drawn in every theme and narrow, and axe-core finds nothing', () => drawnEverywhere(view, 'rateRange'));

  it('has the same as a table', async () => {
    await view.page.getByRole('button', { name: 'Table' }).click();
    const rows = view.page.getByRole('group', { name: 'All steps of the test' }).locator('tr[data-index]');
    const [step, rate] = await rows.first().locator('td').allInnerTexts();
    assert.deepEqual([step, rate], ['1', '1.00e−5']);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});

const line = (from: number, to: number): number[] =>
  Array.from({ length: 15 }, (_, i) => from + ((to - from) * i) / 14);
const [x, y] = [line(-3, 5), line(-4, 4)];
const surface: ShownSurface = {
  name: 'opt <b>',
  ...{ points: 15, examples: 500 },
  surface: {
    judged: { used: 500, of: 1066 },
    ...{ x, y, explained: [0.588, 0.217], leftOut: ['far too fast'] },
    losses: Float64Array.from(y.flatMap((b) => x.map((a) => 0.3 + 0.05 * (a - 2) ** 2 + 0.1 * (b - 0.5 * a) ** 2))),
    paths: ['adam 0.003', 'sgd 0.5', 'rmsprop 0.001'].map((name, i) => ({
      name,
      points: [0, 10, 20, 30, 40].map((step) => ({ step, x: -2 + step / 10, y: 3 - (step / 15) * (i + 0.5) })),
    })),
  },
};

describe('the view of the loss around paths', () => {
  let view: ViewPage;
  const asked: unknown[] = [];
  before(async () => {
    const answer = (name: string, request: unknown): object => (asked.push([name, request]), {});
    view = await openViewPage(await sharedBrowser(), { view: 'lossSurface', answer });
    await view.emit('surface', surface);
  });
  after(() => view.page.close());

  it('draws the ways over the loss, told point by point', async () => {
    const { page } = view;
    await page.getByRole('list', { name: 'Trainings' }).getByText('rmsprop 0.001').waitFor();
    await page.getByText('Not drawn, since they went too far away: far too fast').waitFor();
    await page.getByText(/58\.8/).waitFor();
    await page.getByText(/that of 500 of the 1\s066 texts/).waitFor();
    const map = page.getByRole('img', { name: /lines of equal loss/ });
    await map.focus();
    await map.press('ArrowRight');
    await map.press('ArrowUp');
    await page.getByText(/^at −3\.00, −3\.43: loss/).waitFor();
  });

  it('is drawn in every theme and narrow, and axe-core finds nothing', () => drawnEverywhere(view, 'lossSurface'));

  it('measures on a grid as fine as asked for, and has the same as a table', async () => {
    const { page } = view;
    for (const [name, value] of Object.entries({ 'Points of a side': '31', 'Texts at each point (0: all)': '0' })) {
      const field = page.getByRole('textbox', { name });
      await field.fill(value);
      await field.press('Enter');
    }
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    await view.called('measure');
    assert.deepEqual(asked.splice(0), [['measure', { points: 31, examples: 0 }]]);
    await page.getByRole('button', { name: 'Table' }).click();
    const rows = page
      .getByRole('group', { name: 'The grid, and the places of the trainings' })
      .locator('tr[data-index]');
    assert.deepEqual(await rows.first().locator('td').allInnerTexts(), ['adam 0.003', '0', '−2.00', '3.00', '']);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
