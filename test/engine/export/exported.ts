// Exported folders at work: their scripts in processes of their own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Lab } from '../calls/support/lab';

/** Exports a run into a folder of the lab, from where scripts find the packages of this project. */
export async function exported({ client, folder: around, file }: Lab, folder: string, name = 'out'): Promise<string> {
  const packages = path.join(around, 'node_modules');
  if (!fs.existsSync(packages)) fs.symlinkSync(path.resolve('node_modules'), packages, 'junction');
  await client.call('exportFolder', { folder, output: file(name) });
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

/** Checks every graph and every Python script as far as this machine can; returns what could not be checked. */
export function checkedByPython(folder: string): string[] {
  const missing: string[] = [];
  const python = (args: readonly string[]): string => {
    try {
      execFileSync('/usr/bin/python3', args, { encoding: 'utf8', stdio: 'pipe' });
      return '';
    } catch (error) {
      return (error as { stderr?: string }).stderr ?? String(error);
    }
  };
  if (python(['--version']) !== '') return ['python3'];
  const source = JSON.stringify(path.join(folder, 'predict.py'));
  const compiled = python(['-c', `compile(open(${source}, encoding="utf-8").read(), "predict.py", "exec")`]);
  assert.equal(compiled, '');
  if (python(['-c', 'import onnx']) !== '') return ['onnx of Python'];
  for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.onnx'))) {
    const checking = `import onnx; onnx.checker.check_model(onnx.load(${JSON.stringify(path.join(folder, name))}))`;
    const said = python(['-c', checking]);
    // Versions before 1.13 do not know what came into the operator sets 18 and 20.
    const unknown = /No Op registered for Gelu|Node \(Reduce\w+\) has input size 2/.exec(said);
    if (unknown) missing.push(unknown[0]);
    else assert.equal(said, '', name);
  }
  return missing;
}

/** The same within so much, numbers wherever they stand. */
export function assertNear(actual: unknown, expected: unknown, tolerance: number, place = 'answer'): void {
  if (typeof actual === 'number' && typeof expected === 'number')
    return assert.ok(Math.abs(actual - expected) <= tolerance, `${place}: ${actual} and ${expected}`);
  if (typeof expected !== 'object' || expected === null) return assert.deepEqual(actual, expected, place);
  assert.deepEqual(Object.keys(actual as object), Object.keys(expected), place);
  for (const [key, value] of Object.entries(expected))
    assertNear((actual as Record<string, unknown>)[key], value, tolerance, `${place}.${key}`);
}
