// The commands about tags: those of the text in front, and those of sentences whose right tags are known.
import * as vscode from 'vscode';
import { isTaggedFile } from '../../protocol/corpusFiles';
import { count, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { all, IN_EDITOR, IN_FOLDER, TEXT } from '../commands/when';
import { tellBriefly } from '../editor/shown/messages';
import { pick } from '../editor/shown/picks';
import { goTo, requireDrawn, requireEditor } from '../editor/textInFront';
import type { SharedEngine } from '../engine/sharedEngine';
import { onRun } from '../runs/menus';
import { pickRun, requireRun, type RunArgument } from '../runs/pickRun';
import { runId } from '../runs/runEntry';
import type { Runs } from '../runs/runs';
import { openTags } from './openTags';
import { saveTags } from './saveTags';
import type { ShownTags, TaggedEditors } from './taggedEditors';
import { probabilityOf } from './taggedText';
import { CAN_TAG, tags } from './taggers';
import { HAS_TAGS } from './tagLegend';
import type { TagsPanels } from './tagsView';

export interface TagCommandParts {
  runs: Runs;
  tagged: TaggedEditors;
  reading: SharedEngine;
  views: { tags: TagsPanels };
}

const IN_TAGGED = all('editorTextFocus', HAS_TAGS);

const TOLD_MS = 5000;

export const tagCommands: Commands<TagCommandParts> = {
  /** Other extensions may name file and run; answers with how many entities there are. */
  tagActiveFile: {
    title: 'Tag Active File',
    about: toTranslate('Marks what a tagger finds in the text.'),
    icon: 'tag',
    needsTrust: true,
    palette: all(IN_EDITOR, CAN_TAG),
    menus: { 'editor/context': { when: all(TEXT, CAN_TAG), group: '4_nlpLab@6' } },
    run: async ({ runs, tagged }, file?: vscode.Uri, run?: unknown) => {
      const editor = file ? await vscode.window.showTextDocument(file) : requireEditor();
      const { document } = editor;
      if (isTaggedFile(document.uri.path))
        throw new LabError(
          'INVALID_ARGUMENT',
          vscode.l10n.t('This file has tagged sentences. See them beside what a run finds with "Show Tags".'),
        );
      const entry = await pickRun(runs, typeof run === 'string' ? run : undefined, tags, { takeOnlyOne: true });
      if (!entry) return undefined;
      const { text } = await tagged.tag(document, entry);
      tellBriefly(vscode.l10n.t('{0} entities in {1} sentences', count(text.entities.length), count(text.sentences.length)), TOLD_MS); // prettier-ignore
      return text.entities.length;
    },
  },
  /** Other extensions may name run and file. */
  showTags: {
    title: 'Show Tags',
    about: toTranslate('Shows what a tagger finds in a file, beside the right tags.'),
    icon: 'tag',
    needsTrust: true,
    palette: all(IN_FOLDER, CAN_TAG),
    menus: { 'view/item/context': { when: onRun('usable', 'tag'), group: '3_use@6.1' } },
    run: async ({ runs, reading, views }, run?: RunArgument, file?: unknown) => {
      const entry = await pickRun(runs, run, tags, { takeOnlyOne: true });
      if (entry) await openTags({ reading, views }, entry, file instanceof vscode.Uri ? file : undefined);
    },
  },
  nextEntity: {
    title: 'Next Entity',
    palette: HAS_TAGS,
    key: { key: 'alt+f7', when: IN_TAGGED },
    run: ({ tagged }) => move(tagged, 1),
  },
  previousEntity: {
    title: 'Previous Entity',
    palette: HAS_TAGS,
    key: { key: 'shift+alt+f7', when: IN_TAGGED },
    run: ({ tagged }) => move(tagged, -1),
  },
  /** Other extensions may name the file to write; answers with its address. */
  saveTags: {
    title: 'Save Tags',
    about: toTranslate('Writes the tags of the text in front as a file.'),
    icon: 'save',
    needsTrust: true,
    palette: HAS_TAGS,
    run: async ({ runs, tagged }, target?: vscode.Uri) => {
      const [{ document }, shown] = requireTags(tagged);
      const isWhole = shown.text.changed === 0;
      const whole = isWhole ? shown : await again(runs, tagged, document, shown);
      return (await saveTags(document, whole, target))?.toString();
    },
  },
  clearTags: {
    title: 'Clear Tags',
    about: toTranslate('Takes the marks of a tagger away.'),
    icon: 'clear-all',
    palette: HAS_TAGS,
    menus: { 'editor/context': { when: HAS_TAGS, group: '4_nlpLab@6.1' } },
    run: ({ tagged }) => tagged.clear(requireTags(tagged)[0].document),
  },
  /** What a click on the legend offers. */
  showTagActions: {
    title: 'Entities of Active File',
    needsTrust: true,
    palette: HAS_TAGS,
    run: async ({ runs, tagged }) => {
      const [{ document }, shown] = requireTags(tagged);
      const run = (name: string) => (): unknown => vscode.commands.executeCommand(`nlpLab.${name}`);
      const items = [
        { icon: 'arrow-down', label: vscode.l10n.t('Next entity'), act: run('nextEntity') },
        { icon: 'arrow-up', label: vscode.l10n.t('Previous entity'), act: run('previousEntity') },
        { icon: 'save', label: vscode.l10n.t('Save as CoNLL or JSON lines'), act: run('saveTags') },
        { icon: 'refresh', label: vscode.l10n.t('Tag again'), act: () => again(runs, tagged, document, shown) },
        { icon: 'clear-all', label: vscode.l10n.t('Clear'), act: run('clearTags') },
      ];
      await (await pick(items, { title: vscode.l10n.t('Entities found by {0}', shown.run.name) }))?.act();
    },
  },
};

const requireTags = (tagged: TaggedEditors): [vscode.TextEditor, ShownTags] =>
  requireDrawn(tagged, vscode.l10n.t('Tag the text first.'));

/** By the run that tagged it. */
const again = async (runs: Runs, tagged: TaggedEditors, document: vscode.TextDocument, { run }: ShownTags) =>
  tagged.tag(document, await requireRun(runs, runId(run.folder)));

function move(tagged: TaggedEditors, step: 1 | -1): void {
  const [editor, { text }] = requireTags(tagged);
  const { document, selection } = editor;
  const entity = text.beside(document.offsetAt(selection.start), step);
  if (!entity) return tellBriefly(vscode.l10n.t('No entities.'), TOLD_MS);
  goTo(editor, entity);
  tellBriefly(`${entity.text}: ${entity.type}, ${share(probabilityOf(entity))}`, TOLD_MS);
}
