// The commands of lessons.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { IN_FOLDER } from '../commands/when';
import type { LessonLine } from './lessonNodes';
import type { LessonCommandParts } from './takeLesson';

const ON_LESSON = 'view == nlpLab.lessons && viewItem == lesson';
const ON_SHIPPED = 'view == nlpLab.lessons && viewItem == shippedLesson';

export const lessonsCommands: Commands<LessonCommandParts> = {
  openLesson: {
    title: 'Open Lesson',
    about: toTranslate('Opens what the lesson has to read.'),
    icon: 'book',
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: ON_LESSON, group: 'inline@2' } },
    run: async (parts, given?: LessonLine) => {
      const { openLesson } = await import('./takeLesson');
      await openLesson(parts, given);
    },
  },
  runLesson: {
    title: 'Train and Judge Lesson',
    about: toTranslate('Trains what the lesson asks for, and says what holds.'),
    icon: 'run-all',
    needsTrust: true,
    palette: IN_FOLDER,
    menus: { 'view/item/context': { when: ON_LESSON, group: 'inline@1' } },
    run: async (parts, given?: LessonLine) => {
      const { runLesson } = await import('./takeLesson');
      await runLesson(parts, given);
    },
  },
  beginLesson: {
    title: 'Begin Lesson',
    about: toTranslate('Copies the lesson into the workspace and opens it.'),
    icon: 'add',
    needsTrust: true,
    palette: 'false',
    menus: { 'view/item/context': { when: ON_SHIPPED, group: 'inline@1' } },
    run: async (parts, given: LessonLine) => {
      const { beginLesson } = await import('./takeLesson');
      return beginLesson(parts, given);
    },
  },
  nextLesson: {
    title: 'Next Lesson',
    icon: 'arrow-right',
    palette: 'true',
    menus: { 'view/title': { when: 'view == nlpLab.lessons', group: 'navigation@1' } },
    run: async (parts) => {
      const { openNextLesson } = await import('./takeLesson');
      await openNextLesson(parts);
    },
  },
};
