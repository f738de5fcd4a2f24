// The commands of labelling: by labels, by spans, and the comparison of two people's files.
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { corpusEndings, endingPattern, taggedEndings } from '../../protocol/corpusFiles';
import type { LabellingKind } from '../../protocol/labelling';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, CORPUS_FILE, either, named, onCorpus, TEXT, WITHOUT_SELECTION } from '../commands/when';
import { savedFile } from '../editor/files';
import type { AgreementPanels } from './agreementView';
import type { GivenLabelling, LabellingAsked } from './askForLabelling';
import type { LabellingPanels } from './labellingView';

export interface LabellingCommandParts extends LabellingAsked {
  views: { labelling: LabellingPanels; agreement: AgreementPanels };
}

const TAGGED_FILE = named(endingPattern(taggedEndings));
/** Sentences in columns have no texts to be labelled. */
const TEXTS_FILE = named(endingPattern(corpusEndings.filter((ending) => !taggedEndings.includes(ending))));
const LABELLED_FILE = either(CORPUS_FILE, TAGGED_FILE);

const inMenus = (when: string, order: number) => ({
  [EXPLORER]: { when, group: `3_labels@${order}` },
  'editor/context': { when: all(WITHOUT_SELECTION, when === TEXTS_FILE ? TEXT : when), group: `4_nlpLab@9.${order}` },
});

export const labellingCommands: Commands<LabellingCommandParts> = {
  /** Other extensions may name the file, and say by whom it is labelled and how; answers with what the view shows. */
  labelTexts: {
    title: 'Label Texts…',
    about: toTranslate('Shows texts one by one to be labelled; the labels are kept in a table beside the file.'),
    icon: 'tag',
    needsTrust: true,
    menus: {
      ...inMenus(TEXTS_FILE, 1),
      'view/item/context': { when: onCorpus('table|text'), group: '3_labels@1' },
    },
    run: (parts, uri?: vscode.Uri, given?: GivenLabelling) => label(parts, 'texts', uri, given),
  },
  /** Likewise. */
  markSpans: {
    title: 'Mark Spans…',
    about: toTranslate('Marks spans of tokens, as names, in sentences; they are kept as CoNLL beside the file.'),
    icon: 'symbol-string',
    needsTrust: true,
    menus: {
      ...inMenus(LABELLED_FILE, 2),
      'view/item/context': { when: onCorpus(), group: '3_labels@2' },
    },
    run: (parts, uri?: vscode.Uri, given?: GivenLabelling) => label(parts, 'spans', uri, given),
  },
  /** The files that are selected, or one and another that is asked for; other extensions may name both. */
  compareLabels: {
    title: 'Compare Labels…',
    about: toTranslate("Says how far the labels of two people agree, with Cohen's kappa, and where they part."),
    icon: 'compare-changes',
    menus: {
      [EXPLORER]: { when: LABELLED_FILE, group: '3_labels@3' },
      'view/item/context': { when: onCorpus('table|tagged'), group: '3_labels@3' },
    },
    run: async ({ views }, uri?: vscode.Uri, selected?: unknown) => {
      const { askForLabelFiles } = await import('./askForLabelFiles');
      const files = await askForLabelFiles(uri, selected);
      return files && (await views.agreement.show({ files })).settled();
    },
  },
};

async function label(
  { views, ...asked }: LabellingCommandParts,
  kind: LabellingKind,
  uri: vscode.Uri | undefined,
  given: GivenLabelling | undefined,
): Promise<unknown> {
  const { askForLabelling } = await import('./askForLabelling');
  const file = path.normalize((await savedFile(uri)).fsPath);
  // The explorer hands over all selected files behind the one that is meant.
  const subject = await askForLabelling(asked, { file, kind }, Array.isArray(given) ? {} : given);
  return subject && (await views.labelling.show(subject)).settled();
}
