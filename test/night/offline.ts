// Nothing leaves the machine (promise C8): trainings and answers of the command line in a network of their own, in which there is
// nobody, and every attempt to reach someone counted: those of JavaScript by a hook, those of native code by strace, where it is.
//
// npm run test:offline
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  embeddingCorpus,
  smallClassicalExperiment,
  smallEmbeddingExperiment,
  smallExperiment,
  type SmallExperiment,
  writeExperiment,
} from '../faults/smallExperiment';
import { prove } from './prove';

const CLI = path.resolve('dist', 'cli.js');
const HOOK = path.resolve('test', 'night', 'countNetwork.cjs');
/** A user of its own too, so that nobody needs to be root. */
const ALONE = ['unshare', '--user', '--map-root-user', '--net'];

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const hasNamespaces = works(ALONE[0], ...ALONE.slice(1), 'true');
const hasStrace = works('strace', '-f', 'true');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-offline-'));
const [log, trace] = [path.join(folder, 'network.log'), path.join(folder, 'trace')];
fs.writeFileSync(log, '');

/** Attempts so far. */
function attempts(): string[] {
  const named = fs.readFileSync(log, 'utf8').split('\n').filter(Boolean);
  const traced = fs.existsSync(trace) ? fs.readFileSync(trace, 'utf8').split('\n') : [];
  return [...named, ...traced.filter((line) => /AF_INET6?\b/.test(line))];
}

function alone(...command: string[]): string {
  const calls = ['strace', '-f', '-A', '-o', trace, '-e', 'trace=connect,sendto,sendmsg,bind'];
  const [program, ...args] = [...ALONE, ...(hasStrace ? calls : []), process.execPath, ...command];
  const env = { ...process.env, NODE_OPTIONS: `--require ${HOOK}`, NLP_LAB_NETWORK_LOG: log };
  return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function trains(name: string, experiment: SmallExperiment, corpus?: string): string {
  const file = writeExperiment(path.join(folder, name), experiment, corpus);
  const runs = path.join(folder, name, 'runs');
  alone(CLI, 'train', file, '--runs', runs);
  const [run] = fs.readdirSync(runs);
  const { status } = JSON.parse(fs.readFileSync(path.join(runs, run, 'run.json'), 'utf8')) as { status: string };
  assert.equal(status, 'completed');
  if (experiment.task === 'classification') alone(CLI, 'predict', path.join(runs, run), '--text', 'a lovely film');
  const found = attempts();
  assert.deepEqual(found, []);
  return `trained and asked, 0 attempts (${hasStrace ? 'native code too' : 'without strace: JavaScript alone'})`;
}

function wouldBeCounted(): string {
  const code = "require('node:net').connect(9, '192.0.2.1').on('error', () => undefined)";
  assert.throws(() => alone('-e', code));
  assert.ok(attempts().length > 0, 'an attempt is counted');
  if (hasStrace) {
    fs.writeFileSync(log, '');
    const env = 'delete process.env.NODE_OPTIONS;';
    const child = `${env} require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(code)}])`;
    alone('-e', child);
    assert.ok(attempts().length > 0, 'one past the hook is counted too');
  }
  for (const file of [log, trace]) fs.writeFileSync(file, '');
  return 'attempts are counted';
}

if (!hasNamespaces) {
  console.log('not measured: this machine gives no network of its own');
} else {
  void prove(1, {
    'an attempt': wouldBeCounted,
    'a neural model': () => trains('neural', smallExperiment()),
    'a classical model': () => trains('classical', smallClassicalExperiment()),
    'word vectors': () => trains('embedding', smallEmbeddingExperiment(), embeddingCorpus()),
  }).finally(() => fs.rmSync(folder, { recursive: true }));
}
