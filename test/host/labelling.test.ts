// Labelling in the host: texts with what was said of them, what is kept of it and when, the labels that a person types; in the page what
// keys mean, and spans that are changed.

import assert from 'node:assert/strict';
import type { LabelEntry, LabelChange, Uncertainty } from '../../src/protocol/labelling';
import { KeptLabels } from '../../src/host/labelling/keptLabels';
import { LabelledTexts, markInWords } from '../../src/host/labelling/labelledTexts';
import { namesIn } from '../../src/host/labelling/typedNames';
import { keyAction, keyOfName } from '../../src/webviews/labelling/keys';
import { withoutSpans, withSpan } from '../../src/webviews/labelling/spanEdits';

const texts = (...all: string[]): LabelledTexts => new LabelledTexts(all.map((text, i) => ({ text, line: i + 1 })));
const label = (name: string) => ({ label: name });
const all = { filter: 'all', name: '', text: '' } as const;

describe('texts that are labelled', () => {
  it('are gone through from one without a label to the next, past the last one to the first', () => {
    const of = texts('a', 'b', 'c');
    assert.equal(of.step(-1, 'open'), 0);
    assert.deepEqual(of.change(1, label('x')), { text: 'b', mark: { label: 'x' } });
    assert.deepEqual(
      [of.step(0, 'open'), of.step(2, 'open'), of.step(2, 'next'), of.step(0, 'previous')],
      [2, 0, 0, 2],
    );
    assert.equal(of.change(1, label('x')), undefined, 'nothing has changed');
    of.change(0, label('y'));
    of.change(2, label('y'));
    assert.equal(of.step(2, 'open'), undefined);
    assert.deepEqual([of.labelled, [...of.counts()]], [3, [['y', 2], ['x', 1]]]); // prettier-ignore
  });

  it('are undone one change after the other, also one that took the place of another', () => {
    const of = texts('a', 'b');
    of.change(0, label('x'));
    of.change(0, label('y'));
    assert.deepEqual(of.undo(), { index: 0, change: { text: 'a', mark: { label: 'x' } } });
    assert.deepEqual(of.undo(), { index: 0, change: { text: 'a' } });
    assert.deepEqual([of.undo(), of.canUndo, of.labelled], [undefined, false, 0]);
  });

  it('are listed by what was said of them, and found by what they hold', () => {
    const of = texts('Good', 'bad', 'no\ngood');
    of.read([{ text: 'Good', mark: label('x') }, { text: 'elsewhere', mark: label('x') }]); // prettier-ignore
    assert.deepEqual(of.passing({ ...all, filter: 'open' }), [1, 2]);
    assert.deepEqual(of.passing({ ...all, filter: 'name', name: 'x' }), [0]);
    assert.deepEqual(of.passing({ ...all, text: 'NO good' }), [2]);
    of.change(1, label('x'));
    assert.deepEqual(of.passing({ ...all, filter: 'name', name: 'x' }), [0, 1], 'also after a change');
  });

  it('come in the order in which a run is the least certain, the others behind', () => {
    const of = texts('a', 'b', 'c', 'd');
    of.change(0, label('x'));
    const found = ([1, 2, 3] as const).map((i): [number, Uncertainty] => [i, { entropy: [0, 0.1, 0.9, 0.5][i], mark: label('x'), probability: 0.5 }]); // prettier-ignore
    of.orderBy(new Map(found));
    assert.deepEqual(of.passing(all), [2, 3, 1, 0]);
    assert.deepEqual([of.step(-1, 'open'), of.step(2, 'open'), of.suggestionOf(3)?.entropy], [2, 3, 0.5]);
    of.orderBy(new Map());
    assert.deepEqual([of.passing(all), of.suggestionOf(3)], [[0, 1, 2, 3], undefined]);
  });

  it('say in words what was said of them', () => {
    const spans = [{ type: 'PER', start: 0, end: 2 }];
    assert.equal(markInWords({ spans }, ['Ada', 'Lovelace', 'left']), 'PER Ada Lovelace');
    assert.deepEqual([markInWords({ spans: [] }, ['a']), markInWords(undefined, ['a'])], ['–', '']);
  });
});

/** A file of labels in memory, which others may change. */
function madeFile() {
  const file = { version: 0, entries: new Map<string, LabelEntry>(), fails: false, writes: 0, reads: 0 };
  const stamp = (): string => (file.version === 0 ? '' : String(file.version));
  const call = (name: string, request: { changes: LabelChange[]; unless?: string }): Promise<object> => {
    if (file.fails) return Promise.reject(new Error('The disk is full.'));
    if (name === 'readLabels') {
      file.reads++;
      const isSame = request.unless === stamp();
      return Promise.resolve({
        stamp: stamp(),
        notices: [],
        ...(isSame ? {} : { entries: [...file.entries.values()] }),
      });
    }
    const before = stamp();
    file.writes++;
    for (const { text, mark } of request.changes)
      if (mark) file.entries.set(text, { text, mark });
      else file.entries.delete(text);
    file.version++;
    return Promise.resolve({ before, stamp: stamp() });
  };
  return { file, engine: { call } as never };
}

describe('labels that are kept', () => {
  const open = () => {
    const { file, engine } = madeFile();
    const others: LabelEntry[][] = [];
    const failures: unknown[] = [];
    const kept = new KeptLabels({
      ...{ engine, file: '/a.tsv', kind: 'texts' as const },
      onOthers: (entries) => void others.push(entries),
      onKept: (failure) => void failures.push(failure),
    });
    return { file, kept, others, failures };
  };

  it('go into the file in their order; what comes meanwhile goes together', async () => {
    const { file, kept, others } = open();
    await kept.read();
    for (const text of ['a', 'b', 'c']) kept.keep({ text, mark: label('x') });
    kept.keep({ text: 'a' });
    await kept.settled;
    assert.deepEqual([[...file.entries.keys()], file.writes, others.length], [['b', 'c'], 1, 0]);
    kept.look();
    await kept.settled;
    assert.deepEqual([others.length, file.reads], [0, 2], 'what is ours is no change of others');
  });

  it('tell when others have changed the file, and keep what both have said', async () => {
    const { file, kept, others } = open();
    await kept.read();
    file.version = 7;
    file.entries.set('b', { text: 'b', mark: label('y') });
    kept.keep({ text: 'a', mark: label('x') });
    await kept.settled;
    await kept.settled;
    assert.deepEqual(others, [[{ text: 'b', mark: label('y') }, { text: 'a', mark: label('x') }]]); // prettier-ignore
  });

  it('are not forgotten for what is read while they wait', async () => {
    const { file, kept, others } = open();
    await kept.read();
    file.version = 7;
    file.entries.set('b', { text: 'b', mark: label('y') });
    kept.look();
    await Promise.resolve(); // it is being read
    assert.equal(file.reads, 2);
    kept.keep({ text: 'a', mark: label('x') });
    while (others.length === 0) await kept.settled;
    assert.deepEqual(others, [[{ text: 'b', mark: label('y') }, { text: 'a', mark: label('x') }]]); // prettier-ignore
  });

  it('wait where the file cannot be written, and are kept by the next try', async () => {
    const { file, kept, failures } = open();
    await kept.read();
    file.fails = true;
    kept.keep({ text: 'a', mark: label('x') });
    await kept.settled;
    assert.deepEqual([String(failures.at(-1)), file.entries.size], ['Error: The disk is full.', 0]);
    file.fails = false;
    kept.keep({ text: 'b', mark: label('x') });
    await kept.settled;
    assert.deepEqual([failures.at(-1), [...file.entries.keys()]], [undefined, ['a', 'b']]);
  });
});

describe('what a person types', () => {
  it('are labels between commas of any script, types without spaces', () => {
    assert.deepEqual(namesIn(' 긍정, 부정，중립 , 긍정,', 'texts'), ['긍정', '부정', '중립']);
    assert.deepEqual(namesIn('work of art, PER', 'spans'), ['work-of-art', 'PER']);
  });

  const press = (key: string, code = '', more: object = {}) =>
    keyAction({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...more });

  it('are keys of labels, digits and the letters that are left', () => {
    assert.deepEqual(press('1', 'Digit1'), { kind: 'name', index: 0 });
    assert.deepEqual(press('End', 'Numpad1'), { kind: 'name', index: 0 }, 'a pad of digits');
    assert.deepEqual(press('b', 'KeyB'), { kind: 'name', index: 9 });
    assert.deepEqual([keyOfName(0), keyOfName(9), keyOfName(200)], ['1', 'B', '']);
  });

  it('are keys for what can be done, whatever script is typed', () => {
    assert.deepEqual(press('s', 'KeyS'), { kind: 'open' });
    assert.deepEqual(press('ㄴ', 'KeyS'), { kind: 'open' });
    assert.deepEqual(press('Process', 'KeyU'), { kind: 'undo' });
    assert.deepEqual(press('z', 'KeyZ', { ctrlKey: true }), { kind: 'undo' });
    assert.deepEqual([press('c', 'KeyC', { ctrlKey: true }), press('Tab', 'Tab'), press('F1', 'F1')], [undefined, undefined, undefined]); // prettier-ignore
  });

  it('change spans: one of a type in place of those that it touches, away by the same key', () => {
    const spans = [{ type: 'PER', start: 0, end: 2 }, { type: 'LOC', start: 4, end: 5 }]; // prettier-ignore
    const changed = withSpan(spans, { start: 1, end: 3 }, 'ORG');
    assert.deepEqual(changed, [{ type: 'ORG', start: 1, end: 3 }, spans[1]]);
    assert.deepEqual(withSpan(changed, { start: 1, end: 3 }, 'ORG'), [spans[1]]);
    assert.deepEqual(withoutSpans(spans, { start: 4, end: 5 }), [spans[0]]);
  });
});
