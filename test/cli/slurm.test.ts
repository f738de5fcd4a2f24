// What is handed to Slurm, and what is said where there is none. That it works on a real one: test/night/slurm.sh.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { slurmScript, submitToSlurm } from '../../src/cli/shared/slurm';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { run } from './fakeEngine';

/** Runs `use` where only these programs are found. */
async function withPrograms<T>(programs: Record<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  const { PATH } = process.env;
  return withFolder(async (folder) => {
    for (const [name, script] of Object.entries(programs))
      fs.writeFileSync(path.join(folder, name), script, { mode: 0o755 });
    process.env.PATH = folder;
    try {
      return await use(folder);
    } finally {
      process.env.PATH = PATH;
    }
  });
}

describe('a sweep on Slurm', () => {
  const job = { folder: '/w/.nlplab/sweeps/s-1', cwd: "/it's here", workers: 3, options: [] };

  it('is an array of tasks that go on with the sweep, queued again when they are preempted', () => {
    const lines = slurmScript(job, ['/bin/node', '/n/cli.js']).split('\n');
    for (const line of ['#SBATCH --array=1-3', '#SBATCH --requeue', '#SBATCH --job-name=nlp-lab-s-1'])
      assert.ok(lines.includes(line), line);
    assert.equal(lines.at(-3), `cd '/it'\\''s here' || exit 1`);
    assert.equal(lines.at(-2), `exec '/bin/node' '/n/cli.js' 'sweep' '--resume' '${job.folder}' '--workers' '1'`);
  });

  it('is submitted with the options given, and known by the number that sbatch says', () =>
    withPrograms({ sbatch: '#!/bin/sh\necho "17;cluster"\n' }, async (folder) => {
      assert.equal(await submitToSlurm({ ...job, folder, options: ['--time=1'] }), '17');
      assert.match(fs.readFileSync(path.join(folder, 'slurm.sh'), 'utf8'), /^#!\/bin\/sh\n#SBATCH/);
    }));

  it('says in words that there is no Slurm, and what Slurm refused', async () => {
    await withPrograms({}, (folder) => assert.rejects(submitToSlurm({ ...job, folder }), /There is no sbatch here/));
    await withPrograms({ sbatch: '#!/bin/sh\necho "invalid partition" >&2; exit 1\n' }, (folder) =>
      assert.rejects(submitToSlurm({ ...job, folder }), /sbatch refused: invalid partition/),
    );
  });

  it('is refused before a sweep is begun where the options mean nothing', async () => {
    for (const [given, said] of [
      [['--on', 'pbs'], /--on must be slurm/],
      [['--detach'], /go with --on slurm/],
    ] as const) {
      const { code, err, calls } = await run(['sweep', 'x.nlplab.json', ...given]);
      assert.deepEqual([code, calls], [2, []]);
      assert.match(err, said);
    }
  });
});
