// What editors show of the schema: what holds where a key is left out, equations, and what each value means.
import assert from 'node:assert/strict';
import { schemasAt, type JsonSchema } from '../../../src/engine/experiment/jsonSchema';
import { toldSchema } from '../../../src/engine/experiment/toldSchema';
import { experimentJsonSchema } from '../../../src/engine/tasks/experimentSchema';

describe('the schema that editors show', () => {
  const told = toldSchema(experimentJsonSchema());
  const at = (path: string[], value: object): JsonSchema[] =>
    schemasAt(told, path, { task: 'classification', ...value });

  it('says what holds where a key is left out, and its equation', () => {
    const [clip] = at(['training', 'clipNorm'], {});
    assert.match(clip.markdownDescription ?? '', /at most this.*\n\nWhen left out: `1`\n\n```text\ng ← .*‖g‖\)\n```$/);
    const [name] = at(['$schema'], {});
    assert.equal(name.markdownDescription, undefined, 'nothing but its description');
  });

  it('says of each value what it means, with its equation', () => {
    const model = { model: { type: 'gru' } };
    const [type] = at(['model', 'type'], model);
    const gru = type.markdownEnumDescriptions?.[type.enum?.indexOf('gru') ?? -1] ?? '';
    assert.match(gru, /z ⊙ h/);
    assert.doesNotMatch(gru, /cell state|c' =/);
    const alone = at(['training', 'optimizer'], {}).find(({ enum: values }) => values?.includes('adam'));
    assert.match(alone?.markdownEnumDescriptions?.[alone.enum?.indexOf('adam') ?? -1] ?? '', /Kingma[^]*β₁/);
    const [algorithm] = at(['model', 'algorithm'], { task: 'embedding', model: { type: 'word2vec' } });
    assert.equal(algorithm.markdownEnumDescriptions?.[0], 'a word and each word near it');
  });

  it('shows no mark of Markdown that stands in a description', () => {
    const [size] = at(['tokenizer', 'vocabularySize'], {});
    assert.match(size.markdownDescription ?? '', /become \\<unk\\>/);
  });
});
