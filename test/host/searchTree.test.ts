// The tree that the beam view draws of a search: places, folds, rules that make another tree.

import assert from 'node:assert/strict';
import { placeTree } from '../../src/webviews/beam/placeTree';
import { ruleFor, withRule } from '../../src/webviews/beam/searchRules';
import { isDropped, pathTo, type PlacedNode } from '../../src/webviews/beam/tree';
import { fakeTranslation } from '../support/fakeTranslations';

describe('the tree of a search', () => {
  const { search } = fakeTranslation('Ein Mann spielt', { beam: 3 });
  assert.ok(search);
  const tree = placeTree(search, { step: search.steps, withDropped: true });
  assert.ok(tree);

  it('has every node once, no two in one place, children right of their parent', () => {
    assert.equal(tree.all.length, search.nodes.length);
    assert.equal(new Set(tree.all.map(({ node, row }) => `${node.step} ${row}`)).size, tree.all.length);
    for (const { node, parent, row } of tree.all)
      if (parent) assert.ok(node.step === parent.node.step + 1 && row >= parent.row);
  });

  it('has the best output along the top', () => {
    const best = tree.all.find(({ node }) => node.output === 0);
    assert.ok(best);
    assert.deepEqual(new Set(pathTo(best).map(({ row }) => row)), new Set([0]));
  });

  it('grows step by step, with and without what was dropped', () => {
    const sizes = [1, 2, 3].map((step) => placeTree(search, { step, withDropped: true })?.all.length ?? 0);
    assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2]);
    const kept = placeTree(search, { step: search.steps, withDropped: false });
    assert.equal(kept?.all.length, search.nodes.filter((node) => !isDropped(node)).length);
  });

  it('has no edges that cross and no boxes that overlap, in columns without gaps that nothing explains', () => {
    for (let step = 0; step <= search.steps; step++) {
      const column: PlacedNode[] = tree.all.filter(({ node }) => node.step === step);
      const inOrder = column.toSorted((one, other) => one.row - other.row);
      for (const [i, one] of inOrder.entries()) {
        if (i === 0) continue;
        const above = inOrder[i - 1];
        const bottom = above.row + (isDropped(above.node) ? 0.5 : 1);
        assert.equal(one.row, Math.max(bottom, one.parent?.row ?? 0));
        assert.ok((one.parent?.row ?? 0) >= (above.parent?.row ?? 0));
      }
    }
  });

  it('folds the worst of many dropped children under one line, and shows them when asked', () => {
    const figures = { token: 'a', logProbability: -1, total: -1, rank: 0 };
    const child = (id: number, end?: 'beam') => ({ id, parent: 0, step: 1, tokenId: id, score: -id, ...figures, end });
    const top = { id: 0, parent: -1, step: 0, tokenId: 0, score: 0, ...figures };
    const dropped = [2, 3, 4, 5, 6].map((id) => child(id, 'beam'));
    const trace = { nodes: [top, child(1), ...dropped.toReversed()], beam: 1, lengthPenalty: 1, steps: 1 };
    const folded = placeTree(trace, { step: 1, withDropped: true, mostDropped: 3 });
    assert.deepEqual(
      folded?.root.children.map(({ node, row }) => [node.id, row]),
      [1, 2, 3].map((id, i) => [id, [0, 1, 1.5][i]]),
    );
    assert.deepEqual(
      folded?.folds.map(({ row, hidden }) => ({ row, hidden })),
      [{ row: 2, hidden: 3 }],
    );
    assert.equal(folded?.all.length, 4);
    const open = placeTree(trace, { step: 1, withDropped: true, mostDropped: 3, unfolded: new Set([0]) });
    assert.equal(open?.all.length, trace.nodes.length);
    assert.deepEqual([open?.folds[0].hidden, open?.folds[0].row], [0, 3.5]);
    assert.deepEqual(placeTree(trace, { step: 1, withDropped: true, mostDropped: 5 })?.folds, []);
  });

  it('gives rules that make another tree', () => {
    const child = tree.root.children[1];
    const force = ruleFor(child, 'force');
    assert.deepEqual(force, { after: [], token: child.node.tokenId, kind: 'force' });
    const forced = fakeTranslation('Ein Mann spielt', { beam: 3, rules: [force] });
    assert.equal(forced.outputs[0].tokens[0], child.node.token);
    const deeper = tree.root.children[0].children[0];
    assert.deepEqual(ruleFor(deeper, 'forbid').after, [tree.root.children[0].node.tokenId]);
  });

  it('has rules that do not contradict each other at one place', () => {
    const rule = (token: number, kind: 'force' | 'forbid', after: number[] = []) => ({ after, token, kind });
    assert.deepEqual(withRule([rule(1, 'force'), rule(2, 'forbid'), rule(9, 'forbid', [1])], rule(3, 'force')), [
      rule(9, 'forbid', [1]),
      rule(3, 'force'),
    ]);
    assert.deepEqual(withRule([rule(1, 'force')], rule(1, 'forbid')), [rule(1, 'forbid')]);
    assert.deepEqual(withRule([rule(1, 'forbid')], rule(1, 'forbid')), [rule(1, 'forbid')]);
  });

  it('is placed for hypotheses of any length', () => {
    const figures = { tokenId: 1, logProbability: -0.1, total: -1, score: -1, rank: 0 };
    const nodes = Array.from({ length: 20_000 }, (_, id) => ({ id, parent: id - 1, step: id, token: 'a', ...figures }));
    const long = placeTree({ nodes, beam: 1, lengthPenalty: 1, steps: 20_000 }, { step: 20_000, withDropped: true });
    assert.equal(long?.rows, 1);
  });
});
