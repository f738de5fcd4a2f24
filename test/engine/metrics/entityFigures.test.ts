// Figures of entities against conlleval's counts and seqeval's figures, and errors by their kind.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { pairedEntities, type EntityPair } from '../../../src/engine/metrics/entityErrors';
import { entityFigures, type EntityFigures } from '../../../src/engine/metrics/entityFigures';
import { entitiesIn, type TagRepair } from '../../../src/engine/tags/entities';
import type { Entity } from '../../../src/engine/tags/tag';
import type { TagScheme } from '../../../src/engine/tags/tagScheme';
import { readGolden } from '../../golden/readGolden';
import { assertInProportion } from '../../support/growth';

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

/** Each kind of partner looked for among all that are left: what pairs are, without haste. */
function slowPairs(actual: readonly Entity[], found: readonly Entity[]): EntityPair[] {
  const sameBorders = (a: Entity, b: Entity): boolean => a.start === b.start && a.end === b.end;
  const overlaps = (a: Entity, b: Entity): boolean => a.start < b.end && b.start < a.end;
  const likenesses: [EntityPair['kind'], (a: Entity, b: Entity) => boolean][] = [
    ['right', (a, b) => sameBorders(a, b) && a.type === b.type],
    ['type', sameBorders],
    ['boundary', (a, b) => overlaps(a, b) && a.type === b.type],
    ['boundary', overlaps],
  ];
  const pairs: EntityPair[] = [];
  let [alone, others] = [[...actual], [...found]];
  for (const [kind, holds] of likenesses)
    for (const entity of alone) {
      const partner = others.find((other) => holds(entity, other));
      if (!partner) continue;
      pairs.push({ kind, actual: entity, found: partner });
      alone = alone.filter((each) => each !== entity);
      others = others.filter((each) => each !== partner);
    }
  pairs.push(...alone.map((entity) => ({ kind: 'missed', actual: entity }) as const));
  pairs.push(...others.map((entity) => ({ kind: 'invented', found: entity }) as const));
  const startOf = ({ actual: there, found: given }: EntityPair): number => (there ?? given)?.start ?? 0;
  return pairs.sort((a, b) => startOf(a) - startOf(b));
}

describe('errors with entities', () => {
  it('are those that are found by looking at all of them (seed 3), in time in proportion to their number', () => {
    const { integer } = createRandom({ seed: 3, stream: 'entities' });
    const drawn = (): Entity[] => {
      const entities: Entity[] = [];
      for (let start = integer(3); start < 40; start = (entities.at(-1)?.end ?? 0) + integer(3))
        entities.push({ type: 'AB'[integer(2)], start, end: start + 1 + integer(4) });
      return entities;
    };
    for (let round = 0; round < 300; round++) {
      const [actual, found] = [drawn(), drawn()];
      assert.deepEqual(pairedEntities(actual, found), slowPairs(actual, found));
    }
    assertInProportion('pairs of entities', 'a b c ', (text) => {
      const at = (shift: number) =>
        Array.from({ length: text.length / 6 }, (_, i) => ({
          type: 'A',
          start: 6 * i + shift,
          end: 6 * i + shift + 2,
        }));
      pairedEntities(at(0), at(1));
    });
  });

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
