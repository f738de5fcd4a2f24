// The figures of a run that TensorBoard shows, by step: its event files lie in one folder, those of parts of the data in folders in it.

import path from 'node:path';
import { isEventFile } from '../../protocol/eventFile';
import { LabError } from '../../protocol/labError';
import type { Files } from '../store/files';
import { readEvents, type ReadFigure } from '../tensorboard/readEvents';
import { type EpochLine, lineOf, meaningOf } from './importedFigures';

/** Folders that Keras makes for parts of the data. */
const PART = /^(train|training|val|valid|validation|eval|dev|test)$/i;
/** `Loss/train`, as PyTorch's tutorials have it. */
const PART_LAST = /^(.+)\/(train|training|val|valid|validation|eval|dev|test)$/i;

/**
 * Fails as `readEvents`; with `NOT_FOUND` where there are no event files, with `INVALID_ARGUMENT` where there are those of several runs, with
 * `INVALID_DATA` where they hold no figures.
 * @param place an event file, or a folder of a run
 */
export function eventLines(files: Files, place: string): { lines: EpochLine[]; notes: string[] } {
  const notes: string[] = [];
  const figures = eventFilesOf(files, place).flatMap(({ file, part }) => {
    const { figures: read, damagedAt } = readEvents(files, file);
    if (damagedAt !== undefined)
      notes.push(`"${path.basename(file)}" is cut off or damaged at byte ${damagedAt}: what follows was not read.`);
    return read.map((figure) => ({ ...figure, tag: `${part}${figure.tag}` }));
  });
  if (figures.length === 0)
    throw new LabError('INVALID_DATA', `The event files in "${place}" hold no figures.`, { file: place });
  const keys = keysOf(figures);
  const renamed = [...keys].filter(([tag, key]) => tag !== key && !key.startsWith('#'));
  if (renamed.length > 0) notes.unshift(`Tags as figures: ${renamed.map(([tag, key]) => `${tag} is ${key}`).join(', ')}.`); // prettier-ignore
  const hasEpochs = [...keys.values()].includes('#epoch');
  if (!hasEpochs) notes.push('Steps are counted as epochs.');
  return { lines: linesOf(figures, keys, { place, hasEpochs }), notes };
}

interface EventFile {
  file: string;
  /** What stands before its tags. */
  part: string;
}

function eventFilesOf(files: Files, place: string): EventFile[] {
  if (files.stat(place)?.kind !== 'folder') return [{ file: place, part: '' }];
  const eventsIn = (folder: string): string[] => files.list(folder).filter(isEventFile).sort();
  const own = eventsIn(place).map((name) => ({ file: path.join(place, name), part: '' }));
  const folders = files.list(place).filter((name) => files.stat(path.join(place, name))?.kind === 'folder');
  const below = folders
    .sort()
    .flatMap((name) =>
      eventsIn(path.join(place, name)).map((file) => ({ folder: name, file: path.join(place, name, file) })),
    );
  const parts = below.filter(({ folder }) => PART.test(folder));
  if (own.length === 0 && parts.length === 0) {
    const [first] = below;
    if (first)
      throw new LabError(
        'INVALID_ARGUMENT',
        `"${place}" holds the event files of several runs. Name the folder of one, such as "${path.join(place, first.folder)}".`,
        { file: place },
      );
    throw new LabError('NOT_FOUND', `There is no event file in "${place}".`, { file: place });
  }
  return [...own, ...parts.map(({ folder, file }) => ({ file, part: `${folder}/` }))];
}

/** The key of each tag, those that count with `#`. Where two tags mean the same, that has it whose name it is, else the first. */
function keysOf(figures: readonly ReadFigure[]): Map<string, string> {
  const keys = new Map<string, string>();
  const tags = new Set(figures.map(({ tag }) => tag));
  const taken = new Set<string>();
  for (const { tag } of figures) {
    if (keys.has(tag)) continue;
    const isEpoch = /^(train(ing)?\/)?epoch$/i.test(tag);
    const { key, isCount } = isEpoch
      ? { key: 'epoch', isCount: true }
      : meaningOf(tag.replace(PART_LAST, '$2/$1').replace(/^(.*\/)?epoch[_/](?=.)/, '$1'));
    const meant = isCount ? `#${key}` : key;
    const isOthers = taken.has(meant) || (meant !== tag && tags.has(meant));
    const own = isOthers || meant === '#step' || meant === '#time' ? tag : meant;
    keys.set(tag, own);
    taken.add(own);
  }
  return keys;
}

/** In the order of steps; of what was measured twice at a step the later counts. Times from the first event on. */
function linesOf(
  figures: readonly ReadFigure[],
  keys: ReadonlyMap<string, string>,
  { place, hasEpochs }: { place: string; hasEpochs: boolean },
): EpochLine[] {
  const start = figures.reduce((least, { wallTime }) => Math.min(least, wallTime), Infinity);
  const bySteps = new Map<number, Map<string, number>>();
  for (const { tag, step, wallTime, value } of figures) {
    const read = bySteps.get(step) ?? new Map<string, number>([['#step', step]]);
    bySteps.set(step, read);
    read.set('#time', Math.max(read.get('#time') ?? 0, wallTime - start));
    if (Number.isFinite(value)) read.set(keys.get(tag) ?? tag, value);
  }
  const lines: EpochLine[] = [];
  let [epoch, time] = [0, 0];
  for (const [, read] of [...bySteps].sort(([a], [b]) => a - b)) {
    epoch = Math.max(epoch, Math.ceil(read.get('#epoch') ?? 0));
    time = Math.max(time, read.get('#time') ?? 0);
    read.set('#time', time);
    if (hasEpochs) read.set('#epoch', epoch);
    const wrong = (message: string): LabError => new LabError('INVALID_DATA', `"${place}"${message}`, { file: place });
    lines.push(lineOf(read, lines.at(-1), wrong));
  }
  return lines;
}
