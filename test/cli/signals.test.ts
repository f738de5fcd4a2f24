import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';

/** The command line as a process of its own, with a worker beside it that trains until it is stopped. */
describe('nlp-lab as a process', () => {
  let folder: string;
  const left = new Set<ChildProcess>();

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-signals-'));
    await build({
      entryPoints: { cli: 'src/cli/main.ts', worker: 'test/cli/slowWorker.ts' },
      outdir: path.join(folder, 'dist'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
    });
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "version": "9.8.7" }');
    fs.writeFileSync(path.join(folder, 'x.nlplab.json'), '{}');
  });
  after(() => {
    for (const child of left) child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true });
  });

  function start(args: string[], environment: Record<string, string> = {}) {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, [path.join(folder, 'dist', 'cli.js'), ...args], { cwd: folder, env });
    left.add(child);
    child.on('close', () => left.delete(child));
    const outcome = { child, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.err += text));
    return outcome;
  }

  async function until(outcome: { child: ChildProcess; out: string; err: string }, words: string): Promise<void> {
    while (!(outcome.out + outcome.err).includes(words))
      await Promise.race([once(outcome.child.stdout!, 'data'), once(outcome.child.stderr!, 'data')]);
  }

  it('prints the version of the package it is in', async () => {
    const outcome = start(['--version']);
    const [code] = (await once(outcome.child, 'close')) as [number];
    assert.deepEqual([code, outcome.out, outcome.err], [0, '9.8.7\n', '']);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`stops between two steps on ${signal}, with only JSON on standard output`, async () => {
      const outcome = start(['train', 'x.nlplab.json', '--json']);
      await until(outcome, '"step":2');
      outcome.child.kill(signal);
      const [code] = (await once(outcome.child, 'close')) as [number | null];
      assert.equal(code, 0, outcome.err);
      const events = outcome.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; status?: string });
      assert.deepEqual([events[0].event, events.at(-1)?.event, events.at(-1)?.status], ['start', 'end', 'stopped']);
      assert.match(outcome.err, /printed by the worker/);
      assert.match(outcome.err, /Stopping after this step/);
    });

  it('takes two signals at once as one, as npx sends them', async () => {
    const outcome = start(['train', 'x.nlplab.json', '--json']);
    await until(outcome, '"step":2');
    outcome.child.kill('SIGINT');
    outcome.child.kill('SIGINT');
    const [code] = (await once(outcome.child, 'close')) as [number | null];
    assert.equal(code, 0);
  });

  it('leaves at once on the second Ctrl+C, without an abort', async () => {
    const outcome = start(['train', 'x.nlplab.json', '--json'], { NLP_LAB_TEST_DEAF: '1' });
    await until(outcome, '"step":2');
    outcome.child.kill('SIGINT');
    await until(outcome, 'Stopping');
    // Signals close together count as one, so ask until it has gone.
    const asking = setInterval(() => outcome.child.kill('SIGINT'), 200);
    const [code, signal] = (await once(outcome.child, 'close')) as [number | null, string | null];
    clearInterval(asking);
    assert.deepEqual([code, signal], [null, 'SIGINT']);
  });

  it('stops and fails when its output cannot be written', async function () {
    if (!fs.existsSync('/dev/full')) return this.skip(); // only Linux has a file that is always full
    const full = fs.openSync('/dev/full', 'w');
    const cli = path.join(folder, 'dist', 'cli.js');
    const child = spawn(process.execPath, [cli, 'train', 'x.nlplab.json', '--json'], {
      cwd: folder,
      stdio: ['ignore', full, 'pipe'],
    });
    left.add(child);
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    fs.closeSync(full);
    assert.equal(code, 1, err);
    assert.match(err, /output cannot be written: .*no space left/);
  });

  it('stops when the reader of its output has gone', async () => {
    const outcome = start(['train', 'x.nlplab.json', '--json']);
    await until(outcome, '"step":2');
    outcome.child.stdout.destroy();
    const [code] = (await once(outcome.child, 'close')) as [number | null];
    assert.equal(code, 0, outcome.err);
  });
});
