// Templates as CRF++ and CRFsuite write them, and the attributes that they make.

import assert from 'node:assert/strict';
import { attributeRows, learnAttributes, type AttributeIndex } from '../../../src/engine/crf/attributes';
import { createExpander } from '../../../src/engine/crf/expandTemplates';
import { observedFeatures } from '../../../src/engine/crf/features';
import { columnsOf, DEFAULT_TEMPLATES, parseTemplates } from '../../../src/engine/crf/templates';
import { finishTraining } from '../../../src/engine/text/trainers/training';

const SENTENCE = { tokens: ['He', 'reckons', 'McKay'], columns: new Map([[2, ['PRP', 'VBZ', 'NNP']]]) };

function parsed(...lines: string[]) {
  const found = parseTemplates(lines);
  return 'at' in found ? assert.fail(found.message) : found;
}

function attributes(token: number, ...lines: string[]): string[] {
  const { list } = parsed(...lines);
  const expander = createExpander(list, 1);
  const found: string[] = [];
  expander.visit(SENTENCE, (at, template, value) => at === token && found.push(expander.nameOf(template, value)));
  return found;
}

describe('templates', () => {
  it('of CRF++ are its own attributes, marked beyond the sentence', () => {
    const lines = ['# words', '', 'U00:%x[-2,0]', 'U01:%x[0,0]/%x[1,0]', 'U02:%x[0,1]', 'U03', 'B'];
    assert.deepEqual(attributes(1, ...lines), ['U00:_B-1', 'U01:reckons/McKay', 'U02:VBZ', 'U03']);
    assert.deepEqual(attributes(2, ...lines), ['U00:He', 'U01:McKay/_B+1', 'U02:NNP', 'U03']);
    assert.deepEqual([parsed(...lines).transitions, parsed('U00:%x[0,0]').transitions], [true, false]);
  });

  it('of CRFsuite are its attributes, none beyond the sentence, and its marks of both ends', () => {
    const lines = ['w[-1]', 'w[0]|w[1]', 'column2[0]', 'lower[1]', 'shape[0]'];
    assert.deepEqual(attributes(0, ...lines), [
      'w[0]|w[1]=He|reckons',
      'column2[0]=PRP',
      'lower[1]=reckons',
      'shape[0]=Xx',
      '__BOS__',
    ]);
    assert.deepEqual(attributes(2, ...lines), ['w[-1]=reckons', 'column2[0]=NNP', 'shape[0]=XxXx', '__EOS__']);
    assert.ok(parsed(...lines).transitions);
  });

  it('look at the ends of tokens that are longer', () => {
    assert.deepEqual(attributes(0, 'prefix1[0]', 'suffix1[0]', 'prefix2[0]', 'suffix3[1]').slice(0, -1), [
      'prefix1[0]=H',
      'suffix1[0]=e',
      'suffix3[1]=ons',
    ]);
  });

  it('name the columns that are read beside the tokens', () => {
    assert.deepEqual(columnsOf(parsed('U0:%x[0,0]', 'U1:%x[0,2]/%x[1,1]').list, 1), [2, 3]);
    assert.deepEqual(columnsOf(parsed(...DEFAULT_TEMPLATES).list, 1), []);
  });

  const wrong: [string, string[], number, RegExp][] = [
    ['an unknown field', ['w[0]', 'word[0]'], 1, /"word\[0\]" is no template/],
    ['a half macro', ['U00:%x[0,0'], 0, /is no template/],
    ['pairs of tags with tokens', ['U00:%x[0,0]', 'B01:%x[0,0]'], 1, /pairs of tags looks at no token/],
    ['pairs of tags alone', ['B'], 0, /no template of tokens/],
    ['an affix without length', ['prefix[0]'], 0, /is no template/],
  ];
  for (const [name, lines, at, message] of wrong)
    it(`are refused: ${name}`, () => {
      const found = parseTemplates(lines);
      assert.ok('at' in found && found.at === at);
      assert.match(found.message, message);
    });
});

const names = (index: AttributeIndex): string[] => Array.from({ length: index.count }, (_, i) => index.nameOf(i));

describe('attributes', () => {
  const sentences = [SENTENCE, { tokens: ['He', 'He'] }];
  const expander = createExpander(parsed('w[0]', 'w[-1]').list, 1);

  it('are learned where they are frequent, and found again', () => {
    const { index, rows } = finishTraining(learnAttributes(sentences, expander, 2));
    assert.deepEqual(names(index), ['w[0]=He', 'w[-1]=He', '__BOS__', '__EOS__']);
    assert.deepEqual([...rows.sentenceStarts], [0, 3, 5]);
    assert.deepEqual([...rows.tokenStarts], [0, 2, 3, 4, 6, 9]);
    assert.deepEqual([...rows.attributes], [0, 2, 1, 3, 0, 2, 0, 1, 3]);
    assert.deepEqual(finishTraining(attributeRows(sentences, index)), rows);
  });

  it('have a feature for each tag that they occur with', () => {
    const { index, rows } = finishTraining(learnAttributes(sentences, expander, 1));
    const { starts, tags } = finishTraining(observedFeatures(rows, Int32Array.of(1, 0, 2, 0, 1), index.count));
    const of = (name: string) => {
      const number = names(index).indexOf(name);
      return [...tags.subarray(starts[number], starts[number + 1])];
    };
    assert.deepEqual(of('w[0]=He'), [0, 1]);
    assert.deepEqual(of('w[-1]=He'), [0, 1]);
    assert.deepEqual(of('__EOS__'), [1, 2]);
    assert.deepEqual(of('w[0]=McKay'), [2]);
  });
});
