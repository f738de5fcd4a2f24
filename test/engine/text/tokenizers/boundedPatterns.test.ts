// No pattern of a file or a person takes a text for ever: what it may cost is known before, and what takes long is stopped and named.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fc from '../../../support/properties';
import { createCleaner } from '../../../../src/engine/text/cleaning/cleaner';
import { splitByPattern } from '../../../../src/engine/text/tokenizers/cutting/byPattern';
import { inProcessorTime } from '../../../../src/engine/text/tokenizers/inTime';
import { MatchingTime } from '../../../../src/engine/text/tokenizers/matchingTime';
import { createNormalizer } from '../../../../src/engine/text/tokenizers/normalizers';
import { fromOniguruma } from '../../../../src/engine/text/tokenizers/oniguruma';
import { costsOf } from '../../../../src/engine/text/tokenizers/patternCost';
import { patternParts } from '../../../../src/engine/text/tokenizers/patternParts';
import { searchPattern } from '../../../../src/engine/text/tokenizers/patterns';
import { boundsOf, dangerOf } from '../../../../src/engine/text/tokenizers/slowPatterns';
import { LabError } from '../../../../src/protocol/labError';
import { anyPattern, stepsOf, written } from './backtracking';

const LETTERS = String.raw`[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
const CASES = String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`;

describe('what a pattern may cost', () => {
  for (const [name, pattern] of [
    ['GPT-2', String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`],
    ['GPT-4, LLaMA 3, Qwen', `(?i:'s|'t|'re|'ve|'m|'ll|'d)|${LETTERS}`],
    ['GPT-4o', `${CASES}|${LETTERS}`],
    ['CLIP', String.raw`<\|startoftext\|>|'s|'t|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`],
    ['a Replace', ' {2,}'],
  ])
    it(`is little on what is cut at once, for patterns of known families: ${name}`, () =>
      assert.ok(boundsOf(fromOniguruma(pattern)).watchedFrom > 4000));

  for (const [pattern, most] of [
    ['(?:a{1,99}){1,99}b', 2],
    ['(?:a?){30}(?:a?){30}b', 0],
    ['.*.*.*.*.*.*b', 20],
    ['.*.*b', 500],
    ['a+b', 10_000],
  ] as const)
    it(`is much on long texts: ${pattern}`, () => assert.ok(boundsOf(pattern).watchedFrom <= most));

  it('is never taken for less than an engine takes that tries one way after the other', () => {
    fc.assert(
      fc.property(anyPattern, fc.integer({ min: 1, max: 24 }), fc.constantFrom('', 'b'), (pattern, length, end) => {
        const text = written(pattern);
        if (dangerOf(text)) return; // refused
        const [{ choices, degree }] = costsOf(patternParts(text) ?? assert.fail());
        const bound = 4 * text.length * 2 ** choices * (length + 1) ** (degree + 1);
        if (bound > 1e6) return;
        const steps = stepsOf(pattern, 'a'.repeat(length) + end, 2e6);
        assert.ok(steps <= bound, `${text} on ${length}: ${steps} > ${bound}`);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what may take so long of the processor', () => {
  it('is begun again where it was only waiting, whatever other threads compute', async () => {
    const tellsOfThreads = process.platform === 'linux';
    const others = new Worker('for (;;);', { eval: true });
    try {
      await once(others, 'online');
      if (!tellsOfThreads) await others.terminate();
      let times = 0;
      const waiting = (): number => {
        times++;
        if (times === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
        return times;
      };
      const done = inProcessorTime(waiting, 300);
      assert.ok(done && done.value === times && times > 1, `${times} times`);
    } finally {
      await others.terminate();
    }
  });

  it('is stopped where it computes', () => {
    const computing = (): never => {
      for (;;);
    };
    assert.equal(inProcessorTime(computing, 20), undefined);
  });
});

describe('a pattern that takes long', () => {
  const letters = 'a'.repeat(1_000_000);
  const named = (pattern: string) => (error: unknown) =>
    error instanceof LabError && error.code === 'INVALID_ARGUMENT' && error.message.includes(`"${pattern}" t`);

  it('is stopped where it replaces', () => {
    const normalizer = createNormalizer({ type: 'Replace', pattern: { Regex: 'a+b' }, content: '' });
    assert.throws(() => normalizer.plain(letters), named('a+b'));
    assert.equal(normalizer.plain('xaab'), 'x');
  });

  it('is stopped where it cuts, on one stretch and on many', () => {
    for (const pattern of ['(?:a{1,99}){1,99}b', 'a+b']) {
      const cut = splitByPattern(searchPattern({ Regex: pattern }), 'Isolated', false);
      assert.throws(() => cut(letters, 0, () => undefined), named(pattern));
    }
  });

  it('is stopped where it cleans', () => {
    const cleaner = createCleaner([{ step: 'replace', pattern: '.*.*b', replacement: '' }]);
    assert.throws(() => cleaner.clean(letters), named('.*.*b'));
  });

  it('is opened or refused at once, whatever it is', () => {
    for (const pattern of [
      '(?:(?:a?){30}){30}b',
      `${'(?:a{1,99}'.repeat(9)}${'){1,99}'.repeat(9)}b`,
      '(?:(?:a|b|){9}){9}b',
    ])
      assert.ok(searchPattern({ Regex: pattern }));
    for (const pattern of [`${'(?:|)'.repeat(40)}b`, '('.repeat(300) + ')'.repeat(300)])
      assert.throws(() => searchPattern({ Regex: pattern }), /cannot be used here/);
  });
});

describe('the time that a pattern has taken', () => {
  /** Texts of 1000 units until it is too much, of which each takes so long; a thousand of them is enough. */
  const textsUntilStopped = (clock: number, processor: number): number => {
    const now = { clock: 0, processor: 0 };
    const time = new MatchingTime({ clock: () => now.clock, processor: () => now.processor });
    const run = (): void => {
      now.clock += clock;
      now.processor += processor;
    };
    for (let texts = 0; texts < 1000; texts++)
      try {
        time.measured(1000, run, () => new Error('too slow'));
      } catch {
        return texts;
      }
    return Infinity;
  };

  it('is at most a second or so for a million characters', () => {
    assert.equal(textsUntilStopped(0.1, 0.1), Infinity);
    for (const milliseconds of [2, 5, 50])
      assert.ok(textsUntilStopped(milliseconds, milliseconds) * milliseconds < 1200, String(milliseconds));
  });

  it('is not counted while the process waits for a busy machine', () =>
    assert.equal(textsUntilStopped(5, 0.1), Infinity));

  it('is not counted twice where other threads work', () => assert.equal(textsUntilStopped(0.1, 5), Infinity));
});
