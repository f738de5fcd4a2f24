// Models of texts as folders: their scripts give the answers that the run gives.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inLab } from '../calls/support/lab';
import { assertNear, assertSameAnswers, exported, printed } from './families/exported';
import { TEXT_FAMILIES, TEXTS, trainedOnTexts as trained } from './families/texts';

describe('models of texts as folders for other programs', () => {
  it('labels: the same answers, and vectors', () =>
    inLab(async (lab) => {
      const { out } = await assertSameAnswers(lab, TEXT_FAMILIES['labels by a recurrent network']);
      const files = ['README.md', 'encoder.onnx', 'model.onnx', 'predict.mjs', 'predict.py', 'signature.json', 'tokenizer.json']; // prettier-ignore
      assert.deepEqual(fs.readdirSync(out).sort(), files);
      const [run] = lab.runs();
      const { values } = await lab.client.call('embed', {
        folder: path.join(lab.runsFolder, run),
        texts: TEXTS.slice(0, 1),
      });
      const [{ vector }] = printed<{ vector: number[] }>(out, TEXTS.slice(0, 1), ['--vectors']);
      assertNear(vector, Array.from(values), 1e-6);
    }));

  for (const name of ['several labels by a transformer', 'numbers for pairs read together'] as const)
    it(name, () =>
      inLab(async (lab) => {
        await assertSameAnswers(lab, TEXT_FAMILIES[name]);
      }),
    );

  it('refuses what cannot be expressed, and folders that are not free; nothing is left', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: { type: 'bow', embedding: 4 }, clean: ['urls', 'nfc'] });
      const exporting = (name: string) => lab.client.call('exportFolder', { folder, output: lab.file(name) });
      await assert.rejects(exporting('out'), /cleans texts with "urls", which other programs do not do/);
      await assert.rejects(exporting('runs'), /is not empty/);
      await assert.rejects(exporting('train.tsv'), /is a file/);
      await assert.rejects(exporting('none/out'), /does not exist/);
      const linear = await trained(lab, { model: { type: 'naive-bayes' } });
      const request = { folder: linear, output: lab.file('out') };
      await assert.rejects(
        lab.client.call('exportFolder', request),
        /"exported" \(naive-bayes\) cannot be exported as graphs/,
      );
      fs.rmSync(path.join(folder, 'checkpoints'), { recursive: true });
      await assert.rejects(exporting('out'), /no checkpoint/i);
      fs.rmSync(folder, { recursive: true });
      await assert.rejects(exporting('out'), /run\.json|does not exist|no run/);
      assert.deepEqual(fs.readdirSync(lab.folder).sort(), ['runs', 'train.tsv']);
    }));

  it('a cancelled export leaves nothing, an empty folder is filled', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: { type: 'bow', embedding: 4 } });
      const stop = new AbortController();
      const request = { folder, output: lab.file('out') };
      const onProgress = (): void => stop.abort();
      await assert.rejects(lab.client.call('exportFolder', request, { signal: stop.signal, onProgress }), /cancelled/i);
      assert.deepEqual(fs.readdirSync(lab.folder).sort(), ['runs', 'train.tsv']);
      fs.mkdirSync(lab.file('out'));
      await exported(lab, folder);
      assert.ok(fs.existsSync(path.join(lab.file('out'), 'model.onnx')));
    }));
});
