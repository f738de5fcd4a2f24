// A run keeps the folders of analysers' models that the settings name, and only those that it needs.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withModelFolders } from '../../../src/engine/tasks/modelFolders';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { resolveExperiment } from '../../../src/engine/tasks/parseExperiment';

describe('the folders of models that a run keeps', () => {
  let baseFolder = '';
  before(() => {
    baseFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-folders-'));
    for (const [name, type] of [
      ['kuromoji.json', 'Kuromoji'],
      ['bert.json', 'BertPreTokenizer'],
    ])
      // prettier-ignore
      fs.writeFileSync(path.join(baseFolder, name), JSON.stringify({ pre_tokenizer: { type } }));
  });
  after(() => fs.rmSync(baseFolder, { recursive: true, force: true }));

  const folders = { kiwiModelFolder: '/kiwi', kuromojiModelFolder: '/kuromoji' };
  const kept = (tokenizer: unknown, more: object = {}) => {
    const data = { train: 'x.tsv', source: 'a', target: 'b' };
    const text = JSON.stringify({ task: 'sequence-to-sequence', data, tokenizer, ...more });
    const experiment = withModelFolders(resolveExperiment(text, {}), folders, { files: nodeFiles, baseFolder });
    const target = 'targetTokenizer' in experiment ? experiment.targetTokenizer?.modelFolder : undefined;
    return [experiment.tokenizer.modelFolder, target];
  };

  for (const [name, tokenizer, folder] of [
    ['a tokenizer by its name', 'kuromoji', '/kuromoji'],
    ['another by its name', 'kiwi', '/kiwi'],
    ['one that names its own', { type: 'kiwi', modelFolder: 'mine' }, 'mine'],
    ['a file that cuts by morphemes', 'kuromoji.json', '/kuromoji'],
    ['a file that does not', 'bert.json', undefined],
    ['a file that is not there', 'none.json', undefined],
    ['one that cuts by a rule', 'word', undefined],
  ] as const)
    it(`is that of the settings or none: ${name}`, () => assert.equal(kept(tokenizer)[0], folder));

  it('is found for both sides', () =>
    assert.deepEqual(kept('kiwi', { targetTokenizer: 'kuromoji' }), ['/kiwi', '/kuromoji']));
});
