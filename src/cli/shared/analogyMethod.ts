// The value of `--method`: how an analogy is solved.

import type { AnalogyMethod } from '../../protocol/wordQueries';
import { invalidArgument } from '../failure';

export function analogyMethod(text = 'add'): AnalogyMethod {
  if (text === 'add' || text === 'multiply') return text;
  throw invalidArgument(`--method must be add or multiply, not "${text}".`);
}
