// Train Tokenizer on File: asks for type, size and place, trains with a progress that can be cancelled.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EngineContract } from '../../protocol/engine';
import type { TrainTokenizerRequest } from '../../protocol/tokenizeCalls';
import type { SubwordTokenizerType } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { columnOf, SUBWORDS } from '../../protocol/tokenColumns';
import { allSpoken } from '../editor/engineTexts';
import { exists } from '../editor/onDisk';
import { writeScratchText } from '../editor/scratchText';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { chooseReading, readingRequest, type TextReading } from './textReading';
import { contentOf, type TokenSource } from './tokenSource';
import { tokenizerOf } from './columnOptions';
import { pickSubword } from './tokenizerPicks';
import { saveDialog } from '../editor/shown/dialogs';
import { tell, tellBriefly } from '../editor/shown/messages';
import { askForLine, pick } from '../editor/shown/picks';

/** What another extension or a test may say instead of the person. */
export interface GivenTraining {
  type: SubwordTokenizerType;
  vocabularySize: number;
  /** Beside the four that all have. */
  specialTokens?: string[];
  output: vscode.Uri;
  /** The text column of a table; left out: guessed. */
  reading?: TextReading;
}

export function isGivenTraining(value: unknown): value is GivenTraining {
  if (typeof value !== 'object' || value === null) return false;
  const { type, vocabularySize, specialTokens = [], output } = value as Partial<Record<keyof GivenTraining, unknown>>;
  const areTokens = Array.isArray(specialTokens) && specialTokens.every((token) => typeof token === 'string');
  const isType = SUBWORDS.some((each) => each === type);
  return isType && Number.isInteger(vocabularySize) && areTokens && output instanceof vscode.Uri;
}

type Learned = EngineContract['calls']['trainTokenizer']['reply'];

const LEAST = 50;
const MOST = 1_000_000;
const USUAL = 8000;

export class TokenizerTrainer {
  /** @param storage a folder for texts that are not saved */
  constructor(
    private readonly engine: SharedEngine,
    private readonly storage: string,
  ) {}

  /** The path of the new `tokenizer.json`; undefined when the person has cancelled. */
  async train(source: TokenSource, given?: GivenTraining): Promise<string | undefined> {
    const choice = given ?? (await this.ask(source));
    if (!choice) return undefined;
    const { type, vocabularySize, specialTokens = [], output, reading = {} } = choice;
    const own = specialTokens.length > 0 ? { specialTokens } : {};
    const options = { ...tokenizerOf(columnOf(type, { vocabularySize })), ...own };
    const content = await contentOf(source);
    const text = 'text' in content ? await writeScratchText(this.storage, content.text) : undefined;
    try {
      const files = 'files' in content ? content.files : [text ?? ''];
      const request = { files, ...readingRequest(reading), options, output: output.fsPath };
      const { seconds, notices, ...learned } = await this.run(request, source.title);
      const message = vscode.l10n.t('Trained {0}: {1} pieces.', path.basename(output.path), learned.vocabularySize);
      tellBriefly(`${message} ${seconds.toFixed(1)} s`, 10_000);
      const told = allSpoken([...notices, ...learned.tokenizerNotices], vscode.l10n.t);
      if (told.length > 0) void tell.information(told.join(' '));
      return output.fsPath;
    } catch (error) {
      if (LabError.toData(error).code === 'CANCELLED') return undefined;
      throw error;
    } finally {
      if (text !== undefined) await fs.rm(text, { force: true });
    }
  }

  private run(request: TrainTokenizerRequest, title: string): Promise<Learned> {
    return withProgress(vscode.l10n.t('Training a tokenizer on {0}', title), (signal, onProgress) =>
      this.engine.call('trainTokenizer', request, {
        signal,
        onProgress: ({ fraction, detail, phase }) => onProgress({ fraction, detail: detail ?? phase }),
      }),
    );
  }

  private async ask(source: TokenSource): Promise<GivenTraining | undefined> {
    const reading = await this.askReading(source);
    if (!reading) return undefined;
    const type = await pickSubword();
    if (!type) return undefined;
    const size = await askForLine({
      title: vscode.l10n.t('How many pieces at most?'),
      prompt: vscode.l10n.t('More pieces cut words less, and make models larger.'),
      value: String(USUAL),
      validateInput: (text) =>
        isSize(text) ? undefined : vscode.l10n.t('A whole number from {0} to {1}.', LEAST, MOST),
    });
    if (size === undefined) return undefined;
    const special = await askForLine({
      title: vscode.l10n.t('Special tokens of your own?'),
      prompt: vscode.l10n.t('They get ids beside <pad>, <unk>, <bos> and <eos>; spaces between them, or nothing.'),
      placeHolder: '<mask> <sep>',
    });
    if (special === undefined) return undefined;
    const output = await placeFor(source);
    return output && { type, vocabularySize: Number(size), specialTokens: wordsOf(special), output, reading };
  }

  /** The text column of a table; undefined when the person gives up. */
  private async askReading(source: TokenSource): Promise<TextReading | undefined> {
    const content = await contentOf(source);
    if (!('files' in content) || content.files.length !== 1) return {};
    const { columns, guess, encoding } = await this.engine.call('columns', { file: content.files[0] });
    if (columns.length < 2) return {};
    const first = columns.filter((column) => column === guess.text);
    const others = columns.filter((column) => column !== guess.text);
    return chooseReading({}, [...first, ...others], { encoding });
  }
}

const isSize = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= LEAST && Number(text) <= MOST;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Beside the text, or where the person says. */
async function placeFor({ uris }: TokenSource): Promise<vscode.Uri | undefined> {
  const first = vscode.Uri.parse(uris[0]);
  const beside = first.scheme === 'file' ? vscode.Uri.joinPath(first, '..', 'tokenizer.json') : undefined;
  const elsewhere = { label: vscode.l10n.t('Choose a place…'), output: undefined };
  if (beside) {
    const detail = (await exists(beside.fsPath)) ? vscode.l10n.t('Replaces the file that is there') : undefined;
    const items = [{ label: vscode.workspace.asRelativePath(beside), output: beside, detail }, elsewhere];
    const picked = await pick(items, { title: vscode.l10n.t('Write the tokenizer where?') });
    if (!picked) return undefined;
    if (picked.output) return picked.output;
  }
  return saveDialog({ defaultUri: beside, filters: { JSON: ['json'] } });
}
