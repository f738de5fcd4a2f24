// A classifier of film reviews, served by the built command line: how fast, how soon and in how much memory (docs/serving.md); then a
// mixed load in which some are slow, broken, huge or hostile and the run is opened anew again and again: no error but those asked for,
// and no growth of memory.
//
// npm run test:serve [-- --seconds 10] [-- --minutes 10] [-- --run <folder>] [-- --judge] [-- --peer <python with torch>] [-- --rounds 3]
// `--judge`: figures beyond the marks are faults, for a machine that has nothing else to do. `--peer`: beside it, in turn, the same model behind
// a server in Python (bench/peers/torch_server.py). `npm run bench:serve` does both with the programs as they are shipped.

import autocannon, { type Result } from 'autocannon';
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prove } from './prove';
import { servedByTorch, type TorchServer } from './serve/torchServer';
import { loris, strange, STRANGE } from './serve/strangers';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '0.25' },
    run: { type: 'string' },
    judge: { type: 'boolean', default: false },
    cli: { type: 'string', default: path.join('dist', 'cli.js') },
    peer: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
});
const [seconds, minutes] = [Number(values.seconds), Number(values.minutes)];
const CLI = path.resolve(values.cli);
const DATA = path.resolve('..', 'shared', 'data', 'sentence-polarity');
const MARKS = { requests: 1500, p99: 30, delay: 5, start: 500, memory: 200 };
const SEED = 1;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-serve-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** Sentences with their labels, in turn. */
function reviews(): [text: string, label: string][] {
  if (!fs.existsSync(DATA)) {
    const lines = fs
      .readFileSync(path.join('samples', 'en', 'reviews.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    return lines.map((line) => line.split('\t') as [string, string]);
  }
  const of = (part: string): string[] =>
    fs
      .readFileSync(path.join(DATA, `rt-polarity.${part}`), 'latin1')
      .trim()
      .split('\n');
  const [bad, good] = [of('neg'), of('pos')];
  return bad.flatMap((text, i): [string, string][] => [
    [text.trim(), 'negative'],
    [good[i].trim(), 'positive'],
  ]);
}

const all = reviews();
const texts = all.slice(0, 4000).map(([text]) => text);

/** A bidirectional LSTM of 64 over words, of one epoch: what it has learned does not matter here. */
function trained(): string {
  fs.writeFileSync(path.join(folder, 'reviews.tsv'), ['text\tlabel', ...all.map((row) => row.join('\t'))].join('\n'));
  const experiment = {
    ...{ name: 'reviews', task: 'classification', seed: SEED },
    data: { train: 'reviews.tsv', validation: 0.1, text: 'text', label: 'label' },
    tokenizer: { type: 'word', vocabularySize: 10_000, minFrequency: 2 },
    model: { type: 'lstm', embedding: 64, hidden: 64, bidirectional: true, pooling: 'max', dropout: 0.5 },
    training: {
      epochs: 1,
      batchSize: 32,
      optimizer: { type: 'adam', learningRate: 0.002 },
      clipNorm: 1,
      maxLength: 60,
    },
  };
  const file = path.join(folder, 'reviews.nlplab.json');
  fs.writeFileSync(file, JSON.stringify(experiment));
  const runs = path.join(folder, 'runs');
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'train', file, '--runs', runs], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return path.join(runs, fs.readdirSync(runs)[0]);
}

interface Served {
  child: ChildProcess;
  address: string;
  port: number;
  /** Milliseconds until the first answer. */
  startMs: number;
}

async function served(run: string): Promise<Served> {
  const began = performance.now();
  const given = ['serve', `reviews=${run}`, '--port', '0', '--json', '--log', 'error'];
  const env = { ...process.env, MALLOC_ARENA_MAX: '1' }; // as *Serve Run* and the Dockerfile have it
  const child = spawn(process.execPath, [CLI, ...given], { stdio: ['ignore', 'pipe', 'ignore'], env });
  process.on('exit', () => child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(String(data)));
    child.once('exit', (code) => reject(new Error(`It ended with exit code ${code}.`)));
  });
  const { address, port } = JSON.parse(line) as { address: string; port: number };
  await predict(address, texts[0]);
  return { child, address, port, startMs: performance.now() - began };
}

async function predict(address: string, text: string): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) };
  const reply = await fetch(`${address}/predict`, init);
  const said = await reply.text();
  assert.equal(reply.status, 200, said);
  return said;
}

async function figures(address: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const fired = (address: string, connections: number, duration: number): Promise<Result> =>
  new Promise((resolve, reject) =>
    autocannon(
      {
        ...{ url: `${address}/predict`, connections, duration, method: 'POST' },
        headers: { 'content-type': 'application/json' },
        requests: texts.map((text) => ({ body: JSON.stringify({ text }) })),
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    ),
  );

/** The same reviews for both, in turn. */
async function besideTorch(): Promise<string> {
  if (values.peer === undefined) return 'not asked for (--peer)';
  const tried: string[] = [];
  for (const threads of [1, 2]) {
    const peer = await servedByTorch({ python: values.peer, cli: CLI, run: run ?? '', folder, threads });
    try {
      tried.push(await inTurn(peer));
    } finally {
      peer.stop();
    }
  }
  return tried.join('\n  ');
}

async function inTurn(peer: TorchServer): Promise<string> {
  const said = JSON.parse(await predict(service.address, texts[0])) as {
    predictions: { probabilities: Record<string, number> }[];
  };
  const other = JSON.parse(await predict(peer.address, texts[0])) as { probabilities: Record<string, number> };
  for (const [label, share] of Object.entries(said.predictions[0].probabilities))
    assert.ok(Math.abs(share - other.probabilities[label]) < 1e-4, `${label}: ${share}, ${other.probabilities[label]}`);
  const found = { ours: [] as Result[], theirs: [] as Result[] };
  await fired(peer.address, 50, 2);
  for (let round = 0; round < Number(values.rounds); round++) {
    found.ours.push(await fired(service.address, 50, seconds));
    found.theirs.push(await fired(peer.address, 50, seconds));
  }
  const [ours, theirs] = [found.ours, found.theirs].map((results) => {
    assert.ok(results.every(({ errors, non2xx, timeouts }) => errors + non2xx + timeouts === 0));
    return {
      requests: median(results.map(({ requests }) => requests.average)),
      p99: median(results.map(({ latency }) => latency.p99)),
    };
  });
  return [
    `${peer.name}: ${theirs.requests.toFixed(0)} requests/s, p99 ${theirs.p99} ms, ${peer.megabytes().toFixed(0)} MB, ready after ${peer.startMs.toFixed(0)} ms`,
    `NLP Lab in turn with it ${ours.requests.toFixed(0)}, p99 ${ours.p99} ms: ${(ours.requests / theirs.requests).toFixed(2)} times as many`,
  ].join('; ');
}

/** Processor time so far, in milliseconds, of Linux. */
function processorMs({ pid }: ChildProcess): number | undefined {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

let service: Served;
let run = values.run;

async function speed(): Promise<string> {
  run ??= trained();
  service = await served(run);
  const { address, child, startMs } = service;
  const idle = (await figures(address)).process_resident_memory_bytes / 1e6;
  await fired(address, 50, 2); // until it is compiled
  await figures(address);
  const before = processorMs(child);
  const result = await fired(address, 50, seconds);
  const spent = processorMs(child);
  const { nlp_lab_event_loop_delay_p99_seconds: delay, process_resident_memory_bytes: bytes } = await figures(address);
  assert.deepEqual([result.errors, result.non2xx, result.timeouts], [0, 0, 0]);
  const found = {
    requests: result.requests.average,
    p99: result.latency.p99,
    delay: delay * 1000,
    start: startMs,
    memory: bytes / 1e6,
  };
  const beyond = Object.entries(MARKS).filter(([name, mark]) => {
    const value = found[name as keyof typeof MARKS];
    return name === 'requests' ? value < mark : value > mark;
  });
  if (values.judge && beyond.length > 0) process.exitCode = 1;
  const each =
    before === undefined || spent === undefined
      ? ''
      : `, ${((spent - before) / result['2xx']).toFixed(2)} ms of processor each`;
  return [
    `${found.requests.toFixed(0)} requests/s at 50 connections${each}`,
    `p50 ${result.latency.p50} ms, p99 ${found.p99} ms`,
    `event loop p99 ${found.delay.toFixed(1)} ms`,
    `first answer ${found.start.toFixed(0)} ms after its start`,
    `${idle.toFixed(0)} MB, under load ${found.memory.toFixed(0)} MB`,
    ...(values.judge ? [beyond.length > 0 ? `BEYOND THE MARKS: ${beyond.map(([name, mark]) => `${name} (${mark})`).join(', ')}` : 'within all marks'] : []), // prettier-ignore
    `load of the machine ${os.loadavg()[0].toFixed(1)} on ${os.availableParallelism()} cores`,
  ].join('; ');
}

async function mixed(): Promise<string> {
  const { address, child } = service;
  const end = performance.now() + minutes * 60_000;
  const expected = new Map<string, string>();
  for (const text of texts.slice(0, 50)) expected.set(text, await predict(address, text));
  const [counts, faults] = [{ strange: 0, asked: 0, reloads: 0, slow: 0 }, [] as string[]];
  const until = async (work: () => Promise<void>): Promise<void> => {
    while (performance.now() < end && faults.length < 20) await work();
  };
  const strangers = Object.entries(STRANGE).map(([name, [bytes, statuses]]) =>
    until(async () => {
      const status = await strange(service.port, bytes(), statuses.length === 0 ? 300 : 20_000);
      counts.strange++;
      if (status !== undefined && !statuses.includes(status)) faults.push(`${name}: ${status}`);
    }),
  );
  const askers = Array.from({ length: 10 }, (_, number) =>
    until(async () => {
      const [text, said] = [...expected][(counts.asked + number * 5) % expected.size];
      counts.asked++;
      const now = await predict(address, text).catch((error: unknown) => String(error));
      if (now !== said) faults.push(`${text}: ${now}`);
    }),
  );
  const slow = Array.from({ length: 5 }, () => until(() => loris(service.port, end).then(() => void counts.slow++)));
  const reloads = until(async () => {
    const record = path.join(run ?? '', 'run.json');
    fs.utimesSync(record, new Date(), new Date());
    counts.reloads++;
    await new Promise((resolve) => setTimeout(resolve, 3000)); // as a training that goes on
  });
  const early: number[] = [];
  const late: number[] = [];
  const began = performance.now();
  const watch = until(async () => {
    const bytes = (await figures(address)).process_resident_memory_bytes / 1e6;
    const share = (performance.now() - began) / (end - began);
    if (share > 0.1 && share < 0.4) early.push(bytes);
    if (share > 0.7) late.push(bytes);
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await Promise.all([...strangers, ...askers, ...slow, reloads, watch]);
  assert.deepEqual(faults, []);
  const opened = (await figures(address)).nlp_lab_reloads;
  const [before, after] = [median(early), median(late)];
  if (minutes >= 1) assert.ok(after < before * 1.1, `memory grew from ${before} to ${after} MB`);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(code, 0);
  return `${minutes} minutes: ${counts.asked} answers, each with the bits of the first; ${counts.strange} strange requests, ${counts.slow} slow ones cut off; opened anew ${opened} times; ${before?.toFixed(0)} MB, then ${after?.toFixed(0)} MB; ended in good order`;
}

void prove(SEED, { speed, 'beside PyTorch': besideTorch, mixed });
