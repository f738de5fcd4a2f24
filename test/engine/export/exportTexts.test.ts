// Models of texts as folders: their scripts give the answers that the run gives.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { randomNumbers } from '../../faults/randomNumbers';
import { askLabels, askNumbers } from '../calls/support/asked';
import { inLab, type Lab } from '../calls/support/lab';
import { assertNear, checkedByPython, exported, printed } from './exported';

const WORDS = ['Red', 'green', 'blue', 'black', 'white', 'ＧＲＡＹ'];

/** Rows of two texts, a number, a label, and several labels. */
function table(count: number, seed: number): string {
  const random = randomNumbers(seed);
  const some = () => Array.from({ length: 2 + Math.floor(random.next() * 5) }, () => random.pick(WORDS));
  const rows = Array.from({ length: count }, () => {
    const [a, b] = [some(), some()];
    const score = a.filter((word) => b.includes(word)).length;
    const labels = ['Red', 'blue'].filter((word) => a.includes(word));
    return [a.join(' '), b.join(' '), score, ['none', 'one', 'many'][Math.min(score, 2)], labels.join(';')].join('\t');
  });
  return `one\ttwo\tscore\tlabel\tseveral\n${rows.join('\n')}\n`;
}

interface Given {
  task?: string;
  data?: object;
  model: object;
  tokenizer?: object;
  training?: object;
  clean?: unknown[];
}

async function trained(lab: Lab, { data, training, ...more }: Given): Promise<string> {
  lab.write('train.tsv', table(80, 1));
  const experiment = {
    ...{
      name: 'exported',
      task: 'classification',
      runtime: { threads: 1 },
      tokenizer: { type: 'word', minFrequency: 1 },
    },
    data: { train: 'train.tsv', validation: 0.2, text: 'one', label: 'label', ...data },
    training: { epochs: 2, batchSize: 16, maxLength: 5, ...training },
    ...more,
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

const TEXTS = ['Red green BLUE', 'blue <pad> <unk> zebra', '', 'black white gray Red green blue black white'];
const PAIRS = ['Red green\tblue', 'Red green blue black white\tgray', 'Red\tRed green blue black white', '\tzebra', 'Red green blue black\tblack white gray green']; // prettier-ignore
const gru = { type: 'gru', embedding: 6, hidden: 5, bidirectional: true, dropout: 0.2 };

describe('models of texts as folders for other programs', () => {
  it('labels: the same answers, and vectors', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, {
        model: { ...gru, pooling: 'attention' },
        training: { padding: 'before', truncation: 'start' },
        clean: ['nfkc', 'lowercase', 'duplicates'],
      });
      const out = await exported(lab, folder);
      const files = ['README.md', 'encoder.onnx', 'model.onnx', 'predict.mjs', 'predict.py', 'signature.json', 'tokenizer.json']; // prettier-ignore
      assert.deepEqual(fs.readdirSync(out).sort(), files);
      const asked = await Promise.all(TEXTS.map(async (text) => (await askLabels(lab, { folder, texts: [text] }))[0]));
      const expected = asked.map(({ input, output, score, probabilities }) => ({
        input,
        output,
        score,
        probabilities,
      }));
      assertNear(printed(out, TEXTS), expected, 1e-6);
      const { values } = await lab.client.call('embed', { folder, texts: TEXTS.slice(0, 1) });
      const [{ vector }] = printed<{ vector: number[] }>(out, TEXTS.slice(0, 1), ['--vectors']);
      assertNear(vector, Array.from(values), 1e-6);
      checkedByPython(out);
    }));

  it('several labels, whose thresholds go along; a transformer with pieces of words', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, {
        data: { label: 'several', labelSeparator: ';' },
        model: { type: 'transformer', width: 8, heads: 2, layers: 1, feedForward: 16, dropout: 0 },
        tokenizer: { type: 'unigram', vocabularySize: 60 },
      });
      const out = await exported(lab, folder);
      const asked = await askLabels(lab, { folder, texts: TEXTS });
      const expected = asked.map(({ input, output, score, probabilities }) => ({
        input,
        output,
        score,
        probabilities,
      }));
      assertNear(printed(out, TEXTS), expected, 1e-6);
      checkedByPython(out);
    }));

  for (const pairs of ['together', 'apart', 'cosine'])
    it(`numbers for pairs that are read ${pairs}`, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, {
          ...{ task: 'regression', data: { text: ['one', 'two'], label: 'score' } },
          model: { ...gru, pairs },
          training: { truncation: pairs === 'apart' ? 'start' : 'end' },
        });
        const out = await exported(lab, folder);
        const asked = await askNumbers(lab, { folder, texts: PAIRS });
        assertNear(printed(out, PAIRS), asked.map(({ input, value }) => ({ input, value })), 1e-6); // prettier-ignore
      }));

  it('an order of labels, and a calibrated convolution over characters', () =>
    inLab(async (lab) => {
      for (const [name, given] of Object.entries({
        ordered: { data: { labelOrder: ['none', 'one', 'many'] }, model: { ...gru, type: 'lstm' } },
        calibrated: {
          ...{ model: { type: 'cnn', embedding: 6, filters: 4, windows: [2, 7] }, tokenizer: { type: 'character' } },
          training: { calibration: 'temperature' },
        },
      })) {
        const folder = await trained(lab, given);
        const out = await exported(lab, folder, name);
        const asked = await askLabels(lab, { folder, texts: TEXTS });
        const expected = asked.map(({ input, output, score, probabilities }) => ({
          input,
          output,
          score,
          probabilities,
        }));
        assertNear(printed(out, TEXTS), expected, 1e-6);
        checkedByPython(out);
      }
    }));

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
