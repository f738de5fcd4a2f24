// Texts as vectors, of runs that were trained: what the encoder makes of them, pooled in every way, and the nearest of them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { openCheckpoint } from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import type { EmbedRequest } from '../../../src/protocol/textVectors';
import { inLab, smallExperiment, type Lab } from './support/lab';

async function trained(lab: Lab, changes: Record<string, unknown>): Promise<string> {
  const training = { epochs: 1, batchSize: 16 };
  const request = lab.request(smallExperiment({ training, ...changes }));
  const { folder, record } = await lab.client.call('train', request);
  assert.equal(record.status, 'completed', record.failure?.message);
  assert.ok(record.abilities.includes('embed'));
  return folder;
}

const embed = (lab: Lab, request: EmbedRequest) => lab.client.call('embed', request);

const fails = (code: LabError['code'], message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LabError && error.code === code, String(error));
  assert.match(error.message, message);
  return true;
};

/** Each row of `[rows, width]`. */
const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from({ length: width }, (_, i) => values[row * width + i]),
  );

function assertClose(found: readonly number[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) <= tolerance, `${i}: ${value}, not ${expected[i]}`),
  );
}

const bow = { type: 'bow', embedding: 6, dropout: 0 };

describe('texts as vectors', () => {
  it('are the states pooled as asked for: of a bag of words its token vectors, counted by hand', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: bow });
      const text = 'the film was lovely';
      const [{ values: each, width, columns }] = [await embed(lab, { folder, texts: text.split(' ') })];
      assert.deepEqual([width, columns], [6, ['text']]);
      const words = rowsOf(each, width);
      const by: Record<string, (of: number[]) => number> = {
        mean: (of) => of.reduce((sum, value) => sum + value, 0) / of.length,
        max: (of) => Math.max(...of),
        first: ([first]) => first,
      };
      const table = openCheckpoint(nodeFiles, folder, 'best').checkpoint.model.get('embedding.weight')!;
      const known = rowsOf(table.data as Float32Array, width);
      for (const word of words) assert.ok(known.some((row) => row.every((value, i) => value === word[i])));
      for (const pooling of ['mean', 'max', 'first'] as const) {
        const reply = await embed(lab, { folder, texts: ['lovely', text], pooling });
        assert.deepEqual([reply.pooling, reply.poolings], [pooling, ['mean', 'max', 'first']]);
        const expected = Array.from({ length: width }, (_, i) => by[pooling](words.map((word) => word[i])));
        assertClose(rowsOf(reply.values, width)[1], expected);
      }
    }));

  it('have the names that experiments use, the own pooling first', () =>
    inLab(async (lab) => {
      const gru = { type: 'gru', embedding: 4, hidden: 5, dropout: 0 };
      const folder = await trained(lab, { model: { ...gru, pooling: 'attention' } });
      const { poolings, pooling, width } = await embed(lab, { folder, texts: [] });
      assert.deepEqual(poolings, ['attention', 'mean', 'max', 'first', 'last']);
      assert.deepEqual([pooling, width], ['attention', 10]);
      await assert.rejects(
        embed(lab, { folder, texts: ['good'], pooling: 'idf' }),
        fails('INVALID_ARGUMENT', /no pooling "idf"\. It has attention, mean, max, first, last/),
      );
    }));

  it('do not depend on the texts beside them, wherever the padding stands', () =>
    inLab(async (lab) => {
      for (const padding of ['after', 'before']) {
        const training = { epochs: 1, batchSize: 2, padding };
        const model = { type: 'lstm', embedding: 4, hidden: 3, dropout: 0 };
        const folder = await trained(lab, { model, training });
        const texts = ['good', 'the film was lovely and the story was not', 'bad film', 'so good'];
        for (const pooling of ['mean', 'max', 'first', 'last'] as const) {
          const { values, width } = await embed(lab, { folder, texts, pooling });
          const together = rowsOf(values, width);
          for (const [i, text] of texts.entries())
            assertClose(together[i], [...(await embed(lab, { folder, texts: [text], pooling })).values]);
        }
      }
    }));

  it('are the mean of what fastText reads in them', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, {
        model: { type: 'fasttext', dimensions: 5, wordNgrams: 2, bucket: 100, threads: 1 },
      });
      const { values, width, poolings } = await embed(lab, { folder, texts: ['good', 'the film was good'] });
      assert.deepEqual([width, poolings, values.length], [5, ['mean'], 10]);
      assert.ok(values.some((value) => value !== 0));
    }));

  it('are refused by models that count words, and say which would', () =>
    inLab(async (lab) => {
      const { folder, record } = await lab.client.call('train', lab.request(smallExperiment({ model: 'nb-svm' })));
      assert.ok(!record.abilities.includes('embed'));
      await assert.rejects(
        embed(lab, { folder, texts: ['good'] }),
        fails('INVALID_ARGUMENT', /makes no vectors of texts/),
      );
    }));
});

describe('pairs as vectors', () => {
  const pairs = (): string =>
    ['one\ttwo\tlabel', ...Array.from({ length: 40 }, (_, i) => `red word${i % 5}\tblue\t${i % 2 ? 'a' : 'b'}`)].join(
      '\n',
    );
  const data = { train: 'pairs.tsv', text: ['one', 'two'] };

  it('that are read apart have the vectors of both, and each text stands alone', () =>
    inLab(async (lab) => {
      lab.write('pairs.tsv', pairs());
      const folder = await trained(lab, { data, model: { ...bow, pairs: 'apart' } });
      const both = await embed(lab, { folder, texts: ['red word1\tblue', 'blue\tred'] });
      const alone = await embed(lab, { folder, texts: ['red word1', 'blue', 'blue', 'red'] });
      assert.deepEqual([both.width, alone.width, both.columns], [12, 6, ['one', 'two']]);
      assertClose([...both.values], [...alone.values], 0);
    }));

  it('that are read apart are rows as pairs, or each text once', () =>
    inLab(async (lab) => {
      lab.write('pairs.tsv', pairs());
      const folder = await trained(lab, { data, model: { ...bow, pairs: 'apart' } });
      const open = (singly: boolean) =>
        lab.client.call('openVectors', { source: { kind: 'texts', folder, texts: { part: 'train' }, singly } });
      const whole = await open(false);
      assert.deepEqual([whole.words, whole.dimensions, whole.hasLabels], [36, 12, true]);
      const single = await open(true);
      assert.deepEqual([single.words, single.dimensions, single.hasLabels], [6, 6, false]);
      const first = async (vectors: number, word: string) =>
        (await lab.client.call('neighbors', { vectors, word, k: 1 })).neighbors[0].word;
      assert.equal(await first(single.vectors, 'blue'), 'blue');
      assert.equal(await first(whole.vectors, 'red word1\tblue'), 'red word1 ⇥ blue');
      await assert.rejects(first(whole.vectors, 'blue'), fails('INVALID_ARGUMENT', /write a tab between the two/));
      await assert.rejects(first(single.vectors, 'blue\tred'), fails('INVALID_ARGUMENT', /without a tab/));
      const asked = { vectors: single.vectors, a: 'blue', b: 'blue' };
      const { cosine } = await lab.client.call('similarity', asked);
      assert.ok(Math.abs(cosine - 1) < 1e-6);
    }));

  it('that are one sequence have one vector, and need both texts', () =>
    inLab(async (lab) => {
      lab.write('pairs.tsv', pairs());
      const folder = await trained(lab, { data, model: { type: 'cnn', embedding: 4, windows: [2], filters: 3 } });
      assert.equal((await embed(lab, { folder, texts: ['red\tblue'] })).values.length, 3);
      await assert.rejects(embed(lab, { folder, texts: ['red'] }), fails('INVALID_ARGUMENT', /reads pairs of texts/));
    }));
});

describe('sentences of a run that tags as vectors', () => {
  const conll = Array.from({ length: 30 }, (_, i) => `Ada B-PER\nsees O\n${i % 2 ? 'Paris' : 'Seoul'} B-LOC\n`).join(
    '\n',
  );
  const experiment = {
    ...{ name: 'people', task: 'tagging', data: { train: 'a.conll', validation: 0.2 }, runtime: { threads: 1 } },
    model: { type: 'bow', embedding: 5, dropout: 0, head: 'softmax' },
  };
  const tagger = async (lab: Lab, training = {}): Promise<string> => {
    lab.write('a.conll', conll);
    const experimentText = JSON.stringify({ ...experiment, training: { epochs: 1, batchSize: 8, ...training } });
    const request = { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder };
    return (await lab.client.call('train', request)).folder;
  };

  it('are the states of its tokens pooled, also where a text is read in parts', () =>
    inLab(async (lab) => {
      const folder = await tagger(lab, { maxLength: 4 });
      const words = 'Ada sees Paris and Seoul and Ada again'.split(' ');
      const single = await embed(lab, { folder, texts: words });
      const each = rowsOf(single.values, 5);
      for (const [pooling, of] of [
        ['mean', (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length],
        ['max', (values: number[]) => Math.max(...values)],
        ['first', (values: number[]) => values[0]],
      ] as const) {
        const { values } = await embed(lab, { folder, texts: [words.join(' ')], pooling });
        assertClose(
          [...values],
          Array.from({ length: 5 }, (_, i) => of(each.map((row) => row[i]))),
        );
      }
      assert.deepEqual([single.pooling, single.poolings], ['mean', ['mean', 'max', 'first']]);
      await assert.rejects(
        embed(lab, { folder, texts: ['Ada'], pooling: 'last' }),
        fails('INVALID_ARGUMENT', /It has mean, max, first/),
      );
    }));

  it('open from a part, from a file of tags and from plain lines', () =>
    inLab(async (lab) => {
      const folder = await tagger(lab);
      const open = (texts: { part: 'train' } | { file: string }) =>
        lab.client.call('openVectors', { source: { kind: 'texts', folder, texts } });
      const train = await open({ part: 'train' });
      assert.deepEqual([train.words, train.dimensions, train.hasLabels], [24, 5, false]);
      const { words, lines } = await lab.client.call('listWords', {
        vectors: (await open({ file: lab.file('a.conll') })).vectors,
      });
      assert.deepEqual([words[1], lines?.[1], words.length], ['Ada sees Paris', 5, 30]);
      lab.write('lines.txt', 'Ada sees Seoul\n\nSeoul\n');
      assert.equal((await open({ file: lab.file('lines.txt') })).words, 2);
    }));
});

describe('the texts of files and of a run’s own data, opened as vectors', () => {
  it('have labels and lines, and the nearest of any text are found by the model', () =>
    inLab(async (lab) => {
      const data = { train: 'train.tsv', validation: 0.25 };
      const folder = await trained(lab, { data, model: bow });
      const open = (part: 'train' | 'validation' | 'test', limit = 0) =>
        lab.client.call('openVectors', { source: { kind: 'texts', folder, texts: { part }, limit } });
      const [train, validation] = [await open('train'), await open('validation')];
      assert.equal(train.hasLabels, true);
      assert.deepEqual(train.poolings, ['mean', 'max', 'first']);
      assert.equal(validation.words, Math.round((train.words + validation.words) / 4));
      assert.equal((await open('train', 5)).words, 5);
      const { vectors } = validation;
      const { values = [] } = await lab.client.call('labelValues', { vectors });
      assert.deepEqual(values, ['negative', 'positive']);
      const {
        words: [text],
        lines: [line] = [],
      } = await lab.client.call('listWords', { vectors, first: 2, count: 1 });
      assert.equal(fs.readFileSync(lab.file('train.tsv'), 'utf8').split('\n')[line - 1].split('\t')[0], text);
      const { neighbors } = await lab.client.call('neighbors', { vectors, word: text, k: 1 });
      assert.ok(neighbors[0].value > 1 - 1e-6, `${neighbors[0].word} is as near as the text itself`);
      await assert.rejects(open('test'), fails('INVALID_ARGUMENT', /has no test part/));
    }));

  it('tell how far they are, and are cancelled between two batches', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: bow, training: { epochs: 1, batchSize: 4 } });
      const source = { kind: 'texts', folder, texts: { part: 'train' } } as const;
      const told: number[] = [];
      const stop = new AbortController();
      const opening = lab.client.call(
        'openVectors',
        { source },
        {
          signal: stop.signal,
          onProgress({ phase, fraction = 0 }) {
            if (phase !== 'Computing vectors') return;
            told.push(fraction);
            if (fraction > 0.3) stop.abort();
          },
        },
      );
      await assert.rejects(opening, fails('CANCELLED', /cancelled/));
      assert.ok(told[0] > 0 && told[0] < 0.3 && told.at(-1)! < 1, told.join());
    }));

  it('tell what was odd: a file that changed, empty texts, columns of another name', () =>
    inLab(async (lab) => {
      const folder = await trained(lab, { model: bow });
      lab.write('other.csv', 'n,review\n1,good film\n2,\n3,bad story told badly\n');
      const open = (texts: { part: 'train' } | { file: string; columns?: { text: string } }) =>
        lab.client.call('openVectors', { source: { kind: 'texts', folder, texts } });
      const other = await open({ file: lab.file('other.csv') });
      assert.deepEqual([other.words, other.hasLabels], [2, false]);
      assert.match(other.notices.join('\n'), /1 texts are empty and were left out/);
      await assert.rejects(
        open({ file: lab.file('other.csv'), columns: { text: 'title' } }),
        fails('NOT_FOUND', /has no column "title"\. Its columns are/),
      );
      lab.write('lines.txt', 'good film\n\nbad film\n');
      const lines = await open({ file: lab.file('lines.txt') });
      const { lines: numbers } = await lab.client.call('listWords', { vectors: lines.vectors });
      assert.deepEqual(numbers, [1, 3]);
      lab.write('train.tsv', `${fs.readFileSync(lab.file('train.tsv'), 'utf8')}a new film\tpositive\n`);
      assert.match((await open({ part: 'train' })).notices[0], /train\.tsv" has changed since the run was trained/);
    }));
});
