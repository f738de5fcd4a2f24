// `nlp-lab mark`: what a person says of runs.

import assert from 'node:assert/strict';
import { run, summary } from './fakeEngine';

describe('nlp-lab mark', () => {
  const runs = () => ({ runs: [summary('a-1'), summary('b-2')] });
  const changeAbout = ({ folders }: { folders: string[] }) => ({
    runs: folders.map((folder) => ({ folder, before: {}, about: { starred: true as const, tags: ['x'] } })),
  });

  it('changes what is said of several runs', async () => {
    const given = ['mark', 'a', 'b', '--star', '--tag', 'x', '--untag', 'y', '--name', '', '--note', 'n'];
    const { out, code, calls } = await run(given, { runs, changeAbout });
    assert.equal(code, 0);
    const { folders, change } = calls.at(-1)?.request as { folders: string[]; change: object };
    assert.equal(folders.length, 2);
    assert.deepEqual(change, { starred: true, addTags: ['x'], removeTags: ['y'], name: null, note: 'n' });
    assert.match(out, /a-1: \* #x\n/);
  });

  const refused: [string[], RegExp][] = [
    [['mark', 'a'], /Nothing is to be changed/],
    [['mark', 'a', '--star', '--unstar'], /together/],
    [['mark', '--star'], /<run> is missing/],
  ];
  for (const [args, message] of refused)
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await run(args, { runs, changeAbout });
      assert.equal(code, 2);
      assert.match(err, message);
    });
});
