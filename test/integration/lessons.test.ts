// Lessons in the Testing view: the experiments of the workspace's lessons are found, trained, judged, and the standing is written beside them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { countStandings, type LessonProgress, PROGRESS_FILE } from '../../src/protocol/lesson';
import { activated, closeEditors, eventually, inWorkspace, runsFolder } from './lab';

const LESSON = ['lessons', '01-counting'];

describe('a lesson in the Testing view', () => {
  const progressFile = inWorkspace(...LESSON, PROGRESS_FILE).fsPath;
  const experiment = inWorkspace(...LESSON, '1-by-hand.nlplab.json');
  let shipped = '';
  before(async () => {
    for (const name of fs.readdirSync(inWorkspace('lessons').fsPath))
      // two are enough to go from one to the next
      if (/^\d/.test(name) && !/^0[12]-/.test(name))
        fs.rmSync(inWorkspace('lessons', name).fsPath, { recursive: true });
    shipped = fs.readFileSync(experiment.fsPath, 'utf8');
    await activated();
  });
  after(async () => {
    await closeEditors();
    fs.writeFileSync(experiment.fsPath, shipped);
    fs.rmSync(progressFile, { force: true });
    fs.rmSync(runsFolder(), { recursive: true, force: true });
    await (await activated()).runs.refresh();
  });

  /** Runs the tests of the experiment, as the button in front of its first line does, until the standing is as wanted. */
  async function standings(wanted: ReturnType<typeof countStandings>): Promise<LessonProgress['experiments'][number]> {
    await vscode.window.showTextDocument(experiment);
    const own = ({ experiments }: LessonProgress) => experiments.filter(({ file }) => file.startsWith('1-'));
    return eventually(JSON.stringify(wanted), async () => {
      await vscode.commands.executeCommand('testing.runCurrentFile'); // nothing happens before the lessons were found
      if (!fs.existsSync(progressFile)) return undefined;
      const found = own(JSON.parse(fs.readFileSync(progressFile, 'utf8')) as LessonProgress);
      const isWanted = Object.entries(countStandings(found)).every(([key, n]) => wanted[key as 'held'] === n);
      return isWanted && found[0].run ? found[0] : undefined;
    });
  }

  it('is opened as the next one, and another behind it', async () => {
    const isShown = async (lesson: string): Promise<void> => {
      await vscode.commands.executeCommand('nlpLab.nextLesson');
      const texts = () => vscode.workspace.textDocuments.map(({ uri }) => uri.path);
      await eventually(
        `the text of ${lesson}`,
        () => texts().some((text) => text.endsWith('lesson.md') && text.includes(`/${lesson}`)) || undefined,
      );
    };
    await isShown('01-');
    await isShown('02-');
    await closeEditors();
  });

  it('trains what is missing, and says what is open, what is wrong and what holds', async () => {
    await standings({ held: 0, failed: 0, open: 3 });
    const answered = shipped
      .replace('"features": null', '"features": 14')
      .replace('"parameters": null', '"parameters": 31');
    fs.writeFileSync(experiment.fsPath, answered);
    const { verdicts } = await standings({ held: 1, failed: 1, open: 1 });
    assert.deepEqual(
      verdicts.map(({ that, standing }) => [that, standing]),
      [
        ['features', 'held'],
        ['parameters', 'failed'],
        ['loss', 'open'],
      ],
    );
    assert.equal(fs.readdirSync(runsFolder()).filter((name) => name.includes('counting-1')).length, 1, 'trained once');
  });

  it('is run as a whole', async () => {
    fs.rmSync(progressFile, { force: true });
    await vscode.commands.executeCommand('testing.runAll');
    const { experiments } = await eventually('the progress', () =>
      fs.existsSync(progressFile) ? (JSON.parse(fs.readFileSync(progressFile, 'utf8')) as LessonProgress) : undefined,
    );
    assert.ok(experiments.length > 1 && experiments.every(({ run }) => run), JSON.stringify(experiments));
    await vscode.commands.executeCommand('testing.cancelRun'); // the other lessons
    const { trainings } = await activated();
    await eventually('the end of what was trained', () => trainings.all.length === 0 || undefined);
  });
});
