// Conditions on examples in words, and the texts of examples as they are shown and written.

import assert from 'node:assert/strict';
import { conditionWords, OUTCOME_WORDS } from '../../src/protocol/conditionWords';
import { conditionName, type ExampleCondition, type ExampleRange, OUTCOMES } from '../../src/protocol/examples';
import { shownTexts, textsOfShown, writtenTexts } from '../../src/protocol/shownTexts';

const inWords = (condition: ExampleCondition): string => {
  const { text, values = [] } = conditionWords(condition);
  return text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)]).replaceAll('\u202f', ' ');
};

const range = (of: ExampleRange['of'], bounds: Pick<ExampleRange, 'above' | 'to'>): ExampleRange => ({
  ...{ kind: 'range', of, ...bounds },
});

describe('conditions on examples', () => {
  const rows: [ExampleCondition, string][] = [
    [{ kind: 'gold', value: 'good' }, 'True: good'],
    [{ kind: 'prediction', value: 'bad' }, 'Predicted: bad'],
    [{ kind: 'label', value: 'PER' }, 'Label: PER'],
    [{ kind: 'text', text: ' a film ' }, 'Holds “a film”'],
    [{ kind: 'column', column: 'genre', value: 'drama' }, 'genre: drama'],
    [range('tokens', { to: 8 }), 'Up to 8 tokens'],
    [range('tokens', {}), 'Up to 0 tokens'],
    [range('tokens', { above: 1024 }), '1 025 tokens or more'],
    [range('tokens', { above: 8, to: 9 }), '9 tokens'],
    [range('tokens', { above: 8, to: 10 }), '9 to 10 tokens'],
    [range('unknown', { to: 0 }), 'No unknown token'],
    [range('unknown', { to: 0.25 }), 'Unknown: up to 25.0 %'],
    [range('unknown', {}), 'Unknown: up to 0 %'],
    [range('unknown', { above: 0, to: 0 }), 'Unknown: more than 0 %, up to 0 %'],
    [range('unknown', { above: 0.5 }), 'Unknown: more than 50.0 %'],
    [range('number', { to: 0 }), 'True number: up to 0'],
    [range('number', { above: 2.5 }), 'True number: more than 2.50'],
    [range('number', { above: -1, to: 1 }), 'True number: more than −1.00, up to 1.00'],
  ];
  for (const [condition, words] of rows) it(`say: ${words}`, () => assert.equal(inWords(condition), words));

  it('have words for each outcome, no two the same', () => {
    const words = OUTCOMES.map((outcome) => inWords({ kind: 'outcome', outcome }));
    assert.deepEqual(words, ['All examples', 'Wrong', 'Sure and wrong', 'Right']);
    assert.deepEqual(words, OUTCOMES.map((outcome) => OUTCOME_WORDS[outcome])); // prettier-ignore
  });

  it('take the place of others of their name', () => {
    const names = [
      ...(['a', 'b'] as const).map((column) => conditionName({ kind: 'column', column, value: 'x' })),
      ...(['tokens', 'unknown'] as const).map((of) => conditionName(range(of, {}))),
      conditionName({ kind: 'gold', value: 'x' }),
      conditionName({ kind: 'outcome', outcome: 'all' }),
    ];
    assert.deepEqual(names, ['column a', 'column b', 'range tokens', 'range unknown', 'gold', 'outcome']);
  });
});

describe('texts of an example', () => {
  it('are shown with a sign between the two of a pair, and written with a tab', () => {
    const [pair, alone] = [['a cat', 'a dog'], ['a\tcat']];
    assert.deepEqual([shownTexts(pair), shownTexts(alone)], ['a cat ⇥ a dog', 'a\tcat']);
    assert.equal(textsOfShown(shownTexts(pair)), writtenTexts(pair));
    assert.equal(textsOfShown('a ⇥ b ⇥ c'), 'a\tb\tc');
  });

  it('have no border in themselves where there are two', () => {
    assert.equal(writtenTexts(['a\t\r\nb', 'c\nd']), 'a b\tc d');
    assert.equal(writtenTexts(['a\tb']), 'a\tb');
  });
});
