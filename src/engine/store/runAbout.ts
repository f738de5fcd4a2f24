// What people say of a run, in a file of its own that goes where the run goes: `about.json`. Nothing of the engine goes by it, keys that
// it does not know stay as they are, and what is wrong in it reads as not said.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import { ABOUT_LIMITS, type AboutChange, type RunAbout } from '../../protocol/run';
import { safeParse } from '../schema/safeParse';
import { writeFileAtomically } from './atomicFile';
import type { Files } from './files';
import { newerFormat } from './newerFormat';
import { readFileText } from './wholeFile';

const MOST_BYTES = 256 * 1024;
const FORMAT = 1;

const textUpTo = (most: number): z.ZodType<string> => z.string().min(1).max(most);
const tagsSchema = z
  .array(z.unknown())
  .transform((tags) =>
    [...new Set(tags.filter((tag) => textUpTo(ABOUT_LIMITS.tag).safeParse(tag).success) as string[])].slice(
      0,
      ABOUT_LIMITS.tags,
    ),
  );
/** A key that is wrong reads as one that is not there. */
const aboutSchema: z.ZodType<RunAbout> = z.object({
  name: textUpTo(ABOUT_LIMITS.name).optional().catch(undefined),
  starred: z.literal(true).optional().catch(undefined),
  archived: z.literal(true).optional().catch(undefined),
  tags: tagsSchema.optional().catch(undefined),
  note: textUpTo(ABOUT_LIMITS.note).optional().catch(undefined),
});
const KEYS = ['format', 'name', 'starred', 'archived', 'tags', 'note'];

export const aboutPath = (folder: string): string => path.join(folder, 'about.json');

/** Undefined where nothing is said that can be read. */
export function readAbout(files: Files, folder: string): RunAbout | undefined {
  try {
    const about = aboutIn(JSON.parse(readFileText(files, aboutPath(folder), MOST_BYTES)));
    return Object.keys(about).length > 0 ? about : undefined;
  } catch {
    return undefined;
  }
}

function aboutIn(raw: unknown): RunAbout {
  const { name, starred, archived, tags = [], note } = safeParse(aboutSchema, raw).data ?? {};
  return {
    ...(name === undefined ? {} : { name }),
    ...(starred ? { starred } : {}),
    ...(archived ? { archived } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** Fails with `INVALID_ARGUMENT` where a text is too long, or a tag has no text or several lines. */
export function requireChange({ name, note, tags = [], addTags = [] }: AboutChange): void {
  const wrong = (message: string): LabError => new LabError('INVALID_ARGUMENT', message);
  const limit = (what: string, text: string, most: number): void => {
    if (text.length > most) throw wrong(`${what} has ${text.length} characters; at most ${most} are kept. Shorten it.`);
  };
  limit('The name', name ?? '', ABOUT_LIMITS.name);
  limit('The note', note ?? '', ABOUT_LIMITS.note);
  for (const tag of [...tags, ...addTags]) {
    limit(`The tag "${tag.slice(0, 20)}…"`, tag, ABOUT_LIMITS.tag);
    if (tag.trim() === '' || /[\r\n]/.test(tag)) throw wrong('A tag is one line of text that is not empty.');
  }
  if (/[\r\n]/.test(name ?? '')) throw wrong('The name of a run is one line of text.');
}

/**
 * What was said and what is said now. Only with the turn for it (`turn.ts`). Fails with `INVALID_ARGUMENT` where there would be too many
 * tags, with `INVALID_FILE` where what is there is no JSON object or of a newer version, and with `DISK`.
 */
export function changeAbout(files: Files, folder: string, change: AboutChange): { before: RunAbout; about: RunAbout } {
  const file = aboutPath(folder);
  const raw = files.stat(file) ? openedAbout(files, file) : {};
  const before = aboutIn(raw);
  const about = changed(before, change);
  if ((about.tags?.length ?? 0) > ABOUT_LIMITS.tags)
    throw new LabError('INVALID_ARGUMENT', `A run has at most ${ABOUT_LIMITS.tags} tags. Take some away first.`);
  if (JSON.stringify(about) === JSON.stringify(before)) return { before, about };
  const kept = Object.fromEntries(Object.entries(raw).filter(([key]) => !KEYS.includes(key)));
  const isEmpty = Object.keys({ ...kept, ...about }).length === 0;
  if (isEmpty) files.remove(file);
  else writeFileAtomically(files, file, `${JSON.stringify({ ...kept, format: FORMAT, ...about }, undefined, 2)}\n`);
  return { before, about };
}

function openedAbout(files: Files, file: string): object {
  const wrong = (reason: string): LabError => new LabError('INVALID_FILE', `"${file}" ${reason}`, { file });
  let raw: unknown;
  try {
    raw = JSON.parse(readFileText(files, file, MOST_BYTES));
  } catch (error) {
    if (error instanceof LabError && error.code !== 'INVALID_FILE') throw error;
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw wrong(
      'is damaged: it is no JSON object. Mend or delete it, and nothing of the run is lost but what was said of it.',
    );
  if ('format' in raw && typeof raw.format === 'number' && raw.format > FORMAT) throw newerFormat(file, raw);
  return raw;
}

function changed(before: RunAbout, change: AboutChange): RunAbout {
  const { name = before.name, starred = before.starred, archived = before.archived, note = before.note } = change;
  const tags = [...(change.tags ?? before.tags ?? []), ...(change.addTags ?? [])].map((tag) => tag.trim());
  const left = [...new Set(tags)].filter((tag) => !change.removeTags?.includes(tag));
  return {
    ...(name ? { name } : {}),
    ...(starred ? { starred } : {}),
    ...(archived ? { archived } : {}),
    ...(left.length > 0 ? { tags: left } : {}),
    ...(note ? { note } : {}),
  };
}
