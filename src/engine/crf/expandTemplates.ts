// Templates at work: what each has to say of each token of a sentence.

import { fieldReader, type FieldedSentence } from './tokenFields';
import type { Template } from './templates';

/** Tells the value of a template at a token. */
type Visit = (token: number, template: number, value: string) => void;

export interface Expander {
  /** The templates, and where a sentence begins and ends, which is told as CRFsuite's programs do. */
  readonly count: number;
  visit(sentence: FieldedSentence, visit: Visit): void;
  /** How an attribute is called. */
  nameOf(template: number, value: string): string;
}

const BOUNDS = ['__BOS__', '__EOS__'] as const;

/** @param tokenColumn where the file has the tokens, from 1 */
export function createExpander(templates: readonly Template[], tokenColumn: number): Expander {
  const names = [...new Set(templates.flatMap(({ references }) => references.map(({ field }) => field)))];
  const readers = names.map((name) => fieldReader(name, tokenColumn));
  const compiled = templates.map(({ references, between }) => ({
    between,
    fields: references.map(({ field }) => names.indexOf(field)),
    offsets: references.map(({ offset }) => offset),
  }));
  const hasBounds = templates.some(({ between }) => !between);

  return {
    count: templates.length + (hasBounds ? 1 : 0),
    visit(sentence, visit) {
      const { length } = sentence.tokens;
      if (length === 0) return;
      const values = readers.map((read) => read(sentence));
      for (const [number, { fields, offsets, between }] of compiled.entries())
        for (let t = 0; t < length; t++) {
          let value: string | undefined = between ? between[0] : '';
          for (let i = 0; i < fields.length; i++) {
            const part = partAt(values[fields[i]], t + offsets[i], between !== undefined);
            if (part === undefined) {
              value = undefined;
              break;
            }
            if (between) value += part + between[i + 1];
            else value = i === 0 ? part : `${value}|${part}`;
          }
          if (value !== undefined) visit(t, number, value);
        }
      if (!hasBounds) return;
      visit(0, templates.length, BOUNDS[0]);
      visit(length - 1, templates.length, BOUNDS[1]);
    },
    nameOf(template, value) {
      if (template === templates.length || templates[template].between) return value;
      return `${templates[template].text}=${value}`;
    },
  };
}

/** Beyond the sentence CRF++ sees `_B-1`, `_B+1` and so on; CRFsuite's programs make no attribute. */
function partAt(values: readonly (string | undefined)[], at: number, isMarked: boolean): string | undefined {
  if (at >= 0 && at < values.length) return values[at];
  if (!isMarked) return undefined;
  return at < 0 ? `_B${at}` : `_B+${at - values.length + 1}`;
}
