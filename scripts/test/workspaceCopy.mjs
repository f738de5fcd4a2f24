// A temporary copy of the sample workspace, so that no test writes into samples/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../root.mjs';

/** What removes from a folder that others may be writing into. */
const STUBBORN = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };

const fill = (folder) => fs.cpSync(path.join(root, 'samples'), folder, { recursive: true });

/** @returns {import("./workspaceCopy.d.mts").WorkspaceCopy} filled already */
export function copySamples() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-workspace-'));
  fill(folder);
  return {
    folder,
    empty() {
      for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), STUBBORN);
    },
    fill: () => fill(folder),
    remove: () => fs.rmSync(folder, STUBBORN),
  };
}
