import assert from 'node:assert/strict';
import { testsNamed, testsReaching } from '../../scripts/test/pick.mjs';

describe('picking tests', () => {
  const tests = ['test/graph/scan.test.ts', 'test/graph/ops.test.ts', 'test/views/scanner.test.ts'];
  const imports = {
    'test/graph/scan.test.ts': ['src/scan.ts', 'test/support/compare.ts'],
    'test/graph/ops.test.ts': ['src/ops.ts'],
    'test/views/scanner.test.ts': ['src/host.ts'],
    'test/support/compare.ts': [],
    'src/scan.ts': ['src/ops.ts'],
    'src/host.ts': ['src/worker.ts'],
    'src/worker.ts': ['src/scan.ts', 'src/host.ts'],
    'src/ops.ts': [],
  };

  it('takes a word in the path, in whatever case', () => {
    assert.deepEqual(testsNamed(tests, 'Scan'), [tests[0], tests[2]]);
    assert.deepEqual(testsNamed(tests, 'graph/ops'), [tests[1]]);
  });

  it('says so when no path has the word', () => {
    assert.throws(() => testsNamed(tests, 'nowhere'), /No test file has "nowhere" in its path/);
  });

  it('takes a test itself', () => assert.deepEqual(testsReaching(tests, [tests[2]], {}), [tests[2]]));

  it('takes what imports a file, through others and around in circles', () => {
    assert.deepEqual(testsReaching(tests, ['src/ops.ts'], imports), tests);
    assert.deepEqual(testsReaching(tests, ['src/worker.ts'], imports), [tests[2]]);
    assert.deepEqual(testsReaching(tests, ['test/support/compare.ts'], imports), [tests[0]]);
  });

  it('takes nothing when no test imports the file', () => {
    assert.deepEqual(testsReaching(tests, ['docs/guide.md'], imports), []);
  });
});
