// The Embeddings view by itself, against a made-up host: its toolbar, its questions about several words, and what it says
// while the host counts.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { CooccurrenceQuestion, EmbeddingSide } from '../../src/protocol/embeddingsView';
import type { SaveFileRequest } from '../../src/protocol/saveFile';
import { describeAnswers } from './embeddings/answersPage';
import { describeMap } from './embeddings/mapPage';
import { answer, SIDE, WORDS } from './embeddings/pageHost';
import { sharedBrowser } from './ground';
import { openViewPage, type ViewPage } from './viewPage';

describe('the Embeddings view by itself', () => {
  let view: ViewPage;
  const field = (name: string): Locator => view.page.getByRole('combobox', { name });
  const press = (name: string): Promise<void> => view.page.getByRole('button', { name, exact: true }).click();
  const said = (text: string | RegExp): Promise<void> => view.page.getByText(text).first().waitFor();
  const last = (name: string): unknown => view.requests(name).at(-1);
  const overview = (version: number, side: Partial<EmbeddingSide> = {}) =>
    view.emit('overview', { version, title: 'words.vec', sides: [{ ...SIDE, ...side }] });

  before(async () => {
    const browser = await sharedBrowser();
    view = await openViewPage(browser, { view: 'embeddings', answer });
    await overview(1);
    await said('words.vec');
  });
  after(() => view.page.close());

  describe('its toolbar', () => {
    /** Marks the list with the focus; true while it is the same element and has the focus still. */
    const hold = (list: Locator): Promise<void> => list.evaluate((node) => void (node.dataset.held = 'held'));
    const isHeld = (): Promise<boolean> =>
      view.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.held === 'held');

    const valueOf = (name: string): Promise<string> =>
      field(name).evaluate((node) => (node as HTMLElement & { displayValue: string }).displayValue);

    for (const [name, shown] of [
      ['Method', 't-SNE'],
      ['Dimensions', '3D'],
      ['Colour by', 'Cluster'],
      ['What dragging does', 'Drag: box'],
    ])
      it(`keeps the list "${name}" and its focus when another value is chosen by keys`, async () => {
        const list = field(name);
        await list.focus();
        await hold(list);
        await view.page.keyboard.press('Enter');
        await view.page.getByRole('option', { name: shown, exact: true }).waitFor();
        for (let presses = 0; presses < 6 && (await valueOf(name)) !== shown; presses++)
          await view.page.keyboard.press('ArrowDown');
        await view.page.keyboard.press('Enter');
        await view.page.getByRole('option', { name: shown, exact: true }).waitFor({ state: 'hidden' });
        assert.equal(await valueOf(name), shown);
        assert.ok(await isHeld());
        await list.evaluate((node) => delete node.dataset.held);
      });

    it('offers what goes with the vectors and the map, and shows the value', async () => {
      await overview(2, { hasCounts: false, layers: ['source', 'target'], layer: 1 });
      await field('Embedding layer').waitFor();
      assert.equal(await valueOf('Embedding layer'), 'target');
      await field('Colour by').click();
      await view.page.getByRole('option', { name: 'Rank' }).click();
      assert.equal(await valueOf('Colour by'), 'Rank');
      await field('What dragging does').click();
      await view.page.getByRole('option', { name: 'Drag: turn' }).click();
      await field('Dimensions').click();
      await view.page.getByRole('option', { name: '2D' }).click();
      assert.equal(await valueOf('What dragging does'), 'Drag: move');
      await overview(3);
      await field('Embedding layer').waitFor({ state: 'hidden' });
      assert.equal(await valueOf('Colour by'), 'Frequency');
    });
  });

  describeMap(() => view, { overview: () => overview(3), words: WORDS.length });

  describeAnswers(() => view);

  describe('similarity', () => {
    before(() => view.page.getByRole('tab', { name: 'Similarity' }).click());

    it('is told for two words, by keys alone', async () => {
      await field('One word or text').fill('sea');
      await field('The other').fill('lak');
      await view.page.getByRole('option', { name: 'lake' }).waitFor();
      await view.page.keyboard.press('ArrowDown');
      await view.page.keyboard.press('Enter');
      await said('“sea” and “lake”: cosine 0.750.');
      assert.deepEqual(last('similarity'), { side: 0, a: 'sea', b: 'lake' });
      const figures = view.page.getByRole('table', { name: 'Similarity of “sea” and “lake”' });
      assert.deepEqual(await figures.getByRole('cell').allTextContents(), ['0.750', '1.50', '2.25']);
    });

    it('is told for two texts, with the words that were left out', async () => {
      await field('One word or text').fill('the sea, xyz');
      await press('Compare');
      await said('Without a vector, left out: xyz.');
    });

    it('names a word that is unknown, and shows no figures of other words', async () => {
      await field('The other').fill('xylophone');
      await press('Compare');
      await said('No word of "xylophone" has a vector.');
      assert.equal(await view.page.getByRole('table', { name: /^Similarity of/ }).count(), 0);
    });

    it('asks for what is missing', async () => {
      await field('The other').fill('');
      await press('Compare');
      await said('Two words or texts are needed.');
      assert.ok(await field('The other').evaluate((node) => node === document.activeElement));
    });

    it('finds the odd one out, completing the word that is typed', async () => {
      const words = field('Three words or more');
      await words.fill('sea lake bre');
      await view.page.getByRole('option', { name: 'bread' }).click();
      assert.equal(await words.inputValue(), 'sea lake bread');
      await words.press('Enter');
      await said('Odd one out: bread.');
      const rows = view.page.getByRole('table', { name: 'Odd one out' }).getByRole('row');
      assert.match((await rows.nth(1).textContent()) ?? '', /^bread0\.100$/);
    });

    it('says which words are unknown, and asks for more where too few are left', async () => {
      await field('Three words or more').fill('sea, xenon, bread');
      await press('Find');
      await said('Without a vector, left out: xenon. At least three words');
      await field('Three words or more').fill('sea bread');
      const before = view.requests('oddOneOut').length;
      await press('Find');
      await view.page.getByText('left out: xenon').waitFor({ state: 'hidden' });
      await said('At least three words with a vector are needed');
      await view.heard();
      assert.equal(view.requests('oddOneOut').length, before);
    });

    it('is asked again when other vectors are shown, and only then', async () => {
      await field('The other').fill('river');
      await field('The other').press('Enter'); // the list of words may stand over the button
      await said('“the sea, xyz” and “river”: cosine 0.750.');
      const times = view.requests('similarity').length;
      await overview(3);
      await overview(4);
      await view.called('similarity', times + 1);
      await view.heard();
      assert.equal(view.requests('similarity').length, times + 1);
    });
  });

  describe('co-occurrence', () => {
    const question: CooccurrenceQuestion = {
      ...{ words: ['ice', 'steam'], probes: ['solid', 'gas', 'water', 'fashion'] },
      ...{ window: 10, weighted: false, matchCase: false },
    };
    const table = {
      words: [
        { word: 'ice', occurrences: 1200, contexts: 1000 },
        { word: 'steam', occurrences: 300, contexts: 500 },
      ],
      probes: [
        { probe: 'solid', occurrences: 40, counts: [20, 0], probabilities: [0.02, 0] },
        { probe: 'gas', occurrences: 30, counts: [1, 10], probabilities: [0.001, 0.02] },
        { probe: 'water', occurrences: 90, counts: [30, 15], probabilities: [0.03, 0.03] },
        { probe: 'fashion', occurrences: 0, counts: [0, 0], probabilities: [0, 0] },
      ],
      ...{ files: ['a.txt', 'b.txt'], seconds: 2.25 },
    };

    before(async () => {
      await view.page.getByRole('tab', { name: 'Corpus' }).click();
      await field('What is looked up').click();
      await view.page.getByRole('option', { name: 'Co-occurrence' }).click();
    });

    it('says what to do without a corpus', async () => {
      await overview(5, { hasCorpus: false });
      await press('Count in the corpus');
      await said('It is not known in which texts these words stand.');
      await press('Choose texts…');
      await view.called('chooseCorpus');
      await overview(5);
      await view.page.getByRole('button', { name: 'Choose texts…' }).first().waitFor({ state: 'hidden' });
    });

    it('asks for what is missing', async () => {
      await press('Count in the corpus');
      await said('Two words to compare are needed.');
      await field('First word').fill('ice');
      await field('Second word').fill('steam');
      await field('Second word').press('Enter');
      await said('At least one probe word is needed.');
      await view.heard();
      assert.equal(last('countCooccurrence'), undefined);
    });

    it('asks the host to count', async () => {
      await field('Probe words').fill('solid, gas, water, fashion, gas');
      await field('Probe words').press('Enter');
      assert.deepEqual(await view.called('countCooccurrence'), [{ side: 0, question }]);
    });

    it('says how far it is and can be stopped', async () => {
      await view.emit('cooccurrence', { question, notice: { kind: 'working', message: 'Counting', fraction: 0.42 } });
      await said('42.0');
      await press('Cancel');
      await view.called('stopCounting');
      await view.emit('cooccurrence', { question, notice: { kind: 'error', message: 'Counting was stopped.' } });
      await said('Counting was stopped.');
      assert.equal(await view.page.getByRole('button', { name: 'Cancel' }).count(), 0);
    });

    it('shows probabilities and ratios, and what stands nowhere', async () => {
      await view.emit('cooccurrence', { question, table });
      await said('Counted in a.txt, b.txt, in 2.3');
      await said('Probes that stand nowhere: fashion.');
      const rows = view.page.getByRole('table', { name: 'Words beside ice and steam' }).getByRole('row');
      const cells = async (row: number): Promise<string[]> => rows.nth(row).getByRole('cell').allTextContents();
      await rows.nth(4).waitFor();
      assert.deepEqual(await cells(1), ['solid', '0.0200', '0', '∞', '40']);
      assert.deepEqual(await cells(2), ['gas', '0.00100', '0.0200', '0.0500', '30']);
      assert.deepEqual(await cells(4), ['fashion', '0', '0', '–', '0']);
    });

    it('saves them as CSV', async () => {
      await press('CSV');
      const [{ name, content }] = (await view.called('saveFile')) as SaveFileRequest[];
      assert.equal(name, 'Words beside ice and steam');
      assert.equal(content.split('\r\n')[2], 'gas,0.001,0.02,0.05,30');
    });

    it('keeps fields and table over a reload', async () => {
      type Kept = { section: string; corpusPart: string; cooccurrence: object };
      const kept = await view.page.evaluate(() => (globalThis as unknown as { state: Kept }).state);
      assert.deepEqual([kept.section, kept.corpusPart], ['corpus', 'cooccurrence']);
      assert.deepEqual(kept.cooccurrence, {
        ...{ a: 'ice', b: 'steam', probes: 'solid, gas, water, fashion, gas' },
        ...{ window: 10, weighted: false, matchCase: false, question, table },
      });
    });

    it('names a word of the two that stands nowhere', async () => {
      const [ice, steam] = table.words;
      await view.emit('cooccurrence', { question, table: { ...table, words: [ice, { ...steam, occurrences: 0 }] } });
      await said('Nowhere in the corpus: steam; what stands beside is not defined. Check spelling and case.');
    });
  });

  describe('at work', () => {
    it('throws nothing', () => assert.deepEqual(view.errors, []));
  });
});
