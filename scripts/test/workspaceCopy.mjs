// A temporary copy of the sample workspace, so that no test writes into samples/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../root.mjs';

/** @returns {{ folder: string, remove(): void }} */
export function copySamples() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-workspace-'));
  fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
