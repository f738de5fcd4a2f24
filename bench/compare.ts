// Measures training steps, the classifier's epoch and beam search beside PyTorch's: each side is tried once with every number of threads
// (and way), its best way then runs in turn with the other side's best, several times. Prints both medians, the limit (the step's matrix
// products alone, as bare sessions of ONNX Runtime) and both ratios, and a row each for the table of bench/RESULTS.md. `--check` names
// what is slower by more than 10 % than the last row there for such a machine, and ends with exit code 1. Needs Python 3 with torch and
// numpy: `--peer torch2` is `../shared/peers/python-torch2`, else `PYTHON` names an interpreter.
// usage: npm run bench [-- lstm classifier ...] [--peer torch2] [--check] [--rounds 5 --batches 300 --sentences 1000]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareWays, describeMachine, interpreterOf, kindOfMachine, torchOf, torchVersion } from './measure';
import { ROWS, type StepOptions } from './steps/rows';
import { rowOf, slower, unknownTasks, type Measured } from './steps/table';

function measure(name: string, options: StepOptions, peer: string, rounds: number): Measured {
  const { task, unit, ours, theirs, limit } = ROWS[name](options);
  const [own, other] = compareWays(task, unit, rounds, ours, theirs);
  const least = limit?.(own.way.threads ?? 1);
  if (least !== undefined)
    console.log(`  the limit: ${least.toFixed(2)}, of which we reach ${((100 * least) / own.median).toFixed(0)} %`);
  return {
    ...{ task, unit, limit: least, ours: own.median, oursWith: own.way.name },
    ...{ theirs: other.median, theirsWith: `${peer}, ${other.way.name}` },
  };
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      batches: { type: 'string', default: '300' },
      sentences: { type: 'string', default: '1000' },
      peer: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !(name in ROWS));
  if (unknown !== undefined)
    throw new Error(`There is no row "${unknown}". The rows are ${Object.keys(ROWS).join(', ')}.`);
  const interpreter = interpreterOf(values.peer);
  const peer = `PyTorch ${torchVersion(interpreter)}`;
  const machine = kindOfMachine();
  console.log(`${describeMachine()} (${machine}); ${peer}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const { batches, sentences } = values;
  const options = { torch: torchOf(interpreter), folder, batches, sentences };
  try {
    const wanted = Object.keys(ROWS).filter((name) => positionals.length === 0 || positionals.includes(name));
    const measured = wanted.map((name) => measure(name, options, peer, Number(values.rounds)));
    const command = ['npm run bench --', ...process.argv.slice(2)].join(' ');
    console.log(`\n${measured.map((each) => rowOf(each, machine, command)).join('\n')}`);
    if (values.check) check(measured, machine);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function check(measured: readonly Measured[], machine: string): void {
  const found = slower(measured, machine);
  for (const line of found) console.log(line);
  for (const task of unknownTasks(measured, machine))
    console.log(`${task}: bench/RESULTS.md has no row for ${machine}`);
  if (found.length === 0) console.log('Nothing is slower by more than 10 % than the last row for such a machine.');
  else process.exitCode = 1;
}

main();
