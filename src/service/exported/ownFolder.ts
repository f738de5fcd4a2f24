// The service of an exported folder, started by Node alone: its run lies beside it in one file, and is unpacked for as long as it is
// served.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { sweepLeftBehind, temporaryEnding } from '../../engine/store/temporaryNames';
import { LabError } from '../../protocol/labError';
import { saveMemory } from '../saveMemory';
import { isLoopback, USUAL_PORT } from '../serviceOptions';
import { startService } from '../startService';
import { workerBeside } from '../workerBeside';
import { filesOfTar, RUN_FILE } from './tar';

const USAGE = `Usage: node service.js [--port ${USUAL_PORT}] [--host 127.0.0.1]; beyond this machine with the environment variable NLP_LAB_API_KEY.`;

/** Far more often than a folder of a process that cannot be looked for is taken to be left behind. */
const TOUCH_MS = 600_000;

export async function serveFolder(given: readonly string[]): Promise<void> {
  const unpacked = ownTemporaryFolder();
  process.on('exit', () => nodeFiles.remove(unpacked));
  try {
    const { port, host } = asked(given);
    const apiKey = process.env.NLP_LAB_API_KEY || undefined;
    if (apiKey === undefined && !isLoopback(host))
      throw new LabError(
        'INVALID_ARGUMENT',
        `On ${host} other machines could ask the run. Set the environment variable NLP_LAB_API_KEY, or leave out --host.`,
      );
    const file = path.join(__dirname, RUN_FILE);
    for (const [name, bytes] of filesOfTar(fs.readFileSync(file), file)) {
      const target = path.join(unpacked, name);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, bytes);
    }
    saveMemory();
    const service = await startService({
      ...{ runs: [{ folder: unpacked }], startEngine: workerBeside, host, port },
      version: process.env.NLP_LAB_VERSION ?? '',
      apiKey,
      log: process.stderr,
    });
    process.stdout.write(`Serving ${service.runs.join(', ')} at ${service.address}\n`);
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) endNow(unpacked);
      isStopping = true;
      void service.stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  } catch (error) {
    process.stderr.write(`${LabError.toData(error).message}\n`);
    process.exitCode = 1;
  }
}

/** Its name says whose it is: what services that were killed have left is removed first. */
function ownTemporaryFolder(): string {
  const folder = path.join(os.tmpdir(), `nlp-lab.service${temporaryEnding(nodeFiles)}`);
  sweepLeftBehind(nodeFiles, os.tmpdir());
  fs.mkdirSync(folder, { mode: 0o700 });
  setInterval(() => nodeFiles.touch(folder, Date.now()), TOUCH_MS).unref();
  return folder;
}

/** Not with `process.exit`: that ends threads, and ending one inside an operator aborts with a core dump. */
function endNow(unpacked: string): void {
  nodeFiles.remove(unpacked);
  process.kill(process.pid, 'SIGKILL');
}

/** Fails with `INVALID_ARGUMENT`. */
function asked(given: readonly string[]): { port: number; host: string } {
  try {
    const options = {
      port: { type: 'string', default: String(USUAL_PORT) },
      host: { type: 'string', default: '127.0.0.1' },
    } as const;
    const { values } = parseArgs({ args: [...given], options });
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 0 && port < 65_536) return { port, host: values.host };
  } catch {
    // said below
  }
  throw new LabError('INVALID_ARGUMENT', USAGE);
}
