// Tagging from files to answers: a run that is trained, judged to the same figures, asked, stopped and resumed; and what is wrong with
// its experiment or its data.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { ReportBlock } from '../../../src/protocol/report';
import { LabError } from '../../../src/protocol/labError';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTags, figureOf } from './support/asked';
import { checkpointBytes, inLab, type Lab } from './support/lab';

const NAMES = ['Ada', 'Grace', 'Alan', 'Kurt'];
const PLACES = ['London', 'Paris', 'Seoul', 'Vienna'];

/** `Ada Lovelace lives in London .`, with names of one or two tokens. */
function conll(count: number, seed: number): string {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const name = random.pick(NAMES);
    const second = random.next() < 0.5 ? [`${random.pick(NAMES)}son I-PER`] : [];
    const lines = [`${name} B-PER`, ...second, 'lives O', 'in O', `${random.pick(PLACES)} B-LOC`, '. O'];
    return `${lines.join('\n')}\n`;
  }).join('\n');
}

const SMALL = {
  task: 'tagging',
  data: { train: 'people.conll', validation: 'held.conll', test: 'test.conll' },
  model: {
    ...{ type: 'gru', embedding: 8, hidden: 8, dropout: 0.1, head: 'crf', scheme: 'BIOES', capitals: 2, shape: 2 },
    characters: { embedding: 4, hidden: 4 },
  },
  training: { epochs: 6, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.05 } },
  runtime: { threads: 1 },
};

function request(lab: Lab, more: object = {}, overrides: string[] = []) {
  lab.write('people.conll', conll(60, 1));
  lab.write('held.conll', conll(12, 2));
  lab.write('test.conll', conll(12, 3));
  const experimentText = JSON.stringify({ name: 'people', ...SMALL, ...more });
  return { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder, overrides };
}

const rejectsWith = (code: LabError['code'], message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LabError && error.code === code, String(error));
  assert.match(error.message, message);
  return true;
};

describe('tagging', () => {
  it('learns, is judged to the figures of its training, and answers', () =>
    inLab(async (lab) => {
      const { folder, record } = await lab.client.call('train', request(lab));
      assert.equal(record.status, 'completed');
      assert.deepEqual(record.abilities, ['tag', 'trace', 'vectors', 'embed']);
      assert.deepEqual(record.labels, ['O', 'B-PER', 'E-PER', 'S-LOC', 'S-PER']);
      assert.ok(record.metrics['test.f1'] > 0.9, `F1 ${record.metrics['test.f1']}`);

      const kept = await lab.client.call('report', { folder, evaluation: '' });
      const tables = kept.report?.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
      const beside = tables?.find(({ isTelling }) => isTelling);
      assert.deepEqual(
        beside?.rows.map(([model]) => model),
        ['This run', 'Most frequent tag of each word'],
      );

      const report = await lab.client.call('judge', { folder, data: 'test.conll', baseFolder: lab.folder });
      for (const metric of ['f1', 'precision', 'recall', 'tokenAccuracy', 'loss'] as const)
        assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`], metric);

      const predictions = lab.file('predictions.conll');
      await lab.client.call('judge', { folder, data: 'test.conll', baseFolder: lab.folder, predictions });
      const [first] = fs.readFileSync(predictions, 'utf8').split('\n\n');
      assert.match(first, /^\w+\tB-PER\tB-PER\n.*lives\tO\tO\nin\tO\tO\n\w+\tB-LOC\tB-LOC\n\.\tO\tO$/s);

      const itself = { folder, data: 'test.conll', baseFolder: lab.folder, predictions: lab.file('test.conll') };
      await assert.rejects(
        lab.client.call('judge', itself),
        rejectsWith('INVALID_ARGUMENT', /cannot be saved as ".*test\.conll" itself/),
      );

      const [answer, empty] = await askTags(lab, { folder, texts: ['Alan Kurtson lives in Paris.', ''] });
      assert.deepEqual(answer.tokens, ['Alan', 'Kurtson', 'lives', 'in', 'Paris', '.']);
      assert.deepEqual(answer.tags, ['B-PER', 'I-PER', 'O', 'O', 'B-LOC', 'O']);
      assert.deepEqual(answer.entities, [
        { type: 'PER', start: 0, end: 2, text: 'Alan Kurtson' },
        { type: 'LOC', start: 4, end: 5, text: 'Paris' },
      ]);
      assert.ok(answer.probabilities.every((share) => share > 0 && share <= 1 + 1e-9));
      assert.deepEqual(answer.alternatives?.[0].tags, answer.tags);
      const shares = answer.alternatives.map(({ probability }) => probability);
      assert.deepEqual(
        [...shares].sort((a, b) => b - a),
        shares,
      );
      assert.deepEqual([empty.tokens, empty.tags, empty.entities, empty.alternatives], [[], [], [], undefined]);
    }));

  it('tells what it weighed where that is asked for, of tokens that are given too', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', request(lab));
      const texts = ['Alan Kurtson lives in Paris.'];
      const [{ lattice, tags, tokens }] = await askTags(lab, { folder, texts, tags: 'lattice' });
      assert.ok(lattice?.chain);
      const { length } = lattice.tags;
      assert.equal(lattice.probabilities.length, tokens.length * length);
      tokens.forEach((_, t) => {
        const row = [...lattice.probabilities.subarray(t * length, (t + 1) * length)];
        assert.ok(Math.abs(row.reduce((sum, part) => sum + part, 0) - 1) < 1e-5);
      });
      assert.deepEqual(lattice.path.map((tag) => lattice.tags[tag]).slice(0, 3), ['B-PER', 'E-PER', 'O']);
      const [outside, end] = ['O', 'E-PER'].map((tag) => lattice.tags.indexOf(tag));
      assert.equal(lattice.chain.transitions[outside * length + end], -Infinity, 'no end without a beginning');
      assert.equal(lattice.chain.begin[end], -Infinity);

      const [best] = await askTags(lab, { folder, texts, tags: 'best' });
      assert.deepEqual([best.tags, best.alternatives, best.lattice], [tags, undefined, undefined]);
      const given = ['Alan', 'Kurtson', 'lives in', 'Paris.'];
      const [own] = await askTags(lab, { folder, texts, tokens: [given] });
      assert.deepEqual([own.tokens, own.offsets.at(-1)], [given, [22, 28]]);
      await assert.rejects(
        askTags(lab, { folder, texts, tokens: [['Ada']] }),
        rejectsWith('INVALID_ARGUMENT', /no "Ada" where its tokens say/),
      );
    }));

  it('tells each sentence beside its right tags', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', request(lab));
      lab.write('wrong.conll', 'Ada B-LOC\nlives O\n\nin O\nin B-PER\n. O\n');
      const reply = await lab.client.call('judgeTags', { folder, data: 'wrong.conll', baseFolder: lab.folder });
      assert.deepEqual([reply.file, reply.count, reply.namesEntities], [lab.file('wrong.conll'), 2, true]);
      assert.deepEqual(reply.sentences, [
        {
          ...{ tokens: ['Ada', 'lives'], line: 1 },
          ...{ right: [{ type: 'LOC', start: 0, end: 1 }], found: [{ type: 'PER', start: 0, end: 1 }] },
          errors: [{ kind: 'type', start: 0, end: 1, line: 1 }],
        },
        {
          ...{ tokens: ['in', 'in', '.'], line: 4, right: [{ type: 'PER', start: 1, end: 2 }], found: [] },
          errors: [{ kind: 'missed', start: 1, end: 2, line: 5 }],
        },
      ]);
      assert.equal(figureOf(reply, 'f1').value, 0);
      assert.equal(reply.next, undefined);

      const sentence = `${'in O\n'.repeat(2999)}Ada B-PER\n\n`;
      lab.write('long.conll', sentence.repeat(15));
      const asked = { folder, data: 'long.conll', baseFolder: lab.folder };
      const parts = [await lab.client.call('judgeTags', asked)];
      for (let next = parts[0].next; next !== undefined; next = parts.at(-1)?.next)
        parts.push(await lab.client.call('judgeTags', { ...asked, from: next }));
      assert.deepEqual(parts.map(({ sentences, next, count }) => [sentences.length, next, count]), [[7, 7, 15], [7, 14, 15], [1, undefined, 15]]); // prettier-ignore
      const lines = parts.flatMap(({ sentences }) => sentences.map(({ line }) => line));
      assert.deepEqual(
        lines,
        Array.from({ length: 15 }, (_, i) => 1 + 3001 * i),
      );
    }));

  it('tells each error with its line', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call('train', request(lab));
      lab.write('wrong.conll', 'Ada B-LOC\nlives O\n\nin O\nin B-PER\n. O\n');
      const { sections } = await lab.client.call('judge', { folder, data: 'wrong.conll', baseFolder: lab.folder });
      const blocks = sections.flatMap((section) => section.blocks);
      const rows = (label: string) => {
        const isIt = (block: ReportBlock) => block.kind === 'examples' && block.label === label;
        const found = blocks.find(isIt);
        assert.ok(found?.kind === 'examples');
        return found.rows.map(({ cells, line }) => [...cells.slice(1), line]);
      };
      assert.deepEqual(rows('Wrong type'), [['LOC: Ada', 'PER: Ada', 1]]);
      assert.deepEqual(rows('Missed'), [['PER: in', '–', 5]]);
      assert.deepEqual(rows('Invented'), []);
    }));

  it('goes on bit for bit where it was stopped', () =>
    inLab(async (lab) => {
      const whole = await lab.client.call('train', request(lab, {}, ['training.epochs=2']));
      let stopped = '';
      const stop = new AbortController();
      await lab.client
        .call('train', request(lab, {}, ['training.epochs=2']), {
          signal: stop.signal,
          onProgress(progress) {
            if (progress.kind === 'start') stopped = progress.folder;
            if (progress.kind === 'metric' && progress.line.step === 5) stop.abort();
          },
        })
        .catch(() => undefined);
      const resumed = await lab.client.call('train', { ...request(lab), experimentText: '', resume: stopped });
      assert.equal(resumed.record.status, 'completed');
      const bytes = (folder: string) => checkpointBytes(folder, 'last', 'model.safetensors');
      assert.equal(bytes(resumed.folder), bytes(whole.folder));
    }));

  it('of plain tags takes each for itself, with a softmax', () =>
    inLab(async (lab) => {
      lab.write('pos.txt', 'the DT\ndog NN\nruns VB\n\nthe DT\ncat NN\nsleeps VB\n'.repeat(8));
      const data = { train: 'pos.txt', validation: 0.25, units: 'spaces' };
      const model = { type: 'lstm', embedding: 6, hidden: 6, head: 'softmax', dropout: 0 };
      const { folder, record } = await lab.client.call('train', request(lab, { data, model }));
      assert.deepEqual(record.labels, ['DT', 'NN', 'VB']);
      const [answer] = await askTags(lab, { folder, texts: ['the cat runs'] });
      assert.deepEqual([answer.output, answer.namesEntities, answer.alternatives], ['DT NN VB', false, undefined]);
      assert.ok(record.notices.some((notice) => /Each tag stands for itself/.test(notice)));
    }));

  it('reads sentences that are longer than the model in parts', () =>
    inLab(async (lab) => {
      const { folder } = await lab.client.call(
        'train',
        request(lab, {}, ['training.maxLength=4', 'training.epochs=3']),
      );
      const [answer] = await askTags(lab, { folder, texts: ['Ada lives in Paris. '.repeat(20)] });
      assert.equal(answer.tags.length, 100);
      assert.ok(answer.entities.length >= 30, `${answer.entities.length} entities`);
    }));

  it('reads words that a learned tokenizer cuts, and tags them where they stand', () =>
    inLab(async (lab) => {
      const tokenizer = { type: 'bpe', vocabularySize: 40, lowercase: false, minFrequency: 1 };
      const overrides = ['training.maxLength=12', 'training.epochs=8'];
      const { folder, record } = await lab.client.call('train', request(lab, { tokenizer }, overrides));
      assert.ok(record.metrics['test.f1'] > 0.9, `F1 ${record.metrics['test.f1']}`);
      const report = await lab.client.call('judge', { folder, data: 'test.conll', baseFolder: lab.folder });
      for (const metric of ['f1', 'tokenAccuracy', 'loss'] as const)
        assert.equal(figureOf(report, metric).value, record.metrics[`test.${metric}`], metric);
      const text = 'Alan Kurtson lives in Paris.';
      const [answer, long] = await askTags(lab, { folder, texts: [text, `${text} `.repeat(20)] });
      assert.deepEqual(answer.tokens, ['Alan', 'Kurtson', 'lives', 'in', 'Paris', '.']);
      assert.deepEqual(
        answer.tokens,
        answer.offsets.map(([start, end]) => text.slice(start, end)),
      );
      assert.deepEqual(answer.tags, ['B-PER', 'I-PER', 'O', 'O', 'B-LOC', 'O']);
      assert.deepEqual(answer.entities[0], { type: 'PER', start: 0, end: 2, text: 'Alan Kurtson' });
      assert.deepEqual([long.tags.length, long.entities.length], [120, 40]);
      assert.ok(!record.notices.some((notice) => /pieces/.test(notice)));
    }));

  it('says which tokens have more pieces than are read at once', () =>
    inLab(async (lab) => {
      const asked = request(lab, { tokenizer: 'jamo' }, ['training.maxLength=4', 'training.epochs=1']);
      lab.write('held.conll', 'Ada B-PER\n\nin O\nA-d-a-s B-PER\n');
      const { record } = await lab.client.call('train', asked);
      const told = record.notices.filter((notice) => /pieces/.test(notice));
      assert.deepEqual(told, [
        '1 tokens of the validation part have more than 4 pieces, of which the first 4 are read (first "held.conll", line 4). Raise "training.maxLength" to read more.',
      ]);
    }));

  const FAULTS: [string, object, RegExp][] = [
    [
      'a scheme for plain tags',
      { data: { train: 'a', scheme: 'plain' }, model: { type: 'gru', scheme: 'BIOES' } },
      /have no scheme/,
    ],
    ['column 0', { data: { train: 'a', tag: 0 } }, /count from 1/],
    ['a pooling, for every state is read', { model: { type: 'gru', pooling: 'max' } }, /pooling/],
  ];
  for (const [what, more, message] of FAULTS)
    it(`refuses ${what}`, () =>
      inLab((lab) =>
        assert.rejects(lab.client.call('train', request(lab, more)), rejectsWith('INVALID_EXPERIMENT', message)),
      ));

  it('refuses what is no file of tagged sentences, with the line', () =>
    inLab(async (lab) => {
      const asked = request(lab);
      lab.write('held.conll', 'Ada B-PER\nlives\n');
      await assert.rejects(
        lab.client.call('train', asked),
        rejectsWith('INVALID_DATA', /line 2: there is a token without a tag/),
      );
    }));

  it('refuses sentences with one tag alone', () =>
    inLab(async (lab) => {
      const asked = request(lab);
      lab.write('people.conll', 'Ada O\nlives O\n\nin O\nParis O\n');
      await assert.rejects(lab.client.call('train', asked), rejectsWith('INVALID_DATA', /All tokens .* the tag "O"/));
    }));
});
