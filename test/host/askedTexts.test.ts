// What views do that ask runs about texts: they wait until a person rests, and mark the words in which answers differ.

import assert from 'node:assert/strict';
import { asking } from '../../src/webviews/shared/asking';
import { changedWords } from '../../src/webviews/shared/changedWords';

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
