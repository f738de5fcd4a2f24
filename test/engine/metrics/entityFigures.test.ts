// Figures of entities against conlleval's counts and seqeval's figures, and errors by their kind.

import assert from 'node:assert/strict';
import { pairedEntities } from '../../../src/engine/metrics/entityErrors';
import { entityFigures, type EntityFigures } from '../../../src/engine/metrics/entityFigures';
import { entitiesIn, type TagRepair } from '../../../src/engine/tags/entities';
import type { TagScheme } from '../../../src/engine/tags/tagScheme';
import { readGolden } from '../../golden/readGolden';

function figuresOf(
  actual: readonly string[][],
  predicted: readonly string[][],
  rule: TagRepair,
  { scheme }: { scheme?: TagScheme } = { scheme: 'IOB2' },
): EntityFigures {
  return entityFigures(
    actual.map((tags, i) => ({
      ...{ tags, predicted: predicted[i] },
      ...{ entities: entitiesIn(tags, scheme, rule), found: entitiesIn(predicted[i], scheme, rule) },
    })),
  );
}

interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

function assertClose(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${what}: ${actual}, not ${expected}`);
}

function assertScores(actual: Scores, expected: Scores, what: string): void {
  for (const key of ['precision', 'recall', 'f1'] as const) assertClose(actual[key], expected[key], `${what} ${key}`);
}

describe('figures of entities', () => {
  const seqeval = readGolden<never>('entity-metrics.json') as unknown as {
    true: string[][];
    predicted: string[][];
    default: Scores & {
      macroF1: number;
      report: Record<string, { precision: number; recall: number; 'f1-score': number }>;
    };
    strictIOB2: Scores;
  };

  it('are those of seqeval by default, by type and together', () => {
    const figures = figuresOf(seqeval.true, seqeval.predicted, 'begin');
    assertScores(figures, seqeval.default, 'all');
    assertClose(figures.macroF1, seqeval.default.macroF1, 'macro F1');
    for (const each of figures.types) {
      const { precision, recall, 'f1-score': f1 } = seqeval.default.report[each.type];
      assertScores(each, { precision, recall, f1 }, each.type);
    }
  });

  it('are those of seqeval in its strict mode', () =>
    assertScores(figuresOf(seqeval.true, seqeval.predicted, 'discard'), seqeval.strictIOB2, 'strict'));

  const conlleval = readGolden<never>('entities.json') as unknown as {
    true: string[];
    guessed: string[];
    begin: {
      tokens: number;
      rightTokens: number;
      types: Record<string, { right: number; actual: number; predicted: number }>;
    };
    discard: { types: Record<string, { right: number; actual: number; predicted: number }> };
  };
  const [actual, guessed] = [conlleval.true, conlleval.guessed].map((lines) => lines.map((line) => line.split(' ')));

  for (const rule of ['begin', 'discard'] as const)
    it(`count as conlleval does where the rule is "${rule}"`, () => {
      const figures = figuresOf(actual, guessed, rule);
      const counts = Object.values(conlleval[rule].types);
      const sum = (of: 'right' | 'actual' | 'predicted') => counts.reduce((total, each) => total + each[of], 0);
      const { right, actual: there, predicted } = figures;
      assert.deepEqual([right, there, predicted], [sum('right'), sum('actual'), sum('predicted')]);
      for (const { type, support, precision } of figures.types) {
        assert.equal(support, conlleval[rule].types[type].actual);
        assertClose(precision, conlleval[rule].types[type].right / conlleval[rule].types[type].predicted, type);
      }
    });

  it('count tokens whose whole tag is right', () => {
    const { tokens, tokenAccuracy } = figuresOf(actual, guessed, 'begin');
    assert.equal(tokens, conlleval.begin.tokens);
    assertClose(tokenAccuracy, conlleval.begin.rightTokens / conlleval.begin.tokens, 'token accuracy');
  });

  it('of plain tags are the share of right tokens', () => {
    const { f1, tokenAccuracy, types } = figuresOf([['DT', 'NN', 'VB']], [['DT', 'NN', 'NN']], 'begin', {});
    assertClose(f1, 2 / 3, 'F1');
    assertClose(tokenAccuracy, 2 / 3, 'token accuracy');
    assert.deepEqual(
      types.map(({ type, precision, recall }) => [type, precision, recall]),
      [
        ['DT', 1, 1],
        ['NN', 0.5, 1],
        ['VB', 0, 0],
      ],
    );
  });

  it('of nothing are 0', () => {
    const { f1, precision, recall, macroF1 } = figuresOf([['O']], [['O']], 'begin');
    assert.deepEqual([f1, precision, recall, macroF1], [0, 0, 0, 0]);
  });
});

describe('errors with entities', () => {
  const kinds = (actual: string, found: string): string[] => {
    const [there, given] = [actual, found].map((line) => entitiesIn(line.split(' '), 'IOB2', 'begin'));
    return pairedEntities(there, given).map(({ kind }) => kind);
  };

  it('are sorted into four kinds, each entity once', () => {
    assert.deepEqual(kinds('B-A I-A O B-B O', 'B-A I-A O B-B O'), ['right', 'right']);
    assert.deepEqual(kinds('B-A I-A O', 'B-B I-B O'), ['type']);
    assert.deepEqual(kinds('B-A I-A O', 'B-A O O'), ['boundary']);
    assert.deepEqual(kinds('B-A I-A O', 'O B-B I-B'), ['boundary']);
    assert.deepEqual(kinds('B-A O O', 'O O B-A'), ['missed', 'invented']);
  });

  it('what is cut in two is one wrong border and one invented', () =>
    assert.deepEqual(kinds('B-A I-A I-A', 'B-A O B-A'), ['boundary', 'invented']));

  it('the right one is never taken by another', () =>
    assert.deepEqual(kinds('B-A I-A B-A', 'B-A I-A I-A'), ['boundary', 'missed']));
});
