// The texts of one example below each other, with the words marked in which they differ.

import { type ComparedExample, faultOf } from '../../protocol/comparison';
import type { Report } from '../../protocol/report';
import { changedWords } from '../shared/changedWords';
import { element } from '../shared/element';
import { markedWords } from '../shared/markedWords';
import { LETTERS } from './exampleColumns';
import type { TwoSystems } from './filters';
import type { ComparisonStrings } from './strings';

export function chosenTexts(
  { input, reference, outputs, written }: ComparedExample,
  { unit, two }: { unit: Report['unit']; two: TwoSystems },
  strings: ComparisonStrings,
): HTMLElement {
  const shown = two.map((system) => outputs[system]);
  const texts: [name: string, nodes: (Node | string)[]][] = [
    [strings.inputs[unit], [input]],
    [strings.reference, lackingWords(reference, shown)],
    ...LETTERS.map((letter, i): [string, (Node | string)[]] => [
      strings.outputOf(letter),
      markedWords(changedWords(shown[i], reference)),
    ]),
  ];
  const probabilities = two.flatMap((system, i): [string, string][] => {
    const said = written?.[system];
    if (!said) return [];
    const fault = faultOf(said, outputs[system] === reference);
    const figures = strings.probabilities(said.output.toFixed(2), said.reference.toFixed(2));
    return [[strings.probabilityOf(LETTERS[i]), fault ? `${figures} · ${strings.faults[fault]}` : figures]];
  });
  const terms = [...texts, ...probabilities.map(([name, text]): [string, string[]] => [name, [text]])].flatMap(
    ([name, nodes]) => [element('dt', { text: name }), element('dd', {}, ...nodes)],
  );
  return element('dl', {}, ...terms);
}

/** The reference, words marked that one of the outputs lacks. */
function lackingWords(reference: string, outputs: readonly string[]): (Node | string)[] {
  const [first, other] = outputs.map((output) => changedWords(reference, output));
  return markedWords(first.map(({ text, isChanged }, i) => ({ text, isChanged: isChanged || other[i].isChanged })));
}
