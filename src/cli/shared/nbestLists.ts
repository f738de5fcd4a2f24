// Lists of alternatives, of which one is to be chosen, as recognisers and translators write them; with the scores of whoever wrote them,
// where those stand there.

import type { ScoredText } from '../../protocol/continuation';
import { invalidArgument } from '../failure';
import type { Report } from '../report';

interface Alternative {
  text: string;
  /** Of whoever wrote the list, more is better; undefined where the file has none. */
  own?: number;
}

export interface AlternativeList {
  /** As the file names it, or its number from 1 on. */
  id: string;
  alternatives: Alternative[];
}

/** `id ||| text ||| ... ||| score`, as Moses writes it. */
const MOSES = ' ||| ';

/**
 * Lists are parted by empty lines, each line a text or a score, a tab and a text; or each line names its list: the id, a tab and a text,
 * or the score between them; or they are as Moses writes them. Throws `INVALID_ARGUMENT` with the line that is wrong.
 */
export function listsIn(lines: readonly string[]): AlternativeList[] {
  const isMoses = lines.some((line) => line.includes(MOSES));
  const isParted = !isMoses && lines.slice(0, lines.findLastIndex(isFull) + 1).some((line) => !isFull(line));
  const lists = isParted ? partedLists(lines) : namedLists(lines, isMoses ? mosesLine : namedLine);
  const all = lists.flatMap(({ alternatives }) => alternatives);
  if (all.length === 0) throw invalidArgument('There are no alternatives to choose from.');
  const scored = all.filter(({ own }) => own !== undefined).length;
  if (scored > 0 && scored < all.length)
    throw invalidArgument(
      `Only ${scored} of ${all.length} alternatives have a score: either all must have one, or none.`,
    );
  return lists;
}

const isFull = (line: string): boolean => line.trim() !== '';

function partedLists(lines: readonly string[]): AlternativeList[] {
  const lists: AlternativeList[] = [];
  let current: Alternative[] | undefined;
  lines.forEach((line, at) => {
    if (!isFull(line)) return void (current = undefined);
    if (!current) lists.push({ id: String(lists.length + 1), alternatives: (current = []) });
    const tab = line.indexOf('\t');
    current.push(tab < 0 ? { text: line } : { own: scoreIn(line.slice(0, tab), at), text: line.slice(tab + 1) });
  });
  return lists;
}

interface NamedAlternative extends Alternative {
  id: string;
}

/** Lines of one list need not follow on each other. */
function namedLists(lines: readonly string[], read: (line: string, at: number) => NamedAlternative): AlternativeList[] {
  const lists = new Map<string, Alternative[]>();
  lines.forEach((line, at) => {
    if (!isFull(line)) return;
    const { id, ...alternative } = read(line, at);
    const list = lists.get(id);
    if (list) list.push(alternative);
    else lists.set(id, [alternative]);
  });
  return [...lists].map(([id, alternatives]) => ({ id, alternatives }));
}

function namedLine(line: string, at: number): NamedAlternative {
  const [id, ...rest] = line.split('\t');
  if (rest.length === 1) return { id, text: rest[0] };
  if (rest.length === 2) return { id, own: scoreIn(rest[0], at), text: rest[1] };
  throw invalidArgument(
    `Line ${at + 1} has ${rest.length} tabs: it must be an id, a tab and a text, or an id, a score and a text with tabs between. Lists without ids are parted by empty lines.`,
  );
}

function mosesLine(line: string, at: number): NamedAlternative {
  const [id, text, ...rest] = line.split(MOSES).map((part) => part.trim());
  if (text === undefined) throw invalidArgument(`Line ${at + 1} is no "id ||| text ||| features ||| score".`);
  const score = rest.at(-1);
  return score === undefined ? { id, text } : { id, text, own: scoreIn(score, at) };
}

function scoreIn(written: string, at: number): number {
  const value = Number(written);
  if (written.trim() !== '' && Number.isFinite(value)) return value;
  throw invalidArgument(`Line ${at + 1}: "${written}" is no score; it must be a number, more for what is better.`);
}

/**
 * The best of each list, by its own score and `weight` times the log probability; without own scores by the log probability alone. Of
 * equals the earlier one.
 * @param scored of the alternatives, list by list
 */
export function reportLists(
  report: Report,
  lists: readonly AlternativeList[],
  { scored, weight }: { scored: readonly ScoredText[]; weight: number },
): void {
  let [at, changed] = [0, 0];
  for (const { id, alternatives } of lists) {
    const judged = alternatives.map(({ text, own }) => {
      const { logProbability } = scored[at++];
      return { text, own, logProbability, total: own === undefined ? logProbability : own + weight * logProbability };
    });
    const best = bestOf(judged.map(({ total }) => total));
    const before = bestOf(judged.map(({ own = 0 }) => own));
    if (best !== before) changed++;
    const { text, total } = judged[best];
    report.record({ id, best: best + 1, text, total, alternatives: judged });
    if (!report.json) report.line(`${total.toFixed(3)}\t${id}\t${text}`);
  }
  report.record({ lists: lists.length, alternatives: at, changed });
  report.note(`in ${changed} of ${lists.length} lists another alternative than before is the best one`);
}

/** The place of the largest; of equals the first. */
const bestOf = (values: readonly number[]): number =>
  values.reduce((best, value, at) => (value > values[best] ? at : best), 0);
