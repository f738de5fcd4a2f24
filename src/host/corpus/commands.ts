// The commands on a corpus: its statistics, and a clean copy of it.
import type * as vscode from 'vscode';
import { toTranslate } from '../../protocol/toTranslate';
import { type Commands, EXPLORER } from '../commands/command';
import { all, CORPUS_FILE, onCorpus, TEXT, WITHOUT_SELECTION } from '../commands/when';
import { savedFile } from '../editor/files';
import type { SharedEngine } from '../engine/sharedEngine';
import type { CorpusPanels } from './corpusView';

export interface CorpusCommandParts {
  views: { corpus: CorpusPanels };
  counting: SharedEngine;
}

const inMenus = (order: number) => ({
  [EXPLORER]: { when: CORPUS_FILE, group: `2_corpus@${order}` },
  'editor/context': { when: all(WITHOUT_SELECTION, TEXT), group: `4_nlpLab@${order}` },
  'editor/title/context': { when: CORPUS_FILE, group: `4_nlpLab@${order}` },
});

export const corpusCommands: Commands<CorpusCommandParts> = {
  corpusStatistics: {
    title: 'Corpus Statistics',
    about: toTranslate(
      'Counts texts, tokens and lengths, and shows which words are frequent and which labels there are.',
    ),
    icon: 'graph',
    menus: {
      ...inMenus(5),
      'view/item/context': [
        { when: onCorpus(), group: 'inline@2' },
        { when: onCorpus(), group: '2_corpus@1' },
      ],
    },
    run: async ({ views }, uri?: vscode.Uri) =>
      void (await views.corpus.show({ file: (await savedFile(uri)).toString() })),
  },
  /** Other extensions may name the steps and so skip the question; answers with the copy's address. */
  cleanToNewFile: {
    title: 'Clean to New File',
    about: toTranslate(
      'Takes out what models should not learn from, as duplicates and addresses, and writes a clean copy.',
    ),
    icon: 'clear-all',
    needsTrust: true,
    menus: { ...inMenus(6), 'view/item/context': { when: onCorpus(), group: '2_corpus@2' } },
    run: async ({ counting }, uri?: vscode.Uri, names?: unknown) => {
      const { isStepName, pickSteps, stepOf, writeCopy } = await import('./cleaning');
      const file = await savedFile(uri);
      const given = Array.isArray(names) ? names.filter(isStepName).map(stepOf) : undefined;
      const steps = given ?? (await pickSteps(counting, file));
      return steps && steps.length > 0 ? writeCopy(counting, file, steps) : undefined;
    },
  },
};
