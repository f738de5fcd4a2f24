// Shares of tokens in the host: where they stand in a text that is edited, and what of the open file is explained.

import assert from 'node:assert/strict';
import { areInPlace, PlacedShares } from '../../src/host/shares/placedShares';
import { textToExplain } from '../../src/host/shares/textToExplain';
import { fakeShares } from '../support/fakeShares';

const REPLY = fakeShares([['not', -1], ['boring', 2]]); // prettier-ignore
const ASKED = '  not boring ';
const TEXT = `Title\n${ASKED}\nEnd`;

const shown = (shares: PlacedShares, text: string): string[] =>
  shares.tokens.map(({ start, end }) => text.slice(start, end));

describe('shares of tokens in a text', () => {
  it('stand where the text was asked about, move with what is before, and go with a change of it', () => {
    const shares = new PlacedShares(REPLY, ASKED, 6);
    assert.deepEqual(shown(shares, TEXT), ['not', 'boring']);
    assert.equal(shares.at(TEXT.indexOf('boring'))?.token.share, 2);
    assert.equal(shares.at(0), undefined);
    assert.equal(shares.edit([{ start: 0, length: 5, text: 'A longer title' }]), false);
    const moved = TEXT.replace('Title', 'A longer title');
    assert.deepEqual(shown(shares, moved), ['not', 'boring']);
    assert.equal(shares.start, moved.indexOf(ASKED));
    assert.equal(shares.edit([{ start: moved.length, length: 0, text: '!' }]), false);
    assert.equal(shares.edit([{ start: moved.indexOf('boring') + 1, length: 0, text: 'x' }]), true);
    assert.deepEqual([shares.tokens.length, shares.start], [0, undefined]);
    assert.equal(shares.edit([{ start: 20, length: 1, text: '' }]), false, 'gone once');
  });

  it('are of both texts of a pair, and of none that cleaning has changed', () => {
    const pair = { ...REPLY, texts: ['not boring', 'fine'], tokens: [...REPLY.tokens, { token: 'fine', text: 1, start: 0, end: 4, isUnknown: false, share: 1 }] }; // prettier-ignore
    const asked = 'not boring\tfine';
    assert.ok(areInPlace(pair.texts, asked));
    assert.deepEqual(shown(new PlacedShares(pair, asked, 0), asked), ['not', 'boring', 'fine']);
    assert.equal(areInPlace(['not boring', 'FINE'], asked), false);
    assert.deepEqual(shown(new PlacedShares({ ...pair, texts: ['NOT', 'fine'] }, asked, 0), asked), ['fine']);
  });
});

describe('what of the open file is explained', () => {
  const text = '\n One here. Two there!\nThree.\n';
  const document = { getText: () => text, offsetAt: (place: unknown) => place as number };
  const editor = (start: number, end = start) =>
    ({ document, selection: { isEmpty: start === end, start, end, active: end } }) as never;

  it('is the selection, else the whole text', () => {
    const selected = textToExplain(editor(1, 11), { ofToken: false });
    assert.deepEqual(selected, { text: 'One here.', start: 2 });
    assert.deepEqual(textToExplain(editor(0), { ofToken: false }), { text: text.trim(), start: 2 });
    assert.equal(textToExplain(editor(0, 1), { ofToken: true }), undefined);
  });

  it('is the sentence at the cursor, with the token there, of runs that tag', () => {
    const at = text.indexOf('there');
    assert.deepEqual(textToExplain(editor(at), { ofToken: true }), { text: 'Two there!', start: 12, cursor: at - 12 });
    assert.deepEqual(textToExplain(editor(0), { ofToken: true }), { text: 'One here.', start: 2 });
    assert.equal(textToExplain(editor(text.length), { ofToken: true }), undefined);
  });
});
