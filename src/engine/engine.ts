// The engine behind a port: looks up each call's handler and keeps count of what runs, so that `shutdown` can stop it.
// Handlers are loaded by their first call; nothing heavy may be imported here.

import type { EngineContract } from '../protocol/engine';
import type { CallContext, Handlers, Port, Server } from '../protocol/rpc';
import { serve } from '../protocol/rpc';
import { LabError } from '../protocol/labError';
import type { VectorsCalls } from '../protocol/vectors';
import type { EngineCall } from './calls/context';
import { releaseKeptModels } from './calls/keptModels';
import { OpenedVectors } from './calls/vectors/openedVectors';

type CallName = keyof EngineContract['calls'];

export interface EngineOptions {
  /** Called once, after `shutdown` was answered: close the port so that the thread can end. */
  onShutdown(): void;
}

/** Serves the whole engine contract on `port` until it closes. */
export function startEngine(port: Port, { onShutdown }: EngineOptions): void {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();

  const run = async <K extends CallName>(
    load: () => Promise<EngineCall<K>>,
    request: EngineContract['calls'][K]['request'],
    { signal }: CallContext,
  ): Promise<EngineContract['calls'][K]['reply']> => {
    if (stopping.signal.aborted) throw new LabError('CLOSED', 'The engine is shutting down.');
    const context = { emit: server.emit, signal: AbortSignal.any([signal, stopping.signal]) };
    const work = load().then((call) => call(request, context));
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };

  const opened = new OpenedVectors();
  const onVectors =
    <K extends keyof VectorsCalls>(name: K) =>
    (request: EngineContract['calls'][K]['request'], context: CallContext) =>
      run<K>(
        async () => {
          const call = (await import('./calls/vectors/vectorsCalls')).vectorsCalls[name];
          return async (asked, given) => call(asked, { ...given, opened });
        },
        request,
        context,
      );

  const handlers: Handlers<EngineContract> = {
    train: (request, context) => run<'train'>(async () => (await import('./calls/train')).train, request, context),
    evaluate: (request, context) =>
      run<'evaluate'>(async () => (await import('./calls/evaluate')).evaluate, request, context),
    predict: (request, context) =>
      run<'predict'>(async () => (await import('./calls/predict')).predict, request, context),
    translate: (request, context) =>
      run<'translate'>(async () => (await import('./calls/translate')).translate, request, context),
    attention: (request, context) =>
      run<'attention'>(async () => (await import('./calls/attention')).attention, request, context),
    evaluateTranslation: (request, context) =>
      run<'evaluateTranslation'>(
        async () => (await import('./calls/evaluateTranslation')).evaluateTranslation,
        request,
        context,
      ),
    compareTranslations: (request, context) =>
      run<'compareTranslations'>(
        async () => (await import('./calls/compareTranslations')).compareTranslations,
        request,
        context,
      ),
    explain: (request, context) =>
      run<'explain'>(async () => (await import('./calls/explain')).explain, request, context),
    check: (request, context) => run<'check'>(async () => (await import('./calls/check')).check, request, context),
    tokenize: (request, context) =>
      run<'tokenize'>(async () => (await import('./calls/tokenize')).tokenize, request, context),
    trainTokenizer: (request, context) =>
      run<'trainTokenizer'>(async () => (await import('./calls/trainTokenizer')).trainTokenizer, request, context),
    columns: (request, context) =>
      run<'columns'>(async () => (await import('./calls/columns')).columns, request, context),
    runs: (request, context) => run<'runs'>(async () => (await import('./calls/runs')).runs, request, context),
    history: (request, context) =>
      run<'history'>(async () => (await import('./calls/history')).history, request, context),
    corpusStatistics: (request, context) =>
      run<'corpusStatistics'>(
        async () => (await import('./calls/corpusStatistics')).corpusStatistics,
        request,
        context,
      ),
    clean: (request, context) => run<'clean'>(async () => (await import('./calls/clean')).clean, request, context),
    openVectors: onVectors('openVectors'),
    closeVectors: onVectors('closeVectors'),
    completeWord: onVectors('completeWord'),
    listWords: onVectors('listWords'),
    wordVectors: onVectors('wordVectors'),
    neighbors: onVectors('neighbors'),
    analogy: onVectors('analogy'),
    arithmetic: onVectors('arithmetic'),
    oddOneOut: onVectors('oddOneOut'),
    similarity: onVectors('similarity'),
    evaluateVectors: onVectors('evaluateVectors'),
    cooccurrence: onVectors('cooccurrence'),
    concordance: onVectors('concordance'),
    project: onVectors('project'),
    clusterVectors: onVectors('clusterVectors'),
    compareVectors: onVectors('compareVectors'),
    columnValues: onVectors('columnValues'),
    exportVectors: onVectors('exportVectors'),
    async shutdown() {
      stopping.abort();
      await Promise.allSettled([...running]);
      await releaseKeptModels();
      setImmediate(onShutdown); // after the reply has been posted
      return {};
    },
  };
  const server: Server<EngineContract> = serve<EngineContract>(port, handlers);
}
