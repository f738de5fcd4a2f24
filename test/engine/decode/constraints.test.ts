// What may follow a hypothesis, rule by rule, and what wanting words does to a beam.

import assert from 'node:assert/strict';
import type { HypothesisEnd } from '../../../src/protocol/decoding';
import { bestCandidates, chooseBeam, refusedCandidates, type Candidate } from '../../../src/engine/decode/candidates';
import { createConstraints, metTokens, mostForbidden, wantedTokens } from '../../../src/engine/decode/constraints';
import { plainSearch, type SearchOptions } from '../../../src/engine/decode/searchOptions';

const END = 1;
const optionsOf = (options: Partial<SearchOptions>): SearchOptions => ({
  ...plainSearch,
  maxLength: () => 9,
  ...options,
});

/** What may not follow these tokens, as `token reason`; a single number where nothing else may. */
function after(options: Partial<SearchOptions>, ...tokens: number[]): string[] | number {
  const { only, forbidden } = createConstraints(optionsOf(options), END)(tokens);
  return only ?? [...forbidden].map(([token, why]) => `${token} ${why}`).sort();
}

describe('what may follow', () => {
  it('is anything where nothing is asked for', () => {
    assert.deepEqual(after({}), []);
    assert.deepEqual(after({ banned: [[]] }, 4, 5), []);
  });

  it('is no end before the shortest length', () => {
    assert.deepEqual(after({ minLength: 2 }, 4), ['1 too short']);
    assert.deepEqual(after({ minLength: 2 }, 4, 5), []);
    assert.deepEqual(after({ minLength: 2, banned: [[7]] }, 4, 5), ['7 banned']);
    assert.deepEqual(after({ minLength: 1, banned: [[7]] }), ['1 too short', '7 banned']);
  });

  it('is the prefix alone, and then anything', () => {
    assert.deepEqual([after({ prefix: [4, 5] }), after({ prefix: [4, 5] }, 4)], [4, 5]);
    assert.deepEqual(after({ prefix: [4, 5] }, 4, 5), []);
    assert.deepEqual(after({ prefix: [0] }), 0);
  });

  it('follows the rules of its very place', () => {
    const rules: SearchOptions['rules'] = [
      { after: [4], token: 6, kind: 'force' },
      { after: [4, 6], token: 7, kind: 'forbid' },
      { after: [5], token: 8, kind: 'forbid' },
    ];
    assert.equal(after({ rules, prefix: [4, 9] }, 4), 6, 'a rule goes before the prefix');
    assert.deepEqual(after({ rules }), []);
    assert.deepEqual(after({ rules }, 5), ['8 rule']);
    assert.deepEqual(after({ rules }, 4, 6), ['7 rule']);
    assert.deepEqual(after({ rules }, 5, 6), []);
    assert.deepEqual(after({ rules }, 4, 6, 7), []);
  });

  it('is no word that is banned, by its last token after its others', () => {
    const banned = [[3], [4, 5], [4, 6, 7]];
    assert.deepEqual(after({ banned }), ['3 banned']);
    assert.deepEqual(after({ banned }, 4), ['3 banned', '5 banned']);
    assert.deepEqual(after({ banned }, 9, 4, 6), ['3 banned', '7 banned']);
    assert.deepEqual(after({ banned }, 6), ['3 banned']);
  });

  it('is no run of tokens that was there', () => {
    assert.deepEqual(after({ noRepeat: 1 }, 4, 5), ['4 repeated', '5 repeated']);
    assert.deepEqual(after({ noRepeat: 2 }, 4, 5, 4), ['5 repeated']);
    assert.deepEqual(after({ noRepeat: 2 }, 4), []);
    assert.deepEqual(after({ noRepeat: 2 }, 4, 4), ['4 repeated']);
    assert.deepEqual(after({ noRepeat: 3 }, 4, 5, 6, 4, 5), ['6 repeated']);
    assert.deepEqual(after({ noRepeat: 3 }, 4, 5, 6, 5, 5), []);
  });

  it('is no end before the forced words are there', () => {
    const forced = [[4, 5], [6]];
    for (const tokens of [[], [4, 5], [6], [4, 6, 5], [6, 4]])
      assert.deepEqual(after({ forced }, ...tokens), ['1 forced word missing'], tokens.join());
    assert.deepEqual(after({ forced }, 9, 6, 4, 5), []);
  });

  it('forbids so many tokens at most at one place, where only the most probable are known', () => {
    assert.deepEqual([0, 1, 5].map((minLength) => mostForbidden(optionsOf({ minLength }))), [0, 1, 1]); // prettier-ignore
    const rules: SearchOptions['rules'] = [{ after: [], token: 4, kind: 'force' }];
    for (const each of [{ prefix: [4] }, { rules }, { banned: [[4]] }, { forced: [[4]] }, { noRepeat: 2 }])
      assert.equal(mostForbidden(optionsOf(each)), Infinity, JSON.stringify(each));
  });
});

describe('forced words', () => {
  const forced = [[4, 5, 6], [7]];

  it('are met by whole words, and by the longest beginning of one at the end', () => {
    const rows: [tokens: number[], met: number][] = [
      [[], 0],
      [[4], 1],
      [[4, 5], 2],
      [[4, 5, 9], 0],
      [[4, 4], 1],
      [[4, 5, 6], 3],
      [[7], 1],
      [[7, 4, 5], 3],
      [[4, 5, 6, 7], 4],
      [[9, 4, 5, 6, 9], 3],
    ];
    for (const [tokens, met] of rows) assert.equal(metTokens(tokens, forced), met, tokens.join());
    assert.equal(metTokens([4, 5], [[4, 5, 9], [4, 7], [5, 8]]), 2); // prettier-ignore
  });

  it('are gone on with where they were begun', () => {
    assert.deepEqual(wantedTokens([], forced), [4, 7]);
    assert.deepEqual(wantedTokens([4], forced), [5, 7]);
    assert.deepEqual(wantedTokens([7, 4, 5], forced), [6]);
    assert.deepEqual(wantedTokens([4, 5, 6, 7], forced), []);
  });
});

describe('candidates', () => {
  const row = (values: number[], change: object = {}) => ({
    ...{ logProbabilities: Float32Array.from(values), total: 0, wanted: [] as number[] },
    verdict: { forbidden: new Map<number, HypothesisEnd>() },
    ...change,
  });
  const brief = (found: readonly Candidate[]) => found.map(({ parent, token, total }) => [parent, token, total]);

  it('are the one token that may follow, however improbable', () => {
    const rows = [row([-1, -2, -8], { verdict: { only: 2, forbidden: new Map() } }), row([-3, -9, -9], { total: -1 })];
    assert.deepEqual(brief(bestCandidates(rows, 3)), [[1, 0, -4], [0, 2, -8], [1, 1, -10]]); // prettier-ignore
  });

  it('are none that is forbidden, and the rows are left as they were', () => {
    const rows = [row([-1, -2, -4], { verdict: { forbidden: new Map([[0, 'banned']]) } })];
    assert.deepEqual(brief(bestCandidates(rows, 2)), [[0, 1, -2], [0, 2, -4]]); // prettier-ignore
    assert.deepEqual([...rows[0].logProbabilities], [-1, -2, -4]);
  });

  it('have those behind them that are wanted, once, and where they may follow', () => {
    const wanted = [0, 2, 3];
    const free = row([-1, -2, -8, -9], { wanted });
    assert.deepEqual(brief(bestCandidates([free], 1)), [[0, 0, -1], [0, 2, -8], [0, 3, -9]]); // prettier-ignore
    const forbidden = new Map<number, HypothesisEnd>([[3, 'rule']]);
    const rows = [
      row([-1, -2, -8, -9], { wanted, verdict: { forbidden } }),
      row([-1, -2, -8, -9], { wanted, total: -Infinity }),
      row([-1, -2, -8, -9], { wanted, total: -5, verdict: { only: 1, forbidden: new Map() } }),
      row([-1, -2, -8, -9], { wanted: [0], total: -6 }),
    ];
    assert.deepEqual(brief(bestCandidates(rows, 1)), [[0, 0, -1], [0, 2, -8], [3, 0, -7]]); // prettier-ignore
  });

  it('that were refused are told where they were good enough', () => {
    const forbidden = new Map<number, HypothesisEnd>([
      [0, 'banned'],
      [1, 'rule'],
      [2, 'repeated'],
    ]);
    const rows = [
      row([-1, -3, -8, -2], { verdict: { forbidden } }),
      row([-1, -3, -8, -2], { total: -Infinity, verdict: { forbidden } }),
    ];
    const best = [{ parent: 0, token: 3, logProbability: -2, total: -2 }, { parent: 0, token: 4, logProbability: -3, total: -3 }]; // prettier-ignore
    const refused = refusedCandidates(rows, best);
    assert.deepEqual(brief(refused), [[0, 0, -1], [0, 1, -3]]); // prettier-ignore
    assert.deepEqual(refused.map(({ why, logProbability }) => [why, logProbability]), [['banned', -1], ['rule', -3]]); // prettier-ignore
    assert.equal(refusedCandidates(rows, []).length, 3);
  });

  describe('share out the places of a beam', () => {
    const of = (total: number, met: number) => ({ parent: 0, token: met, logProbability: total, total });
    const met = ({ token }: Candidate): number => token;
    const chosen = (all: Candidate[], beam: number) => brief(chooseBeam(all, beam, met)).map(([, m, t]) => [m, t]);

    it('by rank alone without forced words', () => {
      const all = [of(-1, 0), of(-2, 1), of(-3, 2)];
      assert.deepEqual(chooseBeam(all, 2, undefined), all.slice(0, 2));
    });

    it('among the numbers of tokens met, the most first', () => {
      const all = [of(-1, 0), of(-2, 0), of(-3, 0), of(-9, 1), of(-8, 2), of(-7, 2), of(-6, 2)];
      assert.deepEqual(chosen(all, 3), [[0, -1], [2, -6], [1, -9]]); // prettier-ignore
      assert.deepEqual(chosen(all, 2), [[2, -6], [1, -9]]); // prettier-ignore
      assert.deepEqual(chosen(all, 6), [[0, -1], [0, -2], [0, -3], [2, -6], [2, -7], [1, -9]]); // prettier-ignore
      assert.deepEqual(chosen(all, 7).length, 7);
    });
  });
});
