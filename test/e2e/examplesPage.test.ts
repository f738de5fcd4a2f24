// The view of examples by itself, against a made-up host: filters as chips, pages, sorting, the chosen example, groups, the nearest.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/root.mjs';
import { passing } from '../../src/engine/calls/examples/passing';
import type { AttributionReply } from '../../src/protocol/attribution';
import type { JudgedExample, NearestExamples } from '../../src/protocol/examples';
import type { ListRequest, ShownOverview } from '../../src/protocol/examplesView';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { openViewPage, type ViewPage } from './viewPage';

const COUNT = 50_000;
const ROWS_A_PAGE = 100;

/** Every third is wrong, every thirtieth with a probability above 0.9. */
const EXAMPLES = Array.from({ length: COUNT }, (_, i): JudgedExample => {
  const [isWrong, gold] = [i % 3 === 0, i % 2 ? 'positive' : 'negative'];
  const other = gold === 'positive' ? 'negative' : 'positive';
  const probability = i % 30 === 0 ? 0.95 : 0.6;
  return {
    ...{ texts: [`review number ${i}`], gold, prediction: isWrong ? other : gold, isRight: !isWrong, probability },
    ...{ loss: isWrong ? 3 + i / COUNT : 0.5, score: Number(!isWrong), labels: [gold] },
    ...{ tokens: 1 + (i % 20), unknown: i % 5 === 0 ? 1 : 0, file: 'test.tsv', line: i + 2 },
    columns: { genre: i % 4 ? 'news' : 'talk' },
  };
});

const group = { count: 12_500, value: 0.5, low: 0.49, high: 0.51, rest: 0.7, loss: 1.2, p: 1e-9, adjusted: 2e-9 };

const overview: ShownOverview = {
  ...{ at: '2026-11-29T10:00:00.000Z', source: 'test.tsv', count: COUNT, metric: 'accuracy', groupMetric: 'accuracy' },
  ...{ interval: 'wilson', small: 2 },
  groups: [
    { condition: { kind: 'column', column: 'genre', value: 'talk' }, ...group },
    { condition: { kind: 'range', of: 'tokens', above: 10 }, ...group, value: 0.71, p: 0.9, adjusted: 1 },
  ],
  outcomes: { all: COUNT, wrong: 16_667, sure: 1_667, right: 33_333 },
  has: { probability: true, loss: true, tokens: true, place: true },
  ...{ golds: ['negative', 'positive'], predictions: ['negative', 'positive'], columns: { genre: ['news', 'talk'] } },
  ...{ changed: [], version: 1, run: 'reviews', evaluations: [], evaluation: '', hasNearest: true },
  canExplain: true,
};

const nearest: NearestExamples = {
  examples: [
    { texts: ['a review like it'], label: 'positive', similarity: 0.93, file: 'train.tsv', line: 7 },
    { texts: ['another'], label: 'negative', similarity: 0.5, file: 'train.tsv', line: 9 },
  ],
  ...{ by: 'encoder', count: 120, notices: [] },
};

const shares: AttributionReply = {
  ...{ method: 'gradient', methods: ['gradient', 'leave-one-out'], answer: 'positive', target: 'positive' },
  ...{ targets: ['negative', 'positive'], texts: ['review number 49998'], score: 1.5 },
  tokens: [
    { token: 'review', text: 0, start: 0, end: 6, isUnknown: false, share: 1.25 },
    { token: 'number', text: 0, start: 7, end: 13, isUnknown: false, share: -0.5 },
    { token: '49998', text: 0, start: 14, end: 19, isUnknown: true, share: 0.75 },
  ],
};

function answer(name: string, asked: ListRequest & { from: number; index: number }): unknown {
  if (name === 'nearest') return nearest;
  if (name === 'attribute') return shares;
  if (name === 'example') return { index: asked.index, ...EXAMPLES[asked.index] };
  if (name !== 'page') return {};
  const places = passing(EXAMPLES, asked);
  const page = Array.from(places.subarray(asked.from, asked.from + ROWS_A_PAGE));
  return { examples: page.map((index) => ({ index, ...EXAMPLES[index] })), total: places.length };
}

describe('the view of examples', () => {
  let view: ViewPage;
  const list = () => view.page.getByRole('table', { name: 'Examples' });
  const rows = () => list().locator('tbody tr[data-index]');
  const told = (text: string) => view.page.getByText(text, { exact: true }).waitFor();
  const chip = (name: RegExp | string) => view.page.getByRole('button', { name });
  before(async () => {
    view = await openViewPage(await sharedBrowser(), { view: 'examples', answer });
    await view.emit('overview', overview);
  });
  after(() => view.page.close());

  it('lists the wrong ones at first, those with the greatest loss before the others, and few of them in the page', async () => {
    await told('16 667 of 50 000 examples');
    await rows().first().waitFor();
    assert.match(await rows().first().innerText(), /review number 49998/);
    assert.ok((await rows().count()) < 60);
    const [asked] = (await view.called('page')) as ListRequest[];
    assert.deepEqual(asked.order, { by: 'loss', falling: true });
  });

  it('asks for the pages that come into sight alone', async () => {
    await rows().first().click();
    await view.page.keyboard.press('End');
    await rows().filter({ hasText: 'review number 0' }).first().waitFor();
    await view.heard();
    const pages = view.requests('page').map((request) => (request as { from: number }).from);
    assert.ok(pages.length <= 4, pages.join());
    await view.page.keyboard.press('Home');
  });

  it('tells the chosen example in full; Enter opens its line, Escape leaves it', async () => {
    await rows().first().click();
    const panel = view.page.getByRole('tabpanel');
    await panel.getByText('review number 49998', { exact: true }).waitFor();
    await panel.getByText('test.tsv:50000', { exact: true }).waitFor();
    await rows().first().press('Enter');
    assert.deepEqual(await view.called('reveal'), [{ version: 1, index: 49_998 }]);
    await rows().first().press('Escape');
    await panel.getByText('Choose an example to see all of it.', { exact: true }).waitFor();
  });

  it('explains the chosen example where it is told, and asks again for the next one while it is seen', async () => {
    const panel = view.page.getByRole('tabpanel');
    await rows().first().click();
    await panel.getByRole('button', { name: 'Explain' }).click();
    await panel.getByTitle(/^number: /).waitFor();
    await panel.getByText('score +1.50').waitFor();
    assert.deepEqual(await view.called('attribute'), [
      { version: 1, index: 49_998, method: '', target: '', token: -1, steps: 64 },
    ]);
    await rows().nth(1).click();
    await panel.getByText('review number 49995', { exact: true }).waitFor();
    await panel.getByTitle(/^number: /).waitFor();
    const asked = (await view.called('attribute', 2)) as { index: number }[];
    assert.deepEqual(asked.slice(1).map(({ index }) => index), [49_995]); // prettier-ignore
    await view.emit('overview', { ...overview, canExplain: false });
    await panel.getByTitle(/^number: /).waitFor({ state: 'detached' });
    assert.equal(await panel.getByRole('button', { name: 'Explain' }).count(), 0);
    await view.emit('overview', overview);
    await panel.getByTitle(/^number: /).waitFor();
  });

  it('shows the nearest training examples only where they are looked at; a click opens one', async () => {
    await view.heard();
    assert.equal(view.requests('nearest').length, 0);
    await rows().first().click();
    await view.page.getByRole('tab', { name: 'Nearest' }).click();
    await view.page.getByText('a review like it').click();
    assert.deepEqual(await view.called('revealNearest'), [{ place: 0 }]);
  });

  it('lists a group where it is clicked, as a chip that can be removed', async () => {
    await view.page.getByRole('tab', { name: 'Groups' }).click();
    const groups = view.page.getByRole('table', { name: /^Groups of examples/ });
    assert.match(await groups.locator('tbody tr[data-index="0"]').innerText(), /▼ genre: talk/);
    assert.doesNotMatch(await groups.locator('tbody tr[data-index="1"]').innerText(), /▼/);
    await groups.getByText('▼ genre: talk').click();
    await told('4 167 of 50 000 examples');
    await chip('Remove the filter “genre: talk”').click();
    await told('16 667 of 50 000 examples');
  });

  it('filters by outcome, by a choice and by text, and sorts in the host', async () => {
    await chip(/^Sure and wrong/).click();
    await told('1 667 of 50 000 examples');
    await chip('Filters').click();
    await view.page.getByRole('combobox', { name: 'True' }).click();
    await view.page.getByRole('option', { name: 'positive' }).click();
    await view.page.getByText('No example passes.', { exact: false }).waitFor();
    await chip(/^All examples/).click();
    await told('25 000 of 50 000 examples');
    await view.page.getByRole('textbox', { name: 'Find in the examples' }).fill('NUMBER 777');
    await told('6 of 50 000 examples');
    const pages = view.requests('page').length;
    await list().getByRole('button', { name: 'Tokens' }).click();
    await rows().first().waitFor();
    const { order, conditions } = (await view.called('page', pages + 1)).at(-1) as ListRequest;
    assert.deepEqual(order, { by: 'tokens', falling: true });
    await chip('Save as CSV').click();
    assert.deepEqual(await view.called('save'), [{ version: 1, conditions, order }]);
  });

  it('lists what the Run view asks for', async () => {
    await view.emit('wanted', [{ kind: 'gold', value: 'negative' }, { kind: 'prediction', value: 'positive' }]); // prettier-ignore
    await told('8 334 of 50 000 examples');
  });

  it('says which files have changed since', async () => {
    await view.emit('overview', { ...overview, changed: ['test.tsv'] });
    await view.page.getByText(/^Changed since this evaluation: test\.tsv\./).waitFor();
  });

  it('writes nothing over anything else at any zoom', async () => {
    for (const name of ['Groups', 'Example', 'Nearest']) {
      await view.page.getByRole('tab', { name, exact: true }).click();
      await assertLegible(view.page, '.facts');
    }
  });

  it('cuts no figure of the groups off in Korean', async () => {
    const texts = JSON.parse(fs.readFileSync(path.join(root, 'l10n', 'bundle.l10n.ko.json'), 'utf8')) as Record<string, string>; // prettier-ignore
    const korean = await openViewPage(await sharedBrowser(), { view: 'examples', answer, texts });
    await korean.emit('overview', overview);
    await korean.page.getByRole('tab', { name: texts.Groups, exact: true }).click();
    await assertLegible(korean.page, '.facts');
    await korean.page.close();
  });

  it('is as it was after a reload of the window', async () => {
    const kept = await view.page.evaluate(() => (globalThis as unknown as { state: object }).state);
    const again = await openViewPage(await sharedBrowser(), { view: 'examples', answer, kept });
    await again.emit('overview', overview);
    await again.page.getByText('8 334 of 50 000 examples', { exact: true }).waitFor();
    await again.page.getByRole('button', { name: 'Remove the filter “True: negative”' }).waitFor();
    assert.deepEqual(again.errors, []);
    await again.page.close();
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
