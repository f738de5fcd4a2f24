// nlp-lab lessons: how lessons stand, of one person or of many.

import * as path from 'node:path';
import { answerHash, rounded } from '../../engine/lessons/answerHash';
import { readProgress } from '../../engine/lessons/progressFile';
import { nodeFiles } from '../../engine/store/nodeFiles';
import type { EngineContract, TrainProgress } from '../../protocol/engine';
import { countStandings, type Lesson, type LessonExperiment, PROGRESS_FILE, type Verdict } from '../../protocol/lesson';
import type { Client } from '../../protocol/rpc';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { describeFailure, invalidArgument } from '../failure';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import { readExperiment } from '../shared/experimentFile';
import { lessonFoldersIn, runsFolderNear } from '../shared/lessonFolders';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatFigure, formatTable } from '../table';

export const lessons: Command = {
  name: 'lessons',
  usage: [
    'check <folder> [<folder> ...] [--train] [--save] [--language ko] [--runs <folder>]',
    `check <${PROGRESS_FILE}> [...]`,
    'hash <name> <answer> [--decimals <n>]',
  ],
  positionals: ['check', '<folder>'],
  isRepeated: true,
  options: {
    train: { help: 'train the experiments that have no run yet' },
    save: { help: `write how each lesson stands into its ${PROGRESS_FILE}` },
    language: { value: '<en|ko>', help: 'of titles and hints (default en)' },
    decimals: { value: '<n>', help: 'of a hash: the answer is a number with so many decimals' },
    runs: { value: '<folder>', help: 'where runs are (default: the nearest .nlplab/runs at the lesson or above it)' },
  },
  notes: [
    'A lesson is a folder with lesson.md (lesson.ko.md) and experiments with "expect"; all of them below each folder are judged.',
    `Of several folders, as of the people of a course, a table tells how many expectations hold; a ${PROGRESS_FILE} counts as it says.`,
    'The exit code is 1 where something does not hold or is still open.',
    'With --json: one line per lesson, {"folder":...,"lesson":...,"title":...,"held":...,"failed":...,"open":...,"experiments":[...]}.',
    '"hash" gives what stands in "expect" for the right answer, so that the lesson does not tell it.',
  ],

  async run(given, report, surroundings) {
    const [action, ...named] = given.positionals;
    if (action === 'hash') return tellHash(named, given, report);
    if (action !== 'check')
      throw invalidArgument(`"lessons" knows "check" and "hash", not "${action}": nlp-lab lessons check <folder>.`);
    const judged = await withEngine(openEngine(surroundings, report), async (client) => {
      const all: Judged[] = [];
      for (const each of named) all.push(...(await judgeAll(each, { given, client, report, surroundings })));
      return all;
    });
    report.live('');
    for (const { folder, lesson, title, experiments } of judged)
      report.record({ folder, lesson, title, ...countStandings(experiments), experiments });
    if (!report.json) (named.length > 1 ? showPeople : showLessons)(judged, report, surroundings.cwd);
    const { failed, open } = countStandings(judged.flatMap(({ experiments }) => experiments));
    const isWrong = judged.some(({ experiments }) => experiments.some(({ problems = [] }) => problems.length > 0));
    return failed + open > 0 || isWrong ? 1 : 0;
  },
};

function tellHash(named: readonly string[], given: ParsedArguments, report: Report): ExitCode {
  const [name, answer, ...rest] = named;
  if (answer === undefined || rest.length > 0)
    throw invalidArgument('Give a name and an answer: nlp-lab lessons hash <name> "<answer>".');
  const decimals = given.count('decimals', 0);
  if (decimals !== undefined && !Number.isFinite(Number(answer)))
    throw invalidArgument(`"${answer}" is no number: decimals are those of a number.`);
  const sha256 = answerHash(name, decimals === undefined ? answer : rounded(Number(answer), decimals));
  report.record({ answer: name, sha256, ...(decimals === undefined ? {} : { decimals }) });
  const more = decimals === undefined ? '' : `, "decimals": ${decimals}`;
  report.line(`{ "answer": ${JSON.stringify(name)}, "sha256": "${sha256}"${more} }`);
  return 0;
}

/** A lesson of one of the folders that were named, as it was judged or as its file of progress has it. */
interface Judged extends Pick<Lesson, 'title'> {
  /** As it was named. */
  folder: string;
  /** From there. */
  lesson: string;
  experiments: JudgedExperiment[];
}

interface JudgedExperiment extends Partial<Pick<LessonExperiment, 'problems' | 'needsRun'>> {
  file: string;
  run?: { id: string };
  verdicts: Shown[];
}

type Shown = Pick<Verdict, 'that' | 'standing'> & Partial<Verdict>;

interface Judging {
  given: ParsedArguments;
  client: Client<EngineContract>;
  report: Report;
  surroundings: Surroundings;
}

async function judgeAll(named: string, judging: Judging): Promise<Judged[]> {
  const { given, surroundings } = judging;
  const folder = path.resolve(surroundings.cwd, named);
  const kind = nodeFiles.stat(folder)?.kind;
  if (kind === undefined) throw invalidArgument(`There is no folder "${named}".`);
  if (kind === 'file') return [{ folder: named, lesson: '.', ...readProgress(nodeFiles, folder) }];
  const found = lessonFoldersIn(folder);
  if (found.length === 0)
    throw invalidArgument(`"${named}" has no lessons: no folder in it has "lesson.md" or "lesson.ko.md".`);
  const judged: Judged[] = [];
  for (const lesson of found) {
    const runs = given.text('runs');
    const runsFolder = runs === undefined ? runsFolderNear(lesson, folder) : path.resolve(surroundings.cwd, runs);
    const { title, experiments } = await judge(lesson, runsFolder, judging);
    judged.push({
      folder: named,
      lesson: path.relative(folder, lesson).replaceAll('\\', '/') || '.',
      title,
      experiments,
    });
  }
  return judged;
}

async function judge(folder: string, runsFolder: string, judging: Judging): Promise<Lesson> {
  const { given, client, report } = judging;
  const request = { folder, runsFolder, language: given.text('language'), save: given.flag('save') };
  const lesson = await client.call('lesson', request);
  const missing = given.flag('train') ? lesson.experiments.filter(({ needsRun }) => needsRun) : [];
  for (const { file } of missing) {
    const experimentFile = path.join(folder, file);
    const experimentText = await readExperiment(experimentFile, report);
    const onProgress = (told: TrainProgress): void => showTraining(report, file, told);
    const asked = { experimentText, experimentFile, baseFolder: folder, runsFolder };
    const { record, folder: run } = await client.call('train', asked, { onProgress });
    const said = record.failure ? `: ${record.failure.message}` : `, ${run}`;
    report.note(`${file}: ${record.status}${said}`);
  }
  return missing.length > 0 ? client.call('lesson', request) : lesson;
}

function showTraining(report: Report, file: string, told: TrainProgress): void {
  if (told.kind === 'phase') showProgress(report, told);
  else if (told.kind === 'metric' && told.line.kind !== 'event')
    report.live(`${file}: epoch ${told.line.epoch}, step ${told.line.step}`);
}

const SIGNS = { held: '✓', failed: '✗', open: '·' } as const;
const STYLES = { held: 'green', failed: 'red', open: 'dim' } as const;

/** Every expectation, with what was found. */
function showLessons(judged: readonly Judged[], report: Report, cwd: string): void {
  for (const { lesson, title, experiments } of judged) {
    const { held, failed, open } = countStandings(experiments);
    const where = lesson === '.' ? '' : `  ${lesson}`;
    report.line(`${report.style('bold', title)}${where}  ${held}/${held + failed + open}`);
    for (const { file, problems = [], needsRun = false, run, verdicts } of experiments) {
      report.line(`  ${file}${run ? `  ${run.id}` : needsRun ? '  not trained yet' : ''}`);
      for (const problem of problems) report.line(`    ${describeFailure(problem, cwd)}`);
      for (const verdict of verdicts) showVerdict(verdict, report);
    }
  }
}

function showVerdict({ title, that, standing, found = [], hint }: Shown, report: Report): void {
  const values = found.map(({ key, value }) => `${key} = ${value === undefined ? '?' : written(value)}`);
  const sign = report.style(STYLES[standing], SIGNS[standing]);
  report.line(
    `    ${sign} ${title ?? that}${values.length > 0 ? report.style('dim', `  (${values.join(', ')})`) : ''}`,
  );
  if (hint !== undefined && standing !== 'held') report.line(`      ${hint}`);
}

const written = (value: NonNullable<Verdict['found'][number]['value']>): string =>
  typeof value === 'number' && !Number.isInteger(value) ? formatFigure(value) : String(value);

/** A row for each folder, a column for each lesson. */
function showPeople(judged: readonly Judged[], report: Report): void {
  const columns = [...new Set(judged.map(({ lesson, title }) => (lesson === '.' ? title : lesson)))];
  const rows = [...new Set(judged.map(({ folder }) => folder))].map((folder) => {
    const own = judged.filter((each) => each.folder === folder);
    const cells = columns.map((column) => {
      const found = own.filter(({ lesson, title }) => (lesson === '.' ? title : lesson) === column);
      return found.length === 0 ? '' : shareOf(found);
    });
    return [folder, ...cells, shareOf(own)];
  });
  const titles = ['folder', ...columns, 'all'].map((title, i) => ({
    title,
    ...(i > 0 ? { align: 'right' as const } : {}),
  }));
  const [head, ...lines] = formatTable(titles, rows);
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
}

function shareOf(judged: readonly Judged[]): string {
  const { held, failed, open } = countStandings(judged.flatMap(({ experiments }) => experiments));
  return `${held}/${held + failed + open}`;
}
