// Language models through the engine's calls: trained, stopped and resumed to the last bit, judged on other texts, looked into, and
// what is refused before anything starts.

import assert from 'node:assert/strict';
import path from 'node:path';
import { reportFigure } from './support/reportFigure';
import { withRun } from '../../../src/engine/calls/keptRuns';
import type { EngineContext } from '../../../src/engine/calls/context';
import type { Report } from '../../../src/protocol/report';
import { assertResumesAlike, inTextLab, request, SEED, textOf, train } from './support/textLab';

const MODELS = {
  lstm: { type: 'lstm', embedding: 12, hidden: 12, layers: 2, dropout: 0.2 },
  'gru at random places': { type: 'gru', embedding: 8, hidden: 12, tieEmbeddings: false, carryState: false },
  transformer: { type: 'transformer', width: 16, heads: 2, feedForward: 24, layers: 2, positions: 'rotary' },
};

const experimentOf = (model: object, training: object = {}, more: object = {}) => ({
  ...{ name: 'language', task: 'language-model', data: { train: 'text.txt', validation: 0.1, test: 0.1 } },
  tokenizer: { type: 'word', minFrequency: 1 },
  model,
  training: {
    ...{ epochs: 3, batchSize: 4, context: 8, checkpointEverySteps: 1 },
    optimizer: { type: 'adam', learningRate: 0.01 },
    ...training,
  },
  ...{ seed: SEED, runtime: { threads: 1 } },
  ...more,
});

const quiet: EngineContext = {
  progress: () => undefined,
  log: () => undefined,
  signal: new AbortController().signal,
} as unknown as EngineContext;

describe('the task language-model', () => {
  const stopped = { lstm: 'middle', 'gru at random places': 'beginning', transformer: 'end' } as const;
  for (const [name, model] of Object.entries(MODELS))
    it(`is trained, and goes on from any step bit for bit: ${name}`, () =>
      inTextLab(async (lab) => {
        const experiment = experimentOf(model, { accumulate: 2 });
        const unbroken = await train(lab, experiment);
        assert.equal(unbroken.record.status, 'completed', unbroken.record.failure?.message);
        const { metrics, steps = 0 } = unbroken.record;
        assert.equal(unbroken.record.step, steps);
        const chance = Math.log(13); // eight words, a line's end, and four symbols
        assert.ok(metrics['test.loss'] < 0.9 * chance, `${metrics['test.loss']} of seed ${SEED}`);
        assert.ok(Math.abs(Math.exp(metrics['test.loss']) - metrics['test.perplexity']) < 1e-9);
        await assertResumesAlike(lab, experiment, unbroken, stopped[name as keyof typeof MODELS]);
      }));

  it('is trained for so many steps, judged every so many, and judged again as it was', () =>
    inTextLab(async (lab) => {
      const epochs: number[] = [];
      const asked = request(lab, experimentOf(MODELS.transformer, { steps: 11, evaluateEvery: 4 }));
      const { record, folder } = await lab.client.call('train', asked, {
        onProgress: (told) => told.kind === 'metric' && told.line.kind === 'epoch' && epochs.push(told.line.step),
      });
      assert.deepEqual([epochs, record.step, record.epochs, record.steps], [[4, 8, 11], 11, 3, 11]);
      lab.write('other.txt', textOf(20));
      const report = await lab.client.call('judge', { folder, data: 'other.txt', baseFolder: lab.folder });
      assert.equal(report.notKept, undefined);
      assert.deepEqual(report.figures.map(({ metric }) => metric), ['perplexity', 'wordPerplexity', 'bitsPerCharacter', 'loss']); // prettier-ignore
      assert.equal(report.count, 20);
      assert.ok(report.figures.every(({ value, low = 0, high = 0 }) => low <= value && value <= high));
      lab.write('same.txt', textOf(120).split('\n').slice(108).join('\n'));
      const same = await lab.client.call('judge', { folder, data: 'same.txt', baseFolder: lab.folder });
      assert.ok(Math.abs(reportFigure(same, 'loss') - record.metrics['test.loss']) < 1e-6);
      const reports = await lab.client.call('report', { folder });
      assert.ok(JSON.stringify(reports).includes('Most surprising passages'));
    }));

  it('has figures that hang together: of tokens, words and characters', () =>
    inTextLab(async (lab) => {
      const { folder } = await train(lab, experimentOf(MODELS.lstm, { epochs: 1 }));
      lab.write('other.txt', 'the cat sat\non 😀\n');
      const report = await lab.client.call('judge', { folder, data: 'other.txt', baseFolder: lab.folder });
      const typed = await lab.client.call('lookInside', { folder, batch: { text: 'the cat sat', answer: '' } });
      assert.ok(typed.steps?.every(({ norms }) => norms.length === 3));
      await assert.rejects(
        lab.client.call('lookInside', { folder, batch: { text: '', answer: '' } }),
        /no text to look/,
      );
      const nats = reportFigure(report, 'loss') * 7; // five tokens and two line ends
      assert.ok(Math.abs(Math.log(reportFigure(report, 'wordPerplexity')) - nats / 5) < 1e-9);
      assert.ok(Math.abs(reportFigure(report, 'bitsPerCharacter') - nats / Math.LN2 / 17) < 1e-9);
      assert.match(JSON.stringify(report), /Unknown to the model: \{0\} of \{1\} tokens.*"1","7"/);
    }));

  for (const type of ['sampled', 'nce', 'negative'])
    it(`is trained with an output layer that draws tokens, beside others, and goes on: ${type}`, () =>
      inTextLab(async (lab) => {
        const sgd = { optimizer: { type: 'adagrad', learningRate: 0.1 }, epochs: 2 };
        const experiment = experimentOf(MODELS.lstm, { ...sgd, outputLayer: { type, samples: 4 } });
        const unbroken = await train(lab, experiment);
        assert.equal(unbroken.record.status, 'completed', unbroken.record.failure?.message);
        if (type !== 'negative') assert.ok(unbroken.record.metrics['test.loss'] < Math.log(13));
        if (type !== 'sampled') return;
        await assertResumesAlike(lab, experiment, unbroken, 'middle');
        const beside = { outputLayers: ['full', { type: 'negative', samples: 3 }], epochs: 1 };
        const { folder, record } = await train(lab, experimentOf(MODELS.lstm, { ...sgd, outputLayer: { type, samples: 4 }, ...beside })); // prettier-ignore
        assert.equal(record.status, 'completed', record.failure?.message);
        const { report } = (await lab.client.call('report', { folder })) as { report: Report };
        const { blocks } = report.sections.find(({ title }) => title === 'Output layers') ?? { blocks: [] };
        const [table, plot] = blocks;
        assert.ok(table.kind === 'table' && plot.kind === 'curves' && plot.isAmount);
        assert.deepEqual(table.rows.map(([name, drawn]) => [name, drawn]), [['Sampled softmax', 4], ['Full softmax', ''], ['Negative sampling', 3]]); // prettier-ignore
        const [sampled, full, negative] = table.rows.map(([, , computed, changed]) => [computed, changed] as number[]);
        assert.equal(full[0], full[1]);
        assert.ok(sampled[0] < full[0] && sampled[0] === sampled[1] && negative[0] <= sampled[0]);
        assert.equal(table.rows[0][5], record.metrics['test.perplexity']);
        assert.ok(table.rows.every((row) => Number(row[4]) > 0 && Number(row[5]) > 1));
        assert.deepEqual(plot.curves.map(({ points }) => points.length), [1, 1, 1]); // prettier-ignore
      }));

  it('has a learning curve over shares of its text', () =>
    inTextLab(async (lab) => {
      const curve = { shares: [0.05, 1], seeds: 1 };
      const asked = experimentOf({ type: 'kneser-ney', order: 2 }, {}, { curve });
      const { folder, record } = await train(lab, { ...asked, training: undefined });
      assert.equal(record.status, 'completed', record.failure?.message);
      const { report } = (await lab.client.call('report', { folder })) as { report: Report };
      const plot = report.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'curves');
      assert.ok(plot?.kind === 'curves' && plot.metric === 'perplexity');
      const [little, all] = plot.curves[0].points;
      assert.deepEqual([little.x, all.x, all.y], [0.05, 1, record.metrics['test.perplexity']]);
      assert.ok(little.y > all.y, 'a twentieth of the text says less');
    }));

  it('refuses to draw more tokens than there are, and a teacher where few are scored', () =>
    inTextLab(async (lab) => {
      const drawing = { type: 'sampled', samples: 12 };
      const key = ['training', 'outputLayers', 0, 'samples'];
      await assert.rejects(train(lab, experimentOf(MODELS.lstm, { outputLayer: drawing })), { code: 'INVALID_EXPERIMENT', message: /has 12 tokens/ }); // prettier-ignore
      await assert.rejects(train(lab, experimentOf(MODELS.lstm, { outputLayers: [drawing] })), { place: { key } });
      const distill = { teacher: 'other' };
      await assert.rejects(train(lab, experimentOf(MODELS.lstm, { distill, outputLayer: 'nce' })), { message: /A teacher says how probable all/ }); // prettier-ignore
    }));

  it('is open to whoever goes on with texts or scores them, and shows where a transformer looks', () =>
    inTextLab(async (lab) => {
      const { folder } = await train(lab, experimentOf(MODELS.transformer, { epochs: 1 }));
      await withRun({ folder }, quiet, async ({ language }) => {
        assert.ok(language);
        assert.equal(language.context, 8);
        const ids = language.text.encode('The cat\nsat');
        assert.equal(language.text.decode([...ids]), 'the cat\nsat');
        const whole = await language.score(ids);
        const behind = await language.score(ids.subarray(2), { before: ids.subarray(0, 2) });
        assert.equal(whole.logProbabilities.length, 4);
        assert.equal(behind.logProbabilities.length, 2);
        const step = await language.steps.step(await language.steps.start([ids.subarray(0, 1)]), Int32Array.of(0));
        assert.ok(Math.abs(step.logProbabilities[ids[1]] - whole.logProbabilities[1]) < 1e-5);
      });
      const source = 'the cat sat on the mat and slept on';
      const { source: seen, maps, target } = await lab.client.call('attend', { folder, source });
      assert.deepEqual(seen.tokens, ['<eos>', ...source.split(' ').slice(2)]);
      assert.deepEqual(seen.cut, { read: 7, of: 9, lost: 'start' });
      assert.equal(source.slice(...seen.offsets[7]), 'on');
      assert.deepEqual(maps.map(({ layer, head }) => [layer, head]), [[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
      for (const { weights, rows, columns } of maps)
        for (let row = 0; row < rows; row++) {
          const own = weights.subarray(row * columns, (row + 1) * columns);
          assert.ok(Math.abs(own.reduce((sum, value) => sum + value, 0) - 1) < 1e-5);
          assert.ok(
            own.subarray(row + 1).every((value) => value === 0),
            'nothing sees what comes later',
          );
        }
      assert.equal(target.tokens.length, 1);
      await assert.rejects(lab.client.call('ask', { folder, texts: ['the'] }), { code: 'INVALID_ARGUMENT' });
      const words = await lab.client.call('openVectors', { source: { kind: 'run', folder } });
      assert.equal(words.dimensions, 16);
    }));

  const refused: [string, object, object][] = [
    ['a text no longer than the context', experimentOf(MODELS.lstm, { context: 5000 }), { code: 'INVALID_DATA', place: { key: ['training', 'context'] } }], // prettier-ignore
    ['tied vectors of another width than the state', experimentOf({ ...MODELS.lstm, embedding: 8 }), { code: 'INVALID_EXPERIMENT', message: /12/ }], // prettier-ignore
    ['heads that do not share the width', experimentOf({ ...MODELS.transformer, heads: 3 }), { code: 'INVALID_EXPERIMENT', message: /no multiple/ }], // prettier-ignore
    ['rotary positions of an odd depth', experimentOf({ ...MODELS.transformer, width: 6, heads: 2 }), { code: 'INVALID_EXPERIMENT', message: /rotary/ }], // prettier-ignore
    ['a stride beyond the context', experimentOf(MODELS.transformer, {}, { evaluation: { stride: 9 } }), { code: 'INVALID_EXPERIMENT', message: /stride/ }], // prettier-ignore
    ['fractions that leave nothing', experimentOf(MODELS.lstm, {}, { data: { train: 'text.txt', validation: 0.5, test: 0.5 } }), { code: 'INVALID_EXPERIMENT' }], // prettier-ignore
    ['a text that is not there', experimentOf(MODELS.lstm, {}, { data: { train: ['text.txt', 'none.txt'] } }), { code: 'NOT_FOUND' }], // prettier-ignore
  ];
  it('refuses before there is a run what cannot be trained', () =>
    inTextLab(async (lab) => {
      for (const [name, experiment, expected] of refused)
        await assert.rejects(train(lab, experiment), (error: Error & { code?: string; place?: object }) => {
          const { code, message, place } = expected as { code: string; message?: RegExp; place?: { key: string[] } };
          assert.equal(error.code, code, `${name}: ${error.message}`);
          if (message) assert.match(error.message, message, name);
          if (place) assert.deepEqual((error.place as { key?: string[] } | undefined)?.key, place.key, name);
          return true;
        });
      assert.deepEqual(lab.runs(), []);
    }));

  it('says of files that are not there which key names them, while an experiment is written', () =>
    inTextLab(async (lab) => {
      const data = { train: ['text.txt', 'none.txt'], validation: 'text.txt' };
      const experimentText = JSON.stringify(experimentOf(MODELS.lstm, {}, { data }));
      const { problems, abilities } = await lab.client.call('check', { experimentText, baseFolder: lab.folder });
      assert.deepEqual(problems.map(({ place }) => place?.key), [['data', 'train', 1]]); // prettier-ignore
      assert.deepEqual(abilities, ['continue', 'score', 'trace', 'vectors']);
      assert.ok(path.isAbsolute(lab.folder));
    }));
});
