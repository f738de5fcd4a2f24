// Regular expressions from files and from people: brought from the dialect of Oniguruma to JavaScript's, and refused or bounded where
// matching them could take time out of proportion to the text.

import { LabError } from '../../../protocol/labError';
import { BoundedPattern } from './boundedPattern';
import { fromOniguruma } from './oniguruma';
import { boundsOf, dangerOf } from './slowPatterns';
import type { PatternSpec } from './spec';

/** A pattern of a tokenizer.json, to search with. Fails with `INVALID_FILE`. */
export function searchPattern(pattern: PatternSpec): BoundedPattern {
  const given = 'String' in pattern ? pattern.String : pattern.Regex;
  try {
    const translated = 'String' in pattern ? given.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : fromOniguruma(given);
    const compiled = new BoundedPattern(translated, { name: shown(given), ...boundsOf(translated) }); // tells of faults first
    const danger = dangerOf(translated);
    if (danger) throw new Error(`${danger} Matching it could take for ever; write it without that.`);
    compiled.tryOut();
    return compiled;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = message.length > 300 ? `${message.slice(0, 100)}... ${message.slice(-60)}` : message;
    throw new LabError('INVALID_FILE', `The pattern "${shown(given)}" cannot be used here: ${detail}`);
  }
}

function shown(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80)}...` : pattern;
}
