import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { labelReport } from '../../src/engine/tasks/classification/labelReport';
import type { LabelAnswer } from '../../src/protocol/answer';
import type { TokenizeReply, TokenizeRequest } from '../../src/protocol/engine';
import { tokenize as tokenizeCall } from '../../src/engine/calls/tokenize';
import { READER_GONE } from '../../src/cli/surroundings';
import { LabError } from '../../src/protocol/labError';
import { run, summary } from './fakeEngine';

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function tokenized(lineCount: number, { firstLine = 0, maxLines = Infinity }: TokenizeRequest): TokenizeReply {
  const lines = [];
  for (let line = firstLine; line < Math.min(lineCount, firstLine + maxLines); line++)
    lines.push({
      line,
      text: `w${line} 한글`,
      tokens: [`w${line}`, '한글'],
      ids: [line + 4, 4],
      offsets: [
        [0, 2],
        [3, 5],
      ] as [number, number][],
    });
  return {
    lines,
    lineCount,
    tokenCount: 2 * lineCount,
    distinctCount: lineCount + 1,
    vocabulary: [
      { token: '한글', count: lineCount, id: 4 },
      { token: 'w0', count: 1 },
    ],
    unknownCount: lineCount,
    dropped: [{ token: 'w0', count: 1, reason: 'size' }],
    lengthHistogram: [lineCount],
    binWidth: 4,
    encoding: 'utf-8',
    seconds: 0.5,
  };
}

describe('nlp-lab tokenize', () => {
  it('prints a JSON line per input line and nothing else, cutting them by what was learned in one call', async () => {
    const words = (line: number): string => `w${line} 한글`;
    fs.writeFileSync(path.join(folder, 'a.txt'), Array.from({ length: 3_000 }, (_, line) => words(line)).join('\n'));
    const outcome = await run(
      ['tokenize', 'a.txt', '--json', '--tokenizer', 'whitespace', '--vocabulary-size', '100'],
      { tokenize: tokenizeCall },
      { cwd: folder },
    );
    assert.equal(outcome.code, 0, outcome.err);
    const records = outcome.records();
    assert.equal(records.length, 3_000);
    assert.deepEqual(records[2_999], {
      tokens: ['w2999', '한글'],
      ids: [1, 4],
      offsets: [
        [0, 5],
        [6, 8],
      ],
    });
    assert.deepEqual(
      outcome.calls.map(({ request }) => request),
      [
        {
          files: [path.join(folder, 'a.txt')],
          tokenizer: { type: 'whitespace', lowercase: false, vocabularySize: 100, minFrequency: 1 },
          maxLines: 0,
          wantsTokenizer: true,
        },
      ],
    );
    assert.equal(outcome.ended, 1);
  });

  it('refuses to show the tokens of a line of millions of characters', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), `short\n${'a b '.repeat(300_000)}`);
    const outcome = await run(['tokenize', 'a.txt', '--json'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /Line 2 of .* is longer than 1,000,000 characters. Put line breaks.*\n {2}at a\.txt:2/s);
  });

  it('shows the first lines and figures to people', async () => {
    const outcome = await run(['tokenize', 'a.txt'], { tokenize: (request) => tokenized(1000, request) });
    assert.equal(outcome.out.split('\n').filter((line) => line.includes('|')).length, 20);
    assert.match(outcome.out, /980 more lines/);
    assert.match(
      outcome.out,
      /1,000 lines \(utf-8\), 2,000 tokens, 1,001 different, 1 in the vocabulary, 50\.00 % unknown/,
    );
  });

  it('copes with an empty file', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), '');
    const outcome = await run(['tokenize', 'a.txt', '--json'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.deepEqual([outcome.code, outcome.out], [0, '']);
  });

  it('names file and line of a failure with exit code 2', async () => {
    const outcome = await run(['tokenize', 'a.txt', '--json'], {
      tokenize: () => {
        throw new LabError('INVALID_DATA', 'This is not text.', { file: '/nowhere/a.txt', line: 3 });
      },
    });
    assert.equal(outcome.code, 2);
    assert.equal(outcome.err, 'nlp-lab tokenize: This is not text.\n  at a.txt:3\n');
    assert.equal(outcome.out, '');
    assert.equal(outcome.ended, 1);
  });

  it('says that the engine died, with exit code 1', async () => {
    const outcome = await run(['tokenize', 'a.txt'], {
      tokenize: (_, { die }) => (die(), new Promise(() => undefined)),
    });
    assert.equal(outcome.code, 1);
    assert.match(outcome.err, /The engine failed: out of memory/);
  });

  const stops: [string, string | undefined, number, RegExp][] = [
    ['can be stopped', undefined, 1, /Cancelled/],
    ['ends without a word when its reader has gone', READER_GONE, 0, /^$/],
  ];
  for (const [name, reason, code, says] of stops)
    it(name, async () => {
      const stopping = new AbortController();
      const outcome = await run(
        ['tokenize', 'a.txt'],
        {
          tokenize: (_, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'Cancelled.')));
              stopping.abort(reason);
            }),
        },
        { stop: stopping.signal },
      );
      assert.equal(outcome.code, code);
      assert.match(outcome.err, says);
    });
});

describe('nlp-lab runs', () => {
  const runs = () => ({ runs: [summary('2026-01-02-b-0001'), summary('2026-01-01-한글-0002', { resumable: true })] });

  it('prints a JSON line per run', async () => {
    const outcome = await run(['runs', '--json'], { runs });
    assert.equal(outcome.code, 0);
    const [first, second] = outcome.records();
    assert.deepEqual(
      [first.run, first.name, first.status, first.metrics],
      ['2026-01-02-b-0001', 'reviews', 'completed', {}],
    );
    assert.equal(second.resumable, true);
    assert.deepEqual(outcome.calls[0].request, { runsFolder: '/nowhere/.nlplab/runs' });
  });

  it('prints a table whose columns line up', async () => {
    const outcome = await run(['runs', '--runs', 'elsewhere'], { runs });
    const [head, first] = outcome.out.split('\n');
    assert.equal(head.indexOf('model'), first.indexOf('lstm'));
    assert.match(outcome.out, /completed \(resumable\)/);
    assert.deepEqual(outcome.calls[0].request, { runsFolder: '/nowhere/elsewhere' });
  });

  it('says so when there are none', async () => {
    const outcome = await run(['runs'], { runs: () => ({ runs: [] }) });
    assert.deepEqual([outcome.code, outcome.out], [0, 'No runs in /nowhere/.nlplab/runs.\n']);
    assert.equal((await run(['runs', '--json'], { runs: () => ({ runs: [] }) })).out, '');
  });
});

function answer(input: string): LabelAnswer {
  const label = input.includes('good') ? 'positive' : 'negative';
  const probabilities = { positive: 0.25, negative: 0.75 };
  return { kind: 'label', input, output: label, score: 0.75, label, probabilities, tokens: [], unknown: [] };
}

describe('nlp-lab predict', () => {
  const engine = {
    runs: () => ({ runs: ['2026-01-02-b-0001', '2026-01-02-b-0002', '2026-01-03-c-0003'].map((id) => summary(id)) }),
    ask: ({ texts }: { texts: string[] }) => ({ answers: texts.map(answer) }),
  };

  it('prints label and probabilities for each text', async () => {
    const outcome = await run(['predict', '2026-01-03', '--text', 'good', '--text=-1 of 10', '--json'], engine);
    assert.equal(outcome.code, 0);
    assert.deepEqual(outcome.records(), [
      {
        input: 'good',
        output: 'positive',
        score: 0.75,
        label: 'positive',
        probabilities: { positive: 0.25, negative: 0.75 },
      },
      {
        input: '-1 of 10',
        output: 'negative',
        score: 0.75,
        label: 'negative',
        probabilities: { positive: 0.25, negative: 0.75 },
      },
    ]);
    assert.equal((outcome.calls.at(-1)?.request as { folder: string }).folder, '/runs/2026-01-03-c-0003');
  });

  const contents: [string, Buffer | string, string[]][] = [
    ['lines with every kind of ending', 'a\nb\r\n\nc', ['a', 'b', '', 'c']],
    ['a byte order mark', '\ufeffa\n', ['a']],
    ['a gzipped file', gzipSync('x\ny\n'), ['x', 'y']],
    ['UTF-16', Buffer.from('\ufeff한글\n', 'utf16le'), ['한글']],
    ['an empty file', '', []],
  ];
  for (const [name, content, texts] of contents)
    it(`reads ${name}`, async () => {
      fs.writeFileSync(path.join(folder, 'in.txt'), content);
      const outcome = await run(['predict', '2026-01-03', '--input', 'in.txt', '--json'], engine, { cwd: folder });
      assert.deepEqual(
        outcome.records().map(({ input }) => input),
        texts,
      );
    });

  it('reads standard input', async () => {
    const outcome = await run(['predict', '2026-01-03', '--input', '-', '--json'], engine, { stdin: 'one\ntwo\n' });
    assert.deepEqual(
      outcome.records().map(({ input }) => input),
      ['one', 'two'],
    );
  });

  it('refuses what is not text, naming the file', async () => {
    fs.writeFileSync(path.join(folder, 'in.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 1, 2]));
    const outcome = await run(['predict', 'r', '--input', 'in.txt'], engine, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /in\.txt" is not a text file/);
  });

  it('names the candidates of an ambiguous start', async () => {
    const outcome = await run(['predict', '2026-01-02', '--text', 'x'], engine);
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /"2026-01-02" is the start of 2 runs: 2026-01-02-b-0001, 2026-01-02-b-0002\./);
  });

  it('takes a whole id though another begins with it', async () => {
    const runs = () => ({ runs: [summary('a-1'), summary('a-12')] });
    const outcome = await run(['predict', 'a-1', '--text', 'x'], { ...engine, runs });
    assert.equal((outcome.calls.at(-1)?.request as { folder: string }).folder, '/runs/a-1');
  });

  it('takes a run folder without asking for the list', async () => {
    fs.mkdirSync(path.join(folder, 'some-run'));
    fs.writeFileSync(path.join(folder, 'some-run', 'run.json'), '{}');
    const outcome = await run(['predict', './some-run', '--text', 'x'], engine, { cwd: folder });
    assert.deepEqual(
      outcome.calls.map(({ name }) => name),
      ['ask'],
    );
    assert.equal((outcome.calls[0].request as { folder: string }).folder, path.join(folder, 'some-run'));
  });

  it('lists what there is when nothing matches', async () => {
    const outcome = await run(['predict', 'nope', '--text', 'x'], engine);
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /no run "nope" in \/nowhere\/\.nlplab\/runs\. It holds 2026-01-02-b-0001/);
  });
});

describe('nlp-lab compare', () => {
  it('says which run is missing or named twice', async () => {
    const engine = { runs: () => ({ runs: [summary('r1')] }) };
    assert.match((await run(['compare', 'r1'], engine)).err, /<run> is missing/);
    assert.match((await run(['compare', 'r1', 'r1'], engine)).err, /r1 is named twice/);
  });
});

describe('nlp-lab evaluate', () => {
  const judged = labelReport({
    labels: ['negative', 'positive'],
    accuracy: 0.86,
    macroF1: 0.85,
    loss: 0.3,
    classes: [
      { label: 'negative', precision: 0.8, recall: 0.9, f1: 0.85, support: 60 },
      { label: 'positive', precision: 0.9, recall: 0.8, f1: 0.85, support: 40 },
    ],
    confusion: [
      [54, 6],
      [8, 32],
    ],
    mistakes: [],
    count: 100,
    source: 'test.tsv',
  });
  const engine = { runs: () => ({ runs: [summary('r1')] }), judge: () => judged };

  it('prints one JSON line', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'test.tsv', '--json', '--label-column', 'y'], engine);
    assert.deepEqual(outcome.records(), [
      { run: 'r1', metrics: { accuracy: 0.86, macroF1: 0.85, loss: 0.3 }, count: 100 },
    ]);
    assert.deepEqual(outcome.calls.at(-1)?.request, {
      folder: '/runs/r1',
      data: '/nowhere/test.tsv',
      baseFolder: '/nowhere',
      checkpoint: undefined,
      columns: { label: 'y' },
    });
  });

  it('takes one file a label', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'negative=n.txt', '--data', 'positive=p.txt'], engine);
    const { data } = outcome.calls.at(-1)?.request as { data: unknown };
    assert.deepEqual(data, { labels: { negative: '/nowhere/n.txt', positive: '/nowhere/p.txt' } });
  });

  it('shows classes and confusion to people', async () => {
    const outcome = await run(['evaluate', 'r1', '--data', 'test.tsv'], engine);
    assert.match(outcome.out, /accuracy 0\.8600 {2}macroF1 0\.8500 {2}loss 0\.3000/);
    assert.match(outcome.out, /^positive +0\.9000 +0\.8000 +0\.8500 +40$/m);
    assert.match(outcome.out, /^negative +54 +6$/m);
  });
});
