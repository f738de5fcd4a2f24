// A conditional random field from files to answers: trained, judged to the same figures, asked and explained, stopped and resumed; other
// columns; and what is wrong with its templates.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { TrainReply } from '../../../src/protocol/engine';
import { LabError } from '../../../src/protocol/labError';
import type { Report } from '../../../src/protocol/report';
import { askTags, blockOf, figureOf } from './support/asked';
import { checkpointBytes, inLab, type Lab } from './support/lab';

const NAMES = ['Ada', 'Grace', 'Alan', 'Kurt'];
const PLACES = ['London', 'Paris', 'Seoul', 'Vienna'];

/** Token, part of speech and tag. */
const conll = (count: number, from: number): string =>
  Array.from({ length: count }, (_, i) => {
    const [name, place] = [NAMES[(from + i) % 4], PLACES[(from + 3 * i) % 4]];
    const second = i % 3 === 0 ? [`${name}son NNP I-PER`] : [];
    const lines = [`${name} NNP B-PER`, ...second, 'lives VBZ O', 'in IN O', `${place} NNP B-LOC`, '. . O'];
    return `${lines.join('\n')}\n`;
  }).join('\n');

const MODEL = { type: 'crf', templates: ['w[0]', 'w[-1]', 'w[1]', 'suffix3[0]', 'column2[0]'], iterations: 12 };

function request(lab: Lab, model: object = MODEL, more: object = {}) {
  lab.write('people.conll', conll(30, 0));
  lab.write('held.conll', conll(7, 1));
  lab.write('test.conll', conll(9, 2));
  const data = { train: 'people.conll', validation: 'held.conll', test: 'test.conll' };
  const experiment = { name: 'people', task: 'tagging', data, model, ...more };
  return { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
}

const rejectsWith = (code: LabError['code'], message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LabError && error.code === code, String(error));
  assert.match(error.message, message);
  return true;
};

describe('a conditional random field', () => {
  it('learns, is judged to the figures of its training, answers and says why', () =>
    inLab(async (lab) => {
      const { folder, record } = await lab.client.call('train', request(lab));
      assert.equal(record.status, 'completed');
      assert.deepEqual(record.abilities, ['tag', 'explain']);
      assert.deepEqual(record.labels, ['O', 'B-LOC', 'B-PER', 'I-PER']);
      assert.equal(record.metrics['test.f1'], 1);
      const report = await lab.client.call('judge', { folder, data: 'test.conll', baseFolder: lab.folder });
      for (const metric of ['f1', 'tokenAccuracy', 'loss'] as const)
        assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`], metric);

      const text = 'Grace Graceson lives in Paris .';
      const [answer] = await askTags(lab, { folder, texts: [text], explain: true });
      assert.equal(answer.output, 'B-PER I-PER O O B-LOC O');
      assert.deepEqual(answer.alternatives?.[0].tags, answer.tags);
      const features = answer.explanation?.features ?? [];
      const place = features.find(({ feature }) => feature === 'w[0]=Paris');
      assert.ok(place && place.weight > 0);
      assert.deepEqual(place.offsets, [[24, 29]]);
      assert.ok(features.some(({ feature, offsets: [[start]] }) => feature === 'B-PER →' && start === 6));

      const { classes } = await lab.client.call('explain', { folder });
      assert.deepEqual(classes.map(({ label }) => label), record.labels); // prettier-ignore
      const inside = classes[3].features.map(({ feature }) => feature);
      assert.ok(inside.includes('B-PER →') && inside.includes('suffix3[0]=son'), inside.join());
    }));

  it('has no loss where each sentence has a tag that nobody taught, says so, and refuses to watch it', () =>
    inLab(async (lab) => {
      const asked = request(lab);
      lab.write('test.conll', 'Ada NNP B-PER\nof IN O\nAcme NNP B-ORG\n\nAcme NNP B-ORG\n');
      const { folder, record } = await lab.client.call('train', asked);
      assert.equal(record.metrics['test.loss'], undefined);
      assert.ok(record.metrics['test.tokenAccuracy'] > 0 && record.metrics['validation.loss'] > 0);
      const report = await lab.client.call('judge', { folder, data: 'test.conll', baseFolder: lab.folder });
      assert.ok(report.figures.every(({ metric }) => metric !== 'loss'));
      assert.match(JSON.stringify(report.sections), /There is no loss: each sentence has a tag/);
      const known = await lab.client.call('judge', { folder, data: 'held.conll', baseFolder: lab.folder });
      assert.doesNotMatch(JSON.stringify(known.sections), /There is no loss/);

      lab.write('held.conll', 'Acme NNP B-ORG\n');
      const first = await lab.client.call('train', asked);
      assert.equal(first.record.metrics['validation.loss'], undefined);
      const watching = { ...asked, overrides: ['training.monitor=loss'] };
      const refused = rejectsWith('INVALID_DATA', /no loss to watch.*set "training\.monitor" to "f1"/);
      await assert.rejects(lab.client.call('train', watching), refused);
    }));

  it('says its weights in the report of its training', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', request(lab));
      const report = JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as Report;
      const features = blockOf(report, 'table', 'Strongest features of each tag');
      const likely = blockOf(report, 'table', 'Likeliest transitions');
      assert.ok(features.rows.some(([tag, feature]) => tag === 'B-LOC' && feature === 'w[-1]=in'));
      assert.ok(likely.rows.some(([tag, next]) => tag === 'B-PER' && next === 'I-PER'));
      assert.ok(!likely.rows.some(([tag, next]) => tag === 'O' && next === 'I-PER')); // which the scheme forbids
    }));

  for (const algorithm of ['lbfgs', 'sgd'])
    it(`goes on bit for bit where it was stopped: ${algorithm}`, () =>
      inLab(async (lab) => {
        const asked = request(lab, { ...MODEL, algorithm, iterations: 60, tolerance: 0 });
        const whole = await lab.client.call('train', asked);
        const stop = new AbortController();
        let stopped: string | undefined;
        const ended: TrainReply | undefined = await lab.client
          .call('train', asked, {
            signal: stop.signal,
            onProgress(progress) {
              if (progress.kind === 'start') stopped = progress.folder;
              if (progress.kind === 'metric' && progress.line.step === 3) stop.abort();
            },
          })
          .catch(() => undefined);
        assert.ok(stopped !== undefined && ended?.record.status !== 'completed');
        const resumed = await lab.client.call('train', { ...asked, experimentText: '', resume: stopped });
        assert.equal(resumed.record.status, 'completed');
        for (const name of ['last', 'best'] as const) {
          const bytes = (folder: string) => checkpointBytes(folder, name, 'model.safetensors');
          assert.equal(bytes(resumed.folder), bytes(whole.folder), name);
        }
      }));

  it('reads templates of CRF++ from a file', () =>
    inLab(async (lab) => {
      lab.write('chunk.template', '# words\nU00:%x[0,0]\nU01:%x[-1,0]/%x[0,1]\n\nB\n');
      const { folder, record } = await lab.client.call(
        'train',
        request(lab, { ...MODEL, templates: 'chunk.template' }),
      );
      assert.ok('chunk.template' in record.hashes);
      const { classes } = await lab.client.call('explain', { folder });
      assert.ok(classes[1].features.some(({ feature }) => feature === 'U01:in/NNP'));
    }));

  it('tells a file of templates with its line', () =>
    inLab(async (lab) => {
      lab.write('chunk.template', 'U00:%x[0,0]\nU01:%x[0]\n');
      const asked = request(lab, { type: 'crf', templates: 'chunk.template' });
      await assert.rejects(lab.client.call('train', asked), rejectsWith('INVALID_DATA', /line 2: "U01:%x\[0\]" is no/));
      const missing = request(lab, { type: 'crf', templates: 'nothing.template' });
      await assert.rejects(lab.client.call('train', missing), rejectsWith('NOT_FOUND', /nothing\.template/));
    }));

  const FAULTS: [string, object, LabError['code'], RegExp][] = [
    ['what is no template', { templates: ['w[0]', 'wrod[0]'] }, 'INVALID_EXPERIMENT', /"wrod\[0\]" is no template/],
    ['the column of the tags', { templates: ['column3[0]'] }, 'INVALID_DATA', /line 1: .* holds the tags/],
    ['a column that is not there', { templates: ['column7[0]'] }, 'INVALID_DATA', /there are 3 columns/],
  ];
  for (const [what, model, code, message] of FAULTS)
    it(`refuses ${what}`, () =>
      inLab((lab) =>
        assert.rejects(lab.client.call('train', request(lab, { type: 'crf', ...model })), rejectsWith(code, message)),
      ));
});
