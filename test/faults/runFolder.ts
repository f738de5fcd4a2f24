// What a run folder must look like from outside, read with nothing of the engine so that an error there cannot hide.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

export interface MetricEntry {
  kind: string;
  step: number;
  loss?: number;
}

/** Folders below `runsFolder` that hold a run.json. Throws when one is there and is not whole JSON. */
export function runFolders(runsFolder: string): string[] {
  if (!fs.existsSync(runsFolder)) return [];
  return fs
    .readdirSync(runsFolder)
    .filter((name) => !name.startsWith('.')) // half made; nobody reads those
    .map((name) => path.join(runsFolder, name))
    .filter((folder) => fs.existsSync(path.join(folder, 'run.json')));
}

export function readRunRecord(folder: string): { status: string; id: string; [key: string]: unknown } {
  const text = fs.readFileSync(path.join(folder, 'run.json'), 'utf8');
  try {
    return JSON.parse(text) as { status: string; id: string };
  } catch {
    throw new Error(`run.json is not whole: ${JSON.stringify(text.slice(-40))}`);
  }
}

/** The lines of metrics.jsonl. The last may be torn (no newline) only when `torn` is allowed; any other fault throws. */
export function readMetrics(folder: string, { torn }: { torn: boolean }): MetricEntry[] {
  const file = path.join(folder, 'metrics.jsonl');
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const last = lines.pop();
  if (last !== '' && !torn) throw new Error(`metrics.jsonl ends in a torn line: ${JSON.stringify(last)}`);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as MetricEntry;
    } catch {
      throw new Error(`metrics.jsonl line ${index + 1} is not JSON: ${JSON.stringify(line.slice(0, 80))}`);
    }
  });
}

/** The loss of each step; where a step was done again after a resume, of its last time. */
export function lossesByStep(metrics: readonly MetricEntry[]): Map<number, number> {
  const steps = metrics.filter(({ kind }) => kind === 'step');
  return new Map(steps.map(({ step, loss }) => [step, loss as number]));
}

/** All files and folders below `folder`, relative, sorted. */
export function entriesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The same without the times that stand in names. */
export const timelessEntriesBelow = (folder: string): string[] =>
  entriesBelow(folder)
    .map((name) => name.replace(/\d{4}(-\d\d){2}T\d\d(-\d\d){2}-\d{3}Z/, '<time>'))
    .sort();

/**
 * SHA-256 over names, types, shapes and bytes of all tensors of a safetensors file, by name; metadata left out. Throws where
 * there are fewer than `least`.
 */
export function hashOfTensors(file: string, least = 1): string {
  const bytes = fs.readFileSync(file);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  type Entry = { dtype: string; shape: number[]; data_offsets: [number, number] };
  const header = JSON.parse(bytes.toString('utf8', 8, start)) as Record<string, Entry>;
  const hash = createHash('sha256');
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  if (names.length < least) throw new Error(`${file} holds ${names.length} tensors`);
  for (const name of names.sort()) {
    const { dtype, shape, data_offsets: offsets } = header[name];
    hash.update(`${name} ${dtype} [${shape.join(',')}]\n`);
    hash.update(bytes.subarray(start + offsets[0], start + offsets[1]));
  }
  return hash.digest('hex');
}

/** Lets the time pass after which the lease of a process that was killed may be taken over. */
export function ageLease(folder: string): void {
  const lease = path.join(folder, 'run.lease');
  if (fs.existsSync(lease)) fs.utimesSync(lease, 1, 1);
}
