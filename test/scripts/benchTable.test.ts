// The table of measurements: its last row for a machine is what a new figure is held against.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { rowOf, slower, unknownTasks, type Measured } from '../../bench/steps/table';

const HEAD = '| task | NLP Lab | peer | ratio | share of the limit | machine | date | command |\n| --- | --- | --- | --- | --- | --- | --- | --- |'; // prettier-ignore
const machine = '2 cores, AVX2';
const measured = (ours: number, theirs: number, task = 'a step'): Measured => ({
  ...{ task, unit: 'ms', ours, theirs, oursWith: '2 threads', theirsWith: 'PyTorch 2.6, 1 threads', limit: 80 },
});
const text = [
  ...[`# Results`, HEAD, rowOf(measured(50, 100), machine, 'npm run bench')],
  rowOf(measured(100, 200), machine, 'npm run bench'),
  rowOf(measured(10, 20), '2 cores, AVX-512', 'npm run bench'),
  ...['', '| another | table |'],
].join('\n');

describe('the table of measurements', () => {
  it('has both ratios in a row', () => {
    const row = rowOf(measured(100, 200), machine, 'npm run bench');
    assert.match(row, /^\| a step \| 100\.00 ms \(2 threads\) \| 200\.00 ms \(PyTorch 2\.6, 1 threads\) \| 2\.00 \| 80 % \|/); // prettier-ignore
    assert.match(row, /\| 2 cores, AVX2 \| \d{4}-\d\d-\d\d \| `npm run bench` \|$/);
  });

  it('names what became slower than the last row of its task and machine', () => {
    assert.deepEqual(slower([measured(110, 200)], machine, text), []);
    assert.match(slower([measured(115, 200)], machine, text).join(), /^a step: slower by 15 % than on [\d-]+ \(115\.00 ms, then 100 ms\)$/); // prettier-ignore
    assert.match(
      slower([measured(115, 230)], machine, text).join(),
      /; the peer by 15 %: the machine is slower, or busy$/,
    );
    assert.deepEqual(slower([measured(115, 200, 'another')], machine, text), []);
    assert.deepEqual(unknownTasks([measured(1, 1), measured(1, 1, 'another')], machine, text), ['another']);
    assert.deepEqual(unknownTasks([measured(1, 1)], '4 cores, AVX2', text), ['a step']);
  });

  it('is that of bench/RESULTS.md', () =>
    assert.ok(fs.readFileSync('bench/RESULTS.md', 'utf8').includes(HEAD), 'bench/RESULTS.md has no such table'));
});
