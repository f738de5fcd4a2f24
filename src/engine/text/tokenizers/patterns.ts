// Regular expressions from files and from people: brought from the dialect of Oniguruma to JavaScript's, and refused where
// matching them could take time out of proportion to the text.

import { LabError } from '../../../protocol/labError';
import { fromOniguruma } from './oniguruma';
import { dangerOf, isWatched } from './slowPatterns';
import type { PatternSpec } from './spec';
import { WatchedPattern } from './watchedPattern';

/** A pattern of a tokenizer.json, to search with; global and sticky state is the caller's. Fails with `INVALID_FILE`. */
export function searchPattern(pattern: PatternSpec): RegExp {
  const given = 'String' in pattern ? pattern.String : pattern.Regex;
  try {
    if ('String' in pattern) return tried(new RegExp(given.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gu'));
    return tried(compilePattern(fromOniguruma(given), shown(given)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = message.length > 300 ? `${message.slice(0, 100)}... ${message.slice(-60)}` : message;
    throw new LabError('INVALID_FILE', `The pattern "${shown(given)}" cannot be used here: ${detail}`);
  }
}

/** A pattern that is too large fails only when it is first used, on text of one byte a character or of two. */
function tried(compiled: RegExp): RegExp {
  for (const text of ['a', '가']) text.search(compiled);
  return compiled;
}

function shown(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80)}...` : pattern;
}

function compilePattern(pattern: string, name: string): RegExp {
  const compiled = isWatched(pattern) ? new WatchedPattern(pattern, name) : new RegExp(pattern, 'gu'); // tells of faults first
  const danger = dangerOf(pattern);
  if (danger) throw new Error(`${danger} Matching it could take for ever; write it without that.`);
  return compiled;
}
