// From a word to the lines of the corpus that hold it, and to their places in the editor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { corpusEndings } from '../../protocol/corpusFiles';
import type { Evidence } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { ConcordanceLine } from '../../protocol/wordEvidence';
import { chooseFiles } from '../editor/files';
import { showFileAt } from '../editor/places';
import type { Corpus } from './cooccurrenceMaker';
import type { VectorsEngine } from './vectorsEngine';

const LINES_AT_ONCE = 50;

export class EvidenceFinder {
  private serial = 0;
  private asked?: { word: string; files: readonly string[] };
  private places: ConcordanceLine[] = [];

  constructor(private readonly engine: VectorsEngine) {}

  /** Places of a word in files, from the `offset`-th on; a list goes on where word and files are the same. */
  async find(word: string, { files, reading }: Corpus, offset: number): Promise<Evidence> {
    const goesOn =
      this.asked?.word === word && this.asked.files.join('\n') === files.join('\n') && offset === this.places.length;
    if (!goesOn) {
      this.serial++;
      this.places = [];
      this.asked = { word, files };
    }
    const serial = this.serial;
    if (files.length === 0) return { serial, lines: [], more: false };
    const request = { files: [...files], reading, word, limit: LINES_AT_ONCE, offset: goesOn ? offset : 0 };
    const { places, more } = await this.engine.call('concordance', request);
    if (serial !== this.serial) throw new LabError('CANCELLED', 'Another word was asked for meanwhile.');
    const first = this.places.length;
    this.places.push(...places);
    const lines = places.map(({ file, line, before, found, after }, i) => ({
      ...{ index: first + i, file: path.basename(files[file]), line, before, found, after },
    }));
    return { serial, lines, more };
  }

  async reveal(serial: number, index: number): Promise<void> {
    const place = serial === this.serial ? this.places.at(index) : undefined;
    if (!place || !this.asked) throw new LabError('CANCELLED', vscode.l10n.t('The lines have changed meanwhile.'));
    const start = place.column - 1;
    await showFileAt(vscode.Uri.file(this.asked.files[place.file]), {
      ...{ line: place.line - 1, start, end: start + place.found.length },
    });
  }
}

/** Opens the file of a text that is a point, at its line. */
export async function revealText(
  engine: VectorsEngine,
  { vectors, row, files }: { vectors: number; row: number; files: readonly string[] },
): Promise<void> {
  const { lines, files: places } = await engine.call('listWords', { vectors, rows: [row] });
  const [file, line] = [files.at(places?.[0] ?? 0), lines?.[0]];
  if (file === undefined || line === undefined)
    throw new LabError('NOT_FOUND', vscode.l10n.t('It is not known where this text stands.'));
  await showFileAt(vscode.Uri.file(file), { line: line - 1 });
}

/** Lets the person choose texts; undefined when none were chosen. */
export async function chooseTexts(title: string): Promise<vscode.Uri[] | undefined> {
  const filters = {
    [vscode.l10n.t('Texts and tables')]: [...corpusEndings, 'gz'],
    [vscode.l10n.t('All files')]: ['*'],
  };
  const chosen = await chooseFiles({ title, canSelectMany: true, filters });
  return chosen.length > 0 ? chosen : undefined;
}
