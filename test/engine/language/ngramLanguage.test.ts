// A language model of n-grams: its steps, its scores and its judging are the same probabilities; and what goes on with texts over it.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { continueText, type Continuation } from '../../../src/engine/language/continueText';
import { languageTextOf } from '../../../src/engine/language/languageText';
import { createNgramLanguage } from '../../../src/engine/language/ngramLanguage';
import { scoreText } from '../../../src/engine/language/scoreText';
import { certainLength, firstStop } from '../../../src/engine/language/textGrowth';
import { countNgrams } from '../../../src/engine/ngrams/countNgrams';
import { estimateNgrams } from '../../../src/engine/ngrams/kneserNey';
import { sideOf } from '../../../src/engine/sequence/sequenceText';
import { createTokenizer, learnVocabulary, openTokenizer } from '../../../src/engine/text/tokenizer';
import { formatTokenizer } from '../../../src/engine/text/tokenizerFile';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { BOS, PAD, UNK } from '../../../src/engine/text/vocabulary';
import type { ContinuedToken } from '../../../src/protocol/continuation';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';

const LINES = Array.from({ length: 200 }, (_, line) => {
  const { integer } = createRandom({ seed: 7, stream: 'lines', index: line });
  const one = (of: string[]): string => of[integer(of.length)];
  return `the ${one(['cat', 'dog', 'bird'])} ${one(['sees', 'hears'])} the ${one(['small', 'big'])} ${one(['cat', 'dog', 'bird'])}`;
});

function model(type: 'whitespace' | 'character', order = 4) {
  const options = { type, minFrequency: 1, vocabularySize: 1000, lowercase: false } as TokenizerOptions;
  const text = LINES.join('\n');
  const vocabulary = learnVocabulary(type === 'character' ? [text] : LINES, createTokenizer(options), options);
  const opened = openTokenizer(formatTokenizer(options, vocabulary), 'tokenizer.json');
  const language = languageTextOf(sideOf(opened, options), options);
  const ids = language.encode(`${text}\n`);
  const size = language.vocabulary.tokens.length;
  const counted = finishTraining(countNgrams([ids], { order, vocabulary: size, length: ids.length }));
  const found = finishTraining(estimateNgrams(counted, { vocabulary: size, discounts: 3, cutoff: 1 }));
  return createNgramLanguage(found.model, language);
}

const words = model('whitespace');
const characters = model('character', 6);
const { signal } = new AbortController();

async function go(request: Partial<Continuation>, language = words) {
  const told: ContinuedToken[] = [];
  const reply = await continueText(language, { prompt: '', ...request }, { signal, told: (token) => told.push(token) });
  return { ...reply, told };
}

describe('a language model of n-grams', () => {
  for (const [name, language] of [
    ['words', words],
    ['characters', characters],
  ] as const)
    // prettier-ignore
    it(`says the same step by step, of the whole, and when it judges (${name})`, async () => {
      const { text, steps } = language;
      const ids = text.encode('the cat hears the big bird\nthe dog');
      const scored = await language.score(ids, { ranks: true, best: 3 });
      const judged: number[] = [];
      const part = { length: ids.length, read: (at: number, into: Int32Array) => into.set(ids.subarray(at, at + into.length)) };
      await language.judge(part, { told: (_, values) => judged.push(...values) });
      assert.deepEqual(judged, [...scored.logProbabilities]);
      let state = await steps.start([ids.subarray(0, 3), new Int32Array(0)]);
      state = steps.reorder(state, { rows: Int32Array.of(0), sentences: Int32Array.of(0) });
      let token = text.begin; // whatever it is, the prompt has been read
      for (let at = 3; at < ids.length; at++) {
        const step = await steps.step(state, Int32Array.of(token));
        const values = step.logProbabilities;
        assert.ok(Math.abs(values[ids[at]] - scored.logProbabilities[at]) < 1e-5);
        assert.equal(scored.ranks?.[at], values.filter((value) => value > values[ids[at]]).length);
        const best = [...(scored.best?.tokens.subarray(3 * at, 3 * at + 3) ?? [])];
        assert.deepEqual(best, [...values.keys()].sort((a, b) => values[b] - values[a] || a - b).slice(0, 3));
        [state, token] = [step.state, ids[at]];
      }
    });

  it('scores what stands behind other tokens as within the whole text', async () => {
    const ids = words.text.encode('the cat hears the big bird');
    const whole = await words.score(ids);
    const rest = await words.score(ids.subarray(4), { before: ids.subarray(0, 4) });
    assert.deepEqual([...rest.logProbabilities], [...whole.logProbabilities.subarray(4)]);
  });

  it('stops where it is asked to', async () => {
    await assert.rejects(words.score(Int32Array.of(3), { signal: AbortSignal.abort() }), { code: 'CANCELLED' });
  });
});

describe('going on with a text', () => {
  it('takes the most probable tokens where it is greedy', async () => {
    const { tokens } = await go({ prompt: 'the cat', tokens: 6, sampling: { greedy: true } });
    for (const { rank, before, after, id } of tokens) {
      assert.equal(rank, 0);
      assert.equal(before[0].id, id);
      assert.deepEqual(after.map(({ probability }) => probability), [1]); // prettier-ignore
    }
  });

  it('tells each token with what it adds, and the text in the end', async () => {
    for (const language of [words, characters]) {
      const { text, tokens, told, end } = await go({ prompt: 'the dog', tokens: 40 }, language);
      assert.equal(end, 'length');
      assert.deepEqual(told, tokens);
      assert.equal(tokens.map((token) => token.text).join(''), text);
      assert.equal(
        language.text.decode([...language.text.encode('the dog'), ...tokens.map(({ id }) => id)]),
        `the dog${text}`,
      );
      for (const { logProbability, before, id } of tokens) {
        const own = before.find((choice) => choice.id === id);
        if (own) assert.ok(Math.abs(Math.log(own.probability) - logProbability) < 1e-6);
      }
    }
  });

  it('draws by the seed and the place: from a place of a continuation it goes on alike', async () => {
    const request = { prompt: 'the', tokens: 12, sampling: { temperature: 1.2, seed: 5 } };
    const whole = await go(request);
    assert.deepEqual((await go(request)).tokens, whole.tokens);
    const chosen = whole.tokens.slice(0, 5).map(({ id }) => id);
    const rest = await go({ ...request, chosen, tokens: 7 });
    assert.deepEqual(rest.tokens, whole.tokens.slice(5));
    assert.notDeepEqual((await go({ ...request, sampling: { seed: 6 } })).tokens, whole.tokens);
  });

  it('applies the rules, and says what was left', async () => {
    const { tokens } = await go({ prompt: 'the', tokens: 30, sampling: { topK: 2, seed: 2 }, alternatives: 4 });
    for (const { rank, before, after } of tokens) {
      assert.ok(rank < 3, String(rank)); // with padding and begin symbols, which are never drawn
      assert.deepEqual([before.length, after.length], [4, 2]);
      assert.ok(Math.abs(after[0].probability + after[1].probability - 1) < 1e-6);
    }
  });

  it('never draws what is no text, nor unknown tokens where it is told so', async () => {
    const sampling = { temperature: 100, seed: 3 };
    const ids = (await go({ tokens: 400, sampling })).tokens.map(({ id }) => id);
    assert.ok(ids.includes(UNK) && !ids.includes(PAD) && !ids.includes(BOS));
    const without = await go({ tokens: 400, sampling, withoutUnknown: true });
    assert.ok(without.tokens.every(({ id }) => id !== UNK));
  });

  it('ends before a stop text, however tokens cut it', async () => {
    for (const [language, stop] of [
      [words, 'the'],
      [characters, 'the'],
      [words, ' the'],
      [characters, '\n'],
      [words, '\n'],
    ] as const) {
      // prettier-ignore
      const whole = await go({ prompt: 'the cat', tokens: 60 }, language);
      const at = whole.text.indexOf(stop);
      assert.ok(at >= 0, stop);
      const { text, end, told, tokens } = await go({ prompt: 'the cat', tokens: 60, stop: [stop, 'never'] }, language);
      assert.equal(end, 'stop');
      assert.equal(text, whole.text.slice(0, at));
      assert.deepEqual(told, tokens);
      assert.equal(told.map((token) => token.text).join(''), text);
    }
  });

  it('holds back what may begin a stop text', () => {
    assert.equal(certainLength('one STO', ['STOP']), 4);
    assert.equal(certainLength('one STOX', ['STOP']), 8);
    assert.equal(certainLength('one', []), 3);
    assert.equal(firstStop('a STOP b END', ['END', 'STOP']), 2);
    assert.equal(firstStop('a', ['b']), undefined);
  });

  it('refuses what it cannot do, and says what it does not know', async () => {
    for (const [request, message] of [
      [{ prompt: 'zebra yak' }, /knows no token of the prompt "zebra yak"/],
      [{ tokens: 0 }, /number of tokens/],
      [{ tokens: 1.5 }, /number of tokens/],
      [{ chosen: [99999] }, /chosen token/],
      [{ stop: [''] }, /stop text is empty/],
      [{ alternatives: -1 }, /alternatives/],
      [{ sampling: { seed: -1 } }, /seed/],
      [{ sampling: { topP: 2 } }, /top-p/],
    ] as const)
      await assert.rejects(go(request as Partial<Continuation>), { code: 'INVALID_ARGUMENT', message });
    assert.match((await go({ prompt: 'the zebra', tokens: 1 })).notices.join(), /1 of 2 tokens/);
  });

  it('is cancelled between two tokens', async () => {
    const stopping = new AbortController();
    const going = continueText(
      words,
      { prompt: 'the', tokens: 50 },
      {
        ...{ signal: stopping.signal, told: () => stopping.abort() },
      },
    );
    await assert.rejects(going, { code: 'CANCELLED' });
  });
});

describe('scoring a text', () => {
  it('adds up its tokens, with the line break where it is asked for', async () => {
    const bare = await scoreText(words, 'the cat  hears', { tokens: true, alternatives: 2 }, signal);
    const ended = await scoreText(words, 'the cat  hears', { tokens: true, withLineBreak: true }, signal);
    assert.deepEqual(bare.tokens?.map(({ token, start, end }) => [token, start, end]), [['the', 0, 3], ['cat', 4, 7], ['hears', 9, 14]]); // prettier-ignore
    assert.deepEqual(ended.tokens?.map(({ token }) => token), ['the', 'cat', 'hears', '<eos>']); // prettier-ignore
    const sum = (bare.tokens ?? []).reduce((total, { logProbability }) => total + logProbability, 0);
    assert.ok(Math.abs(bare.logProbability - sum) < 1e-6 && ended.logProbability < sum);
    assert.equal(bare.perplexity, Math.exp(-bare.logProbability / 3));
    assert.equal(bare.bitsPerCharacter, -bare.logProbability / Math.LN2 / 14);
    assert.equal(bare.tokens?.[0].best?.length, 2);
  });

  it('has no figures for an empty text, and counts what is unknown', async () => {
    assert.deepEqual(await scoreText(words, '', {}, signal), { logProbability: 0, tokenCount: 0, unknownCount: 0 });
    assert.equal((await scoreText(words, 'a zebra', {}, signal)).unknownCount, 2);
  });

  it('finds sentences of the grammar better than the same words in another order', async () => {
    const [good, bad] = await Promise.all(
      ['the cat sees the big dog', 'cat the the sees dog big'].map((text) => scoreText(words, text, {}, signal)),
    );
    assert.ok(good.logProbability > bad.logProbability + 5);
  });
});
