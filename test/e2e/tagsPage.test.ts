// The view of tags by itself, against a made-up host: the list and its filter, the chosen sentence, what the run weighed.

import assert from 'node:assert/strict';
import type { TagLattice } from '../../src/protocol/answer';
import type { SentenceBesideRight } from '../../src/protocol/judgedTags';
import type { SentencesRequest, TagsOverview } from '../../src/protocol/tagsView';
import { countsOf, listed, passing, SENTENCES_A_PAGE } from '../../src/host/tags/sentenceList';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { openViewPage, type ViewPage } from './viewPage';

const WRONG: SentenceBesideRight = {
  ...{ tokens: ['Ada', 'Lovelace', 'lives', 'in', 'London', '.'], line: 7 },
  right: [
    { type: 'PER', start: 0, end: 2 },
    { type: 'LOC', start: 4, end: 5 },
  ],
  found: [{ type: 'PER', start: 0, end: 1 }],
  errors: [
    { kind: 'boundary', start: 0, end: 2, line: 7 },
    { kind: 'missed', start: 4, end: 5, line: 11 },
  ],
};
/** 갔다 옴: morphemes that are one syllable, and a form that was not found. */
const MORPHEMES: SentenceBesideRight = {
  ...{ tokens: [...'갔다 옴'], line: 9 },
  right: [
    { type: 'VV', start: 0, end: 1, form: '가' },
    { type: 'EP', start: 0, end: 1, form: '았' },
    { type: 'EF', start: 1, end: 2, form: '다' },
    { type: 'VV', start: 3, end: 4, form: '오' },
    { type: 'ETN', start: 3, end: 4, form: 'ㅁ' },
  ],
  found: [
    { type: 'VV', start: 0, end: 1, form: '가' },
    { type: 'EP', start: 0, end: 1, form: '었' },
    { type: 'EF', start: 1, end: 2, form: '다' },
    { type: 'NNG', start: 3, end: 4, form: '옴' },
  ],
  errors: [], // so that it is not among those with errors, which are looked at first
};
const SENTENCES = Array.from({ length: 500 }, (_, i): SentenceBesideRight => {
  if (i === 3) return WRONG;
  if (i === 5) return MORPHEMES;
  const spans = [{ type: 'LOC', start: 1, end: 2 }];
  return { tokens: ['In', `Seoul${i}`, '.'], line: 20 + 4 * i, right: spans, found: spans, errors: [] };
});

const TAGS = ['O', 'B-PER', 'I-PER', 'B-LOC'];
const lattice: TagLattice & { alternatives: { tags: string[]; probability: number }[] } = {
  tags: TAGS,
  probabilities: Float32Array.from(WRONG.tokens.flatMap((_, t) => (t === 0 ? [0.1, 0.7, 0, 0.2] : [0.94, 0.02, 0.02, 0.02]))), // prettier-ignore
  path: [1, 0, 0, 0, 0, 0],
  chain: {
    transitions: Float32Array.from(TAGS.flatMap((_, i) => TAGS.map((__, j) => (j === 2 && i !== 1 ? -Infinity : i - j)))), // prettier-ignore
    begin: Float32Array.of(1, 0.5, -Infinity, 0),
    end: Float32Array.of(0, 0, 0, 0),
  },
  alternatives: [
    { tags: ['B-PER', 'O', 'O', 'O', 'O', 'O'], probability: 0.6 },
    { tags: ['B-PER', 'I-PER', 'O', 'O', 'O', 'O'], probability: 0.3 },
  ],
};

const overview: TagsOverview = {
  ...{ version: 1, run: 'people', source: 'test.conll', figures: [{ metric: 'f1', value: 0.9 }], count: 500 },
  ...{ ...countsOf(SENTENCES), types: ['LOC', 'PER'], namesEntities: true, canReveal: true },
};

async function answer(name: string, request: never): Promise<unknown> {
  const asked = request as SentencesRequest & { index: number };
  if (name === 'sentence') return SENTENCES[asked.index];
  if (name === 'lattice') return lattice;
  if (name !== 'sentences') return {};
  const indices = await passing(SENTENCES, asked);
  const page = indices.slice(asked.from, asked.from + SENTENCES_A_PAGE);
  return { sentences: page.map((index) => listed(SENTENCES[index], index)), total: indices.length };
}

describe('the view of tags', () => {
  let view: ViewPage;
  const list = () => view.page.getByRole('listbox', { name: 'Sentences' });
  const filter = async (name: RegExp): Promise<void> => {
    await view.page.getByRole('combobox', { name: 'Which sentences' }).click();
    await view.page.getByRole('option', { name }).click();
  };
  before(async () => {
    view = await openViewPage(await sharedBrowser(), { view: 'tags', answer });
    await view.emit('overview', overview);
  });
  after(() => view.page.close());

  it('lists the sentences with errors at first, right spans above those found', async () => {
    const row = list().getByRole('option');
    await row.first().waitFor();
    assert.equal(await row.count(), 1);
    assert.deepEqual(await row.locator('.entity').allInnerTexts(), ['Ada LovelacePER ✗', 'LondonLOC ✗', 'AdaPER ✗']);
    assert.equal(await row.locator('.kinds').innerText(), 'Wrong borders, Missed');
    await view.page.getByText('1 of 500 sentences', { exact: true }).waitFor();
  });

  it('tells the errors of the chosen sentence, each opening its line', async () => {
    await list().focus();
    await view.page.keyboard.press('ArrowDown');
    const errors = view.page.getByRole('table', { name: 'Errors' });
    await errors.getByRole('button', { name: 'Line 11' }).click();
    assert.deepEqual(await view.called('reveal'), [{ version: 1, index: 3, error: 1 }]);
    await list().focus();
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.called('reveal', 2)).at(-1), { version: 1, index: 3, error: 0 });
  });

  it('shows the lattice, the best sequences and the transitions, asked for once', async () => {
    const { page } = view;
    await page.getByRole('tab', { name: 'Lattice' }).click();
    const cells = page.getByRole('table', { name: /How probable/ });
    await cells.waitFor();
    const chosen = await cells.locator('td.chosen').allInnerTexts();
    assert.deepEqual(chosen, ['94', '94', '94', '94', '94', '70']);
    await page.getByRole('tab', { name: 'Sequences' }).click();
    await page.getByText('Lovelace: O → I-PER', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Transitions' }).click();
    const scores = page.getByRole('table', { name: /Scores of a tag/ });
    assert.equal(
      await scores.locator('td.masked').count(),
      5,
      'three behind tags, one at the beginning, no empty text',
    );
    await view.heard();
    assert.equal(view.requests('lattice').length, 1);
  });

  it('lists all sentences, of which those in sight alone are in the page, and finds texts', async () => {
    await filter(/^All sentences/);
    await view.page.getByText('500 of 500 sentences', { exact: true }).waitFor();
    assert.ok((await list().getByRole('option').count()) < 40);
    await list().focus();
    await view.page.keyboard.press('End');
    await list().getByText('Seoul499').first().waitFor();
    await view.page.getByRole('textbox', { name: 'Find in the sentences' }).fill('seoul77');
    await view.page.getByText('1 of 500 sentences', { exact: true }).waitFor();
    await view.page.getByRole('textbox', { name: 'Find in the sentences' }).fill('갔다');
    await list().getByText('옴', { exact: true }).waitFor();
    const morphemes = await list().locator('.entity').allInnerTexts();
    const right = ['가VV', '았EP ✗', '다EF', '오VV ✗', 'ㅁETN ✗'];
    const found = ['가VV', '었EP ✗', '다EF', '옴NNG ✗'];
    assert.deepEqual(morphemes, [...right, ...found], 'as they are, not as they are written');
    await view.page.getByRole('textbox', { name: 'Find in the sentences' }).fill('nowhere');
    await view.page.getByText('No sentence passes.', { exact: false }).waitFor();
    await view.page.getByRole('textbox', { name: 'Find in the sentences' }).fill('');
  });

  it('writes nothing over anything else at any zoom', async () => {
    for (const name of ['Sentence', 'Lattice']) {
      await view.page.getByRole('tab', { name, exact: true }).click();
      await assertLegible(view.page, '.facts');
    }
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
