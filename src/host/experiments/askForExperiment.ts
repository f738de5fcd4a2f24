// The questions of a new experiment: what is learned, from which columns, cut how, by which model.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTaggedFile } from '../../protocol/corpusFiles';
import type { ColumnsReply } from '../../protocol/columns';
import { LabError } from '../../protocol/labError';
import { chooseFiles } from '../editor/files';
import { typeItems } from '../editor/tokenizerTypes';
import { classificationText } from './classificationText';
import { type ValueChoice, columnItems, pickValue } from './columnItems';
import { embeddingText } from './embeddingText';
import { knownData, type KnownData } from './knownData';
import { knownMorphemes, knownTags, type KnownTags } from './knownTags';
import { labelFoldersIn } from './labelFolders';
import {
  classifierItems,
  embeddingItems,
  encoderItems,
  languageItems,
  maskedItems,
  sequenceItems,
  taggerItems,
} from './modelItems';
import { languageText, type TextsExperiment } from './languageText';
import { maskedText } from './maskedText';
import { nameFor, type NamedText } from './newExperiment';
import { ofFiles, ofTable } from './pairFiles';
import { stemOf } from './pairNames';
import { regressionText } from './regressionText';
import { sequenceText } from './sequenceText';
import { taggingText } from './taggingText';
import type { ChosenTokenizer } from './tokenizerText';

/** Undefined when the person gives up. */
export async function askForExperiment(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const ask = await pickValue(aims(file, reply), vscode.l10n.t('What should be learned?'));
  return ask?.(file, reply);
}

type Ask = (file: vscode.Uri, reply: ColumnsReply) => Promise<NamedText | undefined>;

/** Text without columns has no labels; a file of tags is told by its name. */
function aims(file: vscode.Uri, reply: ColumnsReply): ValueChoice<Ask>[] {
  const { columns } = reply;
  const { t } = vscode.l10n;
  const labels = { label: t('Labels'), detail: t('Each text gets one of several labels: topics, sentiments') };
  const texts = { label: t('Texts'), detail: t('Another text is written for each: translations, answers') };
  const words = { label: t('Word vectors'), detail: t('Each word gets a vector, from the words near it') };
  const tags = { label: t('Tags'), detail: t('Each token gets a tag: names of people and places, parts of speech') };
  const numbers = { label: t('Numbers'), detail: t('Each text gets a number: a score, a price, how sure it is') };
  const pairs = {
    label: t('Pairs'),
    detail: t('Two texts are read together and get a label or a number: does one follow, how alike are they'),
  };
  const known = knownData(reply);
  const lines = reply.sample.map((row) => row.join('\t'));
  const knownTokens = knownTags(file.path, lines);
  const morphemes = knownMorphemes(file.path, lines);
  const ofKnown = known
    ? [{ label: known.name, detail: t('A known data set: {0}', shownColumns(known)), value: askAbout(known) }]
    : [];
  const ofTables =
    columns.length > 1
      ? [
          ...[...ofKnown, { ...labels, value: askForLabels }, { ...numbers, value: askForNumbers }],
          ...(columns.length > 2 ? [{ ...pairs, value: askForTwoTexts }] : []),
        ]
      : [];
  const ofWords = { ...words, value: askForVectors };
  const ofTexts = {
    label: t('Language model'),
    detail: t('Which token follows those before it: to go on with texts, and to say how probable they are'),
    value: askForTexts(languageItems, languageText),
  };
  const ofMasked = {
    label: t('Masked language model'),
    detail: t('Which token is missing: to fill in blanks, and to give other models a start without labels'),
    value: askForTexts(maskedItems, maskedText),
  };
  const ofPairs = { ...texts, value: askForPairs };
  const ofTokens = { ...tags, value: askForTags() };
  const ofMorphemes = {
    label: t('Korean morphemes'),
    detail: t('Each word is taken apart into its morphemes with their parts of speech'),
  };
  const ofKnownTokens = [
    ...(morphemes ? [{ ...ofMorphemes, value: askForTags(morphemes) }] : []),
    ...(knownTokens
      ? [{ label: knownTokens.name, detail: t('A known data set: tags of tokens'), value: askForTags(knownTokens) }]
      : []),
  ];
  if (isTaggedFile(file.path)) return [...ofKnownTokens, ofTokens, ofWords];
  if (ofKnownTokens.length > 0) return [...ofKnownTokens, ofTokens, ofWords, ofPairs];
  return columns.length > 1
    ? [...ofTables, ofPairs, ofWords, ofTexts, ofMasked, ofTokens]
    : [ofWords, ofTexts, ofMasked, ofPairs, ofTokens];
}

/** Of a folder with a folder of texts for each label. Undefined when the person gives up; fails with `NOT_FOUND` where it is none. */
export async function askForFolders(folder: vscode.Uri): Promise<NamedText | undefined> {
  const found = await labelFoldersIn(folder.fsPath);
  if (!found)
    throw new LabError(
      'NOT_FOUND',
      vscode.l10n.t('{0} has no folder of .txt files for each label, as "pos" and "neg".', path.basename(folder.path)),
    );
  const tokenizer = await askForTokenizer(folder);
  const model = tokenizer && (await pickValue(classifierItems(), modelQuestion()));
  if (!model) return undefined;
  const name = nameFor(path.basename(folder.path), model);
  return { name, text: classificationText({ name, dataFile: found, tokenizer, model, rows: found.texts }) };
}

async function askForLabels(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const { rows, header } = reply;
  const text = await askForText(reply);
  if (text === undefined) return undefined;
  const rest = columnItems(reply, 'label').filter(({ value }) => value !== text);
  const label = await pickValue(rest, vscode.l10n.t('Which column holds the label to predict?'));
  if (label === undefined) return undefined;
  const tokenizer = await askForTokenizer(file);
  const model = tokenizer && (await pickValue(classifierItems(), modelQuestion()));
  if (!model) return undefined;
  const dataFile = path.basename(file.path);
  const name = nameFor(dataFile, model);
  return { name, text: classificationText({ name, dataFile, header, text, label, tokenizer, model, rows }) };
}

const shownColumns = ({ text, label }: Pick<KnownData, 'text' | 'label'>): string => [text, label].flat().join(', ');

async function askForNumbers(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const text = await askForText(reply);
  const label = text === undefined ? undefined : await askForNumber(reply, [text]);
  if (text === undefined || label === undefined) return undefined;
  return askAbout({ text, label, areNumbers: true })(file, reply);
}

const askForNumber = (reply: ColumnsReply, taken: readonly string[]): Promise<string | undefined> =>
  pickValue(
    columnItems(reply, 'label').filter(({ value }) => !taken.includes(value)),
    vscode.l10n.t('Which column holds the number to predict?'),
  );

async function askForTwoTexts(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const { t } = vscode.l10n;
  const first = await pickValue(columnItems(reply, 'text'), t('Which column holds the first text?'));
  if (first === undefined) return undefined;
  const others = columnItems(reply, 'text').filter(({ value }) => value !== first);
  const second = await pickValue(others, t('Which column holds the second text?'));
  if (second === undefined) return undefined;
  const kinds: ValueChoice<boolean>[] = [
    { label: t('Labels'), detail: t('Whether one follows from the other, or both say the same'), value: false },
    { label: t('Numbers'), detail: t('How alike they are'), value: true },
  ];
  const areNumbers = await pickValue(kinds, t('What do pairs get?'));
  if (areNumbers === undefined) return undefined;
  const rest = columnItems(reply, 'label').filter(({ value }) => value !== first && value !== second);
  const label = areNumbers
    ? await askForNumber(reply, [first, second])
    : await pickValue(rest, t('Which column holds the label to predict?'));
  if (label === undefined) return undefined;
  return askAbout({ text: [first, second], label, ...(areNumbers ? { areNumbers } : {}) })(file, reply);
}

/** The columns are known: what is left to choose are tokenizer and model. */
const askAbout =
  ({ text, label, areNumbers, monitor }: Omit<KnownData, 'name'>): Ask =>
  async (file, { rows, header }) => {
    const tokenizer = await askForTokenizer(file);
    if (!tokenizer) return undefined;
    const dataFile = path.basename(file.path);
    const columns = { dataFile, header, text, label, tokenizer, rows };
    if (areNumbers || typeof text !== 'string') {
      const model = await pickValue(encoderItems(), modelQuestion());
      if (!model) return undefined;
      const name = nameFor(dataFile, model);
      const writeText = areNumbers ? regressionText : classificationText;
      return { name, text: writeText({ name, ...columns, model, monitor }) };
    }
    const model = await pickValue(classifierItems(), modelQuestion());
    if (!model) return undefined;
    const name = nameFor(dataFile, model);
    return { name, text: classificationText({ name, ...columns, model, monitor }) };
  };

const askForTags =
  (known?: KnownTags): Ask =>
  async (file, { rows }) => {
    const model = await pickValue(taggerItems(), modelQuestion());
    if (!model) return undefined;
    const dataFile = path.basename(file.path);
    const name = nameFor(dataFile, model);
    return { name, text: taggingText({ name, dataFile, model, lines: rows, known }) };
  };

async function askForPairs(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const survey = { ...reply, file, header: reply.header ?? false };
  const openLabel = vscode.l10n.t('Choose');
  const files = reply.columns.length > 1 ? await ofTable(survey, {}) : await ofFiles([file], { openLabel });
  const tokenizer = files && (await askForTokenizer(file));
  const model = tokenizer && (await pickValue(sequenceItems(), modelQuestion()));
  if (!model) return undefined;
  const name = nameFor(stemOf(files), model);
  return { name, text: sequenceText({ name, files, model, pairs: reply.rows, tokenizer }) };
}

/** Of a model that learns from texts alone. */
const askForTexts =
  <Model extends string>(models: () => ValueChoice<Model>[], write: (given: TextsExperiment<Model>) => string): Ask =>
  async (file, reply) => {
    const isTable = reply.columns.length > 0;
    const column = isTable ? await askForText(reply) : undefined;
    if (isTable && column === undefined) return undefined;
    const tokenizer = await askForTokenizer(file);
    const model = tokenizer && (await pickValue(models(), modelQuestion()));
    if (!model) return undefined;
    const { size } = await vscode.workspace.fs.stat(file);
    const dataFile = path.basename(file.path);
    const name = nameFor(dataFile, model);
    return { name, text: write({ name, dataFile, column, header: reply.header, bytes: size, tokenizer, model }) };
  };

async function askForVectors(file: vscode.Uri, reply: ColumnsReply): Promise<NamedText | undefined> {
  const isTable = reply.columns.length > 0;
  const column = isTable ? await askForText(reply) : undefined;
  if (isTable && column === undefined) return undefined;
  const tokenizer = await askForTokenizer(file);
  const model = tokenizer && (await pickValue(embeddingItems(), modelQuestion()));
  if (!model) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  const dataFile = path.basename(file.path);
  const name = nameFor(dataFile, model);
  const data = { dataFile, column, header: reply.header, bytes: size };
  return { name, text: embeddingText({ name, ...data, tokenizer, model }) };
}

const askForText = async (reply: ColumnsReply): Promise<string | undefined> =>
  pickValue(columnItems(reply, 'text'), vscode.l10n.t('Which column holds the text?'));

const modelQuestion = (): string => vscode.l10n.t('Which model should read it?');

/** Any of those there are, or a tokenizer.json, whose path starts beside the data. */
async function askForTokenizer(data: vscode.Uri): Promise<ChosenTokenizer | undefined> {
  const own = typeItems().map((item): ValueChoice<ChosenTokenizer> => ({ ...item, value: { type: item.type } }));
  const { t } = vscode.l10n;
  const ready = { label: t('A tokenizer.json'), detail: t('A ready tokenizer, as Hugging Face writes it') };
  const items: ValueChoice<ChosenTokenizer>[] = [...own, { ...ready, value: { type: 'file' } }];
  const chosen = await pickValue(items, t('How should the text be cut?'));
  if (chosen?.type !== 'file') return chosen;
  const folder = path.dirname(data.fsPath);
  const title = t('Choose a tokenizer.json');
  const [file] = await chooseFiles({ defaultUri: vscode.Uri.file(folder), title, filters: { JSON: ['json'] } });
  return file && { type: 'file', file: path.relative(folder, file.fsPath).split(path.sep).join('/') };
}
