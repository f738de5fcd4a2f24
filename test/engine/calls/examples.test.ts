// The examples of evaluations: kept beside them, listed in pages, filtered, sorted, saved, and the nearest of the training part.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LabError } from '../../../src/protocol/labError';
import type { ExampleCondition, ExampleOrder, ExamplesPageRequest } from '../../../src/protocol/examples';
import { inLab, smallExperiment, type Lab } from './support/lab';

const LOSS: ExampleOrder = { by: 'loss', falling: true };

async function trained(lab: Lab, changes: Record<string, unknown> = {}): Promise<string> {
  const { folder, record } = await lab.client.call('train', lab.request(smallExperiment(changes)));
  assert.equal(record.status, 'completed', record.failure?.message);
  return folder;
}

const page = (lab: Lab, folder: string, changes: Partial<ExamplesPageRequest> = {}) =>
  lab.client.call('examplesPage', { folder, conditions: [], order: LOSS, from: 0, most: 500, ...changes });

const files = (folder: string): string[] =>
  fs.readdirSync(path.join(folder, 'evaluations')).filter((name) => name.endsWith('.examples.jsonl.gz'));

const fails = (code: LabError['code'], message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LabError && error.code === code, String(error));
  assert.match(error.message, message);
  return true;
};

const linear = { model: { type: 'logistic-regression' } };

describe('the examples of an evaluation', () => {
  it('are kept by a training, and say of each what came of it', () =>
    inLab(async (lab) => {
      const folder = await trained(lab);
      const overview = await lab.client.call('examplesOverview', { folder });
      const { report } = await lab.client.call('report', { folder });
      assert.deepEqual([overview.count, overview.at], [report?.count, report?.at]);
      assert.deepEqual(overview.has, { probability: true, loss: true, tokens: true, place: true });
      const { examples, total } = await page(lab, folder);
      assert.equal(total, overview.count);
      const accuracy = examples.filter(({ isRight }) => isRight).length / total;
      const loss = examples.reduce((sum, each) => sum + (each.loss ?? NaN), 0) / total;
      const figure = (metric: string) => report?.figures.find((each) => each.metric === metric)?.value ?? NaN;
      assert.ok(Math.abs(accuracy - figure('accuracy')) < 1e-9);
      assert.ok(Math.abs(loss - figure('loss')) < 1e-5);
      for (const {
        gold,
        prediction,
        isRight,
        probability = NaN,
        loss: own = NaN,
        file = '',
        line = 0,
        texts,
      } of examples) {
        assert.equal(isRight, gold === prediction);
        if (isRight) assert.ok(Math.abs(Math.exp(-own) - probability) < 1e-5);
        assert.ok(fs.readFileSync(file, 'utf8').split('\n')[line - 1].includes(texts[0]), 'it stands in that line');
      }
    }));

  it('are filtered, sorted and told in pages, in the engine', () =>
    inLab(async (lab) => {
      const folder = await trained(lab);
      const all = (await page(lab, folder)).examples;
      const losses = all.map(({ loss }) => loss ?? NaN);
      assert.deepEqual(
        losses,
        [...losses].sort((a, b) => b - a),
      );
      const passing = async (...conditions: ExampleCondition[]) => (await page(lab, folder, { conditions })).examples;
      const wrong = await passing({ kind: 'outcome', outcome: 'wrong' });
      assert.deepEqual(
        wrong,
        all.filter(({ isRight }) => !isRight),
      );
      const [{ gold, tokens = 0, texts }] = all;
      assert.deepEqual(
        await passing({ kind: 'gold', value: gold }),
        all.filter((each) => each.gold === gold),
      );
      assert.deepEqual(
        await passing({ kind: 'range', of: 'tokens', above: tokens - 1, to: tokens }),
        all.filter((each) => each.tokens === tokens),
      );
      assert.ok(
        (await passing({ kind: 'text', text: texts[0].toUpperCase() })).some(({ index }) => index === all[0].index),
      );
      const pages = [await page(lab, folder, { most: 5 }), await page(lab, folder, { from: 5, most: 5 })];
      assert.deepEqual(
        pages.flatMap(({ examples }) => examples),
        all.slice(0, 10),
      );
      const inFull = await lab.client.call('example', { folder, index: all[0].index });
      assert.equal(inFull.texts[0].startsWith(texts[0].replace(/…$/, '')), true);
      const none = { folder, index: all.length };
      await assert.rejects(
        lab.client.call('example', none),
        fails('INVALID_ARGUMENT', /^There is no example -?\d+: their numbers are 0 to 11\.$/),
      );
    }));

  it('are those of the evaluation that is named, and of the latest ten', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, linear);
      const data = path.join(lab.folder, 'few.tsv');
      fs.writeFileSync(data, 'text\tlabel\tsource\ngood film\tpositive\tweb\nbad film\tnegative\tweb\n');
      const first = (await lab.client.call('examplesOverview', { folder })).count;
      for (let i = 0; i < 10; i++) await lab.client.call('judge', { folder, data, baseFolder: lab.folder });
      const { evaluations } = await lab.client.call('report', { folder });
      assert.equal(evaluations.length, 11);
      assert.equal(files(folder).length, 10);
      assert.equal((await lab.client.call('examplesOverview', { folder })).count, 2);
      assert.equal((await lab.client.call('examplesOverview', { folder, evaluation: evaluations[5].id })).count, 2);
      const oldest = evaluations[10];
      assert.equal(oldest.count, first);
      await assert.rejects(
        lab.client.call('examplesOverview', { folder, evaluation: oldest.id }),
        fails('NOT_FOUND', /ten later ones were made since/),
      );
    }));

  it('say when their file has changed since', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, linear);
      const data = path.join(lab.folder, 'few.tsv');
      fs.writeFileSync(data, 'text\tlabel\ngood film\tpositive\nbad film\tnegative\n');
      await lab.client.call('judge', { folder, data, baseFolder: lab.folder });
      assert.deepEqual((await lab.client.call('examplesOverview', { folder })).changed, []);
      const later = new Date(Date.now() + 10_000);
      fs.utimesSync(data, later, later);
      assert.deepEqual((await lab.client.call('examplesOverview', { folder })).changed, ['few.tsv']);
    }));

  it('are refused with their line where the file is damaged', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, linear);
      const file = path.join(folder, 'evaluations', files(folder)[0]);
      const lines = gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n');
      lines[2] = '{"texts":[]}';
      fs.writeFileSync(file, gzipSync(lines.join('\n')));
      await assert.rejects(
        page(lab, folder),
        fails('INVALID_FILE', /line 3: the examples of this evaluation are damaged/),
      );
      fs.writeFileSync(file, gzipSync(lines.slice(0, 2).join('\n')));
      await assert.rejects(page(lab, folder), fails('INVALID_FILE', /damaged/));
    }));

  it('are saved as a table for spreadsheets, in which nothing is a formula', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, linear);
      const data = path.join(lab.folder, 'few.tsv');
      fs.writeFileSync(data, 'text\tlabel\tsource\n=1+1, good\tpositive\tweb\nbad "film"\tnegative\tpaper\n');
      await lab.client.call('judge', { folder, data, baseFolder: lab.folder });
      const output = path.join(lab.folder, 'examples.csv');
      const order: ExampleOrder = { by: 'place', falling: false };
      const { count } = await lab.client.call('saveExamples', { folder, conditions: [], order, output });
      assert.equal(count, 2);
      const [head, first, second] = fs.readFileSync(output, 'utf8').split('\r\n');
      assert.equal(head, 'text,true,predicted,right,probability,loss,accuracy,tokens,unknown,file,line,source');
      assert.match(first, /^"'=1\+1, good",positive,/);
      assert.match(second, /^"bad ""film""",negative,.*,3,paper$/);
      const save = (to: string) => lab.client.call('saveExamples', { folder, conditions: [], order, output: to });
      await assert.rejects(save(data), fails('INVALID_ARGUMENT', /a file that they are from/));
      const nowhere = path.join(lab.folder, 'nowhere', 'a.csv');
      await assert.rejects(save(nowhere), fails('NOT_FOUND', /^The folder ".*nowhere" does not exist\.$/));
      assert.match(fs.readFileSync(data, 'utf8'), /^text\tlabel/, 'the data are as they were');
    }));
});

describe('the nearest training examples', () => {
  for (const [what, model, by] of [
    ['an encoder', { type: 'bow', embedding: 8, dropout: 0 }, 'encoder'],
    ['weighted terms', { type: 'logistic-regression' }, 'terms'],
  ] as const)
    it(`are found by ${what}: a text that was learned from is nearest to itself`, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, { model });
        const { train } = JSON.parse(fs.readFileSync(path.join(folder, 'experiment.json'), 'utf8')).data as { train: string }; // prettier-ignore
        await lab.client.call('judge', { folder, data: train, baseFolder: lab.folder });
        let own = 0;
        for (let index = 0; index < 10; index++) {
          const request = { folder, index, most: 10 };
          const { texts } = await lab.client.call('example', request);
          const { examples, count, by: found } = await lab.client.call('nearestExamples', request);
          assert.equal(found, by);
          assert.ok(count > 10 && examples.length === 10);
          const similarities = examples.map(({ similarity }) => similarity);
          assert.deepEqual(
            similarities,
            [...similarities].sort((a, b) => b - a),
          );
          const same = examples.filter((each) => each.texts[0] === texts[0]);
          for (const { similarity } of same) assert.ok(similarity > 0.9999, String(similarity));
          own += same.length;
        }
        assert.ok(own >= 5, `of 10 texts most were learned from, but only ${own} were found again`);
      }));

  it('of an example that is not there are refused', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, linear);
      for (const index of [-1, 1e6])
        await assert.rejects(
          lab.client.call('nearestExamples', { folder, index, most: 3 }),
          fails('INVALID_ARGUMENT', /^There is no example -?\d+: their numbers are 0 to 11\.$/),
        );
    }));
});
