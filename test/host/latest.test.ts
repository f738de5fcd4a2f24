// Questions of which only the latest counts, and work that is announced only when it takes long.
import assert from 'node:assert/strict';
import { LabError } from '../../src/protocol/labError';
import { latest } from '../../src/webviews/shared/latest';
import { patience } from '../../src/webviews/shared/patience';

describe('the latest question', () => {
  /** Asks; `settle` gives the answer. What comes of it is told in `outcomes`. */
  function asking() {
    const questions = latest();
    const outcomes: string[] = [];
    const signals: AbortSignal[] = [];
    const ask = (): { settle(answer: string): void; fail(): void; ended: Promise<void> } => {
      let settle: (answer: string) => void = () => undefined;
      let fail = (): void => undefined;
      const answer = new Promise<string>((resolve, reject) => {
        settle = resolve;
        fail = () => reject(new LabError('INTERNAL', 'broken'));
      });
      const ended = questions.ask((signal) => (signals.push(signal), answer), {
        onAnswer: (text) => outcomes.push(text),
        onFailure: (error) => outcomes.push(LabError.toData(error).code),
      });
      return { settle, fail, ended };
    };
    return { questions, outcomes, signals, ask };
  }

  it('cancels those before, and drops what comes of them', async () => {
    const { outcomes, signals, ask } = asking();
    const [first, second, third] = [ask(), ask(), ask()];
    first.settle('late');
    second.fail();
    third.settle('right');
    await Promise.all([first.ended, second.ended, third.ended]);
    assert.deepEqual(outcomes, ['right']);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true, false],
    );
  });

  it('fails when it is cancelled, even where its answer was on the way', async () => {
    const { questions, outcomes, ask } = asking();
    const { settle, ended } = ask();
    questions.cancel();
    settle('too late');
    await ended;
    assert.deepEqual(outcomes, ['CANCELLED']);
  });

  it('says nothing when it is dropped', async () => {
    const { questions, outcomes, signals, ask } = asking();
    const { fail, ended } = ask();
    questions.drop();
    fail();
    await ended;
    assert.deepEqual(outcomes, []);
    assert.ok(signals[0].aborted);
  });
});

describe('patience', () => {
  it('announces work once, by the last of what is known, however often it is told that it goes on', async () => {
    const announced: string[] = [];
    await new Promise<void>((resolve) => {
      const { wait } = patience();
      let times = 0;
      const goOn = setInterval(() => {
        const now = `told ${++times}`;
        wait(() => {
          announced.push(now);
          clearInterval(goOn);
          resolve();
        });
      }, 20);
    });
    assert.equal(announced.length, 1);
    assert.notEqual(announced[0], 'told 1');
  });

  it('announces nothing that has ended', async () => {
    const { wait, end } = patience();
    const announced: string[] = [];
    wait(() => announced.push('first'));
    end();
    await new Promise<void>((resolve) => wait(() => (announced.push('second'), resolve())));
    assert.deepEqual(announced, ['second']);
  });
});
