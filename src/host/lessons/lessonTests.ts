// Lessons in the Testing view: a lesson holds experiments, each of which holds what must be so of it. Running one trains what is missing,
// by the queue of trainings, and judges.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { LESSON_FILES, type Lesson, type LessonExperiment } from '../../protocol/lesson';
import { learnEngineTexts } from '../editor/engineTexts';
import { workspaceFiles } from '../editor/files';
import type { Lifetime } from '../editor/lifetime';
import { homeOf, machineDefaults, runsFolderOf } from '../editor/settings';
import { nameTest, testItem } from '../editor/shown/tests';
import { isRestricted } from '../editor/trust';
import type { SharedEngine } from '../engine/sharedEngine';
import type { Training } from '../engine/trainings';
import { experimentName } from '../experiments/experimentRequest';
import { inThisLanguageLast, language } from './lessonTexts';
import { rangeOf, tellVerdicts } from './lessonVerdicts';
import { trained, type TrainingParts } from '../experiments/trained';

const MOST_LESSONS = 500;

export interface LessonTestsParts extends TrainingParts {
  reading: SharedEngine;
}

/** A lesson of the workspace. */
export interface FoundLesson {
  text: vscode.Uri;
  /** As it was judged last. */
  lesson?: Lesson;
  /** Why it could not be judged. */
  failure?: string;
}

export class LessonTests {
  private readonly controller: vscode.TestController;
  private readonly judged = new Map<string, Lesson>();
  private readonly changes: vscode.EventEmitter<void>;
  /** There are other lessons, or one stands as it did not before. */
  readonly onDidChange: vscode.Event<void>;
  private isListed = false;
  /** By lesson, what judges it; settled where that has ended, whatever came of it. */
  private readonly judging = new Map<string, Promise<Lesson | undefined>>();
  /** The lesson whose text was shown last, with what its tab is called: a preview does not say which file it shows. */
  shown?: { label: string; folder: vscode.Uri };
  private readonly awaited = new WeakSet<Promise<unknown>>();

  constructor(
    private readonly parts: LessonTestsParts,
    life: Lifetime,
  ) {
    const { t } = vscode.l10n;
    this.changes = life.add(new vscode.EventEmitter());
    this.onDidChange = this.changes.event;
    this.controller = life.add(vscode.tests.createTestController('nlpLab.lessons', t('NLP Lab Lessons')));
    this.controller.resolveHandler = (item) => (item ? this.judge(item).then(() => undefined) : this.discover());
    this.controller.refreshHandler = () => this.discover();
    const { Run } = vscode.TestRunProfileKind;
    const run =
      (trains: boolean) =>
      (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> =>
        this.run(request, token, trains);
    life.add(this.controller.createRunProfile(t('Train What Is Missing and Judge'), Run, run(true), true));
    life.add(this.controller.createRunProfile(t('Judge without Training'), Run, run(false)));
    const experiments = life.add(vscode.workspace.createFileSystemWatcher('**/*.nlplab.json'));
    for (const event of [experiments.onDidCreate, experiments.onDidChange, experiments.onDidDelete])
      life.add(event((file) => this.judgeWith(file)));
    life.add(
      vscode.workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration('nlpLab.runsFolder') && void this.listAgain(),
      ),
    );
    life.add(parts.trainings.onChange((training) => this.judgeOnceEnded(training)));
  }

  /** The lessons of the workspace: their texts, and how they stand, where they were judged. Those not judged yet are judged from here on. */
  async lessons(): Promise<FoundLesson[]> {
    const items = await this.list();
    for (const item of items.filter(({ id }) => !this.judging.has(id))) void this.judge(item);
    return items.flatMap((item) => {
      const failure = typeof item.error === 'string' ? item.error : item.error?.value;
      return item.uri ? { text: item.uri, lesson: this.judged.get(item.id), failure } : [];
    });
  }

  /** Trains what is missing of a lesson and judges it, as its test does. @param folder its address */
  async take(folder: vscode.Uri): Promise<void> {
    const item = (await this.list()).find(({ id }) => id === folder.toString());
    if (!item) return;
    const source = new vscode.CancellationTokenSource();
    await this.run(new vscode.TestRunRequest([item]), source.token, true).finally(() => source.dispose());
  }

  /** Judges the lesson that a file is part of, if there is one. */
  private judgeWith(file: vscode.Uri): void {
    const item = this.controller.items.get(vscode.Uri.joinPath(file, '..').toString());
    if (item) void this.judge(item);
  }

  private judgeOnceEnded({ experimentFile, ended }: Training): void {
    if (experimentFile === undefined || this.awaited.has(ended)) return;
    this.awaited.add(ended);
    void ended.then(() => this.judgeWith(vscode.Uri.file(experimentFile)));
  }

  /** Looks for lessons once more, if they have been asked for: what nobody looks at starts no engine. */
  async listAgain(): Promise<void> {
    if (this.isListed) await this.discover();
  }

  /** Looks for lessons where a file is part of one, so that its tests stand beside it. */
  async listWith(file: vscode.Uri): Promise<void> {
    if (this.isListed) return;
    const folder = vscode.Uri.joinPath(file, '..').toString();
    const texts = await workspaceFiles(LESSON_FILES, MOST_LESSONS);
    if (texts.some((text) => vscode.Uri.joinPath(text, '..').toString() === folder)) await this.discover();
  }

  /** Looks for the lessons of the workspace, and judges them. */
  private async discover(): Promise<void> {
    for (const item of await this.list()) await this.judge(item);
  }

  private async list(): Promise<vscode.TestItem[]> {
    this.isListed = true;
    const texts = await workspaceFiles(LESSON_FILES, MOST_LESSONS);
    const folders = new Map<string, vscode.Uri>();
    for (const text of texts.sort(inThisLanguageLast)) folders.set(vscode.Uri.joinPath(text, '..').toString(), text);
    const items = [...folders].map(([id, uri]) => {
      const known = this.controller.items.get(id);
      if (known) return known;
      const label = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
      return testItem(this.controller, { id, label, uri, order: label });
    });
    this.controller.items.replace(items);
    const listed = new Set(items.map(({ id }) => id));
    for (const known of [this.judged, this.judging])
      for (const id of known.keys()) if (!listed.has(id)) known.delete(id);
    return items;
  }

  /**
   * Judges a lesson by the runs that there are, and lists what it expects. One judgement follows the other, so that the last one asked for is
   * the one that stays.
   */
  private judge(item: vscode.TestItem, save = false): Promise<Lesson | undefined> {
    const before = this.judging.get(item.id) ?? Promise.resolve();
    const judged = before.then(() => this.judgeNow(item, save));
    this.judging.set(item.id, judged);
    return judged;
  }

  private async judgeNow(item: vscode.TestItem, save: boolean): Promise<Lesson | undefined> {
    const folder = vscode.Uri.parse(item.id);
    item.busy = true;
    try {
      const lesson = await this.parts.reading.call('lesson', {
        ...{ folder: folder.fsPath, runsFolder: runsFolderOf(homeOf(vscode.Uri.joinPath(folder, 'lesson.md'))) },
        ...{ language: language(), save, defaults: machineDefaults() },
      });
      item.error = undefined;
      nameTest(item, lesson.title);
      this.judged.set(item.id, lesson);
      item.children.replace(lesson.experiments.map((experiment) => this.experimentItem(item, folder, experiment)));
      return lesson;
    } catch (error) {
      item.error = LabError.toData(error).message;
      this.judged.delete(item.id);
      item.children.replace([]);
      return undefined;
    } finally {
      item.busy = false;
      this.changes.fire();
    }
  }

  private experimentItem(lesson: vscode.TestItem, folder: vscode.Uri, experiment: LessonExperiment): vscode.TestItem {
    const { file, verdicts } = experiment;
    const uri = vscode.Uri.joinPath(folder, file);
    const id = `${lesson.id}/${file}`;
    const label = experimentName(file);
    const item = lesson.children.get(id) ?? testItem(this.controller, { id, label, uri });
    item.children.replace(
      verdicts.map(({ title, that, place }, i) => {
        const order = String(i).padStart(3, '0');
        const look = { id: `${id}#${i}`, label: title, uri, range: rangeOf(place), order };
        return testItem(this.controller, title === that ? look : { ...look, description: that });
      }),
    );
    return item;
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken, trains: boolean): Promise<void> {
    const run = this.controller.createTestRun(request);
    await learnEngineTexts();
    if (!this.isListed) await this.list(); // each is judged below
    const excluded = new Set(request.exclude?.map(({ id }) => id));
    try {
      for (const [item, experiments] of this.asked(request)) {
        if (token.isCancellationRequested) break;
        const wants = (id: string): boolean => !excluded.has(id) && (experiments?.has(id) ?? true);
        await this.runLesson(item, wants, { run, token, trains });
      }
    } finally {
      run.end();
    }
  }

  /** Lessons with the ids of the experiments that are asked for; undefined: all of them, those too that are not known yet. */
  private asked({ include, exclude = [] }: vscode.TestRunRequest): Map<vscode.TestItem, Set<string> | undefined> {
    const lessons = new Map<vscode.TestItem, Set<string> | undefined>();
    const items = include ?? [...this.controller.items].map(([, item]) => item);
    for (const item of items) {
      if (exclude.includes(item)) continue;
      const [top, experiment] = [...ancestors(item), item];
      const others = lessons.has(top) ? lessons.get(top) : new Set<string>();
      lessons.set(top, experiment === undefined ? undefined : others?.add(experiment.id));
    }
    return lessons;
  }

  private async runLesson(item: vscode.TestItem, wants: (id: string) => boolean, how: LessonRun): Promise<void> {
    const { run, token, trains } = how;
    const isWanted = ({ file }: LessonExperiment): boolean => wants(`${item.id}/${file}`);
    const before = await this.judge(item);
    const missing = before?.experiments.filter((each) => isWanted(each) && each.needsRun && trains) ?? [];
    for (const child of [...item.children].filter(([id]) => wants(id)).flatMap(([, own]) => [own, ...childrenOf(own)]))
      run.enqueued(child);
    for (const { file } of missing) {
      const child = item.children.get(`${item.id}/${file}`);
      if (!child?.uri || token.isCancellationRequested) return;
      run.started(child);
      const failure = await trained(child.uri, this.parts, token);
      if (failure !== undefined) run.errored(child, tellVerdicts.failure(failure, child));
    }
    if (token.isCancellationRequested) return;
    const after = await this.judge(item, !isRestricted()); // Restricted Mode writes nothing
    for (const experiment of after?.experiments.filter(isWanted) ?? []) {
      const child = item.children.get(`${item.id}/${experiment.file}`);
      if (child) tellVerdicts.all(run, child, experiment);
    }
  }
}

interface LessonRun {
  run: vscode.TestRun;
  token: vscode.CancellationToken;
  trains: boolean;
}

const childrenOf = (item: vscode.TestItem): vscode.TestItem[] => [...item.children].map(([, child]) => child);

/** From the lesson down. */
function ancestors(item: vscode.TestItem): vscode.TestItem[] {
  return item.parent ? [...ancestors(item.parent), item.parent] : [];
}
