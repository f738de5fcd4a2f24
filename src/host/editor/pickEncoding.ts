// Asks in which encoding a file is to be read.
import * as vscode from 'vscode';
import { type Encoding, ENCODINGS, encodingNamed, titleOfEncoding } from '../../protocol/encodings';
import { pick } from './shown/picks';

/** Where people meet each. */
function usedFor(encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
      return vscode.l10n.t('all languages');
    case 'cp949':
      return vscode.l10n.t('Korean');
    case 'gb18030':
      return vscode.l10n.t('Chinese, simplified');
    case 'big5':
      return vscode.l10n.t('Chinese, traditional');
    case 'shift_jis':
    case 'euc-jp':
      return vscode.l10n.t('Japanese');
    case 'windows-1250':
    case 'iso-8859-2':
      return vscode.l10n.t('Central European');
    case 'windows-1251':
    case 'iso-8859-5':
    case 'koi8-r':
    case 'koi8-u':
    case 'ibm866':
      return vscode.l10n.t('Cyrillic');
    case 'windows-1252':
    case 'iso-8859-15':
    case 'macintosh':
      return vscode.l10n.t('Western European');
    case 'windows-1253':
    case 'iso-8859-7':
      return vscode.l10n.t('Greek');
    case 'windows-1254':
      return vscode.l10n.t('Turkish');
    case 'windows-1255':
      return vscode.l10n.t('Hebrew');
    case 'windows-1256':
      return vscode.l10n.t('Arabic');
    case 'windows-1257':
      return vscode.l10n.t('Baltic');
    case 'windows-1258':
      return vscode.l10n.t('Vietnamese');
    case 'windows-874':
      return vscode.l10n.t('Thai');
  }
}

/** An encoding, or none for guessing; undefined when the person thought better of it. */
export async function pickEncoding(now: string | undefined): Promise<{ encoding?: Encoding } | undefined> {
  const guess = { label: vscode.l10n.t('Guess the encoding'), encoding: undefined };
  const all = ENCODINGS.map((encoding) => ({
    label: titleOfEncoding(encoding),
    description: usedFor(encoding),
    encoding,
  }));
  const known = now === undefined ? undefined : encodingNamed(now);
  const first = all.filter(({ encoding }) => encoding === known);
  const items = [...first, guess, ...all.filter(({ encoding }) => encoding !== known)];
  const title = vscode.l10n.t('In which encoding is the file?');
  const picked = await pick(items, { title, matchOnDescription: true });
  return picked && { ...(picked.encoding === undefined ? {} : { encoding: picked.encoding }) };
}
