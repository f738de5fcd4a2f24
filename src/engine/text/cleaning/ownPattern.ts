// A person's own regular expression and what is put in its place.

import { LabError } from '../../../protocol/labError';
import type { BoundedPattern } from '../tokenizers/boundedPattern';
import { windowEnd } from '../tokenizers/cutting/byPattern';
import { searchPattern } from '../tokenizers/patterns';
import type { TextStep } from './patterns';

/**
 * `$1` or `$<name>` in the replacement is what a group of the pattern found, `$$` a dollar. Longer texts are looked at in
 * stretches, so that no text takes more than time in proportion to it. Fails with `INVALID_EXPERIMENT` for a pattern that
 * cannot be used.
 */
export function replacePattern(pattern: string, replacement: string): TextStep {
  const compiled = compiledPattern(pattern);
  return (text) => {
    let result = '';
    for (let start = 0; start < text.length;) {
      const end = windowEnd(text, start);
      result += compiled.replace(text.slice(start, end), replacement);
      start = end;
    }
    return result;
  };
}

function compiledPattern(pattern: string): BoundedPattern {
  try {
    const compiled = searchPattern({ Regex: pattern });
    if (compiled.search('') < 0) return compiled;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw unusable(error.message, error);
  }
  throw unusable(`The pattern "${pattern}" fits where there is nothing; let it fit at least one character.`);
}

const unusable = (reason: string, cause?: unknown): LabError =>
  new LabError('INVALID_EXPERIMENT', `Cleaning step "replace": ${reason}`, { key: ['clean'] }, { cause });
