// The surprisal of a text, token by token: its places, what was more probable there, and the passages that surprise most.

import assert from 'node:assert/strict';
import { characterModel } from './support/characterModel';
import { scoreText } from '../../../src/engine/language/scoreText';
import { surprisalOf } from '../../../src/engine/language/surprisal';
import { surprisingPassages } from '../../../src/engine/language/surprisingPassages';

const { signal } = new AbortController();
const quietly = { signal, progress: () => undefined };

/** A token a character, with so many bits each: `a1` has one. */
function passagesOf(written: string, most = 100) {
  const pairs = [...written.matchAll(/(.)(\d)/gsu)];
  const text = pairs.map(([, character]) => character).join('');
  let at = 0;
  const starts = Int32Array.from(pairs, ([, character]) => (at += character.length) - character.length);
  const ends = Int32Array.from(pairs, ([, character], i) => starts[i] + character.length);
  const logProbabilities = Float32Array.from(pairs, ([, , bits]) => -Number(bits) * Math.LN2);
  const found = surprisingPassages(text, { starts, ends, logProbabilities }, most);
  return found.map(({ start, end, line, bits }) => [text.slice(start, end), line, Math.round(bits)]);
}

describe('the most surprising passages of a text', () => {
  it('are the stretches that add up to most, with the words that they begin and end in, the most surprising first', () => {
    assert.deepEqual(passagesOf('a1b1 1c1x9c1 1d1d1 1z1y9z9\n1e1e1 1q7q1'), [
      ['zyz', 0, 19],
      ['cxc', 0, 11],
      ['qq', 1, 8],
    ]);
    assert.deepEqual(passagesOf('a1b1 1c1x9c1 1d1d1 1z1y9z9', 1), [['zyz', 0, 19]]);
  });

  it('hold a usual token between surprising ones, and end where a line does', () => {
    assert.deepEqual(passagesOf('a0 0x9,3y9 0b0 0c0 0d0 0e0 0f0 0g0 0h0'), [['x,y', 0, 21]]);
    assert.deepEqual(passagesOf('a0a0a0a0a0a0a0x9\n9y9a0a0a0a0a0a0a0\n0b0'), [
      ['aaaaaaax', 0, 9],
      ['yaaaaaaa', 1, 9],
    ]);
  });

  it('are none where all tokens surprise alike, or there are none', () => {
    assert.deepEqual(passagesOf('a1b1c1'), []);
    assert.deepEqual(passagesOf(''), []);
  });

  it('do not run over scripts that set no words apart, and cut no character of two units', () => {
    assert.deepEqual(passagesOf('我0们0去0北9京9看0看0吧0'), [['北京', 0, 18]]);
    assert.deepEqual(passagesOf('a0a0a0 0😀9 0b0b0'), [['😀', 0, 9]]);
  });

  it('are those of a comparison of all stretches, in drawn lines', () => {
    for (let seed = 1; seed <= 200; seed++) {
      let state = seed;
      const next = () => ((state = (state * 48271) % 2147483647) / 2147483647) * 10;
      const bits = Array.from({ length: 12 }, () => Math.floor(next()));
      const threshold = (1.5 * bits.reduce((sum, value) => sum + value, 0)) / bits.length;
      let most = 0;
      for (let from = 0; from < bits.length; from++)
        for (let to = from + 1; to <= bits.length; to++)
          most = Math.max(
            most,
            bits.slice(from, to).reduce((sum, value) => sum + value - threshold, 0),
          );
      // Commas are no letters: nothing is made wider.
      const [first] = passagesOf(bits.map((value) => `,${value}`).join(''), 1);
      const length = String(first?.[0] ?? '').length;
      const found = first === undefined ? 0 : Number(first[2]) - length * threshold;
      assert.ok(Math.abs(found - most) < 1e-4, `seed ${seed}: ${found} and not ${most}`);
    }
  });
});

describe('the surprisal of a text', () => {
  const TEXT = 'to be or not to be\n'.repeat(20);

  it('stands in the places of the text, those of two units and line breaks of Windows too', async () => {
    const model = await characterModel(`${TEXT}😀 be 😀\n`);
    const text = 'to 😀\r\nbe xo\r\n';
    const { tokens, names, figures } = await surprisalOf(model, { text }, quietly);
    const seen = Array.from(tokens.starts, (start, i) => text.slice(start, tokens.ends[i]));
    assert.deepEqual(seen, ['t', 'o', ' ', '😀', '\r\n', 'b', 'e', ' ', 'x', 'o', '\r\n']);
    assert.deepEqual([...tokens.unknown], [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    assert.deepEqual([names[tokens.names[3]], names[tokens.names[8]], figures.unknownCount], ['😀', '<unk>', 1]);
  });

  it('has the figures, ranks and most probable tokens that scoring gives', async () => {
    const model = await characterModel(TEXT);
    const text = 'not to\nbe';
    const told = await surprisalOf(model, { text, alternatives: 3 }, quietly);
    const { tokens, ...figures } = await scoreText(model, text, { tokens: true, alternatives: 3 }, signal);
    assert.deepEqual(told.figures, figures);
    assert.equal(told.vocabularySize, model.text.vocabulary.tokens.length);
    assert.ok(tokens && tokens.length === text.length);
    tokens.forEach((token, at) => {
      const { names, tokens: columns, best } = told;
      assert.equal(names[columns.names[at]], token.token);
      assert.equal(columns.logProbabilities[at], token.logProbability);
      assert.deepEqual([columns.ranks[at], columns.starts[at], columns.ends[at]], [token.rank, token.start, token.end]);
      const three = Array.from({ length: 3 }, (_, i) => names[best.names[at * 3 + i]]);
      assert.deepEqual(three, token.best?.map((choice) => choice.token)); // prettier-ignore
    });
    assert.equal(told.tokens.ranks[1], 0, 'o follows n');
  });

  it('tells no tokens that are not possible, and is empty for no text', async () => {
    const model = await characterModel('abcd\n'.repeat(5));
    const few = { count: 2, tokens: Int32Array.of(7, 0), logProbabilities: Float32Array.of(0, -Infinity) };
    const scores = { logProbabilities: Float32Array.of(0), ranks: Int32Array.of(0), best: few };
    const certain = { ...model, score: () => Promise.resolve(scores) };
    const { best, names, passages } = await surprisalOf(certain, { text: 'a' }, quietly);
    assert.deepEqual([...best.names].map((name) => names.at(name)), [model.text.vocabulary.tokens[7], names.at(-1)]); // prettier-ignore
    assert.deepEqual([[...best.names], passages], [[1, -1], []]);
    const { tokens } = await scoreText(certain, 'a', { tokens: true, alternatives: 2 }, signal);
    assert.deepEqual(
      tokens?.[0].best?.map(({ id, probability }) => [id, probability]),
      [[7, 1]],
    );
    const nothing = await surprisalOf(model, { text: '' }, quietly);
    assert.deepEqual([nothing.figures.tokenCount, nothing.passages.length], [0, 0]);
  });

  it('is told how far it is, and can be left', async () => {
    const model = await characterModel(TEXT);
    const fractions: number[] = [];
    await surprisalOf(model, { text: TEXT }, { signal, progress: (fraction) => fractions.push(fraction) });
    assert.ok(fractions.length > 2 && fractions.every((value, i) => i === 0 || value > fractions[i - 1]), String(fractions)); // prettier-ignore
    const cancelled = { signal: AbortSignal.abort(), progress: () => undefined };
    await assert.rejects(surprisalOf(model, { text: TEXT }, cancelled), { code: 'CANCELLED' });
  });
});
