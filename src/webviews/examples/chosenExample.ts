// The chosen example in full. What else is told of an example is a part of its own: a function and a line in `PARTS`.

import type { NumberedExample } from '../../protocol/examples';
import { count, figure, share } from '../../protocol/figures';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import type { SharesPart } from '../shared/shares/sharesPart';
import { unknownOf } from './columns';
import type { ExamplesStrings } from './strings';

export interface ExamplePartContext {
  strings: ExamplesStrings;
  shares: SharesPart;
  /** Opens the file where the example stands. */
  onReveal(): void;
}

type ExamplePart = (example: NumberedExample, context: ExamplePartContext) => Node[];

const PARTS: readonly ExamplePart[] = [texts, facts, place, explained];

export const exampleNodes = (example: NumberedExample, context: ExamplePartContext): Node[] =>
  PARTS.flatMap((part) => part(example, context));

function texts({ texts: given }: NumberedExample, { strings }: ExamplePartContext): Node[] {
  return given.flatMap((text, i) => [
    ...(given.length > 1 ? [element('h2', { text: strings.texts[i] ?? strings.text })] : []),
    element('p', { class: 'whole-text', text }),
  ]);
}

function facts(example: NumberedExample, { strings }: ExamplePartContext): Node[] {
  const { gold, prediction, isRight, probability, loss, tokens, columns = {} } = example;
  const unknown = unknownOf(example);
  const rows: [string, string | undefined][] = [
    [strings.gold, gold],
    [strings.prediction, isRight === false ? `✗ ${prediction}` : prediction],
    [strings.probability, probability === undefined ? undefined : share(probability)],
    [strings.loss, loss === undefined ? undefined : figure(loss)],
    [strings.tokens, tokens === undefined ? undefined : strings.ofTokens(count(tokens), share(unknown ?? 0))],
    ...Object.entries(columns),
  ];
  const told = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [element('dt', { text: name }), element('dd', { text: value })],
  );
  return [element('dl', { class: 'facts-list' }, ...told)];
}

function place({ file, line }: NumberedExample, { strings, onReveal }: ExamplePartContext): Node[] {
  if (line === undefined) return [];
  const at = file === undefined ? count(line) : `${file}:${line}`;
  const opener = button({ label: strings.reveal, hint: strings.revealHint, onClick: onReveal });
  return [element('div', { class: 'row wrap' }, ...(file === undefined ? [] : [opener]), element('span', { class: 'note', text: at }))]; // prettier-ignore
}

function explained(_: NumberedExample, { shares }: ExamplePartContext): Node[] {
  return [element('div', { class: 'row' }, shares.toggle.node), shares.node];
}
