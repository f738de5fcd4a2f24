// A program's text with all its mutants in it, each behind a switch (mutant schemata, Untch, Offutt and Harrold 1993): one build
// serves for all of them.

import ts from 'typescript';
import { changesOf, isLeftAlone, type Change } from './changes';

export interface Mutant {
  number: number;
  file: string;
  line: number;
  column: number;
  kind: Change['kind'];
  from: string;
  /** Undefined: nothing. */
  to?: string;
  /** The line as it stands in the file, without the spaces around it. */
  text: string;
}

/** `true` for the mutant that is switched on; who asks has reached it. In src/ nothing has this name. */
const SWITCH = '$isOn';
const PREAMBLE = `const ${SWITCH} = globalThis.nlpLabMutantSwitch ?? (() => false);`;

/**
 * @param first the number of its first mutant
 * @returns the text to build instead of `text`, and its mutants
 */
export function instrument(file: string, text: string, first: number): { text: string; mutants: Mutant[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const lines = text.split('\n');
  const mutants: Mutant[] = [];

  function add(node: ts.Node, { kind, to }: Change): number {
    const number = first + mutants.length;
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
    const place = { line: line + 1, column: character + 1, text: lines[line].trim() };
    mutants.push({ number, file, ...place, kind, from: node.getText(), to });
    return number;
  }

  function written(node: ts.Node): string {
    if (isLeftAlone(node)) return node.getText();
    const numbers = changesOf(node).map((change) => ({ change, number: add(node, change) }));
    const inner = writtenParts(node);
    if (ts.isExpression(node))
      return numbers.reduceRight(
        (rest, { change, number }) => `(${SWITCH}(${number}) ? (${change.to}) : ${rest})`,
        inner,
      );
    const [removal] = numbers;
    return removal ? `{ if (!${SWITCH}(${removal.number})) { ${inner} } }` : inner;
  }

  function writtenParts(node: ts.Node): string {
    let out = '';
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      out += text.slice(at, child.getStart()) + written(child);
      at = child.end;
    });
    return out + text.slice(at, node.end);
  }

  return { text: `${PREAMBLE} ${writtenParts(source)}\n`, mutants };
}
