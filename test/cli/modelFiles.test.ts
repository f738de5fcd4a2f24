// Models' files of other programs on the command line: written from runs, and asked in their place.

import assert from 'node:assert/strict';
import path from 'node:path';
import { run } from './fakeEngine';

const cwd = path.resolve('test', 'golden', 'fasttext', 'classifiers');

describe("nlp-lab with fastText's models", () => {
  it('export --to fasttext-model writes the model of a run', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const args = ['export', folder, '--to', 'fasttext-model', 'out.bin', '--checkpoint', 'last'];
    const { code, out, calls } = await run(args, { exportModel: () => ({ bytes: 12_345 }) }, { cwd });
    assert.equal(code, 0);
    const request = { folder, checkpoint: 'last', output: path.join(cwd, 'out.bin') };
    assert.deepEqual(calls, [{ name: 'exportModel', request }]);
    assert.equal(out, `${path.join(cwd, 'out.bin')}: 12,345 bytes\n`);
  });

  it('export --to fasttext-quantized says how small', async () => {
    const folder = path.resolve('test', 'golden', 'runs', 'gru');
    const reply = { exportModel: () => ({ bytes: 1 }) };
    const to = ['export', folder, 'out.ftz', '--to', 'fasttext-quantized'];
    const { calls } = await run([...to, '--qnorm', '--cutoff', '1000'], reply, { cwd });
    assert.deepEqual(calls[0].request, {
      ...{ folder, checkpoint: undefined, output: path.join(cwd, 'out.ftz') },
      quantize: { cutoff: 1000, norms: true, width: 2 },
    });
    const refused = await run(['export', folder, 'a.bin', '--to', 'fasttext-model', '--qnorm'], reply, { cwd });
    assert.match(refused.err, /are for --to fasttext-quantized/);
  });

  it('predict takes a file in place of a run', async () => {
    const answer = { kind: 'label', input: 'a', output: 'good', label: 'good', score: 1, probabilities: { good: 1 }, tokens: [], unknown: [] }; // prettier-ignore
    const args = ['predict', 'words.bin', '--text', 'a', '--json'];
    const { code, calls, records } = await run(args, { ask: () => ({ answers: [answer] }) } as never, { cwd });
    assert.equal(code, 0);
    assert.equal((calls[0].request as { folder: string }).folder, path.join(cwd, 'words.bin'));
    assert.equal(records()[0].label, 'good');
  });

  it('a file that is not there is no run either', async () => {
    const { code, err } = await run(['predict', 'none.bin', '--text', 'a'], { runs: () => ({ runs: [] }) }, { cwd });
    assert.notEqual(code, 0);
    assert.match(err, /no run "none\.bin"/);
  });
});
