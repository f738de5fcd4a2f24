// Reports as evaluate and compare print them, for people and as JSON: figures with their intervals, and what differs by chance.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parallelReport } from '../../src/engine/tasks/sequence/parallelReport';
import type { CompareReply } from '../../src/protocol/comparison';
import type { Report } from '../../src/protocol/report';
import { record, run, summary } from './fakeEngine';

const SIGNATURE = 'nrefs:1|case:lc|tok:13a';
const near = (value: number) => ({ value, low: value - 1, high: value + 1 });

const judged = (bleu: number): Report =>
  parallelReport({
    ...{ bleu: near(bleu), chrf: near(50), perplexity: near(5), loss: 1.6, signature: SIGNATURE },
    rouge: { rouge1: near(60), rouge2: near(40), rougeL: near(55) },
    ...{ precisions: [60, 40, 25, 15], brevityPenalty: 1, systemLength: 10, referenceLength: 10 },
    ...{ count: 1200, source: 'new.src, new.tgt' },
    examples: [{ source: 'a b', reference: 'b a', output: 'b a', bleu: 100, line: 1 }],
  });

const METRICS = (bleu: number) => ({ bleu, chrf: 50, rougeL: 55, loss: 1.6, perplexity: 5 });
const around = (value: number): [number, number] => [value - 1, value + 1];

describe('what is printed of reports on pairs', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-reports-'));
    for (const [id, abilities] of Object.entries({
      r1: ['write'],
      r2: ['write', 'attend'],
      labels: ['label'],
      more: ['label'],
    } as const)) {
      fs.mkdirSync(path.join(folder, id));
      const stored = record({ ...{ id, abilities: [...abilities] }, metrics: { loss: 0.5 } });
      fs.writeFileSync(path.join(folder, id, 'run.json'), JSON.stringify(stored));
    }
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const pairs = ['--source', 'new.src', '--target', 'new.tgt'];
  const reply: CompareReply = {
    runs: [
      { folder: 'r1', report: judged(20) },
      {
        ...{ folder: 'r2', report: judged(30.5) },
        comparison: { bleu: { difference: 10.5, p: 0.001 }, perplexity: { difference: -0.25, p: 0.2 } },
        differing: { count: 0, metric: 'bleu', examples: [] },
      },
    ],
  };
  const engine = {
    runs: () => ({ runs: ['r1', 'r2', 'labels', 'more'].map((id) => summary(id, { folder: path.join(folder, id) })) }),
    judge: () => judged(20),
    compare: () => reply,
  };

  it('evaluate: a line for each figure with its interval, and how many pairs', async () => {
    const { code, out, err } = await run(['evaluate', 'r1', ...pairs], engine, { cwd: folder });
    assert.equal(code, 0, err);
    assert.deepEqual(out.split('\n'), [
      `BLEU 20.00 (95 %: 19.00 to 21.00)  ${SIGNATURE}`,
      'chrF 50.00 (95 %: 49.00 to 51.00)',
      'ROUGE-1 60.00 (95 %: 59.00 to 61.00)',
      'ROUGE-2 40.00 (95 %: 39.00 to 41.00)',
      'ROUGE-L 55.00 (95 %: 54.00 to 56.00)',
      'perplexity 5.00 (95 %: 4.00 to 6.00)  loss 1.6000',
      '1,200 pairs of new.src, new.tgt',
      '',
    ]);
  });

  it('evaluate --json: the figures of the record, the intervals of those that have one', async () => {
    const outcome = await run(['evaluate', 'r1', ...pairs, '--beam', '3', '--json'], engine, { cwd: folder });
    assert.deepEqual(outcome.records(), [
      {
        ...{ run: 'r1', metrics: METRICS(20), signature: SIGNATURE, count: 1200 },
        intervals: { bleu: around(20), chrf: around(50), rougeL: around(55), perplexity: around(5) },
      },
    ]);
    assert.deepEqual(outcome.calls.at(-1), {
      name: 'judge',
      request: {
        ...{ folder: path.join(folder, 'r1'), baseFolder: folder, checkpoint: undefined, columns: {} },
        data: { source: path.join(folder, 'new.src'), target: path.join(folder, 'new.tgt') },
        decoding: { beam: 3 },
      },
    });
  });

  it('compare: the first run, then each other with its differences', async () => {
    const { code, out, err } = await run(['compare', 'r1', 'r2', ...pairs], engine, { cwd: folder });
    assert.equal(code, 0, err);
    assert.deepEqual(out.split('\n'), [
      'r1',
      '            value  95 % from     to',
      'BLEU        20.00      19.00  21.00',
      'chrF        50.00      49.00  51.00',
      'ROUGE-1     60.00      59.00  61.00',
      'ROUGE-2     40.00      39.00  41.00',
      'ROUGE-L     55.00      54.00  56.00',
      'perplexity   5.00       4.00   6.00',
      '',
      'r2',
      '            value  95 % from     to  difference      p',
      'BLEU        30.50      29.50  31.50      +10.50  0.001',
      'chrF        50.00      49.00  51.00',
      'ROUGE-1     60.00      59.00  61.00',
      'ROUGE-2     40.00      39.00  41.00',
      'ROUGE-L     55.00      54.00  56.00',
      'perplexity   5.00       4.00   6.00       -0.25  0.200',
      '',
      `1,200 pairs of new.src, new.tgt; differences from the first run; BLEU ${SIGNATURE}`,
      '',
    ]);
  });

  it('compare --json: a line for each run, all intervals, the comparison from the second on', async () => {
    const outcome = await run(['compare', 'r1', 'r2', '--data', 'pairs.tsv', '--json'], engine, { cwd: folder });
    const intervals = {
      ...{ chrf: around(50), perplexity: around(5) },
      ...{ rouge1: around(60), rouge2: around(40), rougeL: around(55) },
    };
    const line = (id: string, bleu: number) => ({
      ...{ run: id, metrics: METRICS(bleu), signature: SIGNATURE, count: 1200 },
      intervals: { ...intervals, bleu: around(bleu) },
    });
    const { comparison } = reply.runs[1];
    assert.deepEqual(outcome.records(), [line('r1', 20), { ...line('r2', 30.5), comparison }]);
    const request = outcome.calls.at(-1)?.request as { data: unknown; folders: string[] };
    assert.equal(request.data, path.join(folder, 'pairs.tsv'));
    assert.deepEqual(request.folders, [path.join(folder, 'r1'), path.join(folder, 'r2')]);
  });

  const refused: [string, string[], RegExp][] = [
    [
      'a file for a run that gives labels',
      ['compare', 'r1', 'labels', ...pairs],
      /r1 writes texts and labels does not/,
    ],
    ['pairs for runs that give labels', ['compare', 'labels', 'more', ...pairs], /--data is missing/],
    ['pairs for a run that gives labels', ['evaluate', 'labels', ...pairs], /name a labelled file with --data/],
    [
      'a file a label for a run that writes',
      ['evaluate', 'r1', '--data', 'a=b', '--data', 'c=d'],
      /--source <file> and/,
    ],
    ['one side of the pairs', ['evaluate', 'r1', '--source', 'new.src'], /--source <file> and --target <file>/],
    ['a table beside the pairs', ['evaluate', 'r1', ...pairs, '--data', 'a'], /--source <file> and --target <file>/],
  ];
  for (const [name, args, says] of refused)
    it(`refuses ${name}`, async () => {
      const { code, out, err, calls } = await run(args, engine, { cwd: folder });
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, says);
      assert.ok(calls.every((call) => call.name === 'runs'));
    });

  it('compare without a file shows what records hold, of runs of any kind', async () => {
    const { code, out } = await run(['compare', 'r1', 'labels'], engine, { cwd: folder });
    assert.equal(code, 0);
    assert.match(out, /^loss +0\.5000 +0\.5000$/m);
  });
});
