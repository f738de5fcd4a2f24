// Which list of stop words a clean copy is made with.
import * as vscode from 'vscode';
import { stopWordLists, type CleaningStep, type StopWordList } from '../../protocol/cleaning';
import { pick } from '../editor/shown/picks';

interface ListItem extends vscode.QuickPickItem {
  list: StopWordList;
}

/** Asks for one of the lists that come along; undefined when the person thought better of it. */
export async function askStopWords(): Promise<CleaningStep | undefined> {
  const languages = new Intl.DisplayNames([vscode.env.language, 'en'], { type: 'language' });
  const nameOf = (code: string): string => languages.of(code) ?? code;
  const items = stopWordLists
    .filter((list) => list !== 'none')
    .map((list): ListItem => ({ list, description: list, label: labelOf(list, nameOf) }));
  const title = vscode.l10n.t('Which stop words are taken out?');
  const chosen = await pick(items, { title, matchOnDescription: true, ignoreFocusOut: true });
  return chosen && { step: 'stop-words', language: chosen.list };
}

function labelOf(list: StopWordList, nameOf: (code: string) => string): string {
  if (list === 'both') return vscode.l10n.t('{0} and {1}', nameOf('en'), nameOf('ko'));
  if (list === 'en-long') return vscode.l10n.t('{0}, the longer list (as long as that of NLTK)', nameOf('en'));
  return nameOf(list);
}
