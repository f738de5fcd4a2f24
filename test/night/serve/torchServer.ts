// The same run behind a server in Python, as its folder for PyTorch has it.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface TorchServer {
  name: string;
  address: string;
  /** Milliseconds until it listens. */
  startMs: number;
  /** Of memory that it has now; of Linux. */
  megabytes(): number;
  stop(): void;
}

interface Asked {
  /** An interpreter that has torch. */
  python: string;
  cli: string;
  run: string;
  /** Where the folder is written. */
  folder: string;
  threads: number;
}

export async function servedByTorch({ python, cli, run, folder, threads }: Asked): Promise<TorchServer> {
  const exported = path.join(folder, 'pytorch');
  if (!fs.existsSync(exported)) {
    const { status, stderr } = spawnSync(process.execPath, [cli, 'export', run, '--to', 'pytorch', exported], { encoding: 'utf8' }); // prettier-ignore
    assert.equal(status, 0, stderr);
  }
  const began = performance.now();
  const script = path.join('bench', 'peers', 'torch_server.py');
  const child = spawn(python, [script, exported, '--threads', String(threads)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(String(data)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The peer ended with exit code ${code}.`)));
  });
  const { version, port } = JSON.parse(line) as { version: string; port: number };
  return {
    name: `PyTorch ${version} behind a server in Python, ${threads} threads`,
    address: `http://127.0.0.1:${port}`,
    startMs: performance.now() - began,
    megabytes: () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1000,
    stop: () => void child.kill('SIGKILL'),
  };
}
