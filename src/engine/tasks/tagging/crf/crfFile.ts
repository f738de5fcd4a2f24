// `crf.json` of a run: the tags by number, the templates, and the attributes that the model knows.

import { z } from 'zod';
import { LabError } from '../../../../protocol/labError';
import { AttributeIndex } from '../../../crf/attributes';
import { createExpander } from '../../../crf/expandTemplates';
import { parseTemplates, type Template } from '../../../crf/templates';
import { safeParse } from '../../../schema/safeParse';
import { tagSetSchema } from '../taggerFile';
import type { TagSet } from '../tagSet';

export const CRF_FILE = 'crf.json';

const texts = z.array(z.string());

const content = z.object({
  format: z.literal(1),
  set: tagSetSchema,
  tokenColumn: z.int().min(1),
  templates: texts.min(1),
  values: z.array(texts).min(1),
});

export interface CrfFile {
  set: TagSet;
  /** Where files have their tokens, from 1. */
  tokenColumn: number;
  templates: readonly Template[];
  index: AttributeIndex;
}

export function formatCrf({ set, tokenColumn, templates, index }: CrfFile): string {
  const file = { format: 1, set, tokenColumn, templates: templates.map(({ text }) => text), values: index.values };
  return `${JSON.stringify(file)}\n`;
}

/** Fails with `INVALID_FILE`. */
export function parseCrf(text: string, file: string): CrfFile {
  const found = contentOf(text);
  const parsed = found && parseTemplates(found.templates);
  if (found && parsed && 'list' in parsed) {
    const { set, tokenColumn, values } = found;
    const expander = createExpander(parsed.list, tokenColumn);
    if (values.length === expander.count && values.every((of) => new Set(of).size === of.length))
      return { set, tokenColumn, templates: parsed.list, index: new AttributeIndex(expander, values) };
  }
  throw new LabError('INVALID_FILE', `"${file}" is damaged: its attributes cannot be read. Train the run again.`, {
    file,
  });
}

function contentOf(text: string): z.output<typeof content> | undefined {
  try {
    const parsed = safeParse(content, JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
