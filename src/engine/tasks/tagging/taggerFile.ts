// `tagger.json` of a run: the tags by number, their schemes, and the characters, shapes and values of columns that the model knows.

import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { safeParse } from '../../schema/safeParse';
import { TAG_REPAIRS } from '../../tags/entities';
import { TAG_SCHEMES } from '../../tags/tagScheme';
import type { KnownTokens } from './taggerModel';
import type { TagSet } from './tagSet';

export const TAGGER_FILE = 'tagger.json';

const names = z.array(z.string());
const scheme = z.enum(TAG_SCHEMES).optional();

export const tagSetSchema = z.object({
  tags: names.min(1),
  ...{ own: scheme, files: scheme, repair: z.enum(TAG_REPAIRS), morphemes: z.boolean().optional() },
});

const content = z.object({
  set: tagSetSchema,
  alphabets: z.object({
    ...{ characters: names, shapes: names },
    columns: z.array(z.object({ column: z.int().min(1), values: names })).default([]), // not there in older runs
    attributes: z.object({ tokenColumn: z.int().min(1), templates: names, values: z.array(names) }).optional(),
  }),
});

export interface TaggerFile {
  set: TagSet;
  alphabets: KnownTokens;
}

export const formatTagger = (file: TaggerFile): string => `${JSON.stringify(file)}\n`;

/** Fails with `INVALID_FILE`. */
export function parseTagger(text: string, file: string): TaggerFile {
  const parsed = safeParse(content, jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new LabError('INVALID_FILE', `"${file}" is damaged: it is not what a tagger needs. Train the run again.`, {
    file,
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
