// What a person says of runs: stars, tags, names and notes. What was said before and is lost can be brought back.
import * as vscode from 'vscode';
import { ABOUT_LIMITS, type AboutChange, type RunAbout } from '../../protocol/run';
import { tell } from '../editor/shown/messages';
import { askForLine, pick, pickMany } from '../editor/shown/picks';
import type { SharedEngine } from '../engine/sharedEngine';
import { nameOf, type RunEntry } from './runEntry';
import type { Runs } from './runs';

export interface AboutParts {
  reading: SharedEngine;
  runs: Runs;
}

type Said = { folder: string; before: RunAbout }[];

async function change({ reading, runs }: AboutParts, entries: readonly RunEntry[], to: AboutChange): Promise<Said> {
  const folders = entries.map(({ summary }) => summary.folder);
  try {
    return (await reading.call('changeAbout', { folders, change: to })).runs;
  } finally {
    await runs.refresh();
  }
}

/** Says what was done, with a way back. */
function offerUndo(parts: AboutParts, said: Said, message: string): void {
  const undo = vscode.l10n.t('Undo');
  void tell.information(message, undo).then(async (choice) => {
    if (choice !== undo) return;
    for (const { folder, before } of said)
      await parts.reading.call('changeAbout', { folders: [folder], change: allOf(before) });
    await parts.runs.refresh();
  });
}

const allOf = ({ name, starred, archived, tags = [], note }: RunAbout): AboutChange => ({
  ...{ name: name ?? null, starred: starred ?? false, archived: archived ?? false, tags, note: note ?? null },
});

const nameOrCount = (entries: readonly RunEntry[]): string =>
  entries.length === 1 ? nameOf(entries[0]) : vscode.l10n.t('{0} runs', entries.length);

export async function setStar(parts: AboutParts, entries: readonly RunEntry[], starred: boolean): Promise<void> {
  if (entries.length > 0) await change(parts, entries, { starred });
}

/** Archived runs are in no list but those that are asked for them: that is said, with a way back. */
export async function setArchived(parts: AboutParts, entries: readonly RunEntry[], archived: boolean): Promise<void> {
  if (entries.length === 0) return;
  const said = await change(parts, entries, { archived });
  if (archived)
    offerUndo(parts, said, vscode.l10n.t('Archived {0}. The filter "archived" shows what is.', nameOrCount(entries)));
}

/** One of the tags there are, or a new one. */
export async function addTag(parts: AboutParts, entries: readonly RunEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const known = new Set(parts.runs.all.flatMap(({ summary }) => summary.about?.tags ?? []));
  const fresh = { label: vscode.l10n.t('New Tag…'), icon: 'add', isNew: true };
  const items = [fresh, ...[...known].sort().map((label) => ({ label, icon: 'tag', isNew: false }))];
  const title = vscode.l10n.t('Add a tag to {0}', nameOrCount(entries));
  const chosen = known.size === 0 ? fresh : await pick(items, { title });
  const tag = chosen?.isNew ? await askForTag(title) : chosen?.label;
  if (tag !== undefined) await change(parts, entries, { addTags: [tag] });
}

const askForTag = async (title: string): Promise<string | undefined> =>
  (await askForLine({ title, prompt: vscode.l10n.t('A word or a few'), validateInput: tagFault }))?.trim();

function tagFault(tag: string): string | undefined {
  if (tag.trim() === '') return vscode.l10n.t('Type a tag.');
  return tag.length > ABOUT_LIMITS.tag ? vscode.l10n.t('At most {0} characters.', ABOUT_LIMITS.tag) : undefined;
}

export async function removeTags(parts: AboutParts, entries: readonly RunEntry[]): Promise<void> {
  const tags = [...new Set(entries.flatMap(({ summary }) => summary.about?.tags ?? []))].sort();
  if (tags.length === 0) return;
  const title = vscode.l10n.t('Remove which tags from {0}?', nameOrCount(entries));
  const items = tags.map((label) => ({ label, icon: 'tag' }));
  const chosen = tags.length === 1 ? items : await pickMany(items, { title });
  if (!chosen || chosen.length === 0) return;
  const removeTags = chosen.map(({ label }) => label);
  const said = await change(parts, entries, { removeTags });
  const what = removeTags.map((tag) => `#${tag}`).join(' ');
  offerUndo(parts, said, vscode.l10n.t('Removed {0} from {1}.', what, nameOrCount(entries)));
}

/** An empty line gives a run the name of its experiment again. */
export async function rename(parts: AboutParts, entries: readonly RunEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const [first] = entries;
  const name = await askForLine({
    title: vscode.l10n.t('Rename {0}', nameOrCount(entries)),
    prompt: vscode.l10n.t('Empty: the name of its experiment, {0}', first.summary.record.name),
    value: nameOf(first),
    validateInput: (line) =>
      line.length > ABOUT_LIMITS.name ? vscode.l10n.t('At most {0} characters.', ABOUT_LIMITS.name) : undefined,
  });
  if (name === undefined) return;
  const meant = name.trim();
  const isOwn = meant === '' || entries.every(({ summary }) => summary.record.name === meant);
  const said = await change(parts, entries, { name: isOwn ? null : meant });
  if (said.some(({ before }) => before.name !== undefined))
    offerUndo(parts, said, vscode.l10n.t('Renamed {0}.', nameOrCount(entries)));
}

/** An empty line takes the note away. */
export async function editNote(parts: AboutParts, entries: readonly RunEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const before = entries[0].summary.about?.note ?? '';
  const note = await askForLine({
    title: vscode.l10n.t('Note on {0}', nameOrCount(entries)),
    prompt: vscode.l10n.t('What you want to remember; \\n begins a new line'),
    value: before.replaceAll('\n', '\\n'),
    validateInput: (line) =>
      line.length > ABOUT_LIMITS.note ? vscode.l10n.t('At most {0} characters.', ABOUT_LIMITS.note) : undefined,
  });
  if (note === undefined) return;
  const said = await change(parts, entries, { note: note.trim().replaceAll('\\n', '\n') || null });
  if (said.some((one) => one.before.note !== undefined))
    offerUndo(parts, said, vscode.l10n.t('Changed the note on {0}.', nameOrCount(entries)));
}
