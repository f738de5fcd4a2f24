// The engine behind a port: looks up each call's handler and keeps count of what runs, so that `shutdown` can stop it.
// Handlers are loaded by their first call; nothing heavy may be imported here.

import type { EngineContract } from '../protocol/engine';
import { LabError } from '../protocol/labError';
import { type CallContext, type Handlers, type Port, type ProgressOf, serve } from '../protocol/rpc';
import type { VectorsCalls } from '../protocol/vectorsCalls';
import type { EngineContext } from './calls/context';
import { releaseKeptModels } from './calls/keptModels';
import { OpenedVectors } from './calls/vectors/openedVectors';

export interface EngineOptions {
  /** Called once, after `shutdown` was answered: close the port so that the thread can end. */
  onShutdown(): void;
}

type Call<Request, Reply, Progress> = (request: Request, context: EngineContext<Progress>) => Promise<Reply>;

/** Serves the whole engine contract on `port` until it closes. */
export function startEngine(port: Port, { onShutdown }: EngineOptions): void {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();

  const lazily =
    <Request, Reply, Progress>(load: () => Promise<Call<Request, Reply, Progress>>) =>
    async (request: Request, context: CallContext<Progress>): Promise<Reply> => {
      if (stopping.signal.aborted) throw new LabError('CLOSED', 'The engine is shutting down.');
      const signal = AbortSignal.any([context.signal, stopping.signal]);
      const log = (event: EngineContract['events']['log']): void => server.emit('log', event);
      const work = load().then((call) => call(request, { ...context, signal, log }));
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    };

  const opened = new OpenedVectors();
  const onVectors = <K extends keyof VectorsCalls>(name: K) =>
    lazily<EngineContract['calls'][K]['request'], EngineContract['calls'][K]['reply'], ProgressOf<EngineContract, K>>(
      async () => {
        const call = (await import('./calls/vectors/vectorsCalls')).vectorsCalls[name];
        return async (request, context) => call(request, { ...context, opened });
      },
    );

  const handlers: Handlers<EngineContract> = {
    train: lazily(async () => (await import('./calls/train')).train),
    beginSweep: lazily(async () => (await import('./calls/sweeps')).beginSweep),
    trial: lazily(async () => (await import('./calls/sweeps')).trial),
    sweep: lazily(async () => (await import('./calls/sweeps')).sweep),
    sweeps: lazily(async () => (await import('./calls/sweeps')).sweeps),
    queue: lazily(async () => (await import('./calls/queue')).queue),
    addToQueue: lazily(async () => (await import('./calls/queue')).addToQueue),
    changeQueue: lazily(async () => (await import('./calls/queue')).changeQueue),
    trainQueued: lazily(async () => (await import('./calls/queue')).trainQueued),
    ask: lazily(async () => (await import('./calls/ask')).ask),
    hold: lazily(async () => (await import('./calls/hold')).hold),
    embed: lazily(async () => (await import('./calls/embed')).embed),
    trace: lazily(async () => (await import('./calls/trace')).trace),
    attend: lazily(async () => (await import('./calls/attend')).attend),
    continue: lazily(async () => (await import('./calls/continue')).continueCall),
    score: lazily(async () => (await import('./calls/score')).score),
    surprisal: lazily(async () => (await import('./calls/surprisal')).surprisal),
    oddLines: lazily(async () => (await import('./calls/oddLines')).oddLines),
    judge: lazily(async () => (await import('./calls/judge')).judge),
    judgeTags: lazily(async () => (await import('./calls/judgeTags')).judgeTags),
    compare: lazily(async () => (await import('./calls/compare')).compare),
    report: lazily(async () => (await import('./calls/report')).report),
    examplesOverview: lazily(async () => (await import('./calls/examples/examplesOverview')).examplesOverview),
    examplesPage: lazily(async () => (await import('./calls/examples/examplesPage')).examplesPage),
    example: lazily(async () => (await import('./calls/examples/examplesPage')).example),
    nearestExamples: lazily(async () => (await import('./calls/examples/nearestExamples')).nearestExamples),
    saveExamples: lazily(async () => (await import('./calls/examples/saveExamples')).saveExamples),
    explain: lazily(async () => (await import('./calls/explain')).explain),
    attribute: lazily(async () => (await import('./calls/attribute')).attribute),
    exportModel: lazily(async () => (await import('./calls/exportModel')).exportModel),
    exportFolder: lazily(async () => (await import('./calls/exportFolder')).exportFolder),
    exportPython: lazily(async () => (await import('./calls/exportPython')).exportPython),
    exportCurves: lazily(async () => (await import('./calls/exportCurves')).exportCurves),
    exportRuns: lazily(async () => (await import('./calls/exportRuns')).exportRuns),
    exportTraining: lazily(async () => (await import('./calls/exportTraining')).exportTraining),
    importMetrics: lazily(async () => (await import('./calls/importMetrics')).importMetrics),
    importRuns: lazily(async () => (await import('./calls/importRuns')).importRuns),
    holdsSpans: lazily(async () => (await import('./calls/labelling/labellingTexts')).holdsSpans),
    labellingTexts: lazily(async () => (await import('./calls/labelling/labellingTexts')).labellingTexts),
    readLabels: lazily(async () => (await import('./calls/labelling/labelFile')).readLabels),
    changeLabels: lazily(async () => (await import('./calls/labelling/labelFile')).changeLabels),
    uncertainty: lazily(async () => (await import('./calls/labelling/uncertainty')).uncertainty),
    compareLabels: lazily(async () => (await import('./calls/labelling/compareLabels')).compareLabels),
    lesson: lazily(async () => (await import('./calls/lesson')).lesson),
    check: lazily(async () => (await import('./calls/check')).check),
    proposals: lazily(async () => (await import('./calls/writing/proposals')).proposals),
    fixes: lazily(async () => (await import('./calls/writing/fixes')).fixes),
    derivedFigures: lazily(async () => (await import('./calls/writing/derivedFigures')).derivedFigures),
    tokenize: lazily(async () => (await import('./calls/tokenize')).tokenize),
    trainTokenizer: lazily(async () => (await import('./calls/trainTokenizer')).trainTokenizer),
    describeTokenizer: lazily(async () => (await import('./calls/describeTokenizer')).describeTokenizer),
    describeTensors: lazily(async () => (await import('./calls/tensors')).describeTensors),
    describeOnnx: lazily(async () => (await import('./calls/describeOnnx')).describeOnnx),
    measureTensor: lazily(async () => (await import('./calls/tensors')).measureTensor),
    tensorPart: lazily(async () => (await import('./calls/tensors')).tensorPart),
    doctor: lazily(async () => (await import('./calls/doctor')).doctor),
    columns: lazily(async () => (await import('./calls/columns')).columns),
    runs: lazily(async () => (await import('./calls/runs')).runs),
    runRows: lazily(async () => (await import('./calls/runRows')).runRows),
    changeAbout: lazily(async () => (await import('./calls/runs')).changeAbout),
    cleanableRuns: lazily(async () => (await import('./calls/cleanRuns')).cleanableRuns),
    cleanRuns: lazily(async () => (await import('./calls/cleanRuns')).cleanRuns),
    cleanings: lazily(async () => (await import('./calls/cleanRuns')).cleanings),
    restoreCleaning: lazily(async () => (await import('./calls/cleanRuns')).restoreCleaning),
    forgetCleanings: lazily(async () => (await import('./calls/cleanRuns')).forgetCleanings),
    again: lazily(async () => (await import('./calls/again')).again),
    sameness: lazily(async () => (await import('./calls/again')).sameness),
    loggedFigures: lazily(async () => (await import('./calls/loggedCurves')).loggedFigures),
    loggedCurves: lazily(async () => (await import('./calls/loggedCurves')).loggedCurves),
    figuresAt: lazily(async () => (await import('./calls/loggedCurves')).figuresAt),
    runDetails: lazily(async () => (await import('./calls/runDetails')).runDetails),
    history: lazily(async () => (await import('./calls/history')).history),
    watched: lazily(async () => (await import('./calls/watched')).watched),
    lookInside: lazily(async () => (await import('./calls/watched')).lookInside),
    oneBatch: lazily(async () => (await import('./calls/oneBatch')).oneBatch),
    batchScript: lazily(async () => (await import('./calls/oneBatch')).batchScript),
    estimate: lazily(async () => (await import('./calls/estimate')).estimate),
    rateRange: lazily(async () => (await import('./calls/rateRange')).rateRange),
    lossSurface: lazily(async () => (await import('./calls/lossSurface')).lossSurface),
    setKey: lazily(async () => (await import('./calls/setKey')).setKey),
    corpusStatistics: lazily(async () => (await import('./calls/corpusStatistics')).corpusStatistics),
    clean: lazily(async () => (await import('./calls/clean')).clean),
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
    judgeMap: onVectors('judgeMap'),
    clusterVectors: onVectors('clusterVectors'),
    compareVectors: onVectors('compareVectors'),
    columnValues: onVectors('columnValues'),
    labelValues: onVectors('labelValues'),
    exportVectors: onVectors('exportVectors'),
    checkGradients: lazily(async () => (await import('./calls/checkGradients')).checkGradients),
    allowPersonCode: lazily(async () => (await import('./calls/allowPersonCode')).allowPersonCode),
    async shutdown() {
      stopping.abort();
      await Promise.allSettled([...running]);
      await releaseKeptModels();
      setImmediate(onShutdown); // after the reply has been posted
      return {};
    },
  };
  const server = serve<EngineContract>(port, handlers);
}
