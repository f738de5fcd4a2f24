// Surprisal in the host: where it stands in a text that is edited, and the colours that it is drawn with.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { beside } from '../../src/host/editor/beside';
import { PlacedSurprisal } from '../../src/host/surprise/placedSurprisal';
import type { SurprisalReply } from '../../src/protocol/surprisal';
import { contrast, parseColor } from '../../src/webviews/shared/oklab';

/** Each code point a token, line breaks too; all of two bits but `x`, which has eight. Passages are the `x`s of a line. */
function replyOf(text: string, { pieces = 1 } = {}): SurprisalReply {
  const found = [...text.matchAll(/\r\n|[^]/gu)].flatMap(({ 0: token, index }) => Array<{ token: string; index: number }>(token.length === 2 && token !== '\r\n' ? pieces : 1).fill({ token, index })); // prettier-ignore
  const bits = found.map(({ token }) => (token === 'x' ? 8 : 2));
  const passages = [...text.matchAll(/x+/g)].map(({ 0: xs, index }) => ({ start: index, end: index + xs.length, line: 0, bits: 8 * xs.length, characters: xs.length })); // prettier-ignore
  return {
    figures: { logProbability: -1, tokenCount: found.length, unknownCount: 0 },
    vocabularySize: 256,
    names: [],
    tokens: {
      names: new Int32Array(found.length),
      starts: Int32Array.from(found, ({ index }) => index),
      ends: Int32Array.from(found, ({ token, index }) => index + token.length),
      logProbabilities: Float32Array.from(bits, (value) => -value * Math.LN2),
      ranks: new Int32Array(found.length),
      unknown: new Uint8Array(found.length),
    },
    best: { count: 0, names: new Int32Array(0), logProbabilities: new Float32Array(0) },
    passages,
  };
}

const ASKED = 'ab😀\r\nxxc\r\n\r\nde';
const BEFORE = 'Title\r\n';
const TEXT = `${BEFORE}${ASKED}\r\nEnd`;

const shown = (placed: PlacedSurprisal, text: string): string =>
  [...placed.pieces()].map(({ start, end }) => text.slice(start, end)).join('|');

/** Edits text and places alike. */
function edited(placed: PlacedSurprisal, text: string, ...changes: [start: number, length: number, text: string][]) {
  const hasLost = placed.edit(changes.map(([start, length, text]) => ({ start, length, text })));
  for (const [start, length, by] of [...changes].sort((a, b) => b[0] - a[0]))
    text = text.slice(0, start) + by + text.slice(start + length);
  return { text, hasLost, shown: shown(placed, text), passages: placed.passages.map(({ start, end }) => text.slice(start, end)) }; // prettier-ignore
}

describe('surprisal in a text', () => {
  const placedIn = (reply = replyOf(ASKED)) => new PlacedSurprisal(reply, ASKED, BEFORE.length);

  it('stands where the text was asked about, without line breaks', () => {
    const placed = placedIn();
    assert.equal(shown(placed, TEXT), 'a|b|😀|x|x|c|d|e');
    const at = TEXT.indexOf('😀');
    const { bits = 0, ...piece } = placed.at(at + 1) ?? {};
    assert.deepEqual({ ...piece, bits: Math.round(bits) }, { start: at, end: at + 2, from: 2, to: 3, bits: 2 });
    assert.deepEqual([placed.at(0), placed.at(at + 2)], [undefined, undefined]);
  });

  it('is of the pieces of a character together', () => {
    const piece = placedIn(replyOf(ASKED, { pieces: 4 })).at(TEXT.indexOf('😀'));
    assert.deepEqual([piece?.from, piece?.to, Math.round(piece?.bits ?? 0)], [2, 6, 8]);
  });

  it('moves with what is put before, and with new lines', () => {
    const placed = placedIn();
    const first = edited(placed, TEXT, [0, 5, 'A longer title']);
    assert.deepEqual([first.hasLost, first.shown, first.passages], [false, 'a|b|😀|x|x|c|d|e', ['xx']]);
    const line = edited(placed, first.text, [first.text.indexOf('xx'), 0, 'new\r\n']);
    assert.deepEqual([line.hasLost, line.shown, line.passages], [false, 'a|b|😀|x|x|c|d|e', ['xx']]);
    const behind = edited(placed, line.text, [line.text.indexOf('xxc') + 3, 0, '\r\nother']);
    assert.deepEqual([behind.hasLost, behind.shown, placed.changed], [false, 'a|b|😀|x|x|c|d|e', 0]);
  });

  it('goes from lines that are changed, and from no others', () => {
    const placed = placedIn();
    const inside = edited(placed, TEXT, [TEXT.indexOf('xx') + 1, 0, 'y'], [TEXT.indexOf('Title'), 5, '']);
    assert.deepEqual([inside.hasLost, inside.shown, inside.passages], [true, 'a|b|😀|d|e', []]);
    assert.equal(placed.changed, 1);
    const again = edited(placed, inside.text, [inside.text.indexOf('xy'), 0, 'z']);
    assert.deepEqual([again.hasLost, again.shown, placed.changed], [false, 'a|b|😀|d|e', 1]);
  });

  it('goes from both lines that become one, and stays where a whole line is taken away', () => {
    const joined = placedIn();
    const found = edited(joined, TEXT, [TEXT.indexOf('\r\nxx'), 2, '']);
    assert.deepEqual([found.shown, joined.changed], ['d|e', 2]);
    const without = placedIn();
    const removed = edited(without, TEXT, [TEXT.indexOf('ab'), 'ab😀\r\n'.length, '']);
    assert.deepEqual([removed.shown, removed.passages, without.changed], ['x|x|c|d|e', ['xx'], 1]);
  });

  it('leads from passage to passage and round', () => {
    const places = [{ start: 3 }, { start: 9 }];
    const led = [0, 3, 9, 12].map((at) => [beside(places, at, 1)?.start, beside(places, at, -1)?.start]);
    assert.deepEqual(led, [[3, 9], [9, 9], [3, 3], [3, 9]]); // prettier-ignore
    assert.equal(beside([], 0, 1), undefined);
  });
});

describe('the colours of surprisal', () => {
  /** Text and background of the editor's own themes, and of the older dark and light ones. */
  const THEMES = {
    dark: [['#cccccc', '#1f1f1f'], ['#d4d4d4', '#1e1e1e']], // prettier-ignore
    light: [['#3b3b3b', '#ffffff'], ['#000000', '#ffffff']], // prettier-ignore
  } as const;
  const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { contributes: { colors: { id: string; defaults: Record<string, string> }[] } }; // prettier-ignore
  const fills = contributes.colors.filter(({ id }) => /^nlpLab\.surprise\d$/.test(id));

  /** A colour with transparency on another. */
  function over(fill: string, paper: string): string {
    const part = (text: string, at: number): number => parseInt(text.slice(1 + 2 * at, 3 + 2 * at), 16);
    const opacity = part(fill, 3) / 255;
    const channels = [0, 1, 2].map((i) => Math.round(opacity * part(fill, i) + (1 - opacity) * part(paper, i)));
    return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  }

  it('leave text legible, and grow from strength to strength', () => {
    assert.equal(fills.length, 4);
    for (const [theme, looks] of Object.entries(THEMES))
      for (const [ink, paper] of looks) {
        const [text, back] = [parseColor(ink), parseColor(paper)];
        const drawn = fills.map(({ defaults }) => parseColor(over(defaults[theme], paper)));
        const distances = drawn.map((fill) => (fill && back ? contrast(fill, back) : 0));
        drawn.forEach((fill, i) => {
          const found = text && fill ? contrast(text, fill) : 0;
          assert.ok(found >= 4.5, `${theme}, ${i + 1}: ${found.toFixed(2)}`);
          assert.ok(distances[i] >= (i === 0 ? 1.05 : distances[i - 1] * 1.1), `${theme}: ${distances.map((value) => value.toFixed(2)).join(' ')}`); // prettier-ignore
        });
      }
  });
});
