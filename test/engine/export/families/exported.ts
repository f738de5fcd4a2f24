// Exported folders at work: their scripts in processes of their own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Lab } from '../../calls/support/lab';

/** Exports a run into a folder of the lab, from where scripts find the packages of this project. */
export async function exported(
  { client, folder: around, file }: Lab,
  folder: string,
  name = 'out',
  quantize?: 'int8',
): Promise<string> {
  const packages = path.join(around, 'node_modules');
  if (!fs.existsSync(packages)) fs.symlinkSync(path.resolve('node_modules'), packages, 'junction');
  await client.call('exportFolder', { folder, output: file(name), quantize });
  return file(name);
}

/** What `predict.mjs` prints, a line for each text. */
export function printed<T>(folder: string, texts: readonly string[], options: readonly string[] = []): T[] {
  const args = [path.join(folder, 'predict.mjs'), ...options];
  const out = execFileSync(process.execPath, args, { input: `${texts.join('\n')}\n`, encoding: 'utf8' });
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** Of numbers; or of all of these but those by name, of which it is a share of them. */
type Tolerance = number | { numbers: number; shares: Readonly<Record<string, number>> };

/** A small run whose folder is compared with what it answers here. */
export interface ExportedFamily {
  /** Its folder. */
  trained(lab: Lab): Promise<string>;
  texts: readonly string[];
  /** By text, as the scripts print it. */
  answers(lab: Lab, folder: string): Promise<unknown[]>;
  tolerance: Tolerance;
  /** Of the scripts. */
  options?: readonly string[];
  /** Exported in 8 bits. */
  quantize?: 'int8';
}

/** Trains and exports a run; its script for Node gives the run's answers. Returns the folder, and the answers. */
export async function assertSameAnswers(
  lab: Lab,
  { trained, texts, answers, tolerance, options, quantize }: ExportedFamily,
  name = 'out',
): Promise<{ out: string; expected: unknown[] }> {
  const folder = await trained(lab);
  const out = await exported(lab, folder, name, quantize);
  const expected = await answers(lab, folder);
  assertNear(printed(out, texts, options), expected, tolerance);
  return { out, expected };
}

/** The same within so much, numbers wherever they stand. */
export function assertNear(actual: unknown, expected: unknown, tolerance: Tolerance, place = 'answer'): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const { numbers, shares } = typeof tolerance === 'number' ? { numbers: tolerance, shares: {} } : tolerance;
    const share = (shares as Record<string, number | undefined>)[place.slice(place.lastIndexOf('.') + 1)];
    const most = share === undefined ? numbers : share * Math.abs(expected);
    return assert.ok(Math.abs(actual - expected) <= most, `${place}: ${actual} and ${expected}`);
  }
  if (typeof expected !== 'object' || expected === null) return assert.deepEqual(actual, expected, place);
  assert.deepEqual(Object.keys(actual as object), Object.keys(expected), place);
  for (const [key, value] of Object.entries(expected))
    assertNear((actual as Record<string, unknown>)[key], value, tolerance, `${place}.${key}`);
}
