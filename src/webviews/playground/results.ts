// What a run has made of a text, drawn: outputs with their alternatives, or labels with what spoke for them.

import type { Prediction } from '../../protocol/engine';
import { count, figure, share } from '../../protocol/figures';
import type { PlaygroundReply } from '../../protocol/playgroundView';
import type { DecodedOutput, Translation } from '../../protocol/translation';
import { changedWords } from '../shared/changedWords';
import { element } from '../shared/element';
import { featureTable, labelTable } from '../shared/predictionTables';
import type { PlaygroundStrings } from './strings';

/** Tokens beyond this are not drawn, and this is said. */
const MOST_TOKENS = 500;

/** The nodes, and what is read aloud. */
export function resultOf(reply: PlaygroundReply, strings: PlaygroundStrings): { nodes: Node[]; said: string } {
  if (reply.kind === 'outputs') {
    const [best] = reply.translation.outputs;
    return { nodes: outputNodes(reply.translation, strings), said: best.text };
  }
  const { prediction } = reply;
  return { nodes: labelNodes(prediction, strings), said: strings.said(prediction.label, share(prediction.score)) };
}

function outputNodes({ outputs, sourceTokens }: Translation, strings: PlaygroundStrings): Node[] {
  const [best] = outputs;
  const shown = element('p', { class: 'best', text: best.text === '' ? strings.emptyOutput : best.text });
  const alternatives = outputs.length > 1 ? [outputsTable(outputs, strings)] : [];
  return [
    shown,
    ...alternatives,
    element('h2', { text: strings.tokens }),
    ...tokenNodes(best.tokens, strings, (i) => {
      const probability = Math.exp(best.tokenLogProbabilities[i]);
      const text = probabilityText(probability);
      return { part: 1 - probability, figure: text, title: strings.token(best.tokens[i], text) };
    }),
    element('h2', { text: strings.sourceTokens }),
    ...tokenNodes(sourceTokens, strings, () => ({})),
  ];
}

function outputsTable(outputs: readonly DecodedOutput[], strings: PlaygroundStrings): HTMLElement {
  const [best] = outputs;
  const rows = outputs.map((output, i) => {
    const words = changedWords(output.text, best.text).flatMap(({ text, isChanged }) => [
      isChanged ? element('mark', { text }) : text,
      ' ',
    ]);
    return element(
      'tr',
      {},
      element('td', { class: 'number', text: String(i + 1) }),
      element(
        'td',
        {},
        ...(words.length > 0 ? words : [strings.emptyOutput]),
        ...(output.ended ? [] : [cutNote(strings)]),
      ),
      element('td', { class: 'number', text: probabilityText(Math.exp(output.logProbability)) }),
      element('td', { class: 'number', text: figure(output.score) }),
    );
  });
  const head = (title: string, hint?: string): HTMLElement =>
    element('th', {
      text: title,
      ...(hint === undefined ? {} : { class: 'number', title: hint }),
      attributes: { scope: 'col' },
    });
  return element(
    'div',
    { class: 'scroll' },
    element('h2', { text: strings.outputs, title: strings.outputsHint }),
    element(
      'table',
      { class: 'plain outputs' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          head(strings.rank),
          head(strings.output),
          head(strings.probability, strings.probabilityHint),
          head(strings.score, strings.scoreHint),
        ),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}

/** Shares of whole outputs may be tiny: then as a power of ten. */
const probabilityText = (probability: number): string =>
  probability < 1e-4 ? figure(probability) : share(probability);

const cutNote = (strings: PlaygroundStrings): HTMLElement =>
  element('span', { class: 'note', text: `(${strings.cut})` });

function labelNodes(prediction: Prediction, strings: PlaygroundStrings): Node[] {
  const { probabilities, tokens, unknown, weights, uncalibrated, explanation } = prediction;
  const largest = Math.max(...(weights ?? []), Number.MIN_VALUE);
  const features = explanation?.features ?? [];
  return [
    uncalibrated
      ? element('h2', { text: strings.scores, title: strings.scoresHint })
      : element('h2', { text: strings.labels }),
    labelTable(probabilities, 'plain labels'),
    element('h2', { text: strings.sourceTokens }),
    ...tokenNodes(tokens, strings, (i) => ({
      isUnknown: unknown[i],
      ...(weights ? { part: weights[i] / largest, title: strings.weight(share(weights[i])) } : {}),
    })),
    ...(features.length === 0
      ? []
      : [element('h2', { text: strings.contributions }), featureTable(features, 'plain labels')]),
  ];
}

interface TokenLook {
  /** 0 to 1: how strongly it is marked. */
  part?: number;
  /** Written behind it. */
  figure?: string;
  title?: string;
  isUnknown?: boolean;
}

function tokenNodes(tokens: readonly string[], strings: PlaygroundStrings, look: (index: number) => TokenLook): Node[] {
  const shown = tokens.slice(0, MOST_TOKENS).map((token, i) => {
    const { part, figure: behind, title, isUnknown } = look(i);
    const node = element('span', { class: 'token', text: token });
    if (behind !== undefined) node.append(element('span', { class: 'figure', text: behind }));
    if (part !== undefined) {
      node.classList.add('weighted');
      node.style.setProperty('--share', String(part));
    }
    if (isUnknown) node.classList.add('unknown');
    node.title = [title, isUnknown ? strings.unknown : undefined].filter((line) => line !== undefined).join('\n');
    return node;
  });
  const cut = tokens.length > MOST_TOKENS ? strings.someTokens(count(MOST_TOKENS), count(tokens.length)) : undefined;
  return [
    element('p', { class: 'tokens' }, ...shown),
    ...(cut === undefined ? [] : [element('p', { class: 'note', text: cut })]),
  ];
}
