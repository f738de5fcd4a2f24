// The tags that a model gave the tokens of a text: what they name, each token with its tag, the next best
// sequences, and why.

import { shownMorphemes, type TagsAnswer, type WordMorphemes } from '../../../protocol/answer';
import { share } from '../../../protocol/figures';
import { element } from '../element';
import { growing } from '../growing';
import { nameCell, numberCell, plainTable, row } from '../plainTable';
import { featureTable } from './labelTables';
import type { AnswerStrings } from './strings';
import { tokenNodes } from './tokens';

/** Entities, or words with their morphemes, drawn unasked. */
const FIRST_ENTITIES = 50;

export function tagsNodes(answer: TagsAnswer, strings: AnswerStrings): Node[] {
  const { tokens, tags, probabilities, unknown, namesEntities, morphemes, alternatives = [] } = answer;
  return [
    ...(morphemes ? morphemeNodes(morphemes, strings) : namesEntities ? entityNodes(answer, strings) : []),
    element('h2', { text: strings.tags }),
    ...tokenNodes(tokens, strings, (i) => ({
      isUnknown: unknown[i],
      title: strings.labelled(tags[i], share(probabilities[i])),
      ...(namesEntities && tags[i] === 'O' ? {} : { figure: tags[i], part: probabilities[i] }),
    })),
    ...(alternatives.length > 1
      ? [
          element('h2', { text: strings.sequences, title: strings.sequencesHint }),
          element('div', { class: 'scroll' }, plainTable({ kind: 'labels', rows: alternatives.map(alternativeRow) })),
        ]
      : []),
    ...reasonNodes(answer, strings),
  ];
}

/** What spoke for and against the tags, each with its token. */
function reasonNodes({ tokens, tags, offsets, explanation }: TagsAnswer, strings: AnswerStrings): Node[] {
  if (!explanation || explanation.features.length === 0) return [];
  const places = new Map(offsets.map(([start], i) => [start, i]));
  const features = explanation.features.map((each) => {
    const i = places.get(each.offsets[0][0]) ?? 0;
    return { ...each, feature: `${tokens[i]}/${tags[i]}: ${each.feature}` };
  });
  return [element('h2', { text: strings.contributions }), featureTable(features, strings)];
}

function entityNodes({ entities }: TagsAnswer, strings: AnswerStrings): Node[] {
  const rows = (shown: number): HTMLElement[] =>
    entities.slice(0, shown).map(({ type, text }) => row(nameCell(text, text), element('td', { text: type })));
  return [
    element('h2', { text: strings.entities }),
    entities.length === 0
      ? element('p', { class: 'note', text: strings.noEntities })
      : growing({
          ...{ strings: strings.growing, total: entities.length, first: FIRST_ENTITIES },
          draw: (shown) => [plainTable({ kind: 'labels', rows: rows(shown) })],
        }),
  ];
}

function morphemeNodes(words: readonly WordMorphemes[], strings: AnswerStrings): Node[] {
  const hint = words.some(({ morphemes }) => morphemes.some(({ unfit }) => unfit));
  return [
    element('h2', { text: strings.morphemes }),
    ...(hint ? [element('p', { class: 'note', text: strings.unfitHint })] : []),
    growing({
      ...{ strings: strings.growing, total: words.length, first: FIRST_ENTITIES },
      draw: (shown) => {
        const rows = words.slice(0, shown).map((word) => row(nameCell(word.text, word.text), element('td', { text: shownMorphemes(word) }))); // prettier-ignore
        return [plainTable({ kind: 'labels', rows })];
      },
    }),
  ];
}

const alternativeRow = ({ tags, probability }: { tags: string[]; probability: number }): HTMLElement =>
  row(element('td', { text: tags.join(' ') }), numberCell(share(probability)));

/** In a few words. */
export const saidTags = (
  { entities, namesEntities, morphemes, output }: TagsAnswer,
  strings: AnswerStrings,
): string => {
  if (morphemes) return morphemes.map(shownMorphemes).join('  ');
  if (!namesEntities) return output;
  return entities.length === 0
    ? strings.noEntities
    : entities.map(({ type, text }) => strings.labelled(text, type)).join(', ');
};
