// A program of the engine line by line in another language, in sections: what is marked has the name of its mark, what is used once
// stands where it is used, and loops are loops. It computes what the program computes, in the same order; nothing is simplified, so that
// the lines are those that the model's author wrote.

import { loopAttributes, loopBody, isLoop } from '../graph/loop';
import type { MarkedValue } from '../graph/marks';
import { nodesOf, usedDependencies } from '../graph/program';
import type { LoopToken, Node, Value } from '../graph/value';
import type { OperatorName } from '../graph/operators';
import { atom, dimText, number, type ScriptLanguage, type SpelledNode, type Term } from './language';
import { nameOfMark, pythonNames } from './pythonNames';

/** Longer expressions get a name. */
const LONGEST = 64;

/** More numbers are not written into a script. */
const MOST_NUMBERS = 32;

interface SpelledProgram {
  /** Lines by the number of the section, each with the lines of loops indented. */
  sections: string[][];
  /** The variable of each value that was asked for, by section. */
  names: string[][];
  /** Constants that are too long for a script, by variable. */
  constants: Map<string, { shape: readonly number[]; data: readonly number[]; dtype: Value['dtype'] }>;
  /** The name of an operator with a gradient of its own, which no other library has. */
  own?: string;
}

interface SpelledSection {
  /** What is to have a name when it ends. */
  values: readonly { value: Value; name: string }[];
}

interface SpellingOptions {
  language: ScriptLanguage;
  sections: readonly SpelledSection[];
  marked: readonly MarkedValue[];
  /** Inputs that are parameters. */
  isParameter(name: string): boolean;
  /** The variable of any other input. */
  variableOf(name: string): string;
  /** Names that are taken. */
  taken: readonly string[];
}

export function spellProgram({
  language,
  sections,
  marked,
  isParameter,
  variableOf,
  taken,
}: SpellingOptions): SpelledProgram {
  const wanted = sections.flatMap(({ values }) => values);
  const program = nodesOf(wanted.map(({ value }) => value));
  const uses = usesOf(program, wanted);
  const namedAs = new Map<Value, string>();
  for (const { made, value, mark } of marked) if (made !== value) namedAs.set(made, `${nameOfMark(mark)}_t`);
  for (const { value, name } of wanted) namedAs.set(value, name);
  const unique = pythonNames(taken);
  const terms = new Map<Value, Term>();
  const constants: SpelledProgram['constants'] = new Map();
  let own: string | undefined;
  let lines: string[] = [];
  let indent = '';
  const write = (line: string): void => void lines.push(indent + line);

  const result = sections.map(({ values }) => {
    lines = [];
    const names = values.map(({ value }) => named(value).text);
    return { lines, names };
  });
  return { sections: result.map((each) => each.lines), names: result.map((each) => each.names), constants, own };

  /** As a variable, so that it is computed here. */
  function named(value: Value): Term {
    const made = term(value);
    const isLeaf = value.node.op === 'input' || value.node.op === 'randomMask';
    return isLeaf || made.isNumber || /^[A-Za-z_]\w*$/.test(made.text) ? made : give(value, made.text);
  }

  function give(value: Value, text: string): Term {
    const name = unique(namedAs.get(value) ?? value.node.op);
    write(`${name} = ${text}`);
    terms.set(value, atom(name));
    return atom(name);
  }

  function term(value: Value): Term {
    const known = terms.get(value);
    if (known) return known;
    const made = termOf(value);
    if (terms.has(value)) return terms.get(value) ?? made;
    const isNamed = namedAs.has(value) || (uses.get(value) ?? 0) > 1 || made.text.length > LONGEST;
    const isLeaf = ['input', 'randomMask', 'constant', 'dimension'].includes(value.node.op);
    if (isNamed && !isLeaf && !made.isNumber) return give(value, made.text);
    terms.set(value, made);
    return made;
  }

  function termOf(value: Value): Term {
    const { node } = value;
    switch (node.op) {
      case 'input':
        return inputTerm((node.attributes as { name: string }).name);
      case 'randomMask':
        return atom(language.mask((node.attributes as { stream: string }).stream));
      case 'constant':
        return constantTerm(value);
      case 'loop':
        spellLoop(node);
        return terms.get(value) ?? atom('');
      case 'ownGradient':
        own = (node.attributes as { name: string }).name;
        return term(node.inputs[node.inputs.length - 1]);
    }
    const inputs = node.inputs.map(term);
    const spelled: SpelledNode<never> = {
      ...{ inputs, types: node.inputs, output: node.outputs[0] },
      attributes: node.attributes as never,
    };
    const operators = language.operators as unknown as Record<string, (node: SpelledNode<never>) => Term>;
    const text = operators[node.op as OperatorName](spelled);
    if (node.op !== 'split') return text;
    const parts = node.outputs.map((output) => unique(namedAs.get(output) ?? 'part'));
    write(`${parts.join(', ')}${parts.length === 1 ? ',' : ''} = ${text.text}`);
    node.outputs.forEach((output, i) => terms.set(output, atom(parts[i])));
    return atom(parts[value.index]);
  }

  function inputTerm(name: string): Term {
    return atom(isParameter(name) ? language.parameter(name) : variableOf(name));
  }

  function constantTerm({ node, dtype }: Value): Term {
    const { data, shape } = node.attributes as { data: readonly number[]; shape: readonly number[] };
    if (shape.length === 0) return dtype === 'bool' ? atom(data[0] ? 'True' : 'False') : number(data[0]);
    if (data.length <= MOST_NUMBERS) return atom(language.array(data, shape, dtype));
    const name = unique('constant');
    constants.set(name, { data, shape, dtype });
    return atom(name);
  }

  function spellLoop(node: Node): void {
    const { token, stateParameters, inputParameters, stateResults, reverse, initial, sequences } = loopBody(node);
    const { requests } = loopAttributes(node);
    const used = [...(program.usedRequests.get(node) ?? [])];
    const stacked = used.flatMap((i) => {
      const request = requests[i];
      return request.kind === 'stack' ? [{ output: node.outputs[i], value: request.value }] : [];
    });
    const results = [...stateResults, ...stacked.map(({ value }) => value)];
    for (const outer of outerValues(results, token)) named(outer);
    const inputs = sequences.map((sequence) => named(sequence).text);
    const states = stateParameters.map((parameter, i) => {
      const first = term(initial[i]);
      const name = unique((parameter.node.attributes as { name: string }).name);
      write(`${name} = ${first.text}`);
      terms.set(parameter, atom(name));
      return name;
    });
    const lists = stacked.map(({ output, value }) =>
      unique(`${namedAs.get(output) ?? namedAs.get(value) ?? 'state'}_steps`),
    );
    if (lists.length > 0) write(`${lists.join(', ')} = ${lists.map(() => '[]').join(', ')}`);
    const t = unique('t');
    const steps = `range(${dimText(token.length)})`;
    write(`for ${t} in ${reverse ? `reversed(${steps})` : steps}:`);
    const outside = indent;
    indent += '    ';
    inputParameters.forEach((parameter, i) => terms.set(parameter, atom(`${inputs[i]}[${t}]`)));
    const next = stateResults.map((result) => term(result).text);
    stacked.forEach(({ value }, i) => write(`${lists[i]}.append(${term(value).text})`));
    write(`${states.join(', ')} = ${next.join(', ')}`);
    indent = outside;
    used.forEach((i) => {
      const request = requests[i];
      if (request.kind === 'last') terms.set(node.outputs[i], atom(states[request.index]));
    });
    stacked.forEach(({ output }, i) => {
      const list = reverse ? `${lists[i]}[::-1]` : lists[i];
      give(output, language.stack(list));
    });
  }

  /** What a loop's body uses that does not change in it. */
  function outerValues(results: readonly Value[], token: LoopToken): Value[] {
    const outer = new Set<Value>();
    const seen = new Set<Node>();
    const open = [...results];
    for (let value = open.pop(); value; value = open.pop()) {
      if (!value.scopes.has(token)) {
        outer.add(value);
        continue;
      }
      if (seen.has(value.node)) continue;
      seen.add(value.node);
      open.push(...usedDependencies(value.node, program.usedRequests));
    }
    return [...outer].reverse();
  }
}

/** How often each value is used. */
function usesOf(
  { order, usedRequests }: ReturnType<typeof nodesOf>,
  wanted: readonly { value: Value }[],
): Map<Value, number> {
  const uses = new Map<Value, number>();
  const count = (value: Value): void => void uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const node of order) {
    const isFirstOnly = node.op === 'negativeLogLikelihood';
    const needed = [...(isLoop(node) ? usedDependencies(node, usedRequests) : node.inputs)];
    needed.filter((_, i) => !isFirstOnly || i !== 1).forEach(count);
  }
  for (const { value } of wanted) count(value);
  return uses;
}
