// Builds the parts of the extension and connects them. Nothing of the engine is loaded before it is needed.
import * as vscode from 'vscode';
import { offerTools } from './agents/offerTools';
import type { Contributed } from './beginning/beginWith';
import { followSteps } from './beginning/doneSteps';
import { DroppedFiles } from './beginning/droppedFiles';
import { welcomeToSamples } from './beginning/welcomeToSamples';
import { registerCommands } from './commands/register';
import type { Lifetime } from './editor/lifetime';
import { showCorporaView } from './corpus/corporaView';
import { Messages } from './editor/messages';
import { offerHover } from './editor/offerHover';
import { isolation, sharedDefaults, trainingsAtOnce } from './editor/settings';
import { DRAWN_TEXTS } from './editor/textInFront';
import { isRestricted, untilTrusted } from './editor/trust';
import { offerNeighbors } from './embeddings/offerNeighbors';
import { VectorsEngine } from './embeddings/vectorsEngine';
import { givingUp } from './engine/crashLoop';
import { engineStarter } from './engine/engineThread';
import { SharedEngine } from './engine/sharedEngine';
import { TrainingQueue } from './engine/trainingQueue';
import { Trainings } from './engine/trainings';
import { onceOpen } from './experiments/onceOpen';
import { showTrainingsInStatusBar } from './experiments/statusBar';
import { TRAINED_SWEEPS } from './experiments/trainedSweeps';
import type { Sweeps } from './experiments/sweeps';
import { stopTraining, Trainer } from './experiments/trainer';
import { showLessonsView } from './lessons/lessonsView';
import { offerLessons } from './lessons/offerLessons';
import { loadCommands, type NeedsOfViews, startViews, type Views } from './registry';
import { Arranging } from './runs/arranging';
import type { DeletedRuns } from './runs/deletedRuns';
import { ExpandedNodes } from './runs/expandedNodes';
import { followQueue, foldersWithQueue } from './runs/followQueue';
import { followRuns, followRunWords } from './runs/followRuns';
import { followTrash } from './runs/followTrash';
import { requireRun } from './runs/pickRun';
import { QueueDragging } from './runs/queueDragging';
import { runId } from './runs/runEntry';
import { Runs } from './runs/runs';
import { RunsTree } from './runs/runsTree';
import { showRunsView } from './runs/runsView';
import { together } from './runs/treeDragging';
import { Serving } from './serving/serving';
import { ExplainedEditors } from './shares/explainedEditors';
import { CAN_EXPLAIN, explains } from './shares/explainers';
import { showSharesLegend } from './shares/sharesLegend';
import { Log } from './editor/shown/log';
import { CAN_SCORE, scores } from './surprise/scorers';
import { SurprisedEditors } from './surprise/surprisedEditors';
import { showSurpriseLegend } from './surprise/surpriseLegend';
import { TaggedEditors } from './tags/taggedEditors';
import { CAN_TAG, tags } from './tags/taggers';
import { showTagLegend } from './tags/tagLegend';
import { offerTasks } from './tasks/offerTasks';
import { TokenBorders } from './tokens/tokenBorders';
import { TokenizerFiles } from './tokens/tokenizerFiles';
import { tokensOf } from './tokens/tokensView';
import { WordFiles } from './tokens/wordFiles';

/** How long an engine's thread nobody uses is kept. */
const IDLE_MS = 60_000;

/** All is held by `life` but the threads: those are asked to end by `end`, which waits for them. */
export function buildParts(context: vscode.ExtensionContext, life: Lifetime) {
  const { extensionUri, workspaceState: memory, storageUri, globalStorageUri } = context;
  const log = life.add(new Log('NLP Lab'));
  const messages = new Messages(log);

  const programs = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  const start = givingUp(engineStarter({ programs, isolation, isRestricted }));
  const onLog = ({ level, message }: { level: 'info' | 'warning' | 'error'; message: string }): void =>
    log[level === 'warning' ? 'warn' : level](message);
  const shared = Array.from({ length: 5 }, () => new SharedEngine({ start, onLog, idleMs: IDLE_MS }));
  const [reading, working, tokenizing, counting, keeping] = shared;
  if (isRestricted()) void untilTrusted(life).then(() => shared.forEach((engine) => void engine.allowPersonCode()));
  const vectors = new VectorsEngine(keeping);
  const trainings = new Trainings({ start, onLog });

  const queue = new TrainingQueue({
    ...{ trainings, engine: reading, runsFolders: foldersWithQueue, atOnce: trainingsAtOnce, defaults: sharedDefaults },
    onBegun: (training) => void messages.guarded(() => trainer.follow(training)),
    onSweepEnd: (sweep) => void messages.guarded(async () => (await sweeps()).concludeQueued(sweep)),
    onFailure: (error) => messages.failure(error),
  });
  const runs = new Runs({ engine: reading, trainings, queue, log, life });
  const showRun = (folder: string, options?: { preserveFocus: boolean }): void =>
    void messages.guarded(() => views.run.show({ folder }, options));
  const trainer = new Trainer({ trainings, queue, runs, reading, messages, log, showRun });
  let loadedSweeps: Promise<Sweeps> | undefined;
  const sweeps = (): Promise<Sweeps> =>
    (loadedSweeps ??= import('./experiments/sweeps').then(
      (part) => new part.Sweeps({ ...needs, trainings, queue, showRun }),
    ));
  const borders = new TokenBorders((uri) => tokensOf(views.tokens, uri)?.activeColumn, life);
  const tagged = new TaggedEditors(working, life);
  const offerOn = (
    drawn: { of(document: vscode.TextDocument): object | undefined },
    load: () => Promise<vscode.HoverProvider>,
  ): void => offerHover(DRAWN_TEXTS, { isShown: (document) => drawn.of(document) !== undefined, load }, life);
  offerOn(tagged, async () => new (await import('./tags/tagHover')).TagHover(tagged, working));
  showTagLegend(tagged, life);
  const explained = new ExplainedEditors(working, life);
  offerOn(explained, async () => new (await import('./shares/shareHover')).ShareHover(explained));
  showSharesLegend(explained, life);
  const surprised = new SurprisedEditors(working, life);
  offerOn(surprised, async () => new (await import('./surprise/surpriseHover')).SurpriseHover(surprised));
  showSurpriseLegend(surprised, life);
  followRunWords({ runs, memory, life });
  followRuns({ key: CAN_TAG, fits: tags }, { runs, memory, life });
  followRuns({ key: CAN_EXPLAIN, fits: explains }, { runs, memory, life });
  followRuns({ key: CAN_SCORE, fits: scores }, { runs, memory, life });
  const needs: NeedsOfViews = {
    ...{ extensionUri, memory, log, messages, reading, working, tokenizing, counting, vectors, runs, borders },
    ...{ files: new TokenizerFiles(memory), words: new WordFiles(memory) },
    storage: vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'tokenizers').fsPath,
    actions: {
      stop: async (folder) => stopTraining(trainings, folder),
      resume: async (folder) => void (await trainer.resume(folder)),
      again: async (folder) => {
        const { runAgain } = await import('./experiments/runAgain');
        await runAgain({ reading, trainer }, await requireRun(runs, runId(folder)));
      },
      evaluate: async (folder) => {
        const { evaluateRun } = await import('./asking/evaluateRun');
        await evaluateRun({ reading, working, runs, views }, folder);
      },
      openTags: async (folder) => {
        const { openTags } = await import('./tags/openTags');
        await openTags({ reading, views }, await requireRun(runs, runId(folder)));
      },
      openGenerate: async (folder) => {
        const { showQuestion } = await import('./asking/questionPanels');
        await showQuestion(views.generate, runs, { selected: [runId(folder)] });
      },
      openExamples: async (folder, evaluation, pair) =>
        (await views.examples.show({ folder, evaluation })).want(evaluation, pair),
      openEmbeddings: (folder) =>
        void messages.guarded(() => views.embeddings.show({ first: { kind: 'run', folder } })),
    },
    get views() {
      return views; // views open others
    },
  };
  const serving = new Serving(programs, life);
  const views: Views = startViews(needs, life);
  offerNeighbors(views.embeddings, vectors, life);

  const expanded = new ExpandedNodes(memory);
  const arranging = new Arranging(memory, life);
  const tree = new RunsTree({ runs, queue, expanded, arranging, reading }, life);
  const dragging = together(
    new QueueDragging(queue, messages),
    new DroppedFiles(messages, contributesOf(context.extension)),
  );
  showRunsView({ tree, expanded, arranging, dragging }, life);
  showCorporaView(counting, life);
  followSteps({ runs, views, memory }, life);
  void messages.guarded(() => welcomeToSamples(context.globalState));
  const showInExperiments = async (): Promise<void> => {
    const part = await import('./experiments/openExperiments');
    part.showInExperiments({ reading, counting, runs, trainings, queue, log }, life);
  };
  onceOpen(() => void messages.guarded(showInExperiments), life);
  showTrainingsInStatusBar(trainings, queue, life);
  followQueue(queue, life);
  void queue.refresh().then(async () => {
    if (queue.waiting.length > 0) (await import('./experiments/queueMessages')).offerLeftOver(queue, messages);
  });
  if (memory.get(TRAINED_SWEEPS)) void messages.guarded(async () => (await sweeps()).offerInterrupted());
  followTrash(runs, life);
  let loadedDeletedRuns: Promise<DeletedRuns> | undefined;
  const deletedRuns = (): Promise<DeletedRuns> =>
    (loadedDeletedRuns ??= import('./runs/deletedRuns').then((part) => new part.DeletedRuns({ runs, views, log })));
  const lessonTests = offerLessons({ reading, trainer, trainings, queue }, life);
  showLessonsView({ tests: lessonTests, extensionUri }, life);
  offerTasks({ reading, trainer, trainings, queue }, life);
  offerTools(context.extension, { working, trainer, queue, programs }, life);
  registerCommands(
    commandIds(context.extension),
    loadCommands,
    {
      ...needs,
      views,
      trainings,
      queue,
      trainer,
      sweeps,
      deletedRuns,
      tree,
      arranging,
      tagged,
      explained,
      surprised,
      serving,
      programs,
      lessonTests,
      globalState: context.globalState,
      extension: context.extension,
      allCommands: loadCommands,
    },
    life,
  );

  const engineStarted = (): boolean => shared.some(({ started }) => started) || trainings.all.length > 0;
  const end = async (): Promise<void> => {
    queue.close();
    (await loadedSweeps)?.close();
    await Promise.all([serving.stop(), ...[trainings, ...shared].map((part) => part.dispose())]);
  };
  return {
    runs,
    tree,
    views,
    borders,
    tagged,
    explained,
    surprised,
    vectors,
    trainings,
    queue,
    sweeps,
    serving,
    engineStarted,
    end,
  };
}

const contributesOf = ({ packageJSON }: vscode.Extension<unknown>): Contributed =>
  (packageJSON as { contributes: Contributed }).contributes;

const commandIds = (extension: vscode.Extension<unknown>): string[] =>
  contributesOf(extension).commands.map(({ command }) => command);
