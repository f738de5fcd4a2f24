// What `check` does with experiments that are far too large: as much as anyone reads, and it ends when it is cancelled.

import assert from 'node:assert/strict';
import { check } from '../../../src/engine/calls/check';
import { LabError } from '../../../src/protocol/labError';
import { callContext } from './support/callContext';

const MOST = 1000;
const asked = (value: unknown) => ({
  experimentText: typeof value === 'string' ? value : JSON.stringify(value, undefined, 1),
  baseFolder: '/nowhere',
});
const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`l${i}`, `${i}.txt`]));

describe('check', () => {
  it('tells of as many missing files as are shown, each at its line', async () => {
    const { problems } = await check(asked({ data: { train: { labels: labels(3_000) } } }), callContext());
    assert.equal(problems.length, MOST);
    for (const [i, { place }] of problems.entries()) assert.equal(place?.line, 5 + i);
  });

  it('tells of as many wrong keys and values as are shown, wrong keys first', async () => {
    const steps = Array.from({ length: 8_000 }, () => 'nonsense');
    const { problems } = await check(asked({ data: { train: 'a.csv' }, clean: steps, sed: 1 }), callContext());
    assert.equal(problems.length, MOST);
    assert.match(problems[0].message, /There is no key "sed".*Did you mean "seed"/);
    assert.deepEqual(problems[1].place?.key, ['clean', 0]);
    const keys = Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`key${i}`, 1]));
    assert.equal((await check(asked(keys), callContext())).problems.length, MOST + 1); // and that "data" is missing
    assert.equal((await check(asked(`{${'"a": @\n'.repeat(3_000)}}`), callContext())).problems.length, MOST);
  });

  it('refuses what is nested too deep or too long, and says so', async () => {
    const hidden = ['[},', '//\r[', '/**//['].map((part) => part.repeat(50_000));
    const honest = `{"clean":${'['.repeat(101)}${']'.repeat(101)}}`;
    const deep = ['['.repeat(200_000), '{"a":'.repeat(50_000), honest, ...hidden];
    for (const text of deep) {
      const { problems } = await check(asked(text), callContext());
      assert.deepEqual(
        problems.map(({ message }) => message),
        ['This is nested too deep: at most 100 levels are read.'],
      );
    }
    const { problems } = await check(asked(`{"name":"${'x'.repeat(4_000_000)}"}`), callContext());
    assert.match(problems[0].message, /too long: at most 4,000,000 characters/);
  });

  it('ends when it is cancelled, whatever is still to be looked at', async () => {
    const cancelled = (error: unknown) => error instanceof LabError && error.code === 'CANCELLED';
    const lists = Array.from({ length: 200 }, (_, i) => ({ step: 'stop-words', file: `${i}.txt` }));
    for (const experiment of [
      { data: { train: { labels: labels(500) } } },
      { data: { train: 'a.csv' }, clean: lists },
    ]) {
      const cancel = new AbortController();
      const checking = check(asked(experiment), callContext({ signal: cancel.signal }));
      cancel.abort();
      await assert.rejects(checking, cancelled);
    }
  });
});
