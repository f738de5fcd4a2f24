// Captions of pictures from the experiment to the output: each family trains and is asked, steps say what the whole says, a run goes on
// bit for bit with its running averages, and pictures that cannot be read are told before anything is trained.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readSafetensors, writeSafetensors } from '../../../src/engine/store/safetensors';
import { drawScenes } from '../../night/captions/scenes';
import { ofTier } from '../../support/tier';
import { askTexts, outputsOf } from './support/asked';
import { checkpointBytes, inLab, type Lab } from './support/lab';
import { adam, experiment, reportOf, trained, type Settings } from './support/reversals';

const ENCODER = { type: 'convolution2d', filters: [4, 6] };
const BLOCKS = { width: 8, heads: 2, feedForward: 12, encoder: ENCODER };
const RECURRENT = { embedding: 6, hidden: 8, encoder: ENCODER };
const PLACES = 4 * 4;

/** Pictures in a folder, with their captions in a table beside it. */
function writePictures(lab: Lab, count = 24): void {
  fs.mkdirSync(lab.file('pictures'));
  const rows = [...drawScenes(count, 1)].map(({ png, en }, i) => {
    fs.writeFileSync(lab.file(`pictures/${i}.png`), png);
    return `pictures/${i}.png\t${en}`;
  });
  lab.write('captions.tsv', ['picture\tcaption', ...rows].join('\n'));
}

const captions = (type: string, model: Settings, training: Settings = {}, source: Settings = {}) =>
  experiment(
    type,
    model,
    { ...{ epochs: 2, batchSize: 8, maxLength: 12, optimizer: adam(0.01) }, ...training },
    {
      data: {
        ...{ train: 'captions.tsv', validation: 0.2, test: 0.2, target: 'caption' },
        source: { image: 'picture', size: 16, ...source },
      },
    },
  );

describe('captions of pictures', () => {
  const kinds: [string, string, Settings, number][] = [
    ['a recurrent decoder that looks at places', 'gru', { ...RECURRENT, attention: 'additive' }, 1],
    ['a recurrent decoder that reads the picture first', 'lstm', { ...RECURRENT, attention: 'none', layers: 2 }, 0],
    ['encoder and decoder of blocks', 'transformer', { ...BLOCKS, encoderLayers: 1, decoderLayers: 1, positions: 'learned' }, 3 * 2], // prettier-ignore
    ['a decoder alone after the picture', 'decoder-only', { ...BLOCKS, layers: 2, positions: 'rotary' }, 2 * 2],
  ];
  for (const [name, type, model, mapCount] of ofTier([kinds[0], kinds[3]], [kinds[1], kinds[2]]))
    it(`are trained, asked and judged: ${name}`, () =>
      inLab(async (lab) => {
        writePictures(lab);
        const folder = await trained(lab, captions(type, model));
        const report = reportOf(folder);
        assert.equal(outputsOf(report).length, 5);
        assert.match(outputsOf(report)[0].source, /^pictures\/\d+\.png$/);

        const texts = [
          'pictures/0.png',
          `data:image/png;base64,${fs.readFileSync(lab.file('pictures/0.png'), 'base64')}`,
        ];
        const [byName, byContent] = await askTexts(lab, {
          folder,
          texts,
          decoding: { beam: 2 },
          attention: mapCount > 0,
        });
        assert.deepEqual(byName.outputs, byContent.outputs);
        assert.deepEqual(byName.picture, { rows: 4, columns: 4 });
        const judged = await lab.client.call('judge', { folder, data: 'captions.tsv', baseFolder: lab.folder });
        assert.equal(judged.count, 24);
        if (mapCount === 0) return;

        const [{ text, logProbability, attention }] = byName.outputs;
        assert.equal(attention?.[0].length, PLACES);
        const { maps, tokenLogProbabilities, source } = await lab.client.call('attend', {
          folder,
          source: texts[0],
          target: text,
        });
        assert.deepEqual(source.picture, { rows: 4, columns: 4 });
        assert.equal(source.tokens.length, PLACES);
        const total = tokenLogProbabilities.reduce((a, b) => a + b, 0);
        if (byName.outputs[0].ended)
          assert.ok(Math.abs(total - logProbability) < 1e-4, 'the score is that by teacher forcing');
        assert.equal(maps.length, mapCount);
      }));

  it('are learned from what another network found, by the names of tensors', () =>
    inLab(async (lab) => {
      writePictures(lab);
      const write = (shape: number[], count = 24): void => {
        const each = shape.reduce((a, b) => a * b);
        const found = Array.from({ length: count }, (_, i) => Float32Array.from({ length: each }, (__, k) => Math.sin(i * 7 + k))); // prettier-ignore
        const tensors = new Map(found.map((data, i) => [`pictures/${i}.png`, { shape, data }] as const));
        writeSafetensors(nodeFiles, lab.file('found.safetensors'), tensors);
      };
      write([2, 3, 5]);
      const source = { features: 'found.safetensors', column: 'picture', shape: [2, 3, 5] };
      const data = { train: 'captions.tsv', validation: 0.2, test: 0.2, target: 'caption', source };
      const training = { epochs: 2, batchSize: 8, maxLength: 12, optimizer: adam(0.01) };
      const found = (type: string, model: Settings, shape = source.shape) =>
        experiment(type, { ...model, encoder: undefined }, training, {
          data: { ...data, source: { ...source, shape } },
        });
      const folder = await trained(lab, found('gru', { ...RECURRENT, attention: 'dot', bridge: 'copy' }));
      const [answer] = await askTexts(lab, { folder, texts: ['pictures/3.png'], attention: true });
      assert.deepEqual(answer.picture, { rows: 2, columns: 3 });
      assert.equal(answer.outputs[0].attention?.[0].length, 6);
      await assert.rejects(askTexts(lab, { folder, texts: ['other'] }), /has no tensor "other"/);
      await trained(lab, found('decoder-only', { ...BLOCKS, layers: 1 }));

      await assert.rejects(
        trained(lab, experiment('gru', RECURRENT, training, { data })),
        /"model.encoder" reads pixels/,
      );
      const flat = found('gru', RECURRENT, [30]);
      await assert.rejects(trained(lab, flat), /is \[2, 3, 5\], and "data.source.shape" says \[30\]/);
      write([30], 20);
      await assert.rejects(trained(lab, flat), /has no tensor "pictures\/2\d.png"/);
      fs.rmSync(lab.file('found.safetensors'));
      await assert.rejects(trained(lab, flat), /found\.safetensors/);
    }));

  it('are learned from what a network of a person finds, once, which the run keeps', () =>
    inLab(async (lab) => {
      writePictures(lab);
      fs.copyFileSync('test/golden/encoders/convolutions.onnx', lab.file('encoder.onnx'));
      const encoder = { type: 'onnx', file: 'encoder.onnx' };
      const of = captions('gru', { ...RECURRENT, encoder, attention: 'dot', bridge: 'copy' });
      const stop = new AbortController();
      const { folder } = await lab.client.call('train', lab.request(of), {
        signal: stop.signal,
        onProgress: (told) => told.kind === 'metric' && told.line.kind === 'step' && stop.abort(),
      });
      const found = readSafetensors(nodeFiles, path.join(folder, 'features.safetensors')).tensors;
      assert.deepEqual(
        [...found].map(([part, { shape }]) => [part, ...shape]),
        [['train', 14, 4, 4, 6], ['validation', 5, 4, 4, 6], ['test', 5, 4, 4, 6]], // prettier-ignore
      );
      const whole = await trained(lab, of);
      const resumed = await lab.client.call('train', lab.request(of, { resume: folder }));
      assert.equal(resumed.record.status, 'completed');
      const bytes = (run: string) => checkpointBytes(run, 'last', 'model.safetensors');
      assert.equal(bytes(folder), bytes(whole));

      // The file is kept in the run: it is asked and judged without that beside the experiment.
      fs.rmSync(lab.file('encoder.onnx'));
      const decoding = { minLength: 2 };
      const [answer] = await askTexts(lab, { folder, texts: ['pictures/3.png'], attention: true, decoding });
      assert.deepEqual(answer.picture, { rows: 4, columns: 4 });
      assert.equal(answer.outputs[0].attention?.[0].length, PLACES);
      const judged = await lab.client.call('judge', { folder, data: 'captions.tsv', baseFolder: lab.folder });
      assert.equal(judged.count, 24);
      await assert.rejects(trained(lab, of), /encoder\.onnx" does not exist/);

      // What was found before is what is read: another file would change what is learned from it.
      fs.copyFileSync('test/golden/encoders/channels-last.onnx', lab.file('encoder.onnx'));
      await assert.rejects(trained(lab, captions('gru', { ...RECURRENT, encoder }, {}, { size: 8 })), /16 × 16 pixels/);
    }));

  it('go on bit for bit after a stop, running averages included', () =>
    inLab(async (lab) => {
      writePictures(lab);
      const of = captions('gru', { ...RECURRENT, dropout: 0.1 }, { epochs: 3, accumulate: 2 });
      const whole = await trained(lab, of);
      const stop = new AbortController();
      const { folder, record } = await lab.client.call('train', lab.request(of), {
        signal: stop.signal,
        onProgress: (told) =>
          told.kind === 'metric' && told.line.kind === 'step' && told.line.step === 2 && stop.abort(),
      });
      assert.equal(record.status, 'stopped');
      const resumed = await lab.client.call('train', lab.request(of, { resume: folder }));
      assert.equal(resumed.record.status, 'completed');
      for (const file of ['model.safetensors', 'optimizer.safetensors'])
        assert.equal(checkpointBytes(folder, 'last', file), checkpointBytes(whole, 'last', file), file);
    }));

  it('are not trained where a picture cannot be read, or an experiment cannot be meant', () =>
    inLab(async (lab) => {
      writePictures(lab, 6);
      fs.writeFileSync(lab.file('pictures/3.png'), 'no picture');
      await assert.rejects(trained(lab, captions('gru', RECURRENT)), /3\.png" is no PNG and no JPEG/);
      fs.rmSync(lab.file('pictures/3.png'));
      await assert.rejects(trained(lab, captions('gru', RECURRENT)), /3\.png" does not exist/);
      assert.deepEqual(lab.runs(), []);
      const deep = { ...RECURRENT, encoder: { ...ENCODER, filters: [2, 2, 2, 2, 2] } };
      await assert.rejects(trained(lab, captions('gru', deep)), /After 5 stages nothing is left of 16 pixels/);
      await assert.rejects(
        trained(lab, captions('gru', { ...RECURRENT, attention: 'dot' })),
        /need one width, and have 6 and 8/,
      );
      await assert.rejects(
        trained(lab, captions('gru', RECURRENT, {}, { colour: 'grey', mean: [0, 0, 0] })),
        /Grey pictures/,
      );
      const texts = experiment('gru', RECURRENT, { epochs: 1 });
      await assert.rejects(trained(lab, texts), /"model.encoder" reads pictures, and the sources are texts/);
    }));
});
