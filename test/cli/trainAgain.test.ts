// nlp-lab train --again: what differs is said before, and at the end whether the bits do.

import assert from 'node:assert/strict';
import type { TrainRequest } from '../../src/protocol/engine';
import type { RunDifference, SamenessReply } from '../../src/protocol/runAgain';
import { record, run, summary } from './fakeEngine';

describe('nlp-lab train --again', () => {
  it('trains a run once more from its record: what differs is told before, and at the end whether the bits do', async () => {
    const request = { experimentText: '{}', baseFolder: '/data', defaults: { threads: 2 }, again: '/runs/r1-abcd' };
    const asked = (differences: RunDifference[], sameness: SamenessReply) =>
      run(['train', '--again', 'r1'], {
        ...{ runs: () => ({ runs: [summary('r1-abcd')] }), report: () => ({ evaluations: [] }) },
        train: () => ({ folder: '/runs/r', record: record({ status: 'completed' }) }),
        ...{ again: () => ({ id: 'r1-abcd', seed: 7, request, differences }), sameness: () => sameness },
      });
    const same = await asked([], { hasSameParameters: true, others: [] });
    assert.match(
      same.err,
      /seed 7, versions and machine are as they were for r1-abcd\.[^]*same, bit for bit, as those of r1-abcd/,
    );
    assert.deepEqual(same.calls.map(({ name }) => name), ['runs', 'again', 'train', 'report', 'sameness']); // prettier-ignore
    assert.equal((same.calls[2].request as TrainRequest).again, '/runs/r1-abcd');
    const other = await asked(
      [
        { kind: 'file', name: 'a.tsv', was: 'a'.repeat(64), is: 'b'.repeat(64) },
        { kind: 'file', name: 'tok.json', was: 'a'.repeat(64) },
        { kind: 'version', name: 'node', was: '20', is: '22' },
        { kind: 'machine', name: 'processor', was: 'one', is: 'other' },
        { kind: 'threads', name: 'threads', was: '16', is: '2' },
      ],
      { hasSameParameters: false, others: ['a.tsv', 'vocabulary'] },
    );
    for (const said of [
      '"a.tsv" has changed since: its SHA-256 was aaaaaaaaaaaa… and is bbbbbbbbbbbb….',
      '"tok.json" is not there any more.',
      'The version of node was 20 and is 22: the bits may differ.',
      'The processor was one and is other: the bits may differ.',
      'It was trained with 16 threads, and 2 cores are here: as many threads take longer.',
      'The parameters are not those of r1-abcd. Other than then: a.tsv, vocabulary.',
    ])
      assert.ok(other.err.includes(said), `${said}\n${other.err}`);
  });
});
