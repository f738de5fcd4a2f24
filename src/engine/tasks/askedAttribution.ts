// What is wrong with a request for shares that a task cannot follow.

import { LabError } from '../../protocol/labError';
import { meantLabel } from '../data/labels';
import type { Attributed } from './openModel';

const MOST_NAMED = 20;

/** The number of a label or tag, however its letters are composed. Fails with `INVALID_ARGUMENT` where it is none of them. */
export function chosenTarget(name: string, names: readonly string[]): number {
  const found = meantLabel(name, names);
  if (found !== undefined) return names.indexOf(found);
  const some = names.slice(0, MOST_NAMED).map((other) => `"${other}"`);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  throw new LabError('INVALID_ARGUMENT', `This run has no "${name}". It has ${some.join(', ')}${more}.`);
}

/** Of runs that answer whole texts. Fails with `INVALID_ARGUMENT` for what is asked of single tokens. */
export function wholeTextAsked({ token, tokens, ...asked }: Omit<Attributed, 'text' | 'target'>) {
  if (token === undefined && tokens === undefined) return asked;
  throw new LabError('INVALID_ARGUMENT', 'This run answers whole texts: no token can be chosen. Leave it out.');
}
