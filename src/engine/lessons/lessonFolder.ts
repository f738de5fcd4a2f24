// The folder of a lesson: its text, and the names of its experiments.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { LESSON_FILE, titleOfLesson } from '../../protocol/lesson';
import type { Files } from '../store/files';
import { readFileText } from '../store/wholeFile';

const MOST_TEXT_BYTES = 4 << 20;
const EXPERIMENT = /\.nlplab\.json$/u;

export interface LessonFolder {
  document: string;
  title: string;
  /** Names of experiments, in their order. */
  experiments: string[];
}

/** Fails with `NOT_FOUND` where it has no text of a lesson. */
export function readLessonFolder(files: Files, folder: string, language = 'en'): LessonFolder {
  const names = files.list(folder).sort();
  const documents = names.filter((name) => LESSON_FILE.test(name));
  const document = documents.find((name) => languageOf(name) === language) ?? documents.at(0);
  if (document === undefined)
    throw new LabError('NOT_FOUND', `"${folder}" is no lesson: it has neither "lesson.md" nor "lesson.ko.md".`, {
      file: folder,
    });
  const text = readFileText(files, path.join(folder, document), MOST_TEXT_BYTES);
  return {
    document,
    title: titleOfLesson(text, path.basename(folder)),
    experiments: names.filter((name) => EXPERIMENT.test(name)),
  };
}

const languageOf = (document: string): string => LESSON_FILE.exec(document)?.[1] ?? 'en';
