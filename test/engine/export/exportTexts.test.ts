// Models of texts as folders: their scripts give the answers that the run gives.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inLab } from '../calls/support/lab';
import { assertNear, assertSameAnswers, exported, printed } from './families/exported';
import { TEXT_FAMILIES, TEXTS, trainedOnTexts as trained, WIDE } from './families/texts';

describe('models of texts as folders for other programs', () => {
  it('labels: the same answers, and vectors', () =>
    inLab(async (lab) => {
      const { out } = await assertSameAnswers(lab, TEXT_FAMILIES['labels by a recurrent network']);
      const files = ['README.md', 'encoder.onnx', 'model.onnx', 'package.json', 'predict.mjs', 'predict.py', 'requirements.txt', 'signature.json', 'tokenizer.json']; // prettier-ignore
      assert.deepEqual(fs.readdirSync(out).sort(), files);
      const manifest = fs.readFileSync(path.join(out, 'package.json'), 'utf8');
      assert.deepEqual(manifest.match(/"(onnxruntime-node|tokenizers)": "\d+\.\d+\.\d+"/g)?.length, 2, manifest);
      const [run] = lab.runs();
      const { values } = await lab.client.call('embed', {
        folder: path.join(lab.runsFolder, run),
        texts: TEXTS.slice(0, 1),
      });
      const [{ vector }] = printed<{ vector: number[] }>(out, TEXTS.slice(0, 1), ['--vectors']);
      assertNear(vector, Array.from(values), 1e-6);
    }));

  it('numbers for pairs', () =>
    inLab(async (lab) => {
      await assertSameAnswers(lab, TEXT_FAMILIES['numbers for pairs read together']);
    }));

  it('in 8 bits: nearly the same answers, and what that cost', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, WIDE);
      const request = { folder, output: lab.file('out'), quantize: 'int8' } as const;
      const { files, quality } = await lab.client.call('exportFolder', request);
      const { figures = [], bytes } = quality ?? {};
      const record = fs.readFileSync(path.join(folder, 'run.json'), 'utf8');
      const { metrics } = JSON.parse(record) as { metrics: Record<string, number> };
      assert.ok(figures.length > 1 && bytes);
      for (const { metric, before, after } of figures) {
        assert.ok(Math.abs(before - after) < 0.1, `${metric}: ${before} and ${after}`);
        if (`test.${metric}` in metrics) assert.equal(before, metrics[`test.${metric}`], metric);
      }
      const loss = figures.find(({ metric }) => metric === 'loss');
      assert.ok(loss && loss.before !== loss.after, 'the graphs that are written are the ones that are measured');
      const written = files.filter(({ name }) => name.endsWith('.onnx')).reduce((sum, file) => sum + file.bytes, 0);
      assert.equal(bytes.after, written);
      assert.ok(bytes.after < 0.6 * bytes.before, `${bytes.before} and ${bytes.after} bytes`);

      const cancel = new AbortController();
      const stopped = lab.client.call(
        'exportFolder',
        { ...request, output: lab.file('stopped') },
        {
          signal: cancel.signal,
          onProgress: ({ phase }) => phase !== 'Writing graphs' && cancel.abort(), // it is being measured
        },
      );
      await assert.rejects(stopped, { code: 'CANCELLED' });
      assert.equal(fs.existsSync(lab.file('stopped')), false);

      fs.rmSync(lab.file('train.tsv'));
      const unread = await lab.client.call('exportFolder', { ...request, output: lab.file('again') });
      assert.deepEqual(unread.quality?.figures, []);
      assert.match(unread.quality.notice ?? '', /train\.tsv/);
    }));

  it('a cancelled export leaves nothing, an empty folder is filled; without a checkpoint there is nothing to export', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: { type: 'bow', embedding: 4 } });
      const request = { folder, output: lab.file('out') };
      const stop = new AbortController();
      const onProgress = (): void => stop.abort();
      await assert.rejects(lab.client.call('exportFolder', request, { signal: stop.signal, onProgress }), /cancelled/i);
      assert.deepEqual(fs.readdirSync(lab.folder).sort(), ['runs', 'train.tsv']);
      fs.mkdirSync(lab.file('out'));
      await exported(lab, folder);
      assert.ok(fs.existsSync(path.join(lab.file('out'), 'model.onnx')));

      fs.rmSync(path.join(folder, 'checkpoints'), { recursive: true });
      const more = { folder, output: lab.file('more') };
      await assert.rejects(lab.client.call('exportFolder', more), /no checkpoint/i);
      fs.rmSync(folder, { recursive: true });
      await assert.rejects(lab.client.call('exportFolder', more), /run\.json|does not exist|no run/);
      assert.ok(!fs.existsSync(lab.file('more')));
    }));

  it('refuses what cannot be expressed, and folders that are not free; nothing is left', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: { type: 'bow', embedding: 4 }, clean: ['urls', 'nfc'] });
      const exporting = (name: string) => lab.client.call('exportFolder', { folder, output: lab.file(name) });
      await assert.rejects(exporting('out'), /cleans texts with "urls", which other programs do not do/);
      await assert.rejects(exporting('runs'), /is not empty/);
      await assert.rejects(exporting('train.tsv'), /is a file/);
      await assert.rejects(exporting('none/out'), /does not exist/);
      assert.deepEqual(fs.readdirSync(lab.folder).sort(), ['runs', 'train.tsv']);
      const linear = await trained(lab, { model: { type: 'naive-bayes' } });
      const request = { folder: linear, output: lab.file('out') };
      await assert.rejects(
        lab.client.call('exportFolder', request),
        /"exported" \(naive-bayes\) cannot be exported as graphs/,
      );
      assert.deepEqual(fs.readdirSync(lab.folder).sort(), ['runs', 'train.tsv']);
    }));
});
