// The view in which a run goes on with a text by itself, against a made-up host: colours, choices, continuations that part.

import assert from 'node:assert/strict';
import type { OfferedQuestion } from '../../src/protocol/attentionView';
import type { ContinuedToken, ContinueReply } from '../../src/protocol/continuation';
import type { GenerateQuestion } from '../../src/protocol/generateView';
import { LabError } from '../../src/protocol/labError';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, Telling, type ViewPage } from './viewPage';

const WORDS = [
  'the',
  ' king',
  ' is',
  ' dead',
  ',',
  '\n',
  'long',
  ' live',
  ' a',
  ' queen',
  ' and',
  ' all',
  ' her',
  ' court',
];
const idOf = (word: string): number => WORDS.indexOf(word);

/** The word behind another is the next of the list, or by another seed the one after it. */
function tokenAt(id: number, place: number): ContinuedToken {
  const token = WORDS[id];
  const probability = [0.62, 0.04, 0.31, 0.002][place % 4];
  const others = Array.from({ length: 9 }, (_, i) => (id + i + 1) % WORDS.length);
  const choice = (one: number, i: number) => ({
    id: one,
    token: WORDS[one],
    probability: i === 0 ? probability : 0.3 / 2 ** i,
  });
  const before = [id, ...others].map(choice).sort((a, b) => b.probability - a.probability);
  const after = before
    .slice(0, 4)
    .map((one, _, { length }) => ({ ...one, probability: one.probability + 0.1 / length }));
  return { id, token, text: token, logProbability: Math.log(probability), rank: place % 4, before, after };
}

function continued({ chosen, toldChosen, tokens, sampling }: GenerateQuestion): Telling {
  const first = toldChosen === 1 ? chosen.length - 1 : chosen.length;
  const ids = [...chosen.slice(first)];
  while (ids.length < tokens + toldChosen)
    ids.push(((ids.at(-1) ?? chosen.at(-1) ?? -1) + sampling.seed) % WORDS.length);
  const told = ids.map((id, i) => tokenAt(id, first + i));
  const reply: ContinueReply = {
    ...{ text: told.map(({ text }) => text).join(''), tokens: told, end: 'length', promptTokens: 1 },
    notices: ['1 of 2 tokens of the prompt are not in the vocabulary of the run.'],
  };
  return new Telling(told.map((token) => ({ token })), reply); // prettier-ignore
}

const question: OfferedQuestion = {
  runs: [
    { id: 'kn', name: 'shakespeare', detail: 'kneser-ney, perplexity 4.50' },
    { id: 'lstm', name: 'shakespeare', detail: 'lstm' },
  ],
  ...{ selected: ['kn'], source: 'Enter ', target: '', version: 1 },
};

describe('the view that generates', () => {
  let view: ViewPage;
  let choicesAsked: GenerateQuestion[] = [];

  function answer(name: string, request: never): unknown {
    if (name === 'generate') return continued((request as { question: GenerateQuestion }).question);
    if (name === 'follow') throw new LabError('NOT_FOUND', 'Nothing is known of it.');
    if (name !== 'choices') return {};
    const asked = request as GenerateQuestion;
    choicesAsked.push(asked);
    const { before, after } = tokenAt(((asked.chosen.at(-1) ?? -1) + 1) % WORDS.length, asked.chosen.length);
    return { before, after };
  }
  const open = async (kept?: object): Promise<void> => {
    view = await openViewPage(await sharedBrowser(), { view: 'generate', answer, kept });
    await view.emit('question', question);
    await view.emit('prompts', { prompts: ['Once upon a time', 'to be, or not to be'] });
  };
  const text = () => view.page.getByRole('group', { name: /^Continuation, coloured/ });
  const tokens = () => view.page.locator('.generated .token');
  /** What was asked for after so many others. */
  const asked = async (others: number): Promise<GenerateQuestion> =>
    ((await view.called('generate', others + 1))[others] as { question: GenerateQuestion }).question;
  const rows = (list: string) => view.page.getByRole('list', { name: list }).getByRole('listitem');
  before(() => open());
  after(() => view.page.close());

  it('says what would be here, and goes on with the prompt when Enter is pressed', async () => {
    const { page } = view;
    await page.getByText(/^Type a prompt and press Enter/).waitFor();
    await page.getByRole('textbox', { name: /^Prompt/ }).fill('Enter the');
    await page.keyboard.press('Enter');
    await tokens().nth(99).waitFor();
    assert.equal(await tokens().count(), 100);
    const { prompt, sampling } = await asked(0);
    assert.deepEqual([prompt, sampling.seed], ['Enter the', 1]);
    await page.locator('.figures', { hasText: /^100 tokens · 4\.00 bits a token · .* perplexity/ }).waitFor();
    await page.getByText('1 of 2 tokens of the prompt').waitFor();
    assert.deepEqual(await view.called('keepPrompts'), [
      { prompts: ['Enter the', 'Once upon a time', 'to be, or not to be'] },
    ]);
  });

  it('moves between tokens by keys and tells each', async () => {
    const { page } = view;
    await text().focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])
      await page.keyboard.press(key);
    assert.equal(await page.locator('.generated .chosen').innerText(), ' is');
    await page.locator('.picture .spoken', { hasText: '␣is: 1.69 bits, 31.0' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    const table = page.getByRole('table', { name: 'Most probable tokens at this place' });
    assert.equal(await table.getByRole('row').count(), 11);
    assert.equal(await table.locator('[aria-current]').innerText(), '␣is');
  });

  it('goes on from another token, and keeps both continuations', async () => {
    const { page } = view;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.generated .chosen', { hasText: 'dead' }).waitFor();
    const { chosen, toldChosen } = await asked(1);
    assert.deepEqual(chosen, [idOf('the'), idOf(' king'), idOf(' dead')]);
    assert.equal(toldChosen, 1);
    await tokens().nth(102).waitFor();
    assert.equal(await page.locator('.generated .parts').innerText(), ' dead');
    await page.getByRole('tab', { name: 'Continuations' }).click();
    assert.deepEqual(await rows('Continuations').locator('.link').allInnerTexts(), [
      'the king is dead,↵long live a queen …',
      'the king → dead↵ live queen all court king dea…',
    ]);
    await rows('Continuations').first().locator('.link').click();
    await page.locator('.generated .chosen', { hasText: 'is' }).waitFor();
  });

  it('shows a continuation that is there already instead of another', async () => {
    const { page } = view;
    const before = view.requests('generate').length;
    await text().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '␣dead' }).click();
    await page.locator('.generated .chosen', { hasText: 'dead' }).waitFor();
    await view.heard();
    assert.equal(view.requests('generate').length, before);
  });

  it('removes a continuation and brings it back', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Continuations' }).click();
    await rows('Continuations').nth(1).locator('.link').focus();
    await page.keyboard.press('Delete');
    assert.equal(await rows('Continuations').count(), 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await rows('Continuations').count(), 2);
    assert.match((await rows('Continuations').nth(1).locator('.link').getAttribute('aria-current')) ?? '', /true/);
  });

  it('is drawn in every theme, narrow and zoomed', async () => {
    const { page } = view;
    await page.getByRole('button', { name: 'Sampling' }).click();
    await page.getByRole('tab', { name: 'Token' }).click();
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await savePicture(page, `generate-${theme}`);
      await assertLegible(page, '.generated');
    }
    await page.setViewportSize({ width: 400, height: 760 });
    await savePicture(page, 'generate-narrow');
    await page.setViewportSize({ width: 800, height: 506 });
    await savePicture(page, 'generate-zoomed');
    await page.setViewportSize({ width: 1200, height: 760 });
    await page.getByRole('button', { name: 'Sampling' }).click();
  });

  it('colours by rank, and holds the same as a table', async () => {
    const { page } = view;
    await page.getByRole('combobox', { name: 'Colour by' }).click();
    await page.getByRole('option', { name: 'Rank' }).click();
    await page.locator('.foot .legend', { hasText: 'rank' }).waitFor();
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('button', { name: 'Surprisal, bits' }).click();
    await page.getByRole('button', { name: 'Table' }).click();
  });

  it('has all of it again after a reload, and asks the model for the choices', async () => {
    const kept: object = await view.page.evaluate(() => (globalThis as unknown as { state: object }).state);
    const before = await view.page.locator('.generated').innerText();
    await view.page.close();
    choicesAsked = [];
    await open(kept);
    await tokens().nth(102).waitFor();
    assert.equal(await view.page.locator('.generated').innerText(), before);
    await text().focus();
    for (let i = 0; i < 3; i++) await view.page.keyboard.press('ArrowRight');
    await view.page.getByRole('button', { name: '␣dead' }).waitFor();
    assert.deepEqual(choicesAsked.at(-1)?.chosen, [idOf('the'), idOf(' king')]);
    await view.page.getByRole('tab', { name: 'Prompts' }).click();
    await rows('Prompts').getByRole('button', { name: 'Remove “Once upon a time”' }).click();
    assert.deepEqual(await view.called('keepPrompts'), [{ prompts: ['to be, or not to be'] }]);
  });

  it('keeps what came of a call that the window took with it, and goes on with it', async () => {
    type Kept = { trees: { all: { end: string; tokens: unknown[] }[] }[] };
    const kept = await view.page.evaluate(() => (globalThis as unknown as { state: Kept }).state);
    const [, grown] = kept.trees[0].all;
    Object.assign(grown, { end: 'running', tokens: grown.tokens.slice(0, 20) });
    await view.page.close();
    await open(kept);
    await view.page.locator('.figures', { hasText: /^22 tokens .* interrupted with the window/ }).waitFor();
    await savePicture(view.page, 'generate-interrupted');
    await view.page.getByRole('button', { name: 'Go on' }).click();
    await tokens().nth(101).waitFor();
    const { tokens: count, chosen } = await asked(0);
    assert.deepEqual([count, chosen.length], [80, 22]);
    await view.page.locator('.figures', { hasText: 'interrupted' }).waitFor({ state: 'detached' });
  });

  it('keeps an open list of runs as it is while the host offers others', async () => {
    const { page } = view;
    const list = page.getByRole('combobox', { name: 'Run beside it' });
    const option = (name: string) => page.locator('vscode-option', { hasText: `Beside: ${name}` });
    await list.click();
    await option('shakespeare').evaluate((node) => (node.id = 'open'));
    await view.emit('question', { ...question, runs: [...question.runs, { id: 'gru', name: 'sonnets', detail: '' }] });
    assert.equal(await option('shakespeare').getAttribute('id'), 'open');
    await page.keyboard.press('Escape');
    await option('sonnets').waitFor({ state: 'attached' });
    await view.emit('question', question);
    await option('sonnets').waitFor({ state: 'detached' });
  });

  it('has two runs go on with one prompt, by the same rules and seed, each with a tree of its own', async () => {
    const { page } = view;
    await page.getByRole('combobox', { name: 'Run beside it' }).click();
    await page.getByRole('option', { name: 'Beside: shakespeare' }).click();
    const pane = (i: number) => page.locator('.pane').nth(i);
    await page.getByRole('textbox', { name: /^Prompt/ }).fill('To be');
    const before = view.requests('generate').length;
    await page.keyboard.press('Enter');
    for (const i of [0, 1]) await pane(i).locator('.token').nth(99).waitFor();
    const questions = [await asked(before), await asked(before + 1)];
    assert.deepEqual(
      questions.map(({ run }) => run),
      ['kn', 'lstm'],
    );
    assert.deepEqual({ ...questions[0], run: '' }, { ...questions[1], run: '' });
    const legends = [0, 1].map((i) => pane(i).locator('.legend').innerText());
    assert.equal(await legends[0], await legends[1]);
    await pane(1).locator('.generated .token').nth(3).click();
    await page.getByRole('tab', { name: 'Token' }).click();
    await page.locator('.choices .link:not([aria-current])').first().click();
    await pane(1).locator('.generated .token.parts').waitFor();
    assert.equal(await pane(0).locator('.generated .token.parts').count(), 0);
    assert.equal((await asked(before + 2)).run, 'lstm');
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await savePicture(page, `generate-two-${theme}`);
    }
    for (const [width, height] of [
      [920, 700],
      [400, 760],
    ]) {
      await page.setViewportSize({ width, height });
      await savePicture(page, `generate-two-${width}`);
    }
    await page.setViewportSize({ width: 1200, height: 760 });
    await page.getByRole('combobox', { name: 'Run beside it' }).click();
    await page.getByRole('option', { name: 'Beside: none' }).click();
    await pane(1).waitFor({ state: 'hidden' });
  });

  it('has the name of the only run whole where there is little room', async () => {
    const { page } = view;
    const name = 'A language model of the plays of Shakespeare';
    await view.emit('question', { ...question, runs: [{ id: 'kn', name, detail: 'kneser-ney' }], version: 2 });
    await page.setViewportSize({ width: 920, height: 700 });
    const run = page.locator('.sentence .run');
    await run.waitFor();
    await savePicture(page, 'generate-920');
    assert.ok(await run.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
