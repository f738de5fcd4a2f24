// What puts right a problem of an experiment: each candidate is tried on the text, and counts where the problem then is gone and what was
// written has none.

import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../protocol/problem';
import type { Fix } from '../../protocol/writing';
import { readJsonText } from '../experiment/jsonText';
import { editsFor, editsWithout, withEdits } from '../experiment/keyEdits';
import type { Asked } from './asked';
import { type Candidate, candidates } from './candidates';

/** So many are tried. */
const MOST_TRIED = 12;

interface Fixing extends Omit<Asked, 'root' | 'path'> {
  text: string;
  problem: Problem;
  /** Of the workspace, relative to the experiment. */
  files: readonly string[];
  /** What is wrong with a text. */
  check(text: string): Promise<readonly Problem[]>;
}

/** None where the problem is of no key. The likeliest first. */
export async function fixesOf({ text, problem, files, check, ...around }: Fixing): Promise<Fix[]> {
  const path = problem.place?.key;
  const root = rootOf(text);
  if (!path || path.length === 0 || !root) return [];
  const fixes: Fix[] = [];
  for (const candidate of (await candidates({ ...around, root, path }, files)).slice(0, MOST_TRIED)) {
    const fix = fixOf(text, path, candidate);
    if (fix.edits.length === 0) continue;
    const written = candidate.kind === 'rename' ? [...path.slice(0, -1), candidate.to] : path;
    const left = await check(withEdits(text, fix.edits));
    if (!left.some((one) => isSame(one, problem) || isWithin(one, written))) fixes.push(fix);
  }
  return fixes;
}

function rootOf(text: string): Asked['root'] | undefined {
  const { value } = readJsonText(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Asked['root']) : undefined;
}

const isSame = (one: Problem, other: Problem): boolean =>
  one.message === other.message && isDeepStrictEqual(one.place?.key, other.place?.key);

const isWithin = ({ place }: Problem, path: readonly (string | number)[]): boolean =>
  place?.key !== undefined && path.every((key, i) => place.key?.[i] === key);

function fixOf(text: string, path: readonly (string | number)[], candidate: Candidate): Fix {
  const json = readJsonText(text);
  const key = json.keySpanOf(path);
  const isWritten = text.slice(key.offset, key.offset + key.length) === JSON.stringify(path.at(-1));
  if (candidate.kind === 'rename') {
    const content = JSON.stringify(candidate.to);
    return { kind: 'rename', text: content, edits: isWritten ? [{ ...key, content }] : [] };
  }
  if (candidate.kind === 'remove')
    return { kind: 'remove', text: JSON.stringify(path.at(-1)), edits: editsWithout(text, path) };
  const value = JSON.stringify(candidate.value);
  const edits = editsFor(text, path, candidate.value);
  if (isWritten || typeof path.at(-1) === 'number') return { kind: 'replace', text: value, edits };
  return { kind: 'add', text: `${JSON.stringify(path.at(-1))}: ${value}`, edits };
}
