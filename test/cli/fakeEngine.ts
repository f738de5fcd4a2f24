// An engine in memory for the command line's tests: answers from given handlers, records requests, clones every message.

import type { EngineContract } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import type { RunRecord, RunSummary } from '../../src/protocol/run';
import { type CallContext, type Handlers, type Port, type ProgressOf, serve } from '../../src/protocol/rpc';
import type { EngineContext } from '../../src/engine/calls/context';
import { runCommandLine } from '../../src/cli/commandLine';
import { connectEngine, type StartEngine } from '../../src/protocol/engineThread';

export type FakeHandlers = Partial<{
  [K in keyof EngineContract['calls']]: (
    request: EngineContract['calls'][K]['request'],
    engine: EngineContext<ProgressOf<EngineContract, K>> & { die(): void },
  ) => Promise<EngineContract['calls'][K]['reply']> | EngineContract['calls'][K]['reply'];
}>;

export interface Outcome {
  code: number;
  out: string;
  err: string;
  /** Standard output as JSON Lines. */
  records(): Record<string, unknown>[];
  /** Calls in order. */
  calls: { name: string; request: unknown }[];
  /** Engines started and ended. */
  started: number;
  ended: number;
}

export interface Settings {
  cwd?: string;
  stop?: AbortSignal;
  stdin?: string;
  terminal?: boolean;
}

export async function run(args: string[], handlers: FakeHandlers = {}, settings: Settings = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  let clock = 0;
  const calls: Outcome['calls'] = [];
  const engines = { started: 0, ended: 0 };
  const startEngine: StartEngine = (listeners) => {
    engines.started++;
    const { client, server, close } = portPair();
    const all = Object.fromEntries(
      [
        'train',
        'check',
        'estimate',
        'lesson',
        'beginSweep',
        'trial',
        'sweep',
        'sweeps',
        'queue',
        'addToQueue',
        'changeQueue',
        'trainQueued',
        'ask',
        'hold',
        'embed',
        'attend',
        'continue',
        'score',
        'oddLines',
        'judge',
        'judgeTags',
        'compare',
        'compareLabels',
        'report',
        'examplesOverview',
        'examplesPage',
        'nearestExamples',
        'saveExamples',
        'explain',
        'attribute',
        'tokenize',
        'trainTokenizer',
        'columns',
        'runs',
        'runRows',
        'changeAbout',
        'cleanableRuns',
        'cleanRuns',
        'cleanings',
        'restoreCleaning',
        'forgetCleanings',
        'history',
        'again',
        'sameness',
        'corpusStatistics',
        'clean',
        'openVectors',
        'neighbors',
        'analogy',
        'similarity',
        'oddOneOut',
        'cooccurrence',
        'evaluateVectors',
        'exportVectors',
        'exportModel',
        'exportFolder',
        'exportPython',
        'exportCurves',
        'doctor',
        'exportTraining',
        'exportRuns',
        'importRuns',
        'importMetrics',
        'shutdown',
      ].map((name) => [
        name,
        (request: unknown, context: CallContext<unknown>) => {
          if (name === 'shutdown') {
            engines.ended++;
            setImmediate(() => close('The engine has ended.'));
            return {};
          }
          calls.push({ name, request });
          const handler = handlers[name as keyof FakeHandlers] as
            ((request: unknown, engine: unknown) => unknown) | undefined;
          if (!handler) throw new LabError('INTERNAL', `no ${name} in this test`);
          return handler(request, {
            ...context,
            log: (event: EngineContract['events']['log']) => engine.emit('log', event),
            die: () => close('The engine failed: out of memory'),
          });
        },
      ]),
    );
    const engine = serve<EngineContract>(server, all as unknown as Handlers<EngineContract>);
    return connectEngine(client, listeners);
  };
  const code = await runCommandLine(args, {
    cwd: settings.cwd ?? '/nowhere',
    version: () => '1.2.3',
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text), isTTY: settings.terminal, columns: 80 },
    styled: false,
    now: () => (clock += 1000),
    stop: settings.stop ?? new AbortController().signal,
    readStdin: () => Promise.resolve(Buffer.from(settings.stdin ?? '')),
    engines: { thread: startEngine, process: startEngine },
  });
  const records = (): Record<string, unknown>[] =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, out, err, records, calls, ...engines };
}

function portPair(): { client: Port; server: Port; close(reason: string): void } {
  const ends = [0, 1].map(() => ({
    receive: (() => undefined) as (message: unknown) => void,
    closed: (() => undefined) as (reason: string) => void,
  }));
  let open = true;
  const port = (self: number): Port => ({
    post(message, transfer = []) {
      const copy: unknown = structuredClone(message, { transfer: [...transfer] });
      queueMicrotask(() => open && ends[1 - self].receive(copy));
    },
    onMessage: (listener) => void (ends[self].receive = listener),
    onClose: (listener) => void (ends[self].closed = listener),
  });
  const close = (reason: string): void => {
    if (!open) return;
    open = false;
    for (const end of ends) end.closed(reason);
  };
  return { client: port(0), server: port(1), close };
}

export function record(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 1,
    id: '2026-01-02-reviews-ab12',
    name: 'reviews',
    task: 'classification',
    abilities: ['label'],
    modelType: 'lstm',
    status: 'running',
    createdAt: '2026-01-02T03:04:05Z',
    seconds: 0,
    seed: 1,
    parameters: 12345,
    device: 'cpu',
    threads: 2,
    epochs: 2,
    epoch: 0,
    step: 0,
    metrics: {},
    hashes: {},
    versions: {},
    labels: ['negative', 'positive'],
    notices: [],
    baseFolder: '/data',
    ...changes,
  };
}

export function summary(id: string, changes: Partial<RunSummary> = {}): RunSummary {
  return {
    folder: `/runs/${id}`,
    record: record({ id, status: 'completed' }),
    resumable: false,
    checkpoints: [],
    ...changes,
  };
}
