// Whether the expectations of a lesson's experiment hold, by what is known: keys of the experiment, answers, and figures of a run if there is one.

import type { Standing, Verdict } from '../../protocol/lesson';
import { METRICS } from '../../protocol/metrics';
import { namesIn, testOf, type RowReader } from '../../protocol/runQuery/evaluate';
import { parseExpression } from '../../protocol/runQuery/parse';
import type { RowValue } from '../../protocol/runRow';
import { hasHash, isAbout } from './answerHash';
import type { Expectation, ExpectedAnswer, LessonKeys, Words } from './lessonSchema';

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

/** What it must be is not told. */
function judgeAnswer(expected: ExpectedAnswer, known: Known): Judged {
  const { answer } = expected;
  const value = answerOf(known, answer);
  const isRight = value === undefined ? undefined : isRightAnswer(expected, value, known);
  const found = [valueOf(`${ANSWERS}${answer}`, value)];
  return { that: answer, found, standing: isRight === undefined ? 'open' : standingOf(isRight) };
}

/** Undefined while there is no run to compare with. */
function isRightAnswer(expected: ExpectedAnswer, value: Answer, known: Known): boolean | undefined {
  if ('sha256' in expected) return hasHash(expected.answer, value, expected);
  const right = readerOf(known)(expected.equals);
  if (right === undefined) return known.run ? false : undefined;
  return typeof right !== 'object' && isAbout(value, right, expected.decimals);
}

type Answer = string | number | boolean;

const standingOf = (holds: boolean): Standing => (holds ? 'held' : 'failed');

const valueOf = (key: string, value: RowValue | undefined): Verdict['found'][number] =>
  value === undefined ? { key } : { key, value };

const isAnswer = (key: string): boolean => key.startsWith(ANSWERS);

function answerOf({ answers = {} }: Known, name: string): Answer | undefined {
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
  expectations.flatMap(keysIn).some((name) => !isAnswer(name) && !Object.hasOwn(configuration, name));

function keysIn(expectation: Expectation): string[] {
  if (typeof expectation !== 'string' && 'answer' in expectation)
    return 'equals' in expectation ? [expectation.equals] : [];
  const that = typeof expectation === 'string' ? expectation : expectation.that;
  return namesIn(parseExpression(that)).map(({ name }) => name);
}

function inLanguage(words: Words | undefined, language: string | undefined): string | undefined {
  if (words === undefined || typeof words === 'string') return words;
  return (language === 'ko' ? words.ko : undefined) ?? words.en;
}
