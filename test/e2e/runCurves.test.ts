// The charts of the run's view by themselves: one scale and one crosshair for both, true axes, and the line above them.

import assert from 'node:assert/strict';
import type { RunCurves } from '../../src/protocol/views';
import { fakeHeader } from '../support/fakeReports';
import { sharedBrowser } from './ground';
import { openViewPage, type ViewPage } from './viewPage';

const STEPS = 40;
const steps = Array.from({ length: STEPS }, (_, i) => i + 1);

/** Four epochs of ten steps; the validation loss rises from the second on. */
const curves: RunCurves = {
  steps: {
    total: STEPS,
    step: steps,
    epoch: steps.map((step) => step / 10),
    loss: steps.map((step) => 1.2 - step / 100),
    learningRate: steps.map(() => 0.01),
    gradientNorm: steps.map(() => 1),
  },
  epochs: [1, 0.9, 1, 1.1].map((loss, i) => ({
    ...{ step: 10 * (i + 1), epoch: i + 1, seconds: i + 1 },
    metrics: { loss: 1.1 - i / 10, 'validation.loss': loss, 'validation.accuracy': 0.8391 + i / 10_000 },
  })),
};

describe("the run's charts", () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, { view: 'run', answer: () => ({}) });
    const best = { epoch: 2, step: 20, monitor: 'validation.loss', value: 0.9 };
    const more = { best, status: 'running', detail: 'training', epoch: 4, epochs: 8, step: 40, steps: 80 } as const;
    await view.emit('header', fakeHeader(['label'], { ...more, seconds: 4 }));
    await view.emit('curves', curves);
  });
  after(() => view.page.close());

  const notes = (): Promise<string[]> => view.page.locator('.readout .note:not(.from)').allInnerTexts();

  it('have a line above them: how far, how long, the best epoch, and that the model overfits', async () => {
    const said = await view.page.locator('p.status').innerText();
    assert.match(
      said,
      /epoch 4 of 8 · step 40 of 80 · 4\.0.s · at most 4\.0.s left · best validation loss 0\.900 in epoch 2/,
    );
    assert.match(said, /overfitting: since epoch 2/);
  });

  it('share one crosshair', async () => {
    const box = await view.page.locator('.u-over').first().boundingBox();
    assert.ok(box);
    await view.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await view.page.waitForFunction(() => {
      const all = [...document.querySelectorAll('.readout .note:not(.from)')].map((note) => note.textContent);
      return all.length === 2 && all.every((text) => text !== '' && text === all[0]);
    });
    assert.match((await notes())[0], /^Step \d+/);
    await view.page.mouse.move(0, 0);
  });

  it('share what is zoomed, by either', async () => {
    const box = await view.page.locator('.u-over').last().boundingBox();
    assert.ok(box);
    const [y, left] = [box.y + box.height / 2, box.x];
    await view.page.mouse.move(left + box.width * 0.5, y);
    await view.page.mouse.down();
    await view.page.mouse.move(left + box.width * 0.95, y, { steps: 4 });
    await view.page.mouse.up();
    // In the middle of the part that both show now lies a late step.
    const first = await view.page.locator('.u-over').first().boundingBox();
    assert.ok(first);
    await view.page.mouse.move(first.x + 2, first.y + first.height / 2);
    await view.page.waitForFunction(() => {
      const [one, other] = [...document.querySelectorAll('.readout .note:not(.from)')].map((note) => note.textContent);
      return one === other && Number(/\d+/.exec(one ?? '')?.[0]) >= 15;
    });
  });

  it('say where an axis begins that does not begin at 0', async () => {
    const [loss, accuracy] = await view.page.locator('.readout .from').allInnerTexts();
    assert.match(loss, /^axis from 0\.\d+/);
    assert.match(accuracy, /^axis from \d\d\.\d+.%/);
    await view.page.locator('.note.axis', { hasText: 'dotted: the best epoch' }).waitFor();
  });
});
