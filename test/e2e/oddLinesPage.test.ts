// The lines of a corpus that surprise a run most, in the view of the corpus, against a made-up host.

import assert from 'node:assert/strict';
import type { CorpusOverview, ShownOddLines } from '../../src/protocol/corpusView';
import { sharedBrowser } from './ground';
import { savePicture } from './savePicture';
import { openViewPage, type ViewPage } from './viewPage';

const overview: CorpusOverview = {
  ...{ title: 'reviews.txt', version: 3, canReveal: true, canRevealTest: false, encoding: 'utf-8', bytes: 1e6 },
  ...{ lines: 5000, empty: 0, characters: 250_000, tokens: 50_000, types: 9000, typeTokenRatio: 0.18, seconds: 1 },
  zipf: { points: [], exponent: -1, fit: 0.98 },
  lengths: {
    ...{ lines: [1, 2, 3], binWidth: 5, mean: 10, median: 9, percentile95: 20 },
    longest: { words: 40, line: 7 },
  },
  ...{ ngrams: [], duplicates: 0, findings: [], estimates: {}, notices: [] },
};

const TEXTS = ['x7#kq@@ 0x1f zz', 'Das ist kein englischer Satz.', 'lol lol lol lol', 'A fine, unhurried film.'];
const found: ShownOddLines = {
  ...{ version: 3, run: 'kn', by: 'character', scored: 4998, notices: [] },
  lines: TEXTS.map((text, i) => ({
    ...{ line: 17 * (4 - i), text, bits: 60 - 10 * i, characterCount: text.length + 1, tokenCount: 5, unknownCount: i },
  })),
};

describe('the lines of a corpus that surprise a run', () => {
  let view: ViewPage;
  before(async () => {
    const kept = { section: 'odd', details: true, sideWidth: 560 };
    view = await openViewPage(await sharedBrowser(), { view: 'corpus', answer: () => ({}), kept });
    await view.emit('overview', overview);
  });
  after(() => view.page.close());
  const rows = () => view.page.getByRole('table', { name: 'Odd lines' }).getByRole('row');
  const button = (name: string) => view.page.getByRole('button', { name, exact: true });

  it('are not to be had without a run, which is said', async () => {
    await view.emit('scorers', { runs: [] });
    await view.page.getByText(/^There is no language model yet/).waitFor();
    assert.equal(await button('Find').isVisible(), false);
  });

  it('are found by the run and the measure that are chosen, with a way to stop', async () => {
    const runs = ['kn', 'lstm'].map((id) => ({ id, name: id, detail: 'perplexity 80' }));
    await view.emit('scorers', { runs });
    await view.page.getByRole('combobox', { name: 'Run that scores' }).click();
    await view.page.getByRole('option', { name: 'lstm' }).click();
    await view.page.getByRole('combobox', { name: 'What a line is judged by' }).click();
    await view.page.getByRole('option', { name: 'by token' }).click();
    await button('Find').click();
    assert.deepEqual(await view.called('findOddLines'), [{ run: 'lstm', by: 'token' }]);
    await view.emit('oddNotice', { kind: 'working', message: 'Scoring lines', fraction: 0.4 });
    await view.page.getByText('Scoring lines 40').waitFor();
    await button('Cancel').click();
    await view.called('stopOddLines');
  });

  it('are listed with their figures, lead to their lines and can be saved', async () => {
    await view.emit('oddLines', found);
    await view.page.getByText(/^The 4 most surprising of 4[\s\u2009]998 lines, by kn/).waitFor();
    assert.equal(await rows().count(), 5);
    await rows().nth(2).click();
    assert.deepEqual(await view.called('reveal'), [{ version: 3, list: 'oddLines', index: 1 }]);
    await button('Save…').click();
    const [{ content, kind }] = (await view.called('saveFile')) as { content: string; kind: string }[];
    assert.equal(kind, 'csv');
    assert.match(
      content,
      /^Text,Line,Bits a character,Bits a token,Tokens,Unknown\r?\nx7#kq@@ 0x1f zz,68,3\.75,12,5,0/,
    );
    for (const theme of ['contrast', 'light', 'dark'] as const) {
      await view.setTheme(theme);
      await savePicture(view.page, `odd-lines-${theme}`);
    }
    await view.page.setViewportSize({ width: 400, height: 760 });
    await savePicture(view.page, 'odd-lines-narrow');
  });

  it('are forgotten when the corpus is another one', async () => {
    await view.emit('overview', { ...overview, version: 4 });
    await rows().first().waitFor({ state: 'hidden' });
    assert.deepEqual(view.errors, []);
  });
});
