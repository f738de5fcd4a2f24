// The questions of a new experiment: what is learned, from which columns, cut how, by which model.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { isTaggedFile } from '../../protocol/corpusFiles';
import type { ColumnsReply } from '../../protocol/engine';
import { chooseFiles } from '../editor/files';
import { typeItems } from '../editor/tokenizerTypes';
import { classificationText } from './classificationText';
import { type ValueChoice, columnItems, pickValue } from './columnItems';
import { embeddingText } from './embeddingText';
import { classifierItems, embeddingItems, sequenceItems, taggerItems } from './modelItems';
import { nameFor, type NamedText } from './newExperiment';
import { ofFiles, ofTable } from './pairFiles';
import { stemOf } from './pairNames';
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
function aims(file: vscode.Uri, { columns }: ColumnsReply): ValueChoice<Ask>[] {
  const { t } = vscode.l10n;
  const labels = { label: t('Labels'), detail: t('Each text gets one of several labels: topics, sentiments') };
  const texts = { label: t('Texts'), detail: t('Another text is written for each: translations, answers') };
  const words = { label: t('Word vectors'), detail: t('Each word gets a vector, from the words near it') };
  const tags = { label: t('Tags'), detail: t('Each token gets a tag: names of people and places, parts of speech') };
  const ofTables = columns.length > 1 ? [{ ...labels, value: askForLabels }] : [];
  const ofWords = { ...words, value: askForVectors };
  const ofPairs = { ...texts, value: askForPairs };
  const ofTokens = { ...tags, value: askForTags };
  if (isTaggedFile(file.path)) return [ofTokens, ofWords];
  return columns.length > 1 ? [...ofTables, ofPairs, ofWords, ofTokens] : [ofWords, ofPairs, ofTokens];
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

async function askForTags(file: vscode.Uri, { rows }: ColumnsReply): Promise<NamedText | undefined> {
  const model = await pickValue(taggerItems(), modelQuestion());
  if (!model) return undefined;
  const dataFile = path.basename(file.path);
  const name = nameFor(dataFile, model);
  return { name, text: taggingText({ name, dataFile, model, lines: rows }) };
}

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
