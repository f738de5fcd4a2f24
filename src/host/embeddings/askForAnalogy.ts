// The three words of an analogy, as a person types them.
import * as vscode from 'vscode';
import { askForLine } from '../editor/shown/picks';

/** Undefined when the person gives up. */
export async function askForAnalogy(): Promise<string[] | undefined> {
  const split = (text: string): string[] => text.split(/[\s:]+/).filter((word) => word !== '');
  const text = await askForLine({
    title: vscode.l10n.t('Analogy: a is to b as c is to which word?'),
    prompt: vscode.l10n.t('Three words, e.g. "man king woman"'),
    validateInput: (value) =>
      split(value).length === 3 ? undefined : vscode.l10n.t('An analogy needs three words, with spaces between them.'),
  });
  return text === undefined ? undefined : split(text);
}
