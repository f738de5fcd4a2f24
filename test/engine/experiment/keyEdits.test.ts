// Values written into experiments: only what must change does.
import assert from 'node:assert/strict';
import { editsFor } from '../../../src/engine/experiment/keyEdits';
import { readJsonText } from '../../../src/engine/experiment/jsonText';

const RATE = ['training', 'optimizer', 'learningRate'];

function written(text: string, path = RATE, value: string | number = 0.02): string {
  let result = text;
  for (const { offset, length, content } of editsFor(text, path, value).toReversed())
    result = result.slice(0, offset) + content + result.slice(offset + length);
  return result;
}

describe('a value written into an experiment', () => {
  it('replaces the one that is there, and nothing else', () =>
    assert.equal(
      written('{\n  // kept\n  "training": { "optimizer": { "type": "sgd", "learningRate": 0.1 }, },\n}\n'),
      '{\n  // kept\n  "training": { "optimizer": { "type": "sgd", "learningRate": 0.02 }, },\n}\n',
    ));

  it('makes the objects on the way that are not there', () => {
    const text = '{\n  "name": "a"\n}\n';
    const value = { name: 'a', training: { optimizer: { learningRate: 0.02 } } };
    assert.deepEqual(readJsonText(written(text)).value, value);
    assert.match(written(text), /^\{\n {2}"name": "a",\n {2}"training": \{\n {4}"optimizer": \{\n/);
    assert.match(written(text.replace('  ', '\t')), /\n\t"training": \{\n\t\t"optimizer"/);
    assert.doesNotMatch(written(text.replaceAll('\n', '\r\n')), /[^\r]\n/);
  });

  it('makes an object of a type written alone', () =>
    assert.deepEqual(readJsonText(written('{ "training": { "optimizer": "adam", "epochs": 3 } }')).value, {
      training: { optimizer: { type: 'adam', learningRate: 0.02 }, epochs: 3 },
    }));

  it('takes no text that is no JSON', () =>
    assert.throws(() => editsFor('{ "training": ', RATE, 1), { code: 'INVALID_EXPERIMENT' }));
});
