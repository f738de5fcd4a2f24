// What holds of a lesson's experiment: by its keys, by answers, by figures of a run.

import assert from 'node:assert/strict';
import { answerHash, rounded } from '../../../src/engine/lessons/answerHash';
import { judgeExpectation, type Known, needsRun } from '../../../src/engine/lessons/expectations';
import type { Expectation } from '../../../src/engine/lessons/lessonSchema';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import type { Standing } from '../../../src/protocol/lesson';

const configuration = { 'model.type': 'lstm', 'model.hidden': 8, 'training.epochs': 3 };
const run = { 'test.accuracy': 0.9, 'validation.accuracy': 0.8, 'validation.f1': 0.7, parameters: 1234, epochs: 3 };
const known: Known = { configuration, answers: { parameters: 1234, why: '  ', gate: 'The  Forget gate' }, run };
const untrained: Known = { ...known, run: undefined };

const standing = (expectation: Expectation, of: Known = known): Standing => judgeExpectation(expectation, of).standing;

describe('an expectation of a lesson', () => {
  for (const [expression, trained, before] of [
    ['model.type == "lstm"', 'held', 'held'],
    ['model.type != "lstm"', 'failed', 'failed'],
    ['validation.accuracy >= 0.8 && epochs <= 3', 'held', 'open'],
    ['accuracy >= 0.85', 'held', 'open'], // of the test part
    ['f1 < 0.75', 'held', 'open'], // which only the validation part has
    ['test.perplexity < 10', 'failed', 'open'], // the run has none
    ['answers.parameters == parameters', 'held', 'open'],
    ['answers.parameters == 1235', 'failed', 'failed'],
    ['answers.why == "because"', 'open', 'open'],
    ['answers.never > 3', 'open', 'open'],
  ] as const)
    it(`${expression}: ${trained}, before its training ${before}`, () =>
      assert.deepEqual([standing(expression), standing(expression, untrained)], [trained, before]));

  it('names what it was found by', () =>
    assert.deepEqual(judgeExpectation('accuracy > 0.95 || test.bleu > 3', known).found, [
      { key: 'accuracy', value: 0.9 },
      { key: 'test.bleu' },
    ]));

  it('of an answer knows it by its hash, however it is written', () => {
    const gate = (sha256: string): Expectation => ({ answer: 'gate', sha256 });
    assert.equal(standing(gate(answerHash('gate', 'the forget GATE '))), 'held');
    assert.equal(standing(gate(answerHash('door', 'the forget gate'))), 'failed');
    assert.equal(answerHash('n', 12), answerHash('n', ' 12.0'));
    assert.equal(answerHash('n', '가'), answerHash('n', '\u1100\u1161'));
    assert.notEqual(answerHash('n', 12), answerHash('n', 12.5));
    assert.equal(standing({ answer: 'why', sha256: answerHash('why', '') }), 'open');
  });

  it('of an answer compares it with what the run has, and does not tell that', () => {
    const loss = (answer: string | number, decimals?: number): Standing =>
      standing({ answer: 'loss', equals: 'validation.f1', decimals }, { ...known, answers: { loss: answer } });
    assert.deepEqual([loss(0.7), loss('0.70'), loss(0.71), loss('much')], ['held', 'held', 'failed', 'failed']);
    assert.deepEqual(
      [loss(0.71, 2), loss(0.704, 2), loss(0.72, 2), loss('much', 2)],
      ['held', 'held', 'failed', 'failed'],
    );
    const parameters = { answer: 'parameters', equals: 'parameters' };
    assert.equal(standing(parameters), 'held');
    assert.equal(standing(parameters, untrained), 'open');
    assert.equal(standing({ answer: 'parameters', equals: 'test.bleu' }), 'failed');
    const wrong = judgeExpectation(parameters, { ...known, answers: { parameters: 1 } });
    assert.deepEqual(wrong.found, [{ key: 'answers.parameters', value: 1 }]);
  });

  it('of a number with decimals takes one more or less of the last one', () => {
    const sha256 = answerHash('idf', rounded(2.832_58, 2));
    const idf = (answer: string | number): Standing =>
      standing({ answer: 'idf', sha256, decimals: 2 }, { ...known, answers: { idf: answer } });
    assert.deepEqual([idf(2.83), idf('2.8326'), idf(2.84), idf(2.82)], ['held', 'held', 'held', 'held']);
    assert.deepEqual([idf(2.85), idf(2.8), idf('two')], ['failed', 'failed', 'failed']);
    assert.equal(
      standing({ answer: 'n', sha256: answerHash('n', '-0'), decimals: 0 }, { ...known, answers: { n: 0 } }),
      'held',
    );
  });

  it('speaks the language asked for, as far as it has it', () => {
    const expectation = { that: 'epochs < 2', title: { en: 'Fast', ko: '빠르게' }, hint: 'Fewer epochs.' };
    const { title, hint } = judgeExpectation(expectation, known, 'ko');
    assert.deepEqual([title, hint], ['빠르게', 'Fewer epochs.']);
    assert.equal(judgeExpectation(expectation, known).title, 'Fast');
    assert.equal(judgeExpectation('epochs < 2', known, 'ko').title, 'epochs < 2');
  });

  it('needs a run where it names what only that has', () => {
    const needs = (...expectations: Expectation[]): boolean => needsRun(expectations, configuration);
    assert.equal(needs('model.hidden == 8 && answers.x == 3', { answer: 'x', sha256: '' }), false);
    assert.equal(needs('model.hidden == 8', { that: 'accuracy > 0' }), true);
    assert.equal(needs({ answer: 'x', equals: 'model.hidden' }), false);
    assert.equal(needs({ answer: 'x', equals: 'parameters' }), true);
  });
});

describe('the keys of a lesson', () => {
  const faults = (keys: object): string[] =>
    parseExperiment(JSON.stringify({ data: { train: 'a.tsv' }, model: 'lstm', ...keys })).problems.map(
      ({ message, place }) => `${place?.key?.join('/')}: ${message}`,
    );

  it('are no part of what is trained', () => {
    const { experiment, lesson, problems } = parseExperiment(
      JSON.stringify({ data: { train: 'a.tsv' }, model: 'lstm', answers: { n: null }, expect: ['answers.n == 3'] }),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(lesson, { answers: { n: null }, expect: ['answers.n == 3'] });
    assert.ok(experiment && !('expect' in experiment) && !('answers' in experiment));
  });

  for (const [name, keys, message] of [
    ['an expression that is none', { expect: ['accuracy >='] }, /^expect\/0: Something is missing at the end/],
    ['a key that nothing has', { expect: [{ that: 'model.hiden > 3' }] }, /^expect\/0\/that: .*model\.hidden/],
    ['an answer without a place', { expect: ['answers.x == 3'] }, /^expect\/0: .*answers\.x/],
    ['a hash of nothing', { expect: [{ answer: 'x', sha256: 'a'.repeat(64) }] }, /^expect\/0\/answer: .*"answers"/],
    [
      'a figure that nothing has',
      { answers: { x: 1 }, expect: [{ answer: 'x', equals: 'test.los' }] },
      /^expect\/0\/equals: .*test\.loss/,
    ],
    ['more than a key', { answers: { x: 1 }, expect: [{ answer: 'x', equals: 'epochs == 3' }] }, /equals one key/],
    ['a hash that is none', { answers: { x: 1 }, expect: [{ answer: 'x', sha256: 'abc' }] }, /64 hexadecimal digits/],
    ['a key that expectations do not have', { expect: [{ that: 'epochs < 3', hin: 'x' }] }, /"hin"/],
    ['no expectation', { expect: [] }, /^expect: /],
    ['a name of an answer', { answers: { 'a b': 1 } }, /letters, digits/],
  ] as const)
    it(`tell of ${name} at its place`, () => {
      const [first] = faults(keys);
      assert.match(first, message);
    });
});
