// A service from its start, with all runs open, to its end in good order.

import type { AddressInfo } from 'node:net';
import { LabError } from '../protocol/labError';
import { Engines } from './answering/engines';
import { unavailable } from './answering/refusals';
import { ServedRuns } from './answering/servedRuns';
import { Streams } from './answering/streams';
import { TextQueue } from './answering/textQueue';
import { createApp } from './createApp';
import { openApi } from './openApi';
import { addPage } from './page/addPage';
import { addCompletions } from './routes/completions';
import { addEmbeddings } from './routes/embeddings';
import { addModels } from './routes/models';
import { addOpenInference } from './routes/openInference';
import { addPredict } from './routes/predict';
import type { Service } from './routes/service';
import { ServiceMetrics } from './serviceMetrics';
import { requireKeyBeyondLoopback, type ServiceOptions, USUAL_LIMITS } from './serviceOptions';

export interface RunningService {
  /** `http://127.0.0.1:8000` */
  address: string;
  port: number;
  /** As requests name them. */
  runs: readonly string[];
  /** Answers what has been asked, takes nothing new, and ends the engines. */
  stop(): Promise<void>;
  /** Looks now whether runs have changed. */
  reload(): Promise<void>;
}

type Level = 'info' | 'warn' | 'error';

/**
 * Settles once the first request would be answered. Fails with `INVALID_ARGUMENT` where strangers could ask, with `BUSY` for a port in
 * use, and as opening a run does.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  requireKeyBeyondLoopback(options);
  const { host, port, startEngine, version, checkpoint } = options;
  const limits = { ...USUAL_LIMITS, ...options.limits };
  const metrics = new ServiceMetrics();
  const stopping = unavailable('The service is stopping.', 5);
  const starting = unavailable('The service is starting.', 1);
  let [isStarting, isStopping] = [true, false];

  const app = createApp({
    ...options,
    limits,
    metrics,
    refused: () => (isStopping ? stopping : isStarting ? starting : undefined),
  });
  const log = (level: Level, message: string): void => app.log[level](message);
  const runs = new ServedRuns({ runs: options.runs, checkpoint, log });
  const engines = new Engines({
    ...{ start: startEngine, count: limits.workers, log },
    prepare: (client) => runs.openIn(client),
    onFree: () => queue.next(),
  });
  const { batch, queue: size, timeoutMs, streams: most } = limits;
  const queue = new TextQueue({
    ...{ batch, size, timeoutMs },
    idle: () => engines.idle,
    onBatch: (texts) => metrics.batches.observe(texts),
  });
  const streams = new Streams({ engines, most, waiting: most * 4, timeoutMs });
  const service: Service = { runs, engines, queue, metrics, limits, version, isStopping: () => isStopping };
  addPredict(app, service);
  addOpenInference(app, service);
  addCompletions(app, service, streams);
  addEmbeddings(app, service);
  addModels(app, service, streams);
  addPage(app);
  app.get('/openapi.json', () => openApi(version, options.apiKey !== undefined));

  let reloading: Promise<void> | undefined;
  const reload = (): Promise<void> =>
    (reloading ??= runs.renew(engines.ready.map(({ client }) => client)).finally(() => (reloading = undefined)));
  const timer = setInterval(() => void reload(), limits.reloadMs);
  timer.unref();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    isStopping = true;
    clearInterval(timer);
    const late = setTimeout(() => {
      queue.close(stopping);
      streams.stop(stopping);
      app.server.closeAllConnections();
    }, limits.graceMs);
    await app.close();
    clearTimeout(late);
    queue.close(stopping);
    streams.stop(stopping);
    await engines.end();
    metrics.close();
  };

  try {
    await Promise.all([engines.start(), listen()]);
  } catch (error) {
    await stop();
    throw error;
  }
  isStarting = false;
  const { port: bound } = app.server.address() as AddressInfo;
  const named = host.includes(':') ? `[${host}]` : host;
  const address = `http://${named}:${bound}`;
  log('info', `Serving ${runs.all.map(({ name }) => name).join(', ')} at ${address}`);
  return { address, port: bound, runs: runs.all.map(({ name }) => name), reload, stop: () => (stopped ??= stop()) };

  /** Before the runs are open: a port in use is told at once. Requests that come so early are asked to come again. */
  async function listen(): Promise<void> {
    try {
      await app.listen({ host, port, listenTextResolver: (address) => `Listening at ${address}` });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE')
        throw new LabError(
          'BUSY',
          `Port ${port} of ${host} is in use. Choose another with --port; --port 0 takes any that is free.`,
        );
      if (code === 'EACCES')
        throw new LabError(
          'INVALID_ARGUMENT',
          `Port ${port} may not be used by this account. Choose one above 1023 with --port.`,
        );
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
        throw new LabError(
          'INVALID_ARGUMENT',
          `"${host}" is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`,
        );
      throw error;
    }
  }
}
