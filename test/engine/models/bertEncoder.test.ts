// Encoders from elsewhere: a folder in the layout of BERT gives the hidden states that PyTorch gives, is written back as it was, and is
// refused with its fault where it cannot be read.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { input } from '../../../src/engine/graph/ops';
import { encoderOf, type EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import { bertTokenizer, baseOfBert, specialRows } from '../../../src/engine/tasks/base/bertFolder';
import { toBert } from '../../../src/engine/tasks/base/bertTensors';
import { encoderKeys } from '../../../src/engine/tasks/base/encoderKeys';
import { classificationSchema } from '../../../src/engine/tasks/classification/schema';
import { openTokenizer } from '../../../src/engine/text/tokenizer';
import { feedsOf } from '../../../src/engine/train/parameterValues';
import { readGolden, valuesOf, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { withFolder } from '../store/support/temporaryFolder';

interface BertCase {
  text: string;
  /** Those of the file. */
  ids: number[];
  types: number[];
  /** [time, width] */
  states: GoldenTensor;
}

const FOLDER = path.resolve('test/golden/bert');
const golden = readGolden<BertCase>('bert.json');

const opened = () => {
  const base = baseOfBert(nodeFiles, FOLDER);
  assert.ok(base);
  const vocabulary = path.join(FOLDER, 'vocab.txt');
  const text = bertTokenizer(fs.readFileSync(vocabulary, 'utf8'), vocabulary);
  return { base, text, tokens: openTokenizer(text, vocabulary), rows: specialRows(text, vocabulary) };
};

describe('an encoder in the layout of BERT', () => {
  for (const { text, ids, types, states: expected } of golden.cases)
    it(`gives the hidden states of PyTorch: "${text}", token types ${types.join('')}`, async () => {
      const { base, tokens, rows } = opened();
      const own = tokens.tokenizer.encode(tokens.vocabulary, text);
      assert.deepEqual([...own], ids.map((id) => (id === 1 ? 1 : id + rows.rows.length))); // prettier-ignore
      const model = encoderKeys.said(base.encoder.keys);
      const options = classificationSchema.parse({ data: { train: 'a.tsv' }, model }).model as EncoderOptions;
      const encoder = encoderOf(options).build({ vocabulary: tokens.vocabulary.tokens.length, longest: 9 });
      const shape = [ids.length, 1];
      const { states } = encoder.encode(
        bind(encoder.parameters, 'float32'),
        {
          ids: input('ids', 'int32', ['time', 'batch']),
          mask: input('mask', 'bool', ['time', 'batch']),
          ...(types.includes(1) ? { segments: input('segments', 'int32', ['time', 'batch']) } : {}),
        },
        'inference',
      );
      const found = await evaluate(
        { states },
        {
          ...feedsOf(base.parameters()),
          ids: tensor('int32', shape, own),
          mask: tensor('bool', shape, ids.map(() => 1)),
          segments: tensor('int32', shape, types),
        },
      ); // prettier-ignore
      const right = valuesOf(expected);
      const worst = right.reduce((most, value, i) => Math.max(most, Math.abs(value - Number(found.states.data[i]))), 0);
      assert.ok(worst < 1e-5, `${worst}`);
    });

  it('is written back as it was, but for what answers', () => {
    const { base, rows } = opened();
    const stored = readSafetensors(nodeFiles, path.join(FOLDER, 'model.safetensors')).tensors;
    const written = toBert(base.parameters(), rows);
    const names = [...stored.keys()]
      .map((name) => name.replace('bert.', ''))
      .filter((name) => !name.startsWith('pooler'));
    assert.deepEqual([...written.keys()].sort(), names.sort());
    for (const [name, { shape, data }] of written) {
      const theirs = stored.get(`bert.${name}`);
      assert.deepEqual([shape, [...data]], [theirs?.shape, [...(theirs?.data ?? [])]], name);
    }
  });

  it('is refused where its files are missing, of another kind, or damaged', () =>
    withFolder((folder) => {
      const copy = (change: (config: Record<string, unknown>) => void): void => {
        fs.cpSync(FOLDER, folder, { recursive: true });
        const file = path.join(folder, 'config.json');
        const config = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
        change(config);
        fs.writeFileSync(file, JSON.stringify(config));
      };
      const refused = (message: RegExp): void =>
        assert.throws(() => baseOfBert(nodeFiles, folder)?.parameters(), { message });
      assert.equal(baseOfBert(nodeFiles, folder), undefined);
      copy((config) => (config.model_type = 'gpt2'));
      refused(/config\.json" says "model_type" is "gpt2"\. Encoders in the layout of BERT/);
      copy((config) => (config.position_embedding_type = 'relative_key'));
      refused(/"position_embedding_type" is "relative_key"/);
      copy((config) => (config.num_hidden_layers = 3));
      refused(/no float32 tensor "encoder\.layer\.2\.attention\.self\.query\.weight"/);
      copy(() => undefined);
      fs.writeFileSync(path.join(folder, 'vocab.txt'), '[PAD]\nfilm\n');
      refused(/vocab\.txt" has no token \[CLS\]/);
      fs.rmSync(path.join(folder, 'vocab.txt'));
      refused(/has no tokenizer\.json and no vocab\.txt/);
      fs.writeFileSync(path.join(folder, 'config.json'), '{');
      refused(/is not JSON/);
    }));
});
