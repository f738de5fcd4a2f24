// Where views and files open: gathered, beside where there is room, never in ever more columns.
import assert from 'node:assert/strict';
import { columnForFile, columnForView, type EditorGroup } from '../../src/host/editor/columns';

const group = (column: number, more: Partial<EditorGroup> = {}): EditorGroup => ({
  ...{ column, isActive: false, isEmpty: false, hasViews: false, ...more },
});
const front = (column: number, more: Partial<EditorGroup> = {}): EditorGroup =>
  group(column, { isActive: true, ...more });

describe('the column of a new view', () => {
  it('is a new one beside a text where both have room, and that of the text where they have not', () => {
    assert.equal(columnForView([front(1)], 1400), 'beside');
    assert.equal(columnForView([front(1)], 1399), 'active');
    assert.equal(columnForView([front(1)]), 'active', 'nothing is known of the room');
  });

  it('is that in front while nothing is open', () => {
    assert.equal(columnForView([front(1, { isEmpty: true })], 2000), 'active');
    assert.equal(columnForView([], 2000), 'active');
  });

  it('is that of the other views, wherever they are', () => {
    assert.equal(columnForView([front(1), group(2, { hasViews: true })]), 2);
    assert.equal(columnForView([front(1), group(2), group(3, { hasViews: true })]), 3);
    const everywhere = [group(1, { hasViews: true }), front(2, { hasViews: true }), group(3, { hasViews: true })];
    assert.equal(columnForView(everywhere), 2);
    assert.equal(columnForView([front(1, { hasViews: true })], 2000), 1);
  });

  it('is a column that is there already, on the right before the left', () => {
    assert.equal(columnForView([front(1), group(2)], 800), 2);
    assert.equal(columnForView([group(1), front(2), group(3)]), 3);
    assert.equal(columnForView([group(1), front(2)]), 1);
  });
});

describe('the column of a file that a view leads to', () => {
  it('is beside the view, or that of the view where both have no room', () => {
    const view = front(1, { hasViews: true });
    assert.equal(columnForFile([view], 1600), 'beside');
    assert.equal(columnForFile([view], 930), 'active');
    assert.equal(columnForFile([group(1), front(2, { hasViews: true })]), 1);
  });
});
