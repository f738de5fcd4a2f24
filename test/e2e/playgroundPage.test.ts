// The playground by itself, against a made-up host: what it draws for each kind of answer.

import assert from 'node:assert/strict';
import type { LabelAnswer, TextAnswer } from '../../src/protocol/answer';
import type { OfferedQuestion } from '../../src/protocol/attentionView';
import type { PlaygroundContract } from '../../src/protocol/playgroundView';
import { fakeTranslation } from '../support/fakeTranslations';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { openViewPage, type ViewPage } from './viewPage';

type Make = PlaygroundContract['calls']['make']['request'];

/** More than stand in one line. */
const TOKENS = ['a', 'nap', ...Array.from({ length: 60 }, () => 'yesterday')];
const label: LabelAnswer = {
  ...{ kind: 'label', input: 'a nap', output: 'bad', label: 'bad', score: 0.75, uncalibrated: true },
  ...{ probabilities: { good: 0.25, bad: 0.75 }, tokens: TOKENS, unknown: TOKENS.map((_, i) => i === 0) },
};

const written: TextAnswer = fakeTranslation('zwei hunde', {});

const question: OfferedQuestion = {
  runs: [
    { id: 'labels', name: 'reviews', detail: 'lstm' },
    { id: 'writes', name: 'pairs', detail: 'gru' },
  ],
  ...{ selected: ['labels'], source: 'a nap', target: '', version: 1 },
};

describe('the playground', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    const answer = (name: string, request: never): unknown =>
      name === 'make' ? { answer: (request as Make).run === 'labels' ? label : written, seconds: 0.05 } : {};
    view = await openViewPage(browser, { view: 'playground', answer });
    await view.emit('question', question);
  });
  after(() => view.page.close());

  const searched = () => view.page.getByRole('button', { name: /Attention|Beam search/ });

  it('draws a label with the scores of all, and what the model saw', async () => {
    const { page } = view;
    await page.getByRole('heading', { name: 'Scores' }).waitFor();
    assert.deepEqual(await page.getByRole('rowheader').allInnerTexts(), ['bad', 'good']);
    assert.match((await page.locator('.token.unknown').getAttribute('title')) ?? '', /not in the vocabulary/);
    await page
      .getByRole('status')
      .getByText(/^bad: 75\.0.%$/)
      .waitFor();
    assert.equal(await searched().count(), 0, 'nothing was searched for');
  });

  it('draws a text with its alternatives, and leads to how it was found', async () => {
    const { page } = view;
    await view.emit('question', { ...question, selected: ['writes'], version: 2 });
    await page.getByText('Tokens of the best output').waitFor();
    assert.equal(await page.locator('.best').innerText(), written.outputs[0].text);
    assert.equal(await page.locator('.outputs tbody tr').count(), written.outputs.length);
    assert.equal(
      await page.locator('.tokens').first().locator('.token .figure').count(),
      written.outputs[0].tokens.length,
    );
    assert.equal(await searched().count(), 2);
    await page.getByRole('button', { name: 'Beam search' }).click();
    assert.deepEqual(view.calls.at(-1), { name: 'open', request: { view: 'beam', run: 'writes', text: 'a nap' } });
  });

  it('keeps what is asked where the host has forgotten it over a reload of the window', async () => {
    await view.emit('question', { ...question, source: 'older', version: 0 });
    await view.emit('question', { ...question, selected: ['writes'], source: 'newer', version: 3 });
    await view.page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('vscode-text-area')?.value === 'newer',
    );
    const asked = view.calls
      .filter(({ name }) => name === 'make')
      .map(({ request }) => (request as { text: string }).text);
    assert.ok(!asked.includes('older'), asked.join());
  });

  it('writes nothing over anything else and cuts no token at any zoom', async () => {
    await assertLegible(view.page);
    await view.emit('question', { ...question, source: 'a nap', version: 4 });
    await view.page.getByRole('heading', { name: 'Scores' }).waitFor();
    await assertLegible(view.page);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
