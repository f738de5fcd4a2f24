// Small things that the measurements share.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

interface ProfileEvent {
  cat?: string;
  name: string;
  dur: number;
  args?: { op_name?: string };
}

/** The share of matrix products in the kernels' time, from ONNX Runtime's profiles in a folder; a loop's own entry,
 * which holds the time of its body again, does not count. */
export function productShare(folder: string): number {
  const shares = operatorShares(folder);
  const products = Object.entries(shares).filter(([op]) => /^(Gemm|MatMul|FusedMatMul|FusedGemm)$/.test(op));
  return Number(products.reduce((sum, [, share]) => sum + share, 0).toFixed(3));
}

/** The share of each kind of operator in the kernels' time, the greatest first. */
export function operatorShares(folder: string): Record<string, number> {
  const times = new Map<string, number>();
  let all = 0;
  for (const file of fs.readdirSync(folder)) {
    const events = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as ProfileEvent[];
    for (const { cat, name, dur, args } of events) {
      if (cat !== 'Node' || !name.endsWith('_kernel_time') || args?.op_name === 'Scan') continue;
      all += dur;
      times.set(args?.op_name ?? '', (times.get(args?.op_name ?? '') ?? 0) + dur);
    }
  }
  const sorted = [...times].sort(([, a], [, b]) => b - a);
  return Object.fromEntries(sorted.map(([op, time]) => [op, Number((time / all).toFixed(4))]));
}

/** Runs a command and gives the JSON object of its last output line. */
export function runJson(command: string, args: readonly string[]): Record<string, number> {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
  return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
}

/** One side of a comparison, in one of its ways. */
export interface Way {
  name: string;
  threads?: number;
  /** One figure, smaller is better. */
  run(short: boolean): number;
}

/** The figures of a measurement of ours in dist/bench. */
export const node = (script: string, ...args: string[]): Record<string, number> =>
  runJson(process.execPath, [`dist/bench/${script}.js`, ...args]);

/** The interpreter that has PyTorch: of a peer by its name, or `PYTHON`. */
export const interpreterOf = (peer?: string): string =>
  peer === undefined ? (process.env.PYTHON ?? 'python3') : path.resolve('../shared/peers', `python-${peer}`);

/** The figures of a script of bench/peers. */
export type Torch = (script: string, ...args: string[]) => Record<string, number>;

export const torchOf =
  (interpreter: string): Torch =>
  (script, ...args) =>
    runJson(interpreter, [`bench/peers/${script}.py`, ...args]);

/** Fails where the interpreter has no PyTorch. */
export function torchVersion(interpreter: string): string {
  const { status, stdout } = spawnSync(interpreter, ['-c', 'import torch; print(torch.__version__)'], {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  });
  if (status !== 0) throw new Error(`${interpreter} has no PyTorch. Name one that has by PYTHON, or --peer torch2.`);
  return stdout.trim();
}

export const describeMachine = (): string =>
  `${os.cpus()[0].model}, ${os.availableParallelism()} cores, Node ${process.versions.node}`;

/** Cores and instruction set: figures of other kinds say nothing about each other. */
export function kindOfMachine(): string {
  const flags = fs.existsSync('/proc/cpuinfo') ? fs.readFileSync('/proc/cpuinfo', 'utf8') : '';
  const sets = /\bavx512f\b/.test(flags) ? 'AVX-512' : /\bavx2\b/.test(flags) ? 'AVX2' : os.arch();
  return `${os.availableParallelism()} cores, ${sets}`;
}

/** Threads that each side is tried with. */
export const threadCounts = (): number[] => (os.availableParallelism() > 1 ? [1, 2] : [1]);

/** Tries all ways shortly and gives the best. */
function bestOf(ways: readonly Way[]): Way {
  const tried = ways.map((way) => ({ way, figure: way.run(true) }));
  for (const { way, figure } of tried) console.log(`  tried: ${way.name.padEnd(30)} ${figure.toFixed(2)}`);
  return tried.sort((a, b) => a.figure - b.figure)[0].way;
}

interface Side {
  way: Way;
  median: number;
}

/** Runs both in turn and prints medians and their ratio. */
export function compareWays(
  title: string,
  unit: string,
  rounds: number,
  ours: readonly Way[],
  theirs: readonly Way[],
): [ours: Side, theirs: Side] {
  console.log(`\n${title} (${unit})`);
  const sides = [bestOf(ours), bestOf(theirs)] as const;
  const figures: number[][] = [[], []];
  for (let round = 0; round < rounds; round++) sides.forEach((way, side) => figures[side].push(way.run(false)));
  const medians = figures.map(median);
  sides.forEach(({ name }, side) =>
    console.log(
      `  ${`${['NLP Lab', 'PyTorch'][side]}, ${name}`.padEnd(37)} ${medians[side].toFixed(2)}  (${figures[side].map((x) => x.toFixed(2)).join(' ')})`,
    ),
  );
  console.log(`  ratio of medians: ${(medians[1] / medians[0]).toFixed(2)}`);
  return [
    { way: sides[0], median: medians[0] },
    { way: sides[1], median: medians[1] },
  ];
}
