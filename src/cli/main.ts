#!/usr/bin/env node
// The nlp-lab command: joins the command line to the process. Only wiring.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from './commandLine';
import { ENGINES } from './engineThread';
import { READER_GONE } from './surroundings';

const stopping = new AbortController();

/** npx and npm pass a Ctrl+C on that the terminal has sent as well: signals this close are one. */
const ONE_SIGNAL_MS = 500;
let firstSignalAt: number | undefined;

/** A terminal that is closed sends SIGHUP. The first signal asks to stop in good order; the next kills at once, which loses only steps since the last checkpoint. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    firstSignalAt ??= performance.now();
    if (!stopping.signal.aborted) return stopping.abort();
    if (performance.now() - firstSignalAt < ONE_SIGNAL_MS) return;
    // Not process.exit: that ends worker threads, and ending one inside an operator aborts with a core dump.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
let outputFailure: Error | undefined;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') outputFailure ??= error;
    stopping.abort(READER_GONE);
  });

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Of the package this file is built into: dist/cli.js. */
function version(): string {
  const text = fs.readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

void runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  version,
  stdout: process.stdout,
  stderr: process.stderr,
  styled: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  now: () => performance.now(),
  stop: stopping.signal,
  readStdin,
  engines: ENGINES,
}).then((code) => {
  if (outputFailure) process.stderr.write(`nlp-lab: the output cannot be written: ${outputFailure.message}\n`);
  process.exitCode = outputFailure ? 1 : code;
});
