// A run done once more, in words: what is not as it was, and whether it came to the same.

import assert from 'node:assert/strict';
import {
  differenceInWords,
  MACHINE,
  type RunDifference,
  type SamenessReply,
  samenessInWords,
} from '../../src/protocol/runAgain';

const t = (text: string, ...values: string[]): string =>
  `<${text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)])}>`;

const HASHES = ['0123456789abcdef', 'fedcba9876543210'] as const;

describe('a run done once more', () => {
  const rows: [string, RunDifference, string][] = [
    ['more threads than cores', { kind: 'threads', name: 'threads', was: '8', is: '2' }, '<It was trained with 8 threads, and 2 cores are here: as many threads take longer.>'],
    ['threads where no core is known', { kind: 'threads', name: 'threads', was: '8' }, '<It was trained with 8 threads, and 0 cores are here: as many threads take longer.>'],
    ['a file that has gone', { kind: 'file', name: 'a.tsv', was: HASHES[0] }, '<"a.tsv" is not there any more.>'],
    ['a file that has changed', { kind: 'file', name: 'a.tsv', was: HASHES[0], is: HASHES[1] }, '<"a.tsv" has changed since: its SHA-256 was 0123456789ab… and is fedcba987654….>'],
    ['another version', { kind: 'version', name: 'node', was: '22', is: '24' }, '<The version of node was 22 and is 24: the bits may differ.>'],
    ['a program that has gone', { kind: 'version', name: 'onnx', was: '1' }, '<The version of onnx was 1 and is <not there>: the bits may differ.>'],
    ['another machine', { kind: 'machine', name: 'processor', was: 'A', is: 'B' }, '<The <processor> was A and is B: the bits may differ.>'],
    ['something else of the machine', { kind: 'machine', name: 'cache', was: 'A', is: 'B' }, '<The <cache> was A and is B: the bits may differ.>'],
  ]; // prettier-ignore
  for (const [what, difference, said] of rows)
    it(`says of ${what}`, () => assert.equal(differenceInWords(difference, t), said));

  it('names all that a machine is told by', () =>
    assert.deepEqual(Object.entries(MACHINE).flat(), ['platform', 'platform', 'processor', 'processor', 'device', 'device'])); // prettier-ignore

  const replies: [SamenessReply, string][] = [
    [{ others: ['x'] }, '<run-1 has no parameters any more to compare with.>'],
    [{ hasSameParameters: true, others: [] }, '<The parameters are the same, bit for bit, as those of run-1.>'],
    [{ hasSameParameters: false, others: [] }, '<The parameters are not those of run-1.>'],
    [{ hasSameParameters: false, others: ['a', 'b'] }, '<<The parameters are not those of run-1.> Other than then: a, b.>'], // prettier-ignore
  ];
  for (const [reply, said] of replies)
    it(`comes to: ${said.replace(/[<>]/g, '')}`, () => assert.equal(samenessInWords(reply, 'run-1', t), said));
});
