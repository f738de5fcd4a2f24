// The view of labelling by itself, against a made-up host: texts by keys, spans by keys and the pointer.

import assert from 'node:assert/strict';
import { LabelledTexts, markInWords, shownText } from '../../src/host/labelling/labelledTexts';
import type { LabellingKind, LabellingText, Mark } from '../../src/protocol/labelling';
import type { LabellingList, LabellingOverview, LabellingStep } from '../../src/protocol/labellingView';
import { assertDrawnInEveryTheme } from './everyTheme';
import { openWithColors } from './openWithColors';
import { savePicture } from './savePicture';
import type { ViewPage } from './viewPage';

type Asked = LabellingList & { index: number; to: LabellingStep; marks: Mark[]; goesOn: boolean; from: number };

/** A host with texts of its own, as the panel has them. */
function madeHost(kind: LabellingKind, given: readonly LabellingText[], names: readonly string[]) {
  const texts = new LabelledTexts(given);
  let page: ViewPage | undefined;
  const overview = (more: Partial<LabellingOverview> = {}): LabellingOverview => ({
    ...{ version: 1, kind, source: 'reviews.txt', labels: `reviews.kim.${kind === 'texts' ? 'tsv' : 'conll'}` },
    names: names.map((name) => ({ name, count: texts.counts().get(name) ?? 0 })),
    ...{ count: given.length, all: given.length, repeated: 2, labelled: texts.labelled, canUndo: texts.canUndo },
    ...{ runs: [{ id: 'r', name: 'reviews-lstm', detail: '' }], canReveal: true, elsewhere: 0, notices: [] },
    ...more,
  });
  const tell = async (more: Partial<LabellingOverview> = {}): Promise<void> => page?.emit('overview', overview(more));
  const shown = (list: LabellingList, index: number | undefined) => {
    if (index === undefined) return undefined;
    const { text, line } = texts.texts[index];
    const [mark, suggestion] = [texts.markOf(index), texts.suggestionOf(index)];
    return {
      ...{ index, text: shownText(text), line, place: texts.passing(list).indexOf(index) },
      ...(kind === 'spans' && { tokens: text.split('\n') }),
      ...{ ...(mark && { mark }), ...(suggestion && { suggestion }) },
    };
  };
  const answer = async (name: string, request: never): Promise<unknown> => {
    const { index, to, marks, goesOn, from, ...list } = request as Asked;
    if (name === 'text') return shown(list, index < 0 ? (texts.step(-1, 'open') ?? 0) : index);
    if (name === 'step') return { shown: shown(list, texts.step(index, to)) };
    if (name === 'page') {
      const indices = texts.passing(list);
      const rows = indices.slice(from, from + 100).map((at) => ({
        ...{ index: at, text: shownText(given[at].text), line: given[at].line },
        ...{
          marked: markInWords(texts.markOf(at), given[at].text.split('\n')),
          entropy: texts.suggestionOf(at)?.entropy,
        },
      }));
      return { rows, total: indices.length };
    }
    if (name === 'mark') {
      texts.change(index, marks.at(0));
      await tell();
      return { shown: shown(list, goesOn ? texts.step(index, 'open') : index) };
    }
    if (name !== 'undo') return {};
    const undone = texts.undo();
    await tell();
    return { shown: shown(list, undone?.index) };
  };
  return { texts, answer, tell, overview, show: (opened: ViewPage) => ((page = opened), tell()) };
}

const REVIEWS = Array.from({ length: 250 }, (_, i) => ({ text: `Review number ${i}: a film, and what one thinks of it.`, line: i + 1 })); // prettier-ignore

describe('labelling texts', () => {
  const host = madeHost('texts', REVIEWS, ['positive', 'negative', 'neither']);
  let view: ViewPage;
  const text = (number: number) => view.page.locator('.judged', { hasText: `Review number ${number}:` });
  const progress = (said: string) => view.page.getByText(said, { exact: true });
  before(async () => {
    view = await openWithColors('labelling', host.answer);
    await host.show(view);
  });
  after(() => view.page.close());

  it('goes from text to text by one key each, and says how far it is', async () => {
    await text(0).waitFor();
    for (const key of ['1', '2', '1']) await view.page.keyboard.press(key);
    await text(3).waitFor();
    await progress('3 of 250 labelled (1.20\u202f%)').waitFor();
    assert.deepEqual([0, 1, 2].map(host.texts.markOf), [
      { label: 'positive' },
      { label: 'negative' },
      { label: 'positive' },
    ]);
    await view.page.getByRole('button', { name: /negative/ }).click();
    await text(4).waitFor();
  });

  it('takes back, passes over, and comes to what was passed over in the end', async () => {
    await view.page.keyboard.press('u');
    await text(3).waitFor();
    assert.equal(host.texts.markOf(3), undefined);
    await view.page.keyboard.press('PageDown');
    await text(4).waitFor();
    await view.page.keyboard.press('s');
    await text(5).waitFor();
    await view.page.keyboard.press('PageUp');
    await text(4).waitFor();
  });

  it('lists what was labelled with what, finds texts, and goes where one is chosen', async () => {
    await view.page.getByRole('combobox', { name: 'Which of them' }).click();
    await view.page.getByRole('option', { name: 'positive (2)' }).click();
    const rows = view.page.locator('aside tbody tr[data-index]');
    await rows.nth(1).getByText('Review number 2:').waitFor();
    assert.equal(await rows.count(), 2);
    await rows.nth(1).click();
    await text(2).waitFor();
    assert.equal(await view.page.getByRole('button', { name: /positive/ }).getAttribute('aria-pressed'), 'true');
    await view.page.keyboard.press('/');
    await view.page.keyboard.type('number 1:');
    await view.page.getByText('No text passes.', { exact: false }).waitFor();
    await view.page.getByRole('textbox', { name: 'Find in the texts' }).fill('');
    await view.page.getByRole('combobox', { name: 'Which of them' }).click();
    await view.page.getByRole('option', { name: /^All texts/ }).click();
  });

  it('leaves the focus in the list while arrows go through it, and its heads as they are: the order is not theirs', async () => {
    const rows = view.page.locator('aside tbody tr[data-index]');
    await rows.nth(3).click();
    await text(3).waitFor();
    for (const number of [4, 5]) {
      await view.page.keyboard.press('ArrowDown');
      await text(number).waitFor();
    }
    await rows.nth(5).and(view.page.locator(':focus')).waitFor();
    assert.equal(await view.page.locator('aside thead button').count(), 0);
  });

  it('gives one label for a key that is held down, and goes on for one that only moves', async () => {
    await view.page.locator('.judged').click(); // in the list these keys are the list's
    await view.page.keyboard.down('2');
    await text(6).waitFor();
    await view.page.keyboard.down('2'); // as a keyboard repeats it
    await view.page.keyboard.up('2');
    await view.page.keyboard.down('PageDown');
    await view.page.keyboard.down('PageDown');
    await view.page.keyboard.up('PageDown');
    await text(8).waitFor();
    assert.deepEqual([5, 6].map(host.texts.markOf), [{ label: 'negative' }, undefined]);
  });

  it('takes no label back for what is undone in the field of the search', async () => {
    const undone = (): number => view.requests('undo').length;
    const before = undone();
    const field = view.page.getByRole('textbox', { name: 'Find in the texts' });
    await field.click();
    await view.page.keyboard.type('x');
    await view.page.keyboard.press('Control+z');
    await field.fill('');
    await view.page.locator('.judged').click();
    await view.page.keyboard.press('Control+z');
    await text(5).waitFor();
    await view.heard();
    assert.deepEqual([undone() - before, host.texts.markOf(5)], [1, undefined]);
  });

  it('lists all again where the label that was listed is no more', async () => {
    const choice = view.page.getByRole('combobox', { name: 'Which of them' });
    await choice.click();
    await view.page.getByRole('option', { name: 'neither (0)' }).click();
    await view.page.getByText('No text passes.', { exact: false }).waitFor();
    await host.tell({
      names: [
        { name: 'positive', count: 2 },
        { name: 'negative', count: 1 },
      ],
    });
    await view.page.locator('aside tbody tr[data-index]').first().waitFor();
  });

  it('lists those first that a run is the least certain of, and says what it would say', async () => {
    const mark = { label: 'negative' };
    host.texts.orderBy(new Map([[77, { entropy: 0.99, mark, probability: 0.53 }], [9, { entropy: 0.2, mark, probability: 0.9 }]])); // prettier-ignore
    await host.tell({ order: 'r' });
    await text(77).waitFor();
    await view.page.getByText('reviews-lstm says: negative (53.0\u202f%)').waitFor();
    await view.page.keyboard.press('a');
    await text(9).waitFor();
    assert.deepEqual(host.texts.markOf(77), mark);
  });

  it('says what could not be kept, and that the file was changed elsewhere', async () => {
    await host.tell({ order: 'r', notKept: 'The disk is full.' });
    await view.page.getByText('Not kept yet: The disk is full.').waitFor();
    await host.tell({ order: 'r', elsewhere: 1 });
    await view.page.getByText('The file of labels was changed elsewhere', { exact: false }).waitFor();
  });

  it('has all its keys in a list, is drawn in every theme and narrow, and axe-core finds nothing', async () => {
    await view.page.locator('.judged').focus();
    await assertDrawnInEveryTheme(view, 'labelling-texts');
    await view.page.keyboard.press('?');
    await view.page.getByRole('table', { name: 'Keys' }).waitFor();
    await view.page.setViewportSize({ width: 400, height: 760 });
    await savePicture(view.page, 'labelling-texts-400');
    await view.page.setViewportSize({ width: 1200, height: 760 });
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});

describe('marking spans', () => {
  const sentences = ['Ada Lovelace lives in London .', 'Nobody is here .', 'Grace Hopper left Arlington .'];
  const given = sentences.map((words, i) => ({ text: words.replaceAll(' ', '\n'), line: 1 + 7 * i }));
  const host = madeHost('spans', given, ['PER', 'LOC']);
  let view: ViewPage;
  const token = (name: string) => view.page.getByRole('option', { name, exact: true });
  before(async () => {
    view = await openWithColors('labelling', host.answer);
    await host.show(view);
  });
  after(() => view.page.close());

  it('marks what Shift and arrows choose by the key of a type, and what the pointer chooses', async () => {
    await token('Ada').waitFor();
    await view.page.keyboard.press('Shift+ArrowRight');
    await view.page.keyboard.press('1');
    await token('Lovelace, PER').waitFor();
    await token('London').click();
    await view.page.keyboard.press('2');
    await token('London, LOC').waitFor();
    assert.deepEqual(host.texts.markOf(0), { spans: [{ type: 'PER', start: 0, end: 2 }, { type: 'LOC', start: 4, end: 5 }] }); // prettier-ignore
  });

  it('goes on when a sentence is judged, one without spans too, and takes spans away', async () => {
    await view.page.keyboard.press('Enter');
    await token('Nobody').waitFor();
    await view.page.keyboard.press('Enter');
    await token('Grace').waitFor();
    assert.deepEqual(host.texts.markOf(1), { spans: [] });
    const [from, to] = await Promise.all(['Grace', 'Hopper'].map((name) => token(name).boundingBox()));
    await view.page.mouse.move(from!.x + 4, from!.y + 8);
    await view.page.mouse.down();
    await view.page.mouse.move(to!.x + 8, to!.y + 8);
    await view.page.mouse.up();
    await view.page.keyboard.press('1');
    await token('Hopper, PER').waitFor();
    await view.page.keyboard.press('Delete');
    await token('Hopper').waitFor();
    await view.page.keyboard.press('u');
    await token('Hopper, PER').waitFor();
    await assertDrawnInEveryTheme(view, 'labelling-spans');
  });

  it('throws nothing', () => assert.deepEqual(view.errors, []));
});
