// Starts the process of the service, with its item in the status bar and its log; all of it ends with the process.
import { fork } from 'node:child_process';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { FORK_OPTIONS } from '../../protocol/processPort';
import { type ServeReply, type ServeRequest, STOP } from '../../protocol/serving';
import { tellContext } from '../editor/contextKeys';
import type { Lifetime } from '../editor/lifetime';
import { Log } from '../editor/shown/log';
import { StatusItem } from '../editor/shown/items';

export interface ServedRuns {
  folders: readonly string[];
  port: number;
}

export interface ServedNow {
  address: string;
  /** As requests name them. */
  runs: readonly string[];
  folders: readonly string[];
  log: Log;
  stop(): void;
  /** Settles when the process has ended. */
  ended: Promise<void>;
}

const HOST = '127.0.0.1';
const SERVING = 'nlpLab.serving';

/** Fails as the service's start: with `BUSY` for a port in use, and as opening a run. */
export async function startProcess(
  programs: string,
  { folders, port }: ServedRuns,
  life: Lifetime,
): Promise<ServedNow> {
  const own = life.child();
  const log = own.add(new Log(vscode.l10n.t('NLP Lab Service')));
  // An extension host of Electron runs as Node where it is told to. Threads of glibc share one heap, which takes less memory.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', MALLOC_ARENA_MAX: '1' };
  const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
  const child = fork(path.join(programs, 'service.js'), { ...FORK_OPTIONS, env, stdio: [...stdio] });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.info(text.trimEnd()));
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  own.add({ dispose: () => child.connected && child.disconnect() });
  void ended.then(() => {
    own.dispose();
    void tellContext(SERVING, false);
  });
  const version = process.env.NLP_LAB_VERSION ?? '';
  child.send({ runs: folders.map((folder) => ({ folder })), host: HOST, port, version } satisfies ServeRequest);
  const reply = await new Promise<ServeReply>((resolve, reject) => {
    child.once('message', (message) => resolve(message as ServeReply));
    void ended.then(() => reject(new LabError('CLOSED', vscode.l10n.t('The service has ended unexpectedly.'))));
  });
  if (reply.kind === 'failed') {
    child.disconnect();
    throw LabError.fromData(reply.error);
  }
  const { address, runs } = reply;
  showStatus(own.add(new StatusItem(SERVING, vscode.l10n.t('NLP Lab Service'), 9)), reply);
  void tellContext(SERVING, true);
  return { address, runs, folders, log, ended, stop: () => void (child.connected && child.send(STOP)) };
}

function showStatus(item: StatusItem, { address, runs }: { address: string; runs: readonly string[] }): void {
  const title = vscode.l10n.t('Served at {0}', address);
  const text = address.replace('http://', '');
  item.show([{ icon: 'broadcast', text }], [title, ...runs].join('\n'), {
    command: 'nlpLab.showServiceActions',
    title,
  });
}
