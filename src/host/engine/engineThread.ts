// Starts the engines of the extension: in worker threads of the extension host, or each in a process of its own.
import { fork } from 'node:child_process';
import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { connectEngine, type EngineThread, type StartEngine } from '../../protocol/engineThread';
import { FORK_OPTIONS, type Isolation, portOfProcess } from '../../protocol/processPort';
import { portOfWorker, type EngineSurroundings } from '../../protocol/workerPort';

export interface EngineStarterOptions {
  /** The folder of the programs: the worker's, and that of the process around it. */
  programs: string;
  /** Asked at each start. */
  isolation(): Isolation;
  /** Asked at each start: whether code of the folder must not run. Such engines are threads. */
  isRestricted?(): boolean;
  /** How long a process may not heed that it is to stop; left out, as long as a step may take. */
  patienceMs?: number;
}

/** Makes a starter; nothing is loaded before the first start. */
export function engineStarter({ programs, isolation, isRestricted, patienceMs }: EngineStarterOptions): StartEngine {
  const workerFile = path.join(programs, 'worker.js');
  const inThread: StartEngine = (listeners) => {
    const workerData: EngineSurroundings = { isRestricted: isRestricted?.() };
    const worker = new Worker(workerFile, { name: 'nlp-lab', workerData });
    return leftOnlyByKill(connectEngine(portOfWorker(worker), listeners));
  };
  const inProcess: StartEngine = (listeners) => {
    // An extension host of Electron runs as Node where it is told to.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const file = path.join(programs, 'engineProcess.js');
    const child = fork(file, [workerFile], { ...FORK_OPTIONS, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      listeners.log?.({ level: 'warning', message: text.trimEnd() });
    });
    return connectEngine(portOfProcess(child), listeners, patienceMs);
  };
  return (listeners) => (isolation() === 'process' ? inProcess : inThread)(listeners);
}

const living = new Set<EngineThread>();

/**
 * A host that exits ends its threads, and ending one inside an operator aborts with a core dump. Where one has still not left its
 * step at that moment, after all the time that the editor gives, the host is killed instead: nothing else of it is left to do.
 */
function leftOnlyByKill(thread: EngineThread): EngineThread {
  if (living.size === 0) process.on('exit', killWhereOneLives);
  living.add(thread);
  void thread.gone.then(() => {
    living.delete(thread);
    if (living.size === 0) process.removeListener('exit', killWhereOneLives);
  });
  return thread;
}

const killWhereOneLives = (): void => void process.kill(process.pid, 'SIGKILL');
