// The command line with the whole engine in the process of the tests: what they answer, without a process and a thread to start
// for each question. That the built programs answer so too, some questions of each kind show by `cliProcess.ts`.

import { runCommandLine } from '../../src/cli/commandLine';
import { startEngine } from '../../src/engine/engine';
import { connectEngine, type StartEngine } from '../../src/protocol/engineThread';
import { portPair } from '../host/memoryPort';
import { type CliEnd, linesOf } from './cliProcess';

const engineHere: StartEngine = (listeners) => {
  const { left, right, close } = portPair();
  startEngine(right, { onShutdown: () => close('The engine has ended.') });
  return connectEngine(left, listeners);
};

export async function runCliHere(args: readonly string[], cwd: string): Promise<CliEnd> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    cwd,
    version: () => 'none',
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    styled: false,
    now: () => performance.now(),
    stop: new AbortController().signal,
    readStdin: () => Promise.resolve(Buffer.alloc(0)),
    engines: { thread: engineHere, process: engineHere },
  });
  return { code, signal: null, out, err, ...linesOf(out) };
}
