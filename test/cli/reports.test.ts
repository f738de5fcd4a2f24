// Reports as evaluate and compare print them, for people and as JSON: figures with their intervals, and what differs by chance.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parallelReport } from '../../src/engine/tasks/sequence/parallelReport';
import { LabError } from '../../src/protocol/labError';
import type { Report } from '../../src/protocol/report';
import { paired, replyOf } from '../support/comparison';
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
  const figures = { bleu: paired(10.5, 0.0005, { others: { randomization: 0.002 } }), perplexity: paired(-0.25, 0.2) };
  const reply = replyOf(
    ['r1', 'r2'].map((folder, i) => ({ folder, report: judged(20 + i * 10.5) })),
    [{ systems: [0, 1], figures }],
    { keys: [{ key: 'model.hidden', values: ['8', undefined] }] },
  );
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

  it('compare: what differs, each figure with its difference from the baseline, and what it comes to', async () => {
    const { code, out, err } = await run(['compare', 'r1', 'r2', ...pairs], engine, { cwd: folder });
    assert.equal(code, 0, err);
    assert.deepEqual(out.split('\n'), [
      'What differs in the configuration',
      'Key           r1  r2',
      'model.hidden  8   –',
      '',
      'BLEU  Seeds  Value            95 %  Difference             95 %        p  p (Holm)  Other tests',
      'r1        1  20.00  [19.00, 21.00]',
      'r2        1  30.50  [29.50, 31.50]      +10.50  [+9.50, +11.50]  < 0.001   < 0.001  Approximate randomization 0.002',
      '',
      'perplexity  Seeds  Value          95 %  Difference            95 %      p  p (Holm)  Other tests',
      'r1              1   5.00  [4.00, 6.00]',
      'r2              1   5.00  [4.00, 6.00]       −0.25  [−1.25, +0.75]  0.200     0.200',
      '',
      'r2 is better than r1 by 10.50 BLEU [9.50, 11.50], p < 0.001 (paired bootstrap, 1\u202f200 test texts)',
      `1,200 pairs of new.src, new.tgt; BLEU ${SIGNATURE}`,
      '',
    ]);
    const other = await run(['compare', 'r1', 'r2', ...pairs, '--baseline', 'r2'], engine, { cwd: folder });
    assert.match(other.err, /r2 of --baseline is none of those/, 'the reply of this test names other folders');
  });

  it('compare --markdown and --csv: the same as tables', async () => {
    const markdown = await run(['compare', 'r1', 'r2', ...pairs, '--markdown'], engine, { cwd: folder });
    assert.match(
      markdown.out,
      /^\| r2 \| 1 \| 30\.50 \| \\\[29\.50, 31\.50\\\] \| \+10\.50 \| .*\| Approximate randomization 0\.002 \|$/m,
    );
    assert.match(markdown.out, /^- r2 is better than r1 by 10\.50 BLEU/m);
    const csv = await run(['compare', 'r1', 'r2', ...pairs, '--csv'], engine, { cwd: folder });
    const [head, ...lines] = csv.out.split('\n');
    assert.match(head, /^system,runs,seeds,metric,value,low,high,difference,/);
    assert.deepEqual(
      [lines[0], lines[2]],
      ['r1,r1,1,BLEU,20,19,21,,,,,,,', 'r2,r2,1,BLEU,30.5,29.5,31.5,10.5,9.5,11.5,0.0005,0.0005,bootstrap,'],
    );
  });

  it('compare --report: a page or Markdown, by the ending of the file', async () => {
    const wrong = await run(['compare', 'r1', 'r2', ...pairs, '--report', 'r.pdf'], engine, { cwd: folder });
    assert.match(wrong.err, /written as \.html or \.md, and not as "r\.pdf"/);
    assert.equal((await run(['compare', 'r1', 'r2', ...pairs, '--report', 'r.html'], engine, { cwd: folder })).code, 0);
    assert.match(
      fs.readFileSync(path.join(folder, 'r.html'), 'utf8'),
      /^<!doctype html>[\s\S]*<td class="number">\+10\.50<\/td>/,
    );
  });

  it('compare --json: a line for each run, each system and each pair', async () => {
    const outcome = await run(['compare', 'r1', 'r2', '--data', 'pairs.tsv', '--json'], engine, { cwd: folder });
    assert.deepEqual(outcome.records(), [
      { run: 'r1', seed: 1, system: 0 },
      { run: 'r2', seed: 1, system: 1 },
      ...reply.systems.map((system, i) => ({
        system: i,
        name: `r${i + 1}`,
        figures: system.figures,
        runs: [`r${i + 1}`],
      })),
      reply.pairs[0],
    ]);
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

  it('compare without a file shows what records hold, of runs of any kind, and latest evaluations where it can', async () => {
    const refusing = {
      ...engine,
      compare: () => {
        throw new LabError('INVALID_ARGUMENT', 'The runs answer in different ways.');
      },
    };
    const { code, out, err } = await run(['compare', 'r1', 'labels'], refusing, { cwd: folder });
    assert.equal(code, 0);
    assert.match(out, /^loss +0\.5000 +0\.5000$/m);
    assert.match(err, /note: The runs answer in different ways\./);
    const both = await run(['compare', 'r1', 'r2'], engine, { cwd: folder });
    assert.match(both.out, /^loss +0\.5000 +0\.5000$[\s\S]*^r2 is better than r1/m);
    assert.ok(!('data' in (both.calls.at(-1)?.request as object)));
    const table = await run(['compare', 'r1', 'labels', '--csv'], refusing, { cwd: folder });
    assert.deepEqual([table.code, table.out], [2, '']);
  });
});
