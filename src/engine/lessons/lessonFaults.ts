// What is wrong with the expectations of a lesson beyond what their schema says: expressions that are none, names that nothing has.

import { LabError } from '../../protocol/labError';
import { expressionTest } from '../../protocol/runQuery/filter';
import { parseExpression } from '../../protocol/runQuery/parse';
import { collectFaults, type Fault } from '../schema/fault';
import type { LessonKeys } from './lessonSchema';

const HASH = /^[0-9a-f]{64}$/u;
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** @param keys of the experiment, with dots */
export const lessonFaults = ({ expect = [], answers = {} }: LessonKeys, keys: readonly string[]): Fault[] =>
  collectFaults((report) => {
    for (const name of Object.keys(answers))
      if (!NAME.test(name)) report(['answers', name], `"${name}" is no name of an answer: letters, digits and "_".`);
    const named = Object.keys(answers).map((name) => `answers.${name}`);
    for (const [i, expectation] of expect.entries()) {
      const isText = typeof expectation === 'string';
      if (isText || 'that' in expectation) {
        const message = faultOf(isText ? expectation : expectation.that, [...keys, ...named]);
        if (message !== undefined) report(['expect', i, ...(isText ? [] : ['that'])], message);
        continue;
      }
      if ('equals' in expectation) {
        const message = faultOfKey(expectation.equals, keys);
        if (message !== undefined) report(['expect', i, 'equals'], message);
      } else if (!HASH.test(expectation.sha256))
        report(
          ['expect', i, 'sha256'],
          'A hash has 64 hexadecimal digits: "nlp-lab lessons hash <name> <answer>" makes it.',
        );
      if (!Object.hasOwn(answers, expectation.answer))
        report(
          ['expect', i, 'answer'],
          `There is no answer "${expectation.answer}": give it a place in "answers", as "${expectation.answer}": null.`,
        );
    }
  });

function faultOfKey(key: string, known: readonly string[]): string | undefined {
  const message = faultOf(key, known);
  if (message !== undefined) return message;
  const expression = parseExpression(key);
  return expression.kind === 'holds' && expression.operand.kind === 'name'
    ? undefined
    : 'An answer equals one key, as "validation.loss" or "parameters".';
}

function faultOf(expression: string, known: readonly string[]): string | undefined {
  try {
    expressionTest(expression, known);
    return undefined;
  } catch (error) {
    return LabError.toData(error).message;
  }
}
