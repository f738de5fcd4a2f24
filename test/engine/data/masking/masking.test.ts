// Which tokens are masked, and what stands in their place: shares within their binomial intervals, words never half masked, spans as long
// as their distribution says; from one seed always the same.

import assert from 'node:assert/strict';
import {
  choosePlaces,
  type ChoosingRules,
  type MaskedUnits,
  type TokenRole,
  type Unit,
} from '../../../../src/engine/data/masking/choosePlaces';
import { maskTokens } from '../../../../src/engine/data/masking/maskTokens';
import { tokenRoles } from '../../../../src/engine/data/masking/tokenRoles';
import { createRandom } from '../../../../src/engine/data/random';
import { seedOf } from '../../../support/seed';

const SEED = seedOf(3);
const rulesOf = (units: MaskedUnits, more: Partial<ChoosingRules> = {}): ChoosingRules => ({
  ...{ share: 0.15, units, spanEnds: 0.2, longestSpan: 10 },
  ...more,
});
const randomOf = (index = 0) => createRandom({ seed: SEED, stream: 'test', index });

/** A count of n draws of probability p lies here in all but one of a million cases. */
function assertBinomial(count: number, n: number, p: number, what: string): void {
  const away = Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p));
  assert.ok(away < 4.9, `${what}: ${count} of ${n} is ${away.toFixed(1)} deviations from ${p}, seed ${SEED}`);
}

/** Texts of 1 to 40 tokens: words of 1 to 4 pieces, now and then a token that is never predicted. */
function* texts(count: number): Generator<TokenRole[]> {
  const random = createRandom({ seed: SEED, stream: 'texts' });
  for (let i = 0; i < count; i++) {
    const roles: TokenRole[] = [];
    const length = 1 + random.integer(40);
    while (roles.length < length) {
      if (random.integer(20) === 0) roles.push('never');
      roles.push('begins', ...new Array<TokenRole>(random.integer(4)).fill('inside'));
    }
    yield roles;
  }
}

const isChosen = (units: readonly Unit[], at: number): boolean => units.some(({ from, to }) => at >= from && at < to);

describe('chosen places', () => {
  for (const units of ['tokens', 'words', 'spans'] as const)
    it(`are the share of the tokens that was asked for: ${units}`, () => {
      let [tokens, chosen, number] = [0, 0, 0];
      for (const roles of texts(20_000)) {
        const found = choosePlaces(roles, rulesOf(units), randomOf(number++));
        tokens += roles.filter((role) => role !== 'never').length;
        chosen += found.reduce((sum, { from, to }) => sum + to - from, 0);
        for (const { from, to } of found) assert.ok(roles.slice(from, to).every((role) => role !== 'never'));
      }
      assertBinomial(chosen, tokens, 0.15, units);
    });

  for (const units of ['words', 'spans'] as const)
    it(`never cut a word: ${units}`, () => {
      let number = 0;
      for (const roles of texts(2000)) {
        const found = choosePlaces(roles, rulesOf(units, { share: 0.3 }), randomOf(number++));
        roles.forEach((role, at) => {
          if (role === 'inside') assert.equal(isChosen(found, at), isChosen(found, at - 1), `seed ${SEED}`);
        });
        for (const [i, { from }] of found.entries()) assert.ok(i === 0 || from >= found[i - 1].to, 'apart, in order');
      }
    });

  it('are every token as often as every other, whatever its word', () => {
    const roles: TokenRole[] = ['begins', 'begins', 'inside', 'inside', 'begins', 'inside', 'begins', 'begins'];
    const counts = new Int32Array(roles.length);
    const draws = 40_000;
    for (let i = 0; i < draws; i++)
      for (const { from, to } of choosePlaces(roles, rulesOf('tokens'), randomOf(i)))
        for (let at = from; at < to; at++) counts[at]++;
    counts.forEach((count, at) => assertBinomial(count, draws, 0.15, `place ${at}`));
  });

  it('make spans of 3.8 words in the mean, none longer than allowed', () => {
    const roles = new Array<TokenRole>(400).fill('begins');
    const lengths: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const [first] = choosePlaces(roles, rulesOf('spans', { share: 0.04 }), randomOf(i)); // what is left cuts no span
      lengths.push(first.to - first.from);
    }
    assert.ok(Math.max(...lengths) <= 10);
    const expected = Array.from({ length: 10 }, (_, l) => 0.2 * 0.8 ** l);
    const total = expected.reduce((sum, p) => sum + p, 0);
    const mean = expected.reduce((sum, p, l) => sum + (p / total) * (l + 1), 0);
    assert.ok(Math.abs(mean - 3.8) < 0.01);
    const single = rulesOf('spans', { spanEnds: 1 });
    for (const { from, to } of choosePlaces(roles, single, randomOf())) assert.equal(to - from, 1);
  });

  it('are all where the share is all, and none of a text without tokens', () => {
    for (const units of ['tokens', 'words', 'spans'] as const) {
      const roles: TokenRole[] = ['begins', 'inside', 'never', 'begins'];
      const found = choosePlaces(roles, rulesOf(units, { share: 1 }), randomOf());
      assert.deepEqual([0, 1, 2, 3].map((at) => isChosen(found, at)), [true, true, false, true]); // prettier-ignore
      assert.deepEqual(choosePlaces(['never', 'never'], rulesOf(units), randomOf()), []);
      assert.deepEqual(choosePlaces([], rulesOf(units), randomOf()), []);
    }
  });
});

describe('chosen tokens', () => {
  const tokens = { mask: 4, ordinary: Int32Array.from({ length: 50 }, (_, i) => 5 + i) };
  const TOKEN = 99; // none of the ordinary ones

  const replaced = (together: boolean, length: number, draws: number) => {
    const counts = { masked: 0, kept: 0, random: 0, mixed: 0 };
    for (let i = 0; i < draws; i++) {
      const ids = new Int32Array(length + 2).fill(TOKEN);
      maskTokens(ids, [{ from: 1, to: 1 + length }], tokens, { masked: 0.8, random: 0.1, together }, randomOf(i));
      assert.deepEqual([ids[0], ids[length + 1]], [TOKEN, TOKEN]);
      const kinds = Array.from(ids.subarray(1, 1 + length), (id) =>
        id === 4 ? 'masked' : id === TOKEN ? 'kept' : 'random',
      );
      for (const kind of kinds) counts[kind]++;
      if (new Set(kinds).size > 1) counts.mixed++;
    }
    return counts;
  };

  it('are masked, replaced and left as they are in the shares of the experiment, each for itself', () => {
    const { masked, kept, random, mixed } = replaced(false, 3, 20_000);
    assertBinomial(masked, 60_000, 0.8, 'masked');
    assertBinomial(random, 60_000, 0.1, 'replaced');
    assertBinomial(kept, 60_000, 0.1, 'kept');
    assertBinomial(mixed, 20_000, 1 - 0.8 ** 3 - 2 * 0.1 ** 3, 'words of several kinds');
  });

  it('of a span are treated alike', () => {
    const { masked, mixed } = replaced(true, 3, 20_000);
    assert.equal(mixed, 0);
    assertBinomial(masked / 3, 20_000, 0.8, 'masked');
  });

  it('become every ordinary token alike', () => {
    const counts = new Map<number, number>();
    const ids = new Int32Array(50_000).fill(TOKEN);
    maskTokens(ids, [{ from: 0, to: ids.length }], tokens, { masked: 0, random: 1, together: false }, randomOf());
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    assert.deepEqual(
      [...counts.keys()].sort((a, b) => a - b),
      [...tokens.ordinary],
    );
    for (const [id, count] of counts) assertBinomial(count, ids.length, 1 / 50, `token ${id}`);
  });
});

describe('what tokens are to those who mask', () => {
  const isSpecial = (id: number): boolean => id === 0;

  it('is told by the spaces between them', () => {
    const tokens = ['<pad>', '▁good', '▁mov', 'ie', '.'];
    const decode = (ids: readonly number[]): string => ids.map((id) => tokens[id]).join('').replaceAll('▁', ' ').trim(); // prettier-ignore
    const text = { tokens, decode, isSpecial };
    assert.deepEqual(tokenRoles(text, true), ['never', 'begins', 'begins', 'inside', 'inside']);
    assert.deepEqual(tokenRoles(text, false), ['never', 'begins', 'begins', 'begins', 'begins']);
  });

  it('of characters is that spaces stand between words', () => {
    const tokens = ['<pad>', 'a', ' ', 'b'];
    const text = { tokens, decode: (ids: readonly number[]) => ids.map((id) => tokens[id]).join(''), isSpecial };
    assert.deepEqual(tokenRoles(text, true), ['never', 'inside', 'never', 'inside']);
    assert.deepEqual(tokenRoles(text, false), ['never', 'begins', 'begins', 'begins']);
  });
});
