// What the views of attention, beam search and the playground compute before they draw, and the experiments that training
// on parallel files writes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseExperiment } from '../../src/engine/tasks/parseExperiment';
import {
  partnersOf,
  sequenceExperimentText,
  stemOf,
  validationOf,
  type ParallelFiles,
} from '../../src/host/parallel/parallelExperiment';
import type { AttentionMap } from '../../src/protocol/attention';
import { axesOf } from '../../src/webviews/attention/axis';
import { headFigures } from '../../src/webviews/attention/headFigures';
import { sortedHeads } from '../../src/webviews/attention/headGrid';
import { movedCell } from '../../src/webviews/attention/mapData';
import { linesSvg, mapSvg } from '../../src/webviews/attention/svg';
import {
  byWords,
  cutsOf,
  meanOf,
  sortedRows,
  strongestLines,
  thumbnail,
  type Weights,
} from '../../src/webviews/attention/weights';
import { wordsOf } from '../../src/webviews/attention/words';
import { placeTree } from '../../src/webviews/beam/placeTree';
import { ruleFor, withRule } from '../../src/webviews/beam/searchRules';
import { isDropped, pathTo, type PlacedNode } from '../../src/webviews/beam/tree';
import { asking } from '../../src/webviews/shared/asking';
import { changedWords } from '../../src/webviews/shared/changedWords';
import { fakeAttention, fakeTranslation, fakeWeights } from '../support/fakeTranslations';

const matrix = (rows: number[][]): Weights => ({
  rows: rows.length,
  columns: rows[0].length,
  weights: Float32Array.from(rows.flat()),
});

const randomMatrix = fc
  .record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 12 }), seed: fc.integer() })
  .map(({ rows, columns, seed }): Weights => ({ rows, columns, weights: fakeWeights(rows, columns, seed) }));

const rowSum = ({ columns, weights }: Weights, row: number): number =>
  weights.subarray(row * columns, (row + 1) * columns).reduce((sum, weight) => sum + weight, 0);

describe('attention weights', () => {
  it('of heads are averaged', () => {
    const mean = meanOf([matrix([[1, 0]]), matrix([[0.5, 0.5]])]);
    assert.deepEqual([...mean.weights], [0.75, 0.25]);
  });

  it('of pieces are summed where they are looked at and averaged where they look, so that rows sum to 1', () => {
    const pieces = matrix([
      [0.5, 0.3, 0.2],
      [0.1, 0.1, 0.8],
      [0, 1, 0],
    ]);
    const spans = [
      { first: 0, end: 2 },
      { first: 2, end: 3 },
    ];
    const words = byWords(pieces, spans, spans);
    assert.deepEqual(
      [...words.weights].map((weight) => Number(weight.toFixed(6))),
      [0.5, 0.5, 1, 0],
    );
    fc.assert(
      fc.property(randomMatrix, fc.integer({ min: 1, max: 12 }), (one, width) => {
        const cut = (size: number) =>
          Array.from({ length: Math.ceil(size / width) }, (_, i) => ({
            first: i * width,
            end: Math.min(size, (i + 1) * width),
          }));
        const joined = byWords(one, cut(one.rows), cut(one.columns));
        for (let row = 0; row < joined.rows; row++) assert.ok(Math.abs(rowSum(joined, row) - 1) < 1e-4);
      }),
    );
  });

  it('above a cut are the fewest that make up the share', () => {
    fc.assert(
      fc.property(randomMatrix, fc.double({ min: 0.05, max: 0.99, noNaN: true }), (one, share) => {
        const cuts = cutsOf(one, sortedRows(one), share);
        for (let row = 0; row < one.rows; row++) {
          const all = [...one.weights.subarray(row * one.columns, (row + 1) * one.columns)];
          const kept = all.filter((weight) => weight >= cuts[row]);
          const sum = kept.reduce((total, weight) => total + weight, 0);
          assert.ok(sum >= share - 1e-5, 'enough');
          assert.ok(kept.length === 1 || sum - Math.min(...kept) < share + 1e-5, 'no more than needed');
        }
      }),
    );
  });

  it('become lines: as many as there may be, the strongest', () => {
    fc.assert(
      fc.property(
        fc.array(randomMatrix, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 60 }),
        (all, most) => {
          const heads = all.map((one) => ({ matrix: one, cuts: new Float32Array(one.rows) }));
          const lines = strongestLines(heads, { from: 0, to: 100, most });
          const weights = all.flatMap((one) => [...one.weights]).sort((one, other) => other - one);
          assert.equal(lines.total, weights.length);
          assert.equal(lines.row.length, Math.min(most, weights.length));
          for (let i = 0; i < lines.row.length; i++) {
            const { columns, weights: own } = all[lines.of[i]];
            assert.equal(lines.weight[i], own[lines.row[i] * columns + lines.column[i]]);
          }
          // Weights are told apart to 1/4096.
          const least = Math.min(...lines.weight);
          assert.ok(least >= weights[lines.row.length - 1] - 1 / 4096 - 1e-6);
        },
      ),
    );
  });

  it('keep their peaks in small pictures', () => {
    const large = { rows: 200, columns: 300, weights: new Float32Array(60_000) };
    large.weights[177 * 300 + 251] = 0.9;
    const small = thumbnail(large, 48);
    assert.deepEqual([small.rows, small.columns, Math.max(...small.weights).toFixed(1)], [48, 48, '0.9']);
  });
});

describe('figures of heads', () => {
  const identity = matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const backward = matrix([
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const even = matrix([
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.25],
  ]);

  it('are what they are for heads that go along the text, against it, and nowhere', () => {
    const figures = [identity, backward, even].map(headFigures);
    assert.deepEqual(
      figures.map(({ entropy }) => entropy),
      [0, 0, 2],
    );
    assert.deepEqual(
      figures.map(({ diagonality }) => Number(diagonality.toFixed(6))),
      [1, -1, 0],
    );
    assert.deepEqual(
      figures.map(({ distance }) => Number(distance.toFixed(6))),
      [0, Number((4 / 3).toFixed(6)), 1.5],
    );
  });

  it('sort heads', () => {
    const heads = [even, identity, backward].map((one, head) => ({
      ...{ layer: 0, head, matrix: one, figures: headFigures(one) },
    }));
    const order = (by: Parameters<typeof sortedHeads>[1]) => sortedHeads(heads, by).map(({ head }) => head);
    assert.deepEqual(order('layer'), [0, 1, 2]);
    assert.deepEqual(order('entropy'), [1, 2, 0]);
    assert.deepEqual(order('distance'), [1, 2, 0]);
    assert.deepEqual(order('diagonality'), [1, 2, 0]);
  });
});

describe('words of tokens', () => {
  const words = (text: string, tokens: string[], offsets: [number, number][]) =>
    wordsOf({ text, tokens, offsets }).map(({ text: word, first, end, isChanged }) => [word, first, end, isChanged]);

  it('join pieces, with the text they come from', () => {
    const found = words(
      'Hintergrund spielt.',
      ['hinter', '##grund', 'spielt', '.', '</s>'],
      [
        [0, 6],
        [6, 11],
        [12, 18],
        [18, 19],
        [19, 19],
      ],
    );
    assert.deepEqual(found, [
      ['Hintergrund', 0, 2, true],
      ['spielt', 2, 3, false],
      ['.', 3, 4, false],
      ['</s>', 4, 5, false],
    ]);
  });

  it('join jamo to syllables and syllables to words', () => {
    const tokens = [...'ㅎㅏㄴㄱㅡㄹ', 'ㄴㅡㄴ'];
    const offsets = [
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 2],
      [1, 2],
      [1, 2],
      [2, 3],
    ] as [number, number][];
    assert.deepEqual(words('한글은 나', tokens, offsets), [['한글은', 0, 7, true]]);
  });

  it('cover all tokens, whatever the offsets', () => {
    const offset = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20, unit: 'grapheme' }),
        fc.array(offset, { maxLength: 15 }),
        (text, places) => {
          const offsets = places.map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);
          const found = wordsOf({ text, tokens: offsets.map((_, i) => `t${i}`), offsets });
          let next = 0;
          for (const { first, end } of found) {
            assert.equal(first, next);
            assert.ok(end > first);
            next = end;
          }
          assert.equal(next, offsets.length);
        },
      ),
    );
  });

  it('label the sides of each kind of map', () => {
    const sentence = fakeAttention('Ein Hintergrund', 'a man');
    const labels = (kind: AttentionMap['kind'], isByWords = false) => {
      const { rows, columns } = axesOf(kind, sentence, isByWords);
      return [rows.labels.join(' '), columns.labels.join(' ')];
    };
    assert.deepEqual(labels('encoder'), ['Ein Hinte ##rgrun ##d', 'Ein Hinte ##rgrun ##d']);
    assert.deepEqual(labels('cross'), ['a man </s>', 'Ein Hinte ##rgrun ##d']);
    assert.deepEqual(labels('decoder'), ['a man </s>', '<s> a man']);
    assert.deepEqual(labels('cross', true), ['a man </s>', 'Ein Hintergrund']);
    assert.deepEqual(labels('joint'), ['Ein Hinte ##rgrun ##d a man </s>', 'Ein Hinte ##rgrun ##d <s> a man']);
    assert.deepEqual(labels('joint', true), ['Ein Hintergrund a man </s>', 'Ein Hintergrund <s> a man']);
    const { rows } = axesOf('joint', sentence, true);
    assert.deepEqual(
      rows.spans.map(({ first, end }) => [first, end]),
      [
        [0, 1],
        [1, 4],
        [4, 5],
        [5, 6],
        [6, 7],
      ],
    );
  });
});

describe('maps as SVG', () => {
  const { rows, columns } = axesOf('cross', fakeAttention('a <b> & "c"', 'x\u0000y'), false);
  const one = { rows: rows.labels.length, columns: columns.labels.length };
  const weights = { ...one, weights: fakeWeights(one.rows, one.columns, 3) };
  const cuts = new Float32Array(one.rows);
  const data = { matrix: weights, cuts, heads: [{ matrix: weights, cuts, name: 'Head 1' }], rows, columns };
  const colors = { background: '#fff', foreground: '#000', cell: () => '#abc', head: () => '#123' };

  it('hold every cell, and texts as text', () => {
    for (const svg of [mapSvg(data, colors) ?? '', linesSvg(data, colors)]) {
      assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      assert.ok(svg.includes('&lt;b&gt;') && svg.includes('&amp;') && svg.includes('xy'));
      assert.ok(!svg.includes('<b>') && !svg.includes('\u0000'));
    }
    assert.equal(mapSvg(data, colors)?.match(/<rect x=/g)?.length, one.rows * one.columns);
    assert.equal(linesSvg(data, colors).match(/<line /g)?.length, one.rows * one.columns);
  });

  it('are refused where they would be too large', () => {
    const size = { rows: 300, columns: 300 };
    assert.equal(mapSvg({ ...data, matrix: { ...size, weights: new Float32Array(90_000) } }, colors), undefined);
  });
});

describe('keys in a map', () => {
  it('stay inside', () => {
    assert.deepEqual(movedCell('ArrowDown', undefined, 3, 4), { row: 0, column: 0 });
    assert.deepEqual(movedCell('ArrowDown', { row: 2, column: 1 }, 3, 4), { row: 2, column: 1 });
    assert.deepEqual(movedCell('End', { row: 2, column: 1 }, 3, 4), { row: 2, column: 3 });
    assert.equal(movedCell('x', { row: 0, column: 0 }, 3, 4), undefined);
  });
});

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

describe('words that differ', () => {
  const marked = (text: string, base: string): string =>
    changedWords(text, base)
      .map((word) => (word.isChanged ? `[${word.text}]` : word.text))
      .join(' ');

  it('are those outside the longest common subsequence', () => {
    assert.equal(marked('a man plays the guitar', 'a man plays a guitar'), 'a man plays [the] guitar');
    assert.equal(marked('the man', 'the man'), 'the man');
    assert.equal(marked('', 'a'), '');
    assert.equal(marked('b a', 'a b'), 'b [a]');
  });
});

describe('asking while a person types', () => {
  it('asks once after a rest, and leaves answers to older questions out', async () => {
    const asked: string[] = [];
    const answers: string[] = [];
    const waiting = new Map<string, (answer: string) => void>();
    const signals: AbortSignal[] = [];
    let next: () => void = () => undefined;
    const answered = (): Promise<void> => new Promise((resolve) => (next = resolve));
    const questions = asking<string, string>({
      restMs: 1,
      ask(question, signal) {
        asked.push(question);
        signals.push(signal);
        return new Promise((resolve) => {
          waiting.set(question, resolve);
          next();
        });
      },
      onAnswer(answer) {
        answers.push(answer);
        next();
      },
      onFailure: () => assert.fail('no failure'),
    });
    const first = answered();
    for (const text of ['a', 'ab', 'abc']) questions.ask(text);
    await first;
    assert.deepEqual(asked, ['abc']);
    const second = answered();
    questions.ask('abcd', true);
    await second;
    assert.ok(signals[0].aborted);
    const last = answered();
    waiting.get('abc')?.('late');
    waiting.get('abcd')?.('right');
    await last;
    assert.deepEqual(answers, ['right']);
  });
});

describe('experiments on parallel files', () => {
  const pair: ParallelFiles = { source: 'train.de.gz', target: 'train.en.gz' };
  const table: ParallelFiles = { table: 'pairs.tsv', columns: { source: 'ko', target: 'en "x"' }, header: true };
  const tabbed: ParallelFiles = {
    table: 'kor.txt',
    columns: { source: 'column 1', target: 'column 2' },
    header: false,
  };

  for (const model of ['gru', 'transformer'] as const)
    for (const pairs of [100, 29_000])
      for (const files of [pair, table, tabbed, { ...pair, validation: { source: 'val.de.gz', target: 'val.en.gz' } }])
        it(`are sound for ${model} on ${pairs} pairs of ${Object.keys(files).join(', ')}`, () => {
          const { problems } = parseExperiment(sequenceExperimentText({ name: 'a-b', files, model, pairs }));
          assert.deepEqual(problems, []);
        });

  it('find the other side and the validation part beside a file', () => {
    const names = ['train.de.gz', 'train.en.gz', 'val.de.gz', 'val.en.gz', 'test.de.gz', 'README.md', 'train.de'];
    assert.deepEqual(partnersOf('train.de.gz', names), ['train.en.gz']);
    assert.deepEqual(partnersOf('README.md', names), []);
    const found = validationOf({ source: 'train.de.gz', target: 'train.en.gz' }, names);
    assert.deepEqual(found, { source: 'val.de.gz', target: 'val.en.gz' });
    assert.equal(validationOf({ source: 'a.de', target: 'a.en' }, ['a.de', 'a.en']), undefined);
  });

  it('are named after their files', () => {
    assert.equal(stemOf(pair), 'train-de-en');
    assert.equal(stemOf(table), 'pairs');
    assert.equal(stemOf({ source: 'questions.txt', target: 'answers.txt' }), 'questions-answers');
  });
});
