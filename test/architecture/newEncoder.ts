// What a model family costs: one new file and one line. Shown by adding `plain`, token vectors as they are: the experiment's
// schema, training and prediction know it then.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ChangedCopy, CommandLine } from './changedCopy';

const ENCODERS = 'src/engine/models/encoders';

export function addEncoder(copy: ChangedCopy): void {
  copy.add(`${ENCODERS}/plain.ts`, 'test/architecture/parts/plain.ts.txt');
  copy.append(`${ENCODERS}/encoders.ts`, "export { plain } from './plain';");
}

/** @param commandLine of the copy, once it is built */
export function declareEncoderTests(commandLine: () => CommandLine): void {
  describe('a new encoder, one file and one line', () => {
    let folder: string;
    const cli: CommandLine = (...args) => commandLine()(...args);

    before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plain-'))));
    after(() => fs.rmSync(folder, { recursive: true }));

    it('is trained, kept with all its keys, and asked', async () => {
      const texts = ['good fine film\tyes', 'bad dull film\tno', 'fine good story\tyes', 'dull bad story\tno'];
      fs.writeFileSync(path.join(folder, 'train.tsv'), `text\tlabel\n${texts.join('\n')}\n`);
      const experiment = {
        data: { train: 'train.tsv', validation: 0 },
        model: { type: 'plain', embedding: 16, dropout: 0 },
        training: { epochs: 30, optimizer: { type: 'adam', learningRate: 0.05 } },
        runtime: { threads: 1 },
      };
      fs.writeFileSync(path.join(folder, 'plain.nlplab.json'), JSON.stringify(experiment));
      await cli(folder, 'train', 'plain.nlplab.json');
      const [run] = fs.readdirSync(path.join(folder, '.nlplab/runs'));
      const stored = JSON.parse(fs.readFileSync(path.join(folder, '.nlplab/runs', run, 'experiment.json'), 'utf8')) as {
        model: object;
      };
      assert.deepEqual(stored.model, { ...experiment.model, pooling: 'mean' });
      assert.match(await cli(folder, 'predict', run, '--text', 'good fine'), /yes/);
      assert.match(await cli(folder, 'predict', run, '--text', 'dull bad'), /no/);
    });

    it('is refused with the same care as others', async () => {
      const refused = cli(folder, 'train', 'plain.nlplab.json', '--set', 'model.pooling=last');
      await assert.rejects(refused, ({ stderr }: { stderr: string }) => {
        assert.match(stderr, /"model\.pooling" must be "mean", "max" or "attention", not "last"/);
        return true;
      });
    });
  });
}
