// The playground by itself, against a made-up host: what it draws for each kind of answer.

import assert from 'node:assert/strict';
import type { BlanksAnswer, LabelAnswer, TextAnswer } from '../../src/protocol/answer';
import type { OfferedQuestion } from '../../src/protocol/attentionView';
import type { PlaygroundContract, PlaygroundReply } from '../../src/protocol/playgroundView';
import type { AttributionReply } from '../../src/protocol/attribution';
import { fakeShares } from '../support/fakeShares';
import { fakeTranslation } from '../support/fakeTranslations';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

type Make = PlaygroundContract['calls']['make']['request'];
type Attribute = PlaygroundContract['calls']['attribute']['request'];

/** More than stand in one line. */
const TOKENS = ['a', 'nap', ...Array.from({ length: 60 }, () => 'yesterday')];
const label: LabelAnswer = {
  ...{ kind: 'label', input: 'a nap', output: 'bad', label: 'bad', score: 0.75, uncalibrated: true },
  ...{ probabilities: { good: 0.25, bad: 0.75 }, tokens: TOKENS, unknown: TOKENS.map((_, i) => i === 0) },
};

const written: TextAnswer = fakeTranslation('zwei hunde', {});

const filled: BlanksAnswer = {
  ...{ kind: 'blanks', input: 'a ___ film .', output: 'a good film .', tokens: ['a', '<mask>', 'film', '.'] },
  unknown: [false, false, false, false],
  blanks: [
    {
      ...{ start: 2, end: 5 },
      choices: [
        { text: 'good', token: '▁good', probability: 0.5 },
        { text: 'bad', token: '▁bad', probability: 0.25 },
      ],
    },
  ],
};

/** Of two words over four places. */
const captioned: TextAnswer = {
  ...fakeTranslation('', {}),
  picture: { rows: 2, columns: 2 },
  outputs: fakeTranslation('', {})
    .outputs.slice(0, 1)
    .map((output) => ({
      ...output,
      ...{ text: 'red circle', tokens: ['red', 'circle'], tokenLogProbabilities: [-0.1, -0.2] },
      attention: [
        [0.7, 0.1, 0.1, 0.1],
        [0, 0.25, 0.5, 0.25],
      ],
    })),
};

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAgCAIAAADbtmxLAAAAo0lEQVR4Ac3BsY3DUAxEweeFOmEdjH/NjFkHg4vdhAuQBdnA92FnHs/nH06EGWFGmDm4M7k4iS5+4+Da5OLC5AKii93EhcnFncnFbuKdycVnJhdbCTPiZHLxjcnFPsKMMCPMCDPCjDAjTqKLb0QX+wgz4p3o4jPRxVbiQnRxJ7rY7eBadAGTi5Po4jcO7kQX/0iYEWaEGWFGmBFmhBlhRpgRZl4hOiKefw+41gAAAABJRU5ErkJggg=='; // prettier-ignore
const picture = { name: 'circle.png', path: '/pictures/circle.png', content: `data:image/png;base64,${PNG}` };

const ANSWERS: Record<string, PlaygroundReply['answer']> = {
  ...{ labels: label, writes: written, fills: filled, captions: captioned },
};

const question: OfferedQuestion = {
  runs: [
    { id: 'labels', name: 'reviews', detail: 'lstm' },
    { id: 'writes', name: 'pairs', detail: 'gru' },
    { id: 'fills', name: 'masked', detail: 'transformer' },
    { id: 'captions', name: 'pictures', detail: 'lstm', readsPictures: true },
  ],
  ...{ selected: ['labels'], source: 'a nap', target: '', version: 1 },
};

const WORDS = [
  ...([['a', 0.02], ['charming', 0.9], ['and', 0.3], ['zyx', -0.1], ['journey', 0.4], [',', 0]] as const), // prettier-ignore
  ...([
    ['not', -0.4],
    ['a', 0],
    ['boring', -1.2],
    ['one', -0.2],
  ] as const),
];

function sharesFor({ method, target, steps }: Attribute): AttributionReply {
  if (method === 'attention')
    return fakeShares(WORDS.map(([word, share]) => [word, Math.abs(share) / 4] as const), { method, score: undefined, baseline: undefined, completenessError: undefined }); // prettier-ignore
  const isOther = target === 'good';
  const shares = WORDS.map(([word, share]) => [word, isOther ? -share : share] as const);
  return fakeShares(shares, {
    method: method === '' ? 'integrated' : method,
    target: isOther ? 'good' : 'bad',
    steps,
    completenessError: steps < 64 ? 0.5 : 0.002,
  });
}

describe('the playground', () => {
  let view: ViewPage;
  before(async () => {
    const browser = await sharedBrowser();
    const answer = (name: string, request: never): unknown => {
      if (name === 'attribute') return sharesFor(request as Attribute);
      if (name === 'picture') return { picture };
      return name === 'make' ? { answer: ANSWERS[(request as Make).run], seconds: 0.05 } : {};
    };
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

  it('explains the answer on its text: by any method, for any label, by keys, as a table', async () => {
    const { page } = view;
    /** What was asked for after so many others. */
    const asked = async (others: number) => (await view.called('attribute', others + 1))[others] as Attribute;
    const token = (text: string) => page.locator('.shares .token', { hasText: new RegExp(`^${text}$`) }).first();
    await page.getByRole('button', { name: 'Explain' }).click();
    await token('boring').waitFor();
    const usual = { method: '', target: '', token: -1, steps: 64 };
    assert.deepEqual(await asked(0), { ...usual, run: 'labels', text: 'a nap' });
    assert.equal(await page.locator('.shared').innerText(), WORDS.map(([word]) => word).join(' '));
    assert.match((await token('boring').getAttribute('class')) ?? '', /share against/);
    assert.match((await token('charming').getAttribute('class')) ?? '', /share for/);
    assert.match((await token('zyx').getAttribute('title')) ?? '', /zyx: −0\.100\nnot in the vocabulary/);
    assert.match(
      await page.locator('.shares-legend').innerText(),
      /against\s*−1\.20\s*−0\.600\s*0\s*\+0\.600\s*\+1\.20\s*for/,
    );
    await page.getByText('completeness error 0.00200').waitFor();
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await assertLegible(page);
      await savePicture(page, `shares-${theme}`);
    }

    await page.getByRole('group', { name: /^Text with shares/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    await page.locator('.shares .spoken', { hasText: 'charming: +0.900' }).waitFor({ state: 'attached' });

    const choose = async (list: string, option: string): Promise<void> => {
      await page.getByRole('combobox', { name: list }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Whose score', 'good');
    await page.locator('.shares .token.for', { hasText: 'boring' }).waitFor();
    assert.equal((await asked(1)).target, 'good');
    await choose('Steps', '16 steps');
    await page.getByText('The shares do not add up to the score.').waitFor();
    await choose('Method', 'Attention');
    await page.getByText('looked at', { exact: true }).waitFor();
    assert.equal(await page.locator('.shares .token.against').count(), 0);
    assert.equal(await page.getByRole('combobox', { name: 'Steps' }).count(), 0);
    await choose('Method', 'Leave one out');
    await page.getByText(/without the token/).waitFor();

    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const first = page.locator('.shares-table tr[data-index="0"] td').first();
    assert.equal(await first.innerText(), 'boring'); // for "good"
    await page.getByRole('button', { name: 'Table' }).click();
    await assertLegible(page);
    await page.setViewportSize({ width: 400, height: 760 });
    await savePicture(page, 'shares-narrow');
    await page.setViewportSize({ width: 1200, height: 760 });
    await page.getByRole('button', { name: 'Explain' }).click();
    assert.equal(await page.locator('.shares').count(), 0);
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
    assert.deepEqual(await view.called('open'), [{ view: 'beam', run: 'writes', text: 'a nap' }]);
  });

  it('fills in blanks, and says what else may stand in each', async () => {
    const { page } = view;
    await view.emit('question', { ...question, selected: ['fills'], source: filled.input, version: 2.5 });
    await page.getByRole('heading', { name: 'Fill in the blank' }).waitFor();
    assert.equal(await page.locator('.best').innerText(), filled.output);
    assert.equal(await page.locator('.best mark').innerText(), 'good');
    assert.deepEqual(await page.getByRole('rowheader').allInnerTexts(), ['good', 'bad']);
    await page.getByRole('status').getByText(/^a good film \.: 50\.0.%$/).waitFor(); // prettier-ignore
    assert.equal(await page.getByRole('button', { name: 'Explain' }).count(), 0, 'no shares');
    await assertLegible(page);
    await savePicture(page, 'blanks');
  });

  it('draws where a run looked in a picture for each word, by keys and as a table', async () => {
    const { page } = view;
    const before = view.requests('make').length;
    await view.emit('question', { ...question, selected: ['captions'], version: 2.7 });
    await page.getByText('Choose a picture, or drop one here').waitFor();
    assert.equal(await page.locator('vscode-text-area').isVisible(), false);
    await page.getByRole('button', { name: 'Choose Picture…' }).click();
    await page.locator('.best', { hasText: 'red circle' }).waitFor();
    assert.deepEqual((await view.called('make', before + 1)).at(-1), {
      run: 'captions',
      text: picture.content,
      alternatives: 3,
    });
    assert.equal(await searched().count(), 2, 'its file can be asked about elsewhere');
    const spoken = page.locator('.attended > .note');
    await spoken.getByText('For red it looks most at row 1, column 1: 70.0').waitFor();
    await page.getByRole('radio', { name: 'red' }).press('ArrowRight');
    await spoken.getByText('For circle it looks most at row 2, column 1: 50.0').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'circle' }).getAttribute('aria-checked'), 'true');
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await assertLegible(page);
      await savePicture(page, `captions-${theme}`);
    }
    await page.getByRole('button', { name: 'Table' }).click();
    const cells = await page.locator('.attended tbody tr').nth(2).locator('td').allInnerTexts();
    assert.deepEqual(cells.map((text) => text.replace(/\s/g, '')), ['row2,column1', '10.0%', '50.0%']); // prettier-ignore
    await page.locator('.play').evaluate((area, content) => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
      area.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, PNG);
    await page.getByText('dropped.png').waitFor();
    await page.locator('.attended').waitFor();
    assert.equal(await searched().count(), 0, 'it has no file');
    await page.locator('.play').evaluate((area) => {
      const data = new DataTransfer();
      data.items.add(new File(['a,b'], 'table.csv', { type: 'text/csv' }));
      area.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.getByText('"table.csv" is no PNG or JPEG.').waitFor();
  });

  it('keeps what is asked where the host has forgotten it over a reload of the window', async () => {
    await view.emit('question', { ...question, source: 'older', version: 0 });
    await view.emit('question', { ...question, selected: ['writes'], source: 'newer', version: 3 });
    await view.page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('vscode-text-area')?.value === 'newer',
    );
    await view.heard();
    const asked = view.requests('make').map((request) => (request as Make).text);
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
