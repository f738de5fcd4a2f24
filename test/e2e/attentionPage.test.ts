// The attention and beam search views by themselves, against a made-up host: what needs other data than a tiny run gives.

import assert from 'node:assert/strict';
import type { AttentionViewContract } from '../../src/protocol/attentionView';
import type { BeamQuestion } from '../../src/protocol/beamView';
import type { SaveFileRequest } from '../../src/protocol/saveFile';
import type { AttentionReply } from '../../src/protocol/attention';
import { fakeAttention, fakeTranslation } from '../support/fakeTranslations';
import { sharedBrowser } from './ground';
import { assertLegible } from './legible';
import { openViewPage, type ViewPage } from './viewPage';

type Calls = AttentionViewContract['calls'];

const RUNS = [
  { id: 'wide', name: 'wide-transformer', detail: 'transformer' },
  { id: 'small', name: 'small-gru', detail: 'gru' },
  { id: 'plain', name: 'plain-gru', detail: 'gru' },
  { id: 'alone', name: 'decoder-alone', detail: 'decoder-only' },
];

/** Answers as the host does, with maps made up by run. */
function attentionHost(make: (run: string, source: string, target: string) => AttentionReply) {
  const sentences = new Map<number, AttentionReply>();
  return (name: string, request: never): unknown => {
    if (name === 'attend') {
      const { run, source, target } = request as Calls['attend']['request'];
      const { maps, ...rest } = make(run, source, target);
      const id = sentences.size + 1;
      sentences.set(id, { ...rest, maps });
      return { ...rest, id, maps: maps.map((map) => ({ ...map, weights: undefined })) };
    }
    if (name === 'maps') {
      const { id, from } = request as Calls['maps']['request'];
      const maps = sentences.get(id)?.maps ?? [];
      return { weights: [maps[from].weights], next: from + 1 < maps.length ? from + 1 : null };
    }
    return name === 'saveFile' ? { saved: true } : {};
  };
}

describe('the attention view', () => {
  let view: ViewPage;
  const question = { runs: RUNS, selected: ['wide'], source: 'Ein Hintergrund', target: '', version: 1 };

  before(async () => {
    const browser = await sharedBrowser();
    const answer = attentionHost((run, source, target) => {
      if (run === 'plain')
        throw Object.assign(new Error('The run plain-gru has no attention to show.'), { code: 'INVALID_ARGUMENT' });
      if (run === 'alone') return fakeAttention(source, target || 'a man', { layers: 2, heads: 2, kinds: ['joint'] });
      return run === 'wide'
        ? fakeAttention(source, target || 'a background', { layers: 2, heads: 4 })
        : fakeAttention(source, target || 'the background', { layers: 1, heads: 1, kinds: ['cross'] });
    });
    view = await openViewPage(browser, { view: 'attention', answer });
    await view.emit('question', question);
    await view.page.locator('.heads button').nth(7).waitFor();
  });
  after(() => view.page.close());

  const saved = async (kind: string): Promise<SaveFileRequest> => {
    const before = view.requests('saveFile').length;
    await view.page.getByRole('button', { name: 'Save…' }).click();
    await view.page.getByRole('menuitem', { name: kind }).click();
    return (await view.called('saveFile', before + 1)).at(-1) as SaveFileRequest;
  };

  it('saves what it shows as CSV, SVG and PNG', async () => {
    const csv = await saved('CSV');
    const rows = csv.content.trim().split('\r\n');
    assert.equal(rows[0], 'From,To,Weight');
    // a, backg ##round, </s> by Ein, Hinte ##rgrun ##d
    assert.equal(rows.length, 1 + 4 * 4);
    assert.match((await saved('SVG')).content, /^<svg [\s\S]*Hinte/);
    const png = Buffer.from((await saved('PNG')).content, 'base64');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
  });

  it('joins pieces to words', async () => {
    await view.page.getByRole('button', { name: 'Options' }).click();
    await view.page.getByRole('button', { name: 'Words' }).click();
    assert.equal((await saved('CSV')).content.trim().split('\r\n').length, 1 + 3 * 2);
    await view.page.getByRole('button', { name: 'Words' }).click();
  });

  it('sends an output to look at', async () => {
    await view.page.getByRole('textbox', { name: /Output to look at/ }).fill('a man');
    await view.page.getByRole('textbox', { name: /Output to look at/ }).press('Enter');
    await view.page.getByText('Output: a man').waitFor();
    const last = view.requests('attend').at(-1);
    assert.deepEqual(last, { run: 'wide', source: 'Ein Hintergrund', target: 'a man' });
  });

  it('shows two runs side by side', async () => {
    await view.emit('question', { ...question, selected: ['wide', 'small'], version: 2 });
    await view.page.getByRole('heading', { name: 'small-gru' }).waitFor();
    await view.page.getByText('Output: the background').waitFor();
    const maps = view.page.getByRole('img', { name: /Heat map/ });
    await maps.nth(1).waitFor();
    assert.equal(await maps.count(), 2);
    await assertLegible(view.page, '.pane h2, .output, .foot');
  });

  it('shows source and target as one of a decoder alone, and the probability of what it wrote', async () => {
    await view.emit('question', { ...question, selected: ['alone'], version: 3 });
    await view.page.getByText('Output: a man').waitFor();
    await view.page.locator('vscode-option.selected[value=joint]').waitFor({ state: 'attached' });
    // Ein, Hinte ##rgrun ##d, a, man, </s>
    assert.equal((await saved('CSV')).content.trim().split('\r\n').length, 1 + 7 * 7);
    const map = view.page.getByRole('img', { name: /Heat map/ });
    const readout = view.page.locator('.readout').first();
    await map.focus();
    await map.press('ArrowDown');
    await readout.getByText(/Ein → Ein|Hinte → Ein/).waitFor();
    assert.doesNotMatch((await readout.textContent()) ?? '', /probability/);
    for (let row = 0; row < 6; row++) await map.press('ArrowDown');
    await readout.getByText(/<\/s> → Ein: .*probability of <\/s>/).waitFor();
  });

  it('offers no choice where there is one thing to choose', async () => {
    const { page } = view;
    await view.emit('question', { ...question, runs: RUNS.slice(1, 2), selected: ['small'], version: 4 });
    await page.getByText('Output: the background').waitFor();
    await page.getByText('small-gru · gru').waitFor();
    assert.deepEqual(await page.locator('.toolbar').getByRole('combobox').all(), []);
  });

  it('says of a run without attention that it has none', async () => {
    await view.emit('question', { ...question, selected: ['plain'], version: 5 });
    await view.page.getByText('The run plain-gru has no attention to show.').waitFor();
    assert.equal(await view.page.getByRole('heading', { name: 'small-gru' }).count(), 0);
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});

describe('attention of 512 tokens by 512 with 8 heads', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

  it('is drawn without an element for each weight', async () => {
    const browser = await sharedBrowser();
    const reply = fakeAttention(words(512), words(511), { layers: 1, heads: 8, kinds: ['cross'] });
    const view = await openViewPage(browser, { view: 'attention', answer: attentionHost(() => reply) });
    await view.emit('question', { runs: RUNS, selected: ['wide'], source: 'x', target: '', version: 1 });
    await view.page.locator('.heads button').nth(7).waitFor();
    await view.page.getByRole('button', { name: 'Lines' }).click();
    await view.page.getByText(/the strongest 6\s?000 of [\d\s]+ lines in sight/).waitFor();
    const elements = await view.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(elements < 400, `${elements} elements`);
    assert.deepEqual(view.errors, []);
    await view.page.close();
  });
});

describe('the beam search view', () => {
  it('searches anew under a rule, and takes it back', async () => {
    const browser = await sharedBrowser();
    const answer = (name: string, request: never): unknown => {
      if (name !== 'search') return {};
      const { source, beam, rules } = request as BeamQuestion;
      return { ...fakeTranslation(source, { beam, rules }), bleu: Array.from({ length: beam }, (_, i) => 50 - i) };
    };
    const view = await openViewPage(browser, { view: 'beam', answer });
    /** The search that was asked for after so many others. */
    const asked = async (others: number): Promise<BeamQuestion> =>
      (await view.called('search', others + 1))[others] as BeamQuestion;
    await view.emit('question', { runs: RUNS, selected: ['wide'], source: 'Ein Mann', target: 'a man', version: 1 });
    await view.page.getByText(/kept, \d+ dropped/).waitFor();
    await view.page.getByRole('columnheader', { name: 'BLEU' }).waitFor();
    await assertLegible(view.page, '.foot');
    await view.page.getByRole('img', { name: /Tree/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await view.page.keyboard.press(key);
    await view.page.getByRole('tab', { name: 'Node' }).click();
    await view.page.getByRole('button', { name: 'Forbid here' }).click();
    const rule = view.page.getByRole('button', { name: /^× forbid “.*” after “beginning”/ });
    await rule.waitFor();
    assert.deepEqual(
      (await asked(1)).rules.map(({ after, kind }) => ({ after, kind })),
      [{ after: [], kind: 'forbid' }],
    );
    await rule.click();
    await rule.waitFor({ state: 'detached' });
    assert.deepEqual((await asked(2)).rules, []);
    await view.page.getByRole('img', { name: /Tree/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await view.page.keyboard.press(key);
    const field = view.page.getByRole('textbox', { name: 'Another word' });
    await field.fill('house');
    await view.page.getByRole('button', { name: 'Force word' }).click();
    const word = view.page.getByRole('button', { name: /^× force “house” after “.+”/ });
    await word.waitFor();
    const [placed] = (await asked(3)).words;
    assert.deepEqual([placed.word, placed.kind], ['house', 'force']);
    assert.ok(placed.after.length > 0);
    await view.page.getByRole('button', { name: 'Save…' }).click();
    await view.page.getByRole('menuitem', { name: 'SVG' }).click();
    const [{ content }] = (await view.called('saveFile')) as SaveFileRequest[];
    assert.match(content, /^<svg xmlns="http[^>]*>\n<rect [^>]*>\n<path /);
    assert.match(content, /<title>.*\n.*Score/);
    await word.click();
    await word.waitFor({ state: 'detached' });
    await view.page.getByRole('button', { name: 'Step back' }).click();
    await view.page.getByText('step 4 of 5').waitFor();
    assert.deepEqual(view.errors, []);
    await view.page.close();
  });
});
