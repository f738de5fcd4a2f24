// The attributes that a neural tagger reads beside its network (`model.attributes`): values of templates, numbered from 1. They are learned
// from the training part as those of a conditional random field are, and stand in the run's `tagger.json`.

import { AttributeIndex, learnAttributes, type AttributeValues } from '../../crf/attributes';
import { createExpander } from '../../crf/expandTemplates';
import { columnsOf, DEFAULT_TEMPLATES, parseTemplates, type Template } from '../../crf/templates';
import type { FieldedSentence } from '../../crf/tokenFields';
import { LabError } from '../../../protocol/labError';
import type { Training } from '../../text/trainers/training';
import type { ReportFault } from '../../schema/fault';
import type { AttributeSizes } from '../../models/tokenAttributes';
import type { TaggerModel } from './neuralSchemas';

/** As a run keeps them. */
export interface KnownAttributes {
  /** Where files have their tokens, from 1. */
  tokenColumn: number;
  templates: string[];
  /** By template. */
  values: string[][];
}

type Wanted = Pick<TaggerModel, 'attributes'>;

const templatesOf = ({ attributes }: Wanted): readonly string[] =>
  attributes ? (attributes.templates ?? DEFAULT_TEMPLATES) : [];

/** Templates that have been looked at before. */
function parsed(lines: readonly string[]): readonly Template[] {
  const found = parseTemplates(lines);
  return 'list' in found ? found.list : [];
}

export function attributeFaults(model: Wanted, { tag }: { tag: number }, report: ReportFault): void {
  if (!model.attributes) return;
  const lines = templatesOf(model);
  const key = ['model', 'attributes', 'templates'];
  const found = parseTemplates(lines);
  if ('at' in found) return report([...key, found.at], found.message);
  for (const [at, line] of lines.entries())
    if (columnsOf(parsed([line]), 0).includes(tag))
      report([...key, at], `Column ${tag} holds the tags that are to be found. Name another one, or leave it out.`);
}

/** The columns of files that templates look at, from 1. */
export const attributeColumns = (model: Wanted, tokenColumn: number): number[] =>
  columnsOf(parsed(templatesOf(model)), tokenColumn);

/** Those of the training part; undefined where a model reads none. */
export function* learnTokenAttributes(
  model: Wanted,
  sentences: readonly FieldedSentence[],
  tokenColumn: number,
): Training<KnownAttributes | undefined> {
  if (!model.attributes) return undefined;
  const templates = parsed(templatesOf(model));
  const expander = createExpander(templates, tokenColumn);
  const { index } = yield* learnAttributes(sentences, expander, model.attributes.minFrequency);
  return { tokenColumn, templates: templates.map(({ text }) => text), values: index.values.map((of) => [...of]) };
}

/** A token can begin a sentence and end it, which one value says of each. */
export const attributeSizes = ({ values }: { values: AttributeValues }): AttributeSizes => ({
  count: 1 + values.reduce((sum, { length }) => sum + length, 0),
  slots: values.length + 1,
});

/** Programs elsewhere have no templates. Fails with `INVALID_ARGUMENT` for taggers that read attributes. */
export function requireNoAttributes({ attributes }: Wanted): void {
  if (attributes)
    throw new LabError(
      'INVALID_ARGUMENT',
      'The model reads attributes beside its network ("model.attributes"), which other programs cannot make of texts. Train one without them to write it.',
      { key: ['model', 'attributes'] },
    );
}

/** Of each token of a sentence its attributes, 0 behind them. */
export function attributeReader(known: KnownAttributes): (sentence: FieldedSentence) => Int32Array[] {
  const expander = createExpander(parsed(known.templates), known.tokenColumn);
  const index = new AttributeIndex(expander, known.values);
  const { slots } = attributeSizes(known);
  return (sentence) => {
    const rows = sentence.tokens.map(() => new Int32Array(slots));
    const filled = new Int32Array(rows.length);
    index.visit(sentence, (token, attribute) => (rows[token][filled[token]++] = attribute + 1));
    return rows;
  };
}
