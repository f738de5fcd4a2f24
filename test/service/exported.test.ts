// A run exported as a service: a few files that Node alone serves, away from the run and from this program.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesOfTar, tarOf } from '../../src/service/exported/tar';
import { dockerfile } from '../../src/cli/shared/serviceImage';
import { runCli } from '../faults/cliProcess';
import { readDockerfile } from './dockerfile';

const RUN = path.resolve('test', 'golden', 'runs', 'logistic'); // nothing native is needed

describe('an exported service', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-exported-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('is started by Node alone and answers as the run does', async () => {
    const output = path.join(folder, 'service');
    const run = path.join(folder, 'logistic');
    fs.cpSync(RUN, run, { recursive: true });
    for (const at of [run, path.join(run, 'checkpoints', 'best')])
      if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(at, 'pipe.json')]); // which nobody writes into
    const { code, err } = await runCli(['export', run, '--to', 'service', output], folder);
    assert.equal(code, 0, err);
    const names = ['Dockerfile', 'README.md', 'package.json', 'run.tar', 'service.js', 'worker.js'];
    assert.deepEqual(fs.readdirSync(output).sort(), names);
    const manifest = JSON.parse(fs.readFileSync(path.join(output, 'package.json'), 'utf8')) as { dependencies: object };
    assert.deepEqual(manifest.dependencies, {});
    const image = readDockerfile(fs.readFileSync(path.join(output, 'Dockerfile'), 'utf8'), fs.readdirSync(output));
    const again = await runCli(['export', run, '--to', 'service', output], folder);
    assert.deepEqual([again.code, /not empty/.test(again.err)], [2, true], again.err);

    const unpacked = path.join(folder, 'unpacked');
    fs.mkdirSync(unpacked);
    const start = () => {
      const child = spawn(process.execPath, ['service.js', '--port', '0'], {
        ...{ cwd: output, env: { ...process.env, TMPDIR: unpacked } },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
    };
    const watcher = fs.watch(unpacked);
    const killed = start();
    await once(watcher, 'change');
    watcher.close();
    killed.child.kill('SIGKILL');
    await killed.ended;
    const left = fs.readdirSync(unpacked);
    assert.equal(left.length, 1);
    const { child, ended } = start();
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const address = /http:\S+/.exec(String(line))?.[0] ?? '';
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a lovely film"}' };
    const { predictions } = (await (await fetch(`${address}/predict`, init)).json()) as { predictions: object[] };
    const { out } = await runCli(['predict', run, '--json', '--text', 'a lovely film'], folder);
    assert.deepEqual(predictions, [JSON.parse(out)]);
    const [own, ...others] = fs.readdirSync(unpacked);
    assert.deepEqual([own !== left[0], others], [true, []], 'what the killed one left is there');
    assert.equal(fs.statSync(path.join(unpacked, own)).mode & 0o77, 0, 'others of this machine may look into it');
    if (process.platform === 'linux') {
      const [program, ...given] = image.health.map((each) => each.replaceAll(image.port, new URL(address).port));
      execFileSync(program, given); // fails where it does not end with 0
    }
    child.kill('SIGHUP'); // its terminal was closed
    assert.equal(await ended, 0);
    assert.deepEqual(fs.readdirSync(unpacked), []);

    const [program, ...command] = image.command;
    assert.deepEqual([program, fs.existsSync(path.join(output, command[0]))], ['node', true]);
    const env = { ...process.env, NLP_LAB_API_KEY: '' };
    const open = spawnSync(process.execPath, command, { cwd: output, env, encoding: 'utf8' });
    assert.equal(open.status, 1);
    assert.match(
      open.stderr,
      /^On 0\.0\.0\.0 other machines could ask the run\. Set the environment variable NLP_LAB_API_KEY/,
    );
  });

  it('has an image with ONNX Runtime where that is needed', () => {
    const programs = ['service.js', 'worker.js', 'decodingThread.js'];
    const { installs } = readDockerfile(dockerfile({ isNative: true, programs }), [
      ...programs,
      'package.json',
      'run.tar',
    ]);
    assert.equal(installs, true);
  });

  it('is refused by the command line in the words of the service, which is a program of its own', async () => {
    const { code, err } = await runCli(['serve', RUN, '--host', '0.0.0.0'], folder);
    assert.equal(code, 2, err);
    assert.match(err, /^nlp-lab serve: On 0\.0\.0\.0 other machines could ask the run\. Give an API key/);
  });

  it('reads its one file of a run, and no other', () => {
    const files = new Map([
      ['run.json', Buffer.from('{}')],
      ['checkpoints/best/model', Buffer.alloc(1000, 7)],
      ['empty', Buffer.alloc(0)],
    ]);
    const tar = tarOf(files);
    assert.equal(tar.length % 512, 0);
    assert.deepEqual(filesOfTar(tar, 'run.tar'), files);
    for (const damaged of [
      tar.subarray(0, 700),
      Buffer.alloc(0),
      Buffer.from('not a tar'.repeat(100)),
      tarOf(new Map([['../a', Buffer.alloc(1)]])),
    ])
      assert.throws(() => filesOfTar(damaged, 'run.tar'), /damaged/);
  });
});
