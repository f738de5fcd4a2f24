import assert from 'node:assert/strict';
import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { CleaningStep } from '../../../src/protocol/cleaning';
import type { CleanReply, CleanRequest, CorpusFinding, CorpusStatisticsRequest } from '../../../src/protocol/corpus';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import { askLabels } from './support/asked';
import { inLab, type Lab, smallExperiment } from './support/lab';

const all: CleaningStep[] = [{ step: 'html' }, { step: 'lowercase' }, { step: 'duplicates' }];

async function refused(call: Promise<unknown>, code: LabErrorCode, says: RegExp, line?: number): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof LabError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    if (line !== undefined) assert.equal(error.place?.line, line);
    return true;
  });
}

describe('statistics of a corpus', () => {
  const statistics = (lab: Lab, request: Partial<CorpusStatisticsRequest> & { file: string }) =>
    lab.client.call('corpusStatistics', request);
  const places = (findings: readonly CorpusFinding[]) =>
    findings.map(({ kind, part, line, otherLine, count }) => [kind, part, line, otherLine, count]);

  it('count plain text and lead to what is odd', () =>
    inLab(async (lab) => {
      const file = lab.write('a.txt', 'A  dog\nthe cat 🎬\n\na DOG\nthe cat sat\n\ufffd x\n');
      const reply = await statistics(lab, { file });
      assert.deepEqual([reply.lines, reply.empty, reply.tokens, reply.types, reply.once], [6, 1, 10, 6, 2]);
      assert.equal(reply.characters, 6 + 9 + 0 + 5 + 11 + 3);
      assert.equal(reply.bytes, fs.statSync(file).size);
      assert.deepEqual(places(reply.findings), [
        ['duplicate', 'file', 4, 1, 2],
        ['empty', 'file', 3, undefined, 1],
        ['unreadable', 'file', 6, undefined, 1],
      ]);
      assert.deepEqual(
        reply.ngrams.filter(({ words }) => words > 1),
        [
          { text: 'a dog', words: 2, count: 2, line: 1 },
          { text: 'the cat', words: 2, count: 2, line: 2 },
        ],
      );
      assert.ok(Object.values(reply.estimates).every((estimate) => estimate === undefined));
      assert.deepEqual([reply.labels, reply.test, reply.columns], [undefined, undefined, undefined]);
    }));

  it('read tables, guess columns, weigh labels and find leaks', () =>
    inLab(async (lab) => {
      const rows = Array.from(
        { length: 20 },
        (_, i) => `${i}\tsome longer text number ${i}\t${i === 3 ? 'rare' : 'common'}`,
      );
      const file = lab.write('train.tsv', ['id\treview\tlabel', ...rows, ''].join('\n'));
      const test = lab.write('test.tsv', 'id\treview\n1\tnew\n2\tSome longer  text number 7\n');
      const reply = await statistics(lab, { file, test });
      assert.deepEqual(reply.columns, { all: ['id', 'review', 'label'], text: 'review', label: 'label' });
      assert.deepEqual(reply.labels, [
        { label: 'common', count: 19, line: 2 },
        { label: 'rare', count: 1, line: 5 },
      ]);
      assert.deepEqual(reply.test, { lines: 2, leaked: 1 });
      assert.deepEqual(places(reply.findings), [
        ['leak', 'test', 3, 9, 1],
        ['imbalance', 'file', 5, undefined, 1],
      ]);
      await refused(statistics(lab, { file, text: 'txt' }), 'NOT_FOUND', /no column "txt"/);
      await refused(statistics(lab, { file: lab.write('p.txt', 'x'), text: 'x' }), 'INVALID_ARGUMENT', /plain text/);
    }));

  it('take the samples as they are', () =>
    inLab(async (lab) => {
      const { columns, lines, zipf } = await statistics(lab, { file: `${process.cwd()}/samples/ko/reviews.tsv` });
      assert.deepEqual([columns?.text, columns?.label, lines], ['text', 'label', 240]);
      assert.ok(zipf.exponent < -0.3 && zipf.points.length > 10);
    }));

  it('answer any file with a result or a clear error', () =>
    inLab(async (lab) => {
      const letter = await statistics(lab, { file: lab.write('letter.txt', 'a'.repeat(1_000_000)) });
      assert.deepEqual([letter.tokens, letter.types, letter.ngrams[0].text.length], [1, 1, 100]);
      const nothing = await statistics(lab, { file: lab.write('empty.txt', '') });
      assert.deepEqual([nothing.lines, nothing.types, nothing.zipf.points], [0, 0, []]);
      const surrogates = lab.write('s.jsonl', '{"text":"\\ud800 x","n":1}\n{"text":"\\udc00","n":2}\n');
      assert.equal((await statistics(lab, { file: surrogates, text: 'text' })).tokens, 1);
      const mixed = Buffer.concat([Buffer.from('영화\n'.repeat(30)), Buffer.from([0xbf, 0xb5, 0xc8, 0xad, 10])]);
      fs.writeFileSync(lab.file('mixed.txt'), mixed);
      const { findings } = await statistics(lab, { file: lab.file('mixed.txt') });
      assert.ok(findings.some(({ kind, line }) => kind === 'unreadable' && line === 31));
      await refused(statistics(lab, { file: lab.write('nul.txt', 'a\0b\n') }), 'INVALID_DATA', /not a text file/);
      fs.writeFileSync(lab.file('cut.txt.gz'), gzipSync('text\n'.repeat(1000)).subarray(0, 40));
      await refused(statistics(lab, { file: lab.file('cut.txt.gz') }), 'INVALID_DATA', /cut off/);
      await refused(statistics(lab, { file: lab.file('nowhere.txt') }), 'NOT_FOUND', /does not exist/);
    }));

  it('refuse a line of 100 MB with its place, and stop when asked', () =>
    inLab(async (lab) => {
      const file = lab.write('line.txt', 'abc'.repeat(35_000_000));
      await refused(statistics(lab, { file }), 'INVALID_DATA', /is longer than 1,000,000 characters/, 1);
      const lines = lab.write('lines.txt', 'one two three\n'.repeat(500_000));
      const stop = new AbortController();
      const stopping = { signal: stop.signal, onProgress: () => stop.abort() };
      await refused(lab.client.call('corpusStatistics', { file: lines }, stopping), 'CANCELLED', /cancelled/);
    }));
});

describe('a clean copy', () => {
  const clean = (lab: Lab, request: Partial<CleanRequest> & { file: string }): Promise<CleanReply> =>
    lab.client.call('clean', { steps: all, baseFolder: lab.folder, ...request });

  it('is written beside a file that stays as it is', () =>
    inLab(async (lab) => {
      const text = '<b>One</b>\r\none\r\n\r\nTWO';
      const file = lab.write('a.txt', text);
      const output = lab.file('a.clean.txt');
      const reply = await clean(lab, { file, output });
      assert.equal(fs.readFileSync(output, 'utf8'), 'one\n\ntwo\n');
      assert.equal(fs.readFileSync(file, 'utf8'), text);
      assert.deepEqual([reply.lines, reply.changed, reply.removed, reply.emptied, reply.bytes], [4, 2, 1, 0, 9]);
      assert.deepEqual(reply.steps[0], { step: 'html', lines: 1, characters: 7 });
      assert.deepEqual(
        fs.readdirSync(lab.folder).filter((name) => name.endsWith('.tmp')),
        [],
      );
    }));

  it('keeps the other columns of a table, whatever its format', () =>
    inLab(async (lab) => {
      const check = async (name: string, before: string | Buffer, after: string, column?: string): Promise<void> => {
        fs.writeFileSync(lab.file(name), before);
        const output = lab.file(`clean.${name.replace('.gz', '')}`);
        await clean(lab, { file: lab.file(name), output, column });
        assert.equal(fs.readFileSync(output, 'utf8'), after);
      };
      await check('a.tsv', 'text\tid\n<p>A\tB</p>\n"Q"\t7\n', 'text\tid\na\tB</p>\n"q"\t7\n');
      await check('a.csv', 'id;text\n1;"A ""b""; C\nd"\n2;<i>X</i>\n', 'id;text\n1;"a ""b""; c\nd"\n2;x\n', 'text');
      const rows =
        '{"id":12345678901234567890,"text":"a"}\n{"text":"<b>B</b>","__proto__":{"x":1},"n":null}\n\n{"n":1}\n';
      await check(
        'a.jsonl',
        rows,
        '{"id":12345678901234567890,"text":"a"}\n{"text":"b","__proto__":{"x":1},"n":null}\n\n{"n":1}\n',
        'text',
      );
      await check('z.txt.gz', gzipSync('ÄB\n'), 'äb\n');
    }));

  it('can be looked at before: each step alone, on the first lines', () =>
    inLab(async (lab) => {
      const file = lab.write('a.txt', '<b>A</b>\nA\nb\nB\n');
      const reply = await clean(lab, { file, alone: true, maxLines: 3 });
      assert.deepEqual(
        reply.steps.map(({ step, lines }) => [step, lines]),
        [
          ['html', 1],
          ['lowercase', 2],
          ['duplicates', 0],
        ],
      );
      assert.deepEqual([reply.lines, reply.complete, reply.output], [3, false, undefined]);
    }));

  it('is refused where it would do harm, and leaves nothing behind when it fails', () =>
    inLab(async (lab) => {
      const file = lab.write('a.txt', 'x\n');
      fs.symlinkSync(file, lab.file('link.txt'));
      await refused(clean(lab, { file, output: file }), 'INVALID_ARGUMENT', /cannot be .* itself/);
      await refused(clean(lab, { file, output: lab.file('link.txt') }), 'INVALID_ARGUMENT', /itself/);
      await refused(clean(lab, { file, output: lab.file('b.tsv') }), 'INVALID_ARGUMENT', /end in ".txt"/);
      await refused(clean(lab, { file, output: lab.file('b.txt.gz') }), 'INVALID_ARGUMENT', /without ".gz"/);
      await refused(clean(lab, { file, output: lab.file('none/b.txt') }), 'NOT_FOUND', /does not exist/);
      await refused(clean(lab, { file, column: 'text' }), 'INVALID_ARGUMENT', /no columns/);
      const broken = lab.write('b.jsonl', '{"text":"a"}\nnonsense\n');
      const output = lab.write('old.jsonl', 'old');
      await refused(clean(lab, { file: broken, output, column: 'text' }), 'INVALID_DATA', /line 2/, 2);
      assert.equal(fs.readFileSync(output, 'utf8'), 'old');
      const large = lab.write('large.txt', 'One Two Three\n'.repeat(300_000));
      const stop = new AbortController();
      const stopping = { signal: stop.signal, onProgress: () => stop.abort() };
      const request = { file: large, steps: all, baseFolder: lab.folder, output: lab.file('large.clean.txt') };
      await refused(lab.client.call('clean', request, stopping), 'CANCELLED', /nothing was written/);
      assert.deepEqual(
        fs.readdirSync(lab.folder).filter((name) => name.endsWith('.tmp') || name.startsWith('large.clean')),
        [],
      );
    }));
});

describe('an experiment with cleaning', () => {
  it('trains, evaluates and predicts on clean texts, one answer for each input', () =>
    inLab(async (lab) => {
      lab.write('own.txt', 'noise\n');
      const experiment = smallExperiment({
        clean: ['html', { step: 'stop-words', language: 'none', file: 'own.txt' }, 'duplicates'],
        training: { epochs: 1, batchSize: 16 },
      });
      const { folder, record } = await lab.client.call('train', lab.request(experiment));
      assert.ok(Object.keys(record.hashes).includes('own.txt'));
      const texts = ['<b>the film was noise fine</b>', 'the film was fine', 'the film was fine'];
      const answers = await askLabels(lab, { folder, texts });
      assert.deepEqual(
        answers.map(({ input, tokens }) => [input, tokens.join(' ')]),
        texts.map((text) => [text, 'the film was fine']),
      );
      assert.equal(answers[0].score, answers[1].score);
    }));
});
