// Asks for the labels, or for the types of spans, in the order of their keys.
import * as vscode from 'vscode';
import type { LabellingKind } from '../../protocol/labelling';
import { AMONG_OTHERS, askForLine } from '../editor/shown/picks';
import { namesIn } from './typedNames';

/** Undefined when the person gives up. @param known those that are offered */
export async function askForNames(kind: LabellingKind, known: readonly string[]): Promise<string[] | undefined> {
  const texts = {
    texts: {
      title: vscode.l10n.t('Which labels?'),
      prompt: vscode.l10n.t('Separated by commas, in the order of their keys 1 to 9'),
      placeHolder: vscode.l10n.t('positive, negative, neutral'),
    },
    spans: {
      title: vscode.l10n.t('Which types do spans have?'),
      prompt: vscode.l10n.t('Separated by commas, in the order of their keys 1 to 9'),
      placeHolder: 'PER, LOC, ORG',
    },
  };
  const line = await askForLine({ ...texts[kind], ...AMONG_OTHERS, value: known.join(', ') });
  const names = line === undefined ? [] : namesIn(line, kind);
  return names.length > 0 ? names : undefined;
}
