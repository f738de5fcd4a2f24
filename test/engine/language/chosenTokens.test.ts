// Tokens that a person has chosen, in what a model goes on with.

import assert from 'node:assert/strict';
import type { ContinuedToken } from '../../../src/protocol/continuation';
import type { LabError } from '../../../src/protocol/labError';
import type { LanguageModel } from '../../../src/engine/language/languageModel';
import { type Continuation, continueText } from '../../../src/engine/language/continueText';

/** `<pad>` and the begin symbol are never drawn. */
const TOKENS = ['<pad>', '<unk>', '<s>', '</s>', 'a', 'b', 'c'];
const [A, B, C] = [4, 5, 6];

/** After each letter the next one has a half, the others share the rest; what it was asked about is kept. */
function letters(): { model: LanguageModel<number[]>; asked: number[][] } {
  const asked: number[][] = [];
  const model = {
    text: {
      ...{ vocabulary: { tokens: TOKENS }, begin: 2, end: 3 },
      encode: (text: string) => Int32Array.from(text, (letter) => TOKENS.indexOf(letter)),
      decode: (ids: readonly number[]) => ids.map((id) => TOKENS[id]).join(''),
    },
    steps: {
      start: async ([prompt]: Int32Array[]) => [...prompt],
      async step(seen: number[], [last]: Int32Array) {
        const all = asked.length === 0 ? seen : [...seen, last];
        asked.push(all);
        const next = { [A]: B, [B]: C, [C]: A }[all.at(-1) ?? C] ?? A;
        const share = (id: number): number => (id === next ? 0.5 : id >= A ? 0.25 : 0);
        return { logProbabilities: Float32Array.from(TOKENS, (_, id) => Math.log(share(id))), state: all };
      },
    },
  };
  return { model: model as unknown as LanguageModel<number[]>, asked };
}

async function told(request: Omit<Continuation, 'prompt'>): Promise<{ tokens: ContinuedToken[]; asked: number[][] }> {
  const { model, asked } = letters();
  const heard: ContinuedToken[] = [];
  const reply = await continueText(
    model as LanguageModel,
    { prompt: 'a', sampling: { greedy: true }, ...request },
    { signal: new AbortController().signal, told: (token) => heard.push(token) },
  );
  assert.deepEqual(heard, reply.tokens);
  assert.equal(reply.text, reply.tokens.map(({ text }) => text).join(''));
  return { tokens: reply.tokens, asked };
}

describe('tokens that were chosen in a continuation', () => {
  it('are not told unless that is asked for', async () => {
    const { tokens } = await told({ chosen: [A, C], tokens: 2 });
    assert.deepEqual(tokens.map(({ text }) => text), ['a', 'b']); // prettier-ignore
  });

  it('are told with what they cost, the last ones first asked about, before those that are drawn', async () => {
    const { tokens, asked } = await told({ chosen: [A, C], toldChosen: 1, tokens: 2 });
    assert.deepEqual(tokens.map(({ text }) => text), ['c', 'a', 'b']); // prettier-ignore
    assert.deepEqual(tokens.map(({ rank }) => rank), [1, 0, 0]); // prettier-ignore
    assert.ok(Math.abs(tokens[0].logProbability - Math.log(0.25)) < 1e-6);
    assert.deepEqual(tokens[0].before.map(({ id }) => id), [B, A, C, 0, 1, 2, 3].slice(0, tokens[0].before.length)); // prettier-ignore
    assert.deepEqual(asked, [[A, A], [A, A, C], [A, A, C, A]]); // prettier-ignore
  });

  it('leave what is drawn behind them as it is, told or not', async () => {
    const drawn = async (toldChosen: number): Promise<string> => {
      const { tokens } = await told({ chosen: [C, B], toldChosen, tokens: 20, sampling: { seed: 7 } });
      return tokens.slice(toldChosen).map(({ text }) => text).join(''); // prettier-ignore
    };
    assert.equal(await drawn(1), await drawn(0));
    assert.equal(await drawn(2), await drawn(0));
  });

  it('cannot be told where there are fewer', () =>
    assert.rejects(told({ chosen: [A], toldChosen: 2 }), (error) => (error as LabError).code === 'INVALID_ARGUMENT'));
});
