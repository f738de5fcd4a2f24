// Whether the expectations of a lesson's experiment hold, by what is known: keys of the experiment, answers, and figures of a run if there is one.

import type { Standing, Verdict } from '../../protocol/lesson';
import { METRICS } from '../../protocol/metrics';
import { namesIn, testOf, type RowReader } from '../../protocol/runQuery/evaluate';
import { parseExpression } from '../../protocol/runQuery/parse';
import type { RowValue } from '../../protocol/runRow';
import { answerHash } from './answerHash';
import type { Expectation, LessonKeys, Words } from './lessonSchema';

const ANSWERS = 'answers.';

/** Where a figure without the name of a part is looked for, in this order. */
const PARTS = ['', 'test.', 'validation.'];

export interface Known {
  /** Of the experiment, by keys with dots. */
  configuration: Readonly<Record<string, RowValue | undefined>>;
  answers: LessonKeys['answers'];
  /** Of its run. */
  run?: Readonly<Record<string, RowValue | undefined>>;
}

export type JudgedExpectation = Omit<Verdict, 'place'>;

/** @param language of titles and hints, as far as they have it */
export function judgeExpectation(expectation: Expectation, known: Known, language?: string): JudgedExpectation {
  const { title, hint, ...asked } = typeof expectation === 'string' ? { that: expectation } : expectation;
  const judged = 'that' in asked ? judgeExpression(asked.that, known) : judgeAnswer(asked, known);
  return {
    ...{ title: inLanguage(title, language) ?? judged.that, ...judged },
    ...(hint === undefined ? {} : { hint: inLanguage(hint, language) }),
  };
}

type Judged = Pick<Verdict, 'that' | 'standing' | 'found'>;

function judgeExpression(that: string, known: Known): Judged {
  const expression = parseExpression(that);
  const read = readerOf(known);
  const found = [...new Set(namesIn(expression).map(({ name }) => name))].map((key) => valueOf(key, read(key)));
  const isOpen = found.some(({ key, value }) => value === undefined && (isAnswer(key) || !known.run));
  return { that, found, standing: isOpen ? 'open' : standingOf(testOf(expression)(read)) };
}

function judgeAnswer({ answer, sha256 }: { answer: string; sha256: string }, known: Known): Judged {
  const value = answerOf(known, answer);
  const found = [valueOf(`${ANSWERS}${answer}`, value)];
  const standing = value === undefined ? 'open' : standingOf(answerHash(answer, value) === sha256);
  return { that: answer, found, standing };
}

const standingOf = (holds: boolean): Standing => (holds ? 'held' : 'failed');

const valueOf = (key: string, value: RowValue | undefined): Verdict['found'][number] =>
  value === undefined ? { key } : { key, value };

const isAnswer = (key: string): boolean => key.startsWith(ANSWERS);

function answerOf({ answers = {} }: Known, name: string): string | number | boolean | undefined {
  const given = Object.hasOwn(answers, name) ? answers[name] : undefined;
  return given === null || (typeof given === 'string' && given.trim() === '') ? undefined : given;
}

function readerOf(known: Known): RowReader {
  const { configuration, run = {} } = known;
  return (key) => {
    if (isAnswer(key)) return answerOf(known, key.slice(ANSWERS.length));
    if (Object.hasOwn(configuration, key)) return configuration[key];
    const [figure] = key.split('@');
    const names = Object.hasOwn(METRICS, figure) ? PARTS.map((part) => `${part}${key}`) : [key];
    return names.map((name) => (Object.hasOwn(run, name) ? run[name] : undefined)).find((value) => value !== undefined);
  };
}

/** Whether something is said of a run, beside the experiment and answers. */
export const needsRun = (expectations: readonly Expectation[], configuration: Known['configuration']): boolean =>
  expectations.some((expectation) => {
    const that = typeof expectation === 'string' ? expectation : 'that' in expectation ? expectation.that : undefined;
    if (that === undefined) return false;
    const names = namesIn(parseExpression(that));
    return names.some(({ name }) => !isAnswer(name) && !Object.hasOwn(configuration, name));
  });

function inLanguage(words: Words | undefined, language: string | undefined): string | undefined {
  if (words === undefined || typeof words === 'string') return words;
  return (language === 'ko' ? words.ko : undefined) ?? words.en;
}
