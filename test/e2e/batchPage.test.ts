// The view of one batch by itself, against a made-up host whose training step comes from the engine.

import assert from 'node:assert/strict';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { root } from '../../scripts/root.mjs';
import type { ShownBatch } from '../../src/protocol/batch';
import { connectEngine } from '../../src/protocol/engineThread';
import { portOfWorker } from '../../src/protocol/workerPort';
import { exampleMatrix } from '../../src/host/batch/exampleMatrix';
import { shownStep } from '../../src/host/batch/shownStep';
import korean from '../../l10n/bundle.l10n.ko.json';
import { assertDrawnInEveryTheme } from './everyTheme';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

describe('the view of one batch', () => {
  let view: ViewPage;
  let made: ShownBatch;

  async function open(texts?: Record<string, string>): Promise<ViewPage> {
    const opened = await openViewPage(await sharedBrowser(), {
      ...{ view: 'batch', texts },
      answer(name: string, request: never): unknown {
        if (name === 'parameter') return made.parameters[(request as { parameter: number }).parameter].part;
        if (name !== 'tensor') return {};
        const { tensor, ...which } = request as { tensor: number; example: number; head: number };
        return exampleMatrix(made.network.tensors[tensor].axes, made.values[tensor], which);
      },
    });
    await opened.emit('step', shownStep(made, 'lstm'));
    return opened;
  }

  before(async () => {
    const worker = new Worker(path.join(root, 'dist', 'worker.js'), { name: 'nlp-lab' });
    const engine = connectEngine(portOfWorker(worker), {});
    const experiment = path.join(root, 'test', 'golden', 'batch', 'lstm.nlplab.json');
    made = await engine.client.call('oneBatch', { model: { experiment } });
    await engine.end();
    view = await open();
  });
  after(() => view.page.close());

  const part = (name: string) => view.page.getByRole('region', { name, exact: true });

  it('goes from the texts to the update, each step with its lines', async () => {
    const { page } = view;
    await part('LSTM 1 · forwards').waitFor();
    const titles = await page.locator('.step h2').allInnerTexts();
    assert.deepEqual(titles.slice(0, 4), ['Texts', 'What is fed', 'Embedding', 'LSTM 1 · forwards']);
    assert.deepEqual(titles.slice(-4), ['Output layer', 'Loss', 'Gradients', 'Update']);
    assert.match(await part('Texts').innerText(), /good good fun\s+good · good · fun/);
    assert.match(await part('Embedding').locator('pre').innerText(), /^embedding = F\.embedding\(ids, /);
    await part('Embedding')
      .getByRole('img', { name: /^Embedding rows as a heat map/ })
      .focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await page.getByText(/^good · unit 2: /).waitFor();
    await assertDrawnInEveryTheme(view, 'batch');
  });

  it('says the same in Keras', async () => {
    await view.page.getByRole('combobox', { name: 'Lines in' }).click();
    await view.page.getByRole('option', { name: 'Keras' }).click();
    assert.match(await part('Embedding').locator('pre').innerText(), /^embedding = ops\.take\(/);
  });

  it('fills the rule in with the numbers of the weight that is chosen', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'output.bias' }).click();
    const map = part('Gradients').getByRole('img', { name: /^Gradient as a heat map/ });
    await part('Gradients').getByText('output.bias [2]').waitFor();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    const { value, after } = made.parameters.find(({ name }) => name === 'output.bias')!.part;
    const shown = (number: number): string => String(Number(number.toPrecision(7))).replace('-', '−');
    const update = part('Update');
    await update.getByText('output.bias[0, 0]').waitFor();
    assert.match(await update.innerText(), new RegExp(`Weight\\s+θ\\s+${shown(value[0])}\\s+${shown(after[0])}`));
    assert.match(await update.locator('.rule').innerText(), /θ′ = θ − m′ · η̂ \/ \(√\(v′\) \+ ε\)/);
    await update.scrollIntoViewIfNeeded();
    await savePicture(page, 'batch-update');
  });

  it('fits a narrow window, larger text, and Korean', async () => {
    await view.page.close();
    view = await open(korean);
    const { page } = view;
    await page.setViewportSize({ width: 400, height: 800 });
    await page.locator('.step h2').first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await assertLegible(page);
    await savePicture(page, 'batch-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty('zoom', '1.5'));
    await assertLegible(page);
    await savePicture(page, 'batch-large');
  });
});
