// Answers as programs read them: the names of `nlp-lab predict --json` and of the service, and nothing that is not there.

import assert from 'node:assert/strict';
import {
  type Answer,
  type BlanksAnswer,
  type LabelAnswer,
  labelOf,
  numberOf,
  shownMorphemes,
  type TagsAnswer,
  tagsOf,
  type TextAnswer,
  textOf,
  writtenMorphemes,
} from '../../src/protocol/answer';
import { emptyPrediction, predictionOf } from '../../src/protocol/prediction';

const cut = { read: 3, of: 5, lost: 'end' } as const;
const features = [{ name: 'good', weight: 2 }];
const explained = { explanation: { features } } as unknown as Pick<LabelAnswer, 'explanation'>;

const label: LabelAnswer = {
  ...{ kind: 'label', input: 'fine', output: 'good', score: 0.9, label: 'good' },
  ...{ probabilities: { good: 0.9, bad: 0.1 }, tokens: ['fine'], unknown: [false] },
};
const text = {
  ...{ kind: 'text', input: 'ein Haus', sourceTokens: ['ein', 'Haus'] },
  outputs: [
    { text: 'a house', score: -1, tokens: [] },
    { text: 'one house', score: -2, tokens: [] },
  ],
} as unknown as TextAnswer;
const tags = {
  ...{ kind: 'tags', input: 'Kim', output: 'Kim/PER', tokens: ['Kim'], tags: ['B-PER'], probabilities: [0.8] },
  ...{ unknown: [true], entities: [{ type: 'PER', start: 0, end: 1, text: 'Kim' }] },
} as unknown as TagsAnswer;
const blanks: BlanksAnswer = {
  ...{ kind: 'blanks', input: 'a __', output: 'a b', tokens: ['a', '<mask>'], unknown: [false, false] },
  blanks: [{ start: 2, end: 4, choices: [{ text: 'b', token: 'b', probability: 0.5 }] }],
};
const number: Answer = { kind: 'number', input: 'x', output: '1.5', value: 1.52, tokens: ['x'], unknown: [false] };

describe('answers for programs', () => {
  it('have a label with its probabilities', () => {
    const { input, output, score, probabilities } = label;
    assert.deepEqual(predictionOf(label), { input, output, score, label: 'good', probabilities });
    assert.deepEqual(predictionOf({ ...label, ...explained, cut }), {
      ...{ input, output, score, label: 'good', probabilities, features, cut },
    });
  });

  it('call shares that nobody calibrated scores', () => {
    const prediction = predictionOf({ ...label, uncalibrated: true });
    assert.deepEqual(Object.keys(prediction), ['input', 'output', 'score', 'label', 'scores']);
    assert.deepEqual((prediction as { scores: object }).scores, label.probabilities);
  });

  it('have a number', () => {
    assert.deepEqual(predictionOf(number), { input: 'x', output: '1.5', value: 1.52 });
    assert.deepEqual(predictionOf({ ...number, cut }), { input: 'x', output: '1.5', value: 1.52, cut });
  });

  it('have the best text, and others where there are some', () => {
    const best = { input: 'ein Haus', output: 'a house', score: -1 };
    assert.deepEqual(predictionOf({ ...text, outputs: text.outputs.slice(0, 1) }), best);
    const alternatives = [{ output: 'one house', score: -2 }];
    assert.deepEqual(predictionOf({ ...text, cut }), { ...best, alternatives, cut });
  });

  it('have tags with their tokens', () => {
    const { input, output, tokens, tags: own, probabilities, entities } = tags;
    const bare = { input, output, tokens, tags: own, probabilities, entities };
    assert.deepEqual(predictionOf(tags), bare);
    const more = { morphemes: [], alternatives: [{ tags: ['O'], probability: 0.1 }] };
    assert.deepEqual(predictionOf({ ...tags, ...more, ...explained }), { ...bare, ...more, features });
  });

  it('have blanks', () => {
    const { input, output, blanks: own } = blanks;
    assert.deepEqual(predictionOf(blanks), { input, output, blanks: own });
    assert.deepEqual(predictionOf({ ...blanks, cut }), { input, output, blanks: own, cut });
  });

  it('of a text that nothing was asked about are empty', () =>
    assert.deepEqual(emptyPrediction('\n'), { input: '\n', output: '', score: 0 }));
});

describe('an answer of the kind that was asked for', () => {
  const kinds: [name: string, of: (answer: Answer) => Answer, answer: Answer, other: Answer, told: RegExp][] = [
    ['a label', labelOf, label, number, /asked for a label, and gave a number/],
    ['a number', numberOf, number, label, /asked for a number, and gave a label/],
    ['a text', textOf, text, tags, /asked to write a text, and gave a tags/],
    ['tags', tagsOf, tags, blanks, /asked for tags, and gave a blanks/],
  ];
  for (const [name, of, answer, other, message] of kinds)
    it(`is ${name}, or a defect`, () => {
      assert.equal(of(answer), answer);
      assert.throws(() => of(other), { code: 'INTERNAL', message });
    });

  it('writes morphemes as files have them, and marks for people what is unfit', () => {
    const word = {
      ...{ start: 0, end: 2, text: '갔다' },
      morphemes: [
        { form: '가', tag: 'VV' },
        { form: '았', tag: 'EP', unfit: true as const },
      ],
    };
    assert.deepEqual([writtenMorphemes(word), shownMorphemes(word)], ['가/VV + 았/EP', '가/VV + 았/EP?']);
  });
});
