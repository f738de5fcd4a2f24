// Continuations as a tree: where they part, what becomes of one that is deleted, what is kept over a reload.

import assert from 'node:assert/strict';
import { Followed } from '../../src/host/generate/followed';
import type { ContinuedToken } from '../../src/protocol/continuation';
import type { DrawingRules } from '../../src/protocol/generateView';
import { LabError } from '../../src/protocol/labError';
import {
  beginningOf,
  type Continuation,
  othersAt,
  partings,
  placedContinuations,
  sharedTokens,
  textOf,
  type Tree,
  withContinuation,
} from '../../src/webviews/generate/continuations';
import { figuresOf } from '../../src/webviews/generate/figures';
import { withPrompt } from '../../src/webviews/generate/keptPrompts';
import { mergedChoices } from '../../src/webviews/generate/mergedChoices';
import { openTree, saveTree, type SavedTree, withTree } from '../../src/webviews/generate/savedTrees';
import { treeOnPage } from '../../src/webviews/generate/treeOnPage';
import { DEFAULTS, rulesOf, stopTexts } from '../../src/webviews/generate/viewState';

const rules: DrawingRules = rulesOf(DEFAULTS);

const token = (text: string): ContinuedToken => ({
  ...{ id: text.charCodeAt(0), token: text, text, logProbability: -Math.LN2, rank: 1, before: [], after: [] },
});

const continuation = (id: number, text: string, end: Continuation['end'] = 'length'): Continuation => ({
  ...{ id, end, drawn: [{ ...rules, from: 0 }] },
  tokens: [...text].map(token).map(({ before: _before, after: _after, ...kept }) => kept), // eslint-disable-line @typescript-eslint/no-unused-vars
});

const ALL = [
  continuation(1, 'abcdef'),
  continuation(2, 'abXYZ'),
  continuation(3, 'qrs'),
  continuation(4, 'abXYQ'),
  continuation(5, 'abcdZ'),
];

const placedAs = (all: readonly Continuation[]): string[] =>
  placedContinuations(all).map(({ continuation: { id }, at, depth }) => `${'  '.repeat(depth)}${id} at ${at}`);

describe('continuations of a prompt', () => {
  it('stand behind the one that they part from, those that part later first', () =>
    assert.deepEqual(placedAs(ALL), ['1 at 0', '  5 at 4', '  2 at 2', '    4 at 4', '3 at 0']));

  it('are whole when the one that they parted from is deleted', () => {
    const left = ALL.filter(({ id }) => id !== 2);
    assert.deepEqual(placedAs(left), ['1 at 0', '  5 at 4', '  4 at 2', '3 at 0']);
    assert.equal(textOf(left.find(({ id }) => id === 4)!.tokens), 'abXYQ');
  });

  it('are found at the places where they part', () => {
    assert.deepEqual([...partings(ALL, ALL[0])].sort(), [0, 2, 4]);
    const others = othersAt(ALL, ALL[0], 2);
    assert.deepEqual([...others].map(([id, { id: of }]) => [String.fromCharCode(id), of]), [['X', 2]]); // prettier-ignore
    assert.deepEqual([...othersAt(ALL, ALL[0], 5).keys()], []);
    assert.equal(sharedTokens(ALL[1], ALL[3]), 4);
  });

  it('are one where they are the same, once they have ended', () => {
    const again = continuation(6, 'qrs', 'running');
    assert.equal(withContinuation(ALL, again).length, 6);
    const ended = withContinuation(withContinuation(ALL, again), { ...again, end: 'length' });
    assert.deepEqual(ended.map(({ id }) => id), [1, 2, 4, 5, 6]); // prettier-ignore
  });

  it('keep the rules of the tokens that they keep', () => {
    const drawn = [0, 3, 5].map((from) => ({ ...rules, from }));
    const beginning = beginningOf({ ...ALL[0], drawn }, 4);
    assert.equal(textOf(beginning.tokens), 'abcd');
    assert.deepEqual(beginning.drawn.map(({ from }) => from), [0, 3]); // prettier-ignore
  });

  it('have figures that follow from their probabilities', () => {
    assert.deepEqual(figuresOf(ALL[0].tokens), {
      ...{ tokens: 6, characters: 6, bitsPerToken: 1, bitsPerCharacter: 1, perplexity: 2 },
    });
    assert.equal(figuresOf([]), undefined);
    const wide = { ...ALL[0].tokens[0], text: '😀한' };
    assert.equal(figuresOf([wide])?.bitsPerCharacter, 0.5);
  });
});

describe('trees that are kept', () => {
  const tree: Tree = { run: 'a', prompt: 'b', all: ALL, shown: 4 };

  it('are small, and the same when they are opened', () => {
    const saved = saveTree(tree);
    assert.deepEqual(saved.all.map(({ tokens }) => tokens.length), [6, 3, 3, 1, 1]); // prettier-ignore
    const opened = openTree(JSON.parse(JSON.stringify(saved)) as SavedTree);
    assert.deepEqual(opened.all.map(({ tokens }) => textOf(tokens)), ALL.map(({ tokens }) => textOf(tokens))); // prettier-ignore
    assert.ok(Math.abs(opened.all[0].tokens[0].logProbability + Math.LN2) < 1e-5);
    assert.deepEqual({ ...opened, all: [] }, { ...tree, all: [] });
  });

  it('are forgotten from the oldest on', () => {
    const long = (prompt: string): Tree => ({ ...tree, prompt, all: [continuation(1, 'a'.repeat(6000))] });
    const kept = withTree(withTree(withTree([], long('1')), tree), long('2'));
    assert.deepEqual(kept.map(({ prompt }) => prompt), ['2', 'b']); // prettier-ignore
    assert.deepEqual(withTree(kept, { ...tree, all: [] }).map(({ prompt }) => prompt), ['2']); // prettier-ignore
  });
});

describe('the tree of a page', () => {
  it('grows at a place, goes back to what was there when nothing came, and undoes', () => {
    const state: { trees: SavedTree[] } = { trees: [] };
    const page = treeOnPage(state, (change) => Object.assign(state, change));
    const grow = (id: number, from: number, text: string, instead = false): void => {
      page.begin(id, { from, rules, instead });
      for (const letter of text) page.add(token(letter));
      page.end(text === '' ? 'stopped' : 'length');
    };
    const shown = (): string => textOf(page.shown?.tokens ?? []);
    page.open('run', 'prompt');
    grow(1, 0, '');
    assert.equal(shown(), '');
    assert.equal(page.tree.all.length, 0);
    grow(2, 0, 'abc');
    grow(3, 1, 'xy');
    assert.equal(shown(), 'axy');
    grow(4, 3, '', true);
    assert.equal(shown(), 'axy');
    grow(5, 3, 'z', true);
    assert.deepEqual([shown(), page.tree.all.length], ['axyz', 2]);
    assert.deepEqual(
      page.shown?.drawn.map(({ from }) => from),
      [0, 1, 3],
    );
    const bringBack = page.remove(5);
    assert.equal(shown(), 'abc');
    page.open('run', 'another');
    assert.equal(shown(), '');
    bringBack();
    assert.equal(shown(), 'axyz');
    page.open('run', 'another');
    page.open('run', 'prompt');
    assert.equal(shown(), 'axyz');
  });

  it('keeps the order of continuations and all of their tokens, whenever nothing came', () => {
    const saved = saveTree({ run: 'a', prompt: 'b', all: ALL.slice(0, 3), shown: 1 });
    const state = { trees: [saved] };
    const page = treeOnPage(state, (change) => Object.assign(state, change));
    const ids = (): number[] => page.tree.all.map(({ id }) => id);
    page.open('a', 'b');
    page.begin(9, { from: 2, rules });
    page.end('stopped');
    assert.deepEqual([ids(), page.tree.shown], [[1, 2, 3], 1]);
    page.begin(9, { from: 6, rules, instead: true });
    page.end('stopped');
    assert.deepEqual([ids(), page.tree.shown], [[1, 2, 3], 1]);
    page.begin(9, { from: 6, rules, instead: true });
    const other = treeOnPage({ trees: state.trees }, () => undefined); // the window was reloaded meanwhile
    other.open('a', 'b');
    other.end('stopped');
    assert.equal(textOf(other.shown?.tokens ?? []), 'abcdef');
  });
});

describe('a continuation that grows', () => {
  it('is kept now and then, told again from its beginning, and lost with what told it', () => {
    const state: { trees: SavedTree[] } = { trees: [] };
    const page = treeOnPage(state, (change) => Object.assign(state, change));
    page.open('a', 'b');
    page.begin(1, { from: 0, rules });
    for (let i = 0; i < 45; i++) page.add(token('x'));
    const later = treeOnPage({ trees: state.trees }, () => undefined); // the window is reloaded
    later.open('a', 'b');
    assert.equal(later.growing?.tokens.length, 40);
    later.end('lost');
    assert.deepEqual([later.shown?.end, later.shown?.tokens.length], ['lost', 40]);
    const followed = treeOnPage({ trees: state.trees }, () => undefined);
    followed.open('a', 'b');
    followed.tellAgain();
    followed.add(token('y'));
    assert.equal(textOf(followed.shown?.tokens ?? []), 'y');
  });
});

describe('what is drawn by', () => {
  it('has stop texts with line breaks and tabs', () =>
    assert.deepEqual(stopTexts('\\n\\n\n\nEnd\\t\n\\\\n'), ['\n\n', 'End\t', '\\n']));

  it('is shown as one list of choices before and after', () => {
    const choice = (id: number, probability: number) => ({ id, token: String(id), probability });
    const merged = mergedChoices({ before: [choice(1, 0.5), choice(2, 0.3)], after: [choice(2, 0.9), choice(3, 0.1)] });
    assert.deepEqual(merged, [
      { id: 1, token: '1', before: 0.5 },
      { id: 2, token: '2', before: 0.3, after: 0.9 },
      { id: 3, token: '3', after: 0.1 },
    ]);
  });

  it('remembers prompts once, the latest first, and no empty one', () =>
    assert.deepEqual(withPrompt(withPrompt(['a', 'b'], 'b'), ' '), ['b', 'a']));
});

describe('a continuation that is followed', () => {
  /** A continuation that is told by hand. */
  function work() {
    const followed = new Followed<number, string>(2);
    let [tell, finish]: [(told: number) => void, (reply: string) => void] = [() => undefined, () => undefined];
    let signal = new AbortController().signal;
    const begin = (options: { signal: AbortSignal; onProgress: (told: number) => void }): Promise<string> => {
      [tell, signal] = [options.onProgress, options.signal];
      return new Promise((resolve, reject) => {
        finish = resolve;
        options.signal.addEventListener('abort', () => reject(new LabError('CANCELLED', '')));
      });
    };
    return { followed, begin, tell: (one: number) => tell(one), finish: () => finish('end'), signal: () => signal };
  }

  it('is told from its beginning to whoever comes later, and to the end', async () => {
    const { followed, begin, tell, finish } = work();
    const [first, second]: number[][] = [[], []];
    const one = followed.start({ id: 7, about: 'a' }, begin, { onProgress: (told) => first.push(told) });
    tell(1);
    const other = followed.follow(7, { onProgress: (told) => second.push(told) });
    tell(2);
    finish();
    assert.deepEqual([await one, await other, first, second], ['end', 'end', [1, 2], [1, 2]]);
    const after: number[] = [];
    assert.equal(await followed.follow(7, { onProgress: (told) => after.push(told) }), 'end');
    assert.deepEqual(after, [1, 2]);
  });

  it('goes on beside one about something else, as many as may', async () => {
    const { followed, begin, signal } = work();
    const first = followed.start({ id: 1, about: 'a' }, begin, {});
    const its = signal();
    void followed.start({ id: 2, about: 'b' }, begin, {}).catch(() => undefined);
    assert.ok(!its.aborted);
    void followed.start({ id: 3, about: 'c' }, begin, {}).catch(() => undefined);
    await assert.rejects(first);
    const second = followed.follow(2, {});
    followed.stopAll();
    await assert.rejects(second, (error) => (error as LabError).code === 'CANCELLED');
  });

  it('ends for all when one cancels, and when another about the same begins', async () => {
    const { followed, begin, signal } = work();
    const cancel = new AbortController();
    const one = followed.start({ id: 1, about: 'a' }, begin, { signal: cancel.signal });
    const other = followed.follow(1, {});
    cancel.abort();
    await assert.rejects(one);
    await assert.rejects(other);
    const third = followed.start({ id: 2, about: 'a' }, begin, {});
    const its = signal();
    void followed.start({ id: 3, about: 'a' }, begin, {}).catch(() => undefined);
    assert.ok(its.aborted);
    await assert.rejects(third);
    await assert.rejects(followed.follow(2, {}), (error) => (error as LabError).code === 'NOT_FOUND');
  });
});
