// What a person types to see some of the runs: words that a run holds somewhere, or an expression.

import { toTranslate } from '../toTranslate';
import { nearestName } from '../nearestName';
import { alwaysKnown, type RowValue } from '../runRow';
import { namesIn, type RowReader, type RowTest, testOf } from './evaluate';
import { ExpressionFault } from './fault';
import { type Expression, parseExpression } from './parse';

/** A run's own text: what words are looked for in. */
const SEARCHED = ['name', 'id', 'task', 'status', 'model.type', 'tags', 'note', 'experiment', 'group'];

const IS_EXPRESSION = /[=<>!&|()"'`]|\s(contains|matches|in|and|or)\s|^\s*not\s/u;

/**
 * @param known the keys that there are; a key beyond them is a fault, unless every run could have it. Left out: any key is right.
 * Throws an `ExpressionFault`.
 */
export function expressionTest(text: string, known?: Iterable<string>): RowTest {
  const expression = parseExpression(text);
  if (known) requireNames(expression, known);
  return testOf(expression);
}

const ARCHIVED = 'archived';

/** Runs that are archived are in no list whose expression does not name that. */
const isListed = (test: RowTest, isArchiveAsked: boolean): RowTest =>
  isArchiveAsked ? test : (read) => read(ARCHIVED) !== true && test(read);

/** Whether an expression decides itself about runs that are archived. Throws an `ExpressionFault`. */
export const asksForArchived = (text: string): boolean =>
  namesIn(parseExpression(text)).some(({ name }) => name === ARCHIVED);

/**
 * Nothing: all runs but archived ones, which only an expression that names `archived` decides about. A key alone, or what holds a sign or word of the language: an expression. All else: words, each of which a run must
 * hold in its name, id, task, model, status, tags or note. Throws an `ExpressionFault`.
 */
export function filterTest(text: string, known: Iterable<string>): RowTest {
  const trimmed = text.trim();
  if (trimmed === '') return isListed(() => true, false);
  const keys = new Set(known);
  if (IS_EXPRESSION.test(text) || keys.has(trimmed) || alwaysKnown().has(trimmed))
    return isListed(expressionTest(text, keys), asksForArchived(text));
  const words = trimmed.toLowerCase().split(/\s+/u);
  const test: RowTest = (read) => {
    const searched = searchedText(read);
    return words.every((word) => searched.includes(word));
  };
  return isListed(test, false);
}

function searchedText(read: RowReader): string {
  return SEARCHED.map((key) => writtenOf(read(key)))
    .join('\n')
    .toLowerCase();
}

const writtenOf = (value: RowValue | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join('\n') : String(value);

function requireNames(expression: Expression, known: Iterable<string>): void {
  const right = new Set([...known, ...alwaysKnown()]);
  for (const { name, at, length } of namesIn(expression)) {
    if (right.has(name) || right.has(name.replace(/@\d+$/u, ''))) continue;
    const near = nearestName(name, [...right]);
    throw near === undefined
      ? new ExpressionFault(toTranslate('No run has "{0}". A text stands in quotes: "{0}".'), [name], { at, length })
      : new ExpressionFault(toTranslate('No run has "{0}". Did you mean {1}?'), [name, near], { at, length });
  }
}
