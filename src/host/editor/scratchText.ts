// Text that is handed to the engine as a file. Each file says which process it belongs to; those of windows that were killed
// are removed when the next one is made.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

const NAME = /^text-(\d+)-\d+\.txt$/;
let made = 0;

/** Writes the text into `folder`, which may not be there yet, and returns the file; remove it when it has been read. */
export async function writeScratchText(folder: string, text: string): Promise<string> {
  await fs.mkdir(folder, { recursive: true });
  for (const name of await fs.readdir(folder)) {
    const owner = NAME.exec(name);
    if (owner && !isRunning(Number(owner[1]))) await fs.rm(path.join(folder, name), { force: true });
  }
  const file = path.join(folder, `text-${process.pid}-${++made}.txt`);
  await fs.writeFile(file, text, { mode: 0o600 });
  return file;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
