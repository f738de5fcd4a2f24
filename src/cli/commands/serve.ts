// nlp-lab serve: runs asked over HTTP, until Ctrl+C.

import { USUAL_PORT, type RunToServe, type ServiceLimits } from '../../service/serviceOptions';
import type { ParsedArguments } from '../arguments';
import type { EngineThread } from '../../protocol/engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { saveMemory } from '../../service/saveMemory';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { startEarly } from '../shared/earlyEngine';

const LOG_LEVELS = ['info', 'warn', 'error'] as const;
const MOST_PORT = 65_535;

export const serve: Command = {
  name: 'serve',
  usage: ['<run>... [--port 8000]', '<run>... --host 0.0.0.0 --api-key <key>'],
  positionals: ['<run>'],
  isRepeated: true,
  options: {
    port: { value: '<n>', help: 'the port (default 8000; 0 takes any that is free)' },
    host: { value: '<address>', help: 'the address (default 127.0.0.1: this machine alone can ask)' },
    'api-key': { value: '<key>', help: 'requests need this key (default: NLP_LAB_API_KEY); must be given with --host' },
    'allow-origin': { value: '<origin>', multiple: true, help: 'pages of this origin may ask, as https://example.org' },
    'allow-host': {
      value: '<name>',
      multiple: true,
      help: 'another name that the service is asked by, as behind a proxy',
    },
    workers: { value: '<n>', help: 'engines, each a thread that has all runs (default 1)' },
    batch: { value: '<n>', help: 'texts answered at once (default 32)' },
    queue: { value: '<n>', help: 'texts that may wait; more are refused with 503 (default 1024)' },
    timeout: { value: '<seconds>', help: 'how long a request may take (default 30)' },
    log: {
      value: '<level>',
      help: `lines of JSON on standard error: ${LOG_LEVELS.join(', ')} (default warn; info has every request)`,
    },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    '<run> may also be <name>=<run>: how requests name it. Else it is named as its experiment is.',
    'POST /predict {"run":...,"texts":[...]} answers as predict --json prints. GET / is a page to try it, /openapi.json describes all:',
    'the Open Inference Protocol (/v2), /v1/completions and /v1/embeddings as OpenAI has them, /metrics for Prometheus.',
    'A run that is trained on is opened anew without a gap. Ctrl+C answers what has been asked and ends; a second one ends at once.',
    'With --json: one line once it serves, {"address":...,"port":...,"runs":[...]}.',
  ],

  async run(given, report, surroundings) {
    const { cwd, stop, version, startEngine } = surroundings;
    const port = given.count('port', 0) ?? USUAL_PORT;
    if (port > MOST_PORT) throw invalidArgument(`--port must be at most ${MOST_PORT}, not ${port}.`);
    const runsFolder = runsFolderOf(given, cwd);
    const runs: RunToServe[] = [];
    for (const positional of given.positionals) {
      const [, name, run] = /^([\w.-]+)=(.+)$/.exec(positional) ?? [undefined, undefined, positional];
      const folder = await withListed(surroundings, report, (client) =>
        findRunFolder(run, { client, cwd, runsFolder }),
      );
      if (runs.every((other) => other.folder !== folder)) runs.push({ folder, name });
    }
    const twice = runs.find(({ name }, at) => name !== undefined && runs.findIndex((run) => run.name === name) < at);
    if (twice) throw invalidArgument(`Two runs are named "${twice.name}".`);
    const options = {
      ...{ runs, checkpoint: checkpointOf(given), version: version(), port },
      host: given.text('host') ?? '127.0.0.1',
      apiKey: given.text('api-key') ?? (process.env.NLP_LAB_API_KEY || undefined),
      allowOrigins: given.texts('allow-origin'),
      allowHosts: given.texts('allow-host'),
      limits: limitsOf(given),
      log: { write: (line: string) => report.note(line.trimEnd()) },
      logLevel: logLevelOf(given.text('log')),
    };
    saveMemory();
    const early = startEarly(startEngine, runs[0].folder, options.checkpoint);
    const { startService } = await import('../../service/service');
    const service = await startService({ ...options, startEngine: early.start }).finally(() => early.end());
    report.record({ address: service.address, port: service.port, runs: service.runs });
    if (!report.json) report.line(`Serving ${service.runs.join(', ')} at ${service.address} (Ctrl+C to stop)`);
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
    report.note('Stopping: what has been asked is answered.');
    await service.stop();
    return 0;
  },
};

/** With a client whose engine is started by its first call: a run that is named by its folder needs none. */
async function withListed<T>(
  surroundings: Surroundings,
  report: Report,
  body: (client: EngineThread['client']) => Promise<T>,
): Promise<T> {
  let engine: EngineThread | undefined;
  try {
    return await body({
      call: (...call) => (engine ??= openEngine(surroundings, report)).client.call(...call),
      close: (reason) => engine?.client.close(reason),
    });
  } finally {
    await engine?.end();
  }
}

function limitsOf(given: ParsedArguments): Partial<ServiceLimits> {
  const seconds = given.count('timeout', 1);
  const limits = {
    ...{ workers: given.count('workers', 1), batch: given.count('batch', 1), queue: given.count('queue', 2) },
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function logLevelOf(named = 'warn'): (typeof LOG_LEVELS)[number] {
  const found = LOG_LEVELS.find((level) => level === named);
  if (!found) throw invalidArgument(`--log must be ${LOG_LEVELS.join(', ')}, not "${named}".`);
  return found;
}
