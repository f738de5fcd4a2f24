// Analogies (a is to b as c is to which?) and sums of words, with their answers; a click on an answer draws it on the map.

import type { AnalogyMethod, NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { button, dropdown } from '../../shared/controls';
import { element } from '../../shared/element';
import type { TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';
import { wordInput, type WordInput } from '../words/wordInput';
import { answerList } from './answerList';

export interface AskedAnalogy {
  a: string;
  b: string;
  c: string;
}

/** What was answered last, of the two one or none, and whether the map shows it; the fields may hold something else by now. */
export interface AnsweredState {
  analogy?: AskedAnalogy;
  sum?: string;
  isShown: boolean;
}

export interface AnalogyOptions {
  strings: EmbeddingsStrings;
  sorting: TableSorting;
  answered(): AnsweredState;
  asked: AskedAnalogy;
  method: AnalogyMethod;
  expression: string;
  complete(prefix: string): Promise<string[]>;
  solve(asked: AskedAnalogy, method: AnalogyMethod): Promise<NeighborsReply>;
  calculate(expression: string): Promise<NeighborsReply>;
  keep(change: {
    analogy?: AskedAnalogy;
    analogyMethod?: AnalogyMethod;
    expression?: string;
    answered?: AnsweredState;
  }): void;
  /** Draws the arrows from a to b and from c to an answer; without an answer none. */
  onAnswer(asked: AskedAnalogy | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void;
}

export interface AnalogySection {
  node: HTMLElement;
  solve(asked: AskedAnalogy): Promise<void>;
  /** Puts a word into one of the three fields. */
  set(part: keyof AskedAnalogy, word: string): void;
  /** The vectors are others now: answers of the old ones go, what was asked is asked again. */
  renew(): void;
}

const PARTS = ['a', 'b', 'c'] as const;

const isWhole = (asked: AskedAnalogy): boolean => PARTS.every((part) => asked[part] !== '');

export function analogySection(options: AnalogyOptions): AnalogySection {
  const { strings, complete, keep } = options;
  let { asked, method } = options;
  let lastSum = '';
  const answers = answerList<AskedAnalogy>({
    ...{ strings, sorting: options.sorting },
    onAnswer(question, answer, reply) {
      keep({ answered: { ...(question ? { analogy: question } : { sum: lastSum }), isShown: true } });
      options.onAnswer(question, answer, reply);
    },
  });
  const change = (next: AskedAnalogy): void => keep({ analogy: (asked = next) });
  const field = (part: keyof AskedAnalogy, label: string): WordInput => {
    const input = wordInput({
      ...{ label, complete },
      onPick: () => isWhole(asked) && press(),
      onInput: (text) => change({ ...asked, [part]: text.trim() }),
    });
    input.set(asked[part]);
    return input;
  };
  const fields = { a: field('a', strings.analogyA), b: field('b', strings.analogyB), c: field('c', strings.analogyC) };

  function press(): void {
    void solve({ a: fields.a.value, b: fields.b.value, c: fields.c.value });
  }

  async function solve(question: AskedAnalogy): Promise<void> {
    change(question);
    for (const part of PARTS) fields[part].set(question[part]);
    const missing = PARTS.find((part) => question[part] === '');
    if (missing) {
      answers.say(strings.threeWords);
      return fields[missing].focus();
    }
    await answers.show(question, options.solve(question, method), true);
  }

  function calculate(sum: string): void {
    if (sum === '') return answers.say(strings.sumNeeded);
    lastSum = sum;
    void answers.show(undefined, options.calculate(sum), true);
  }

  const methods = methodList(strings, method, (next) => keep({ analogyMethod: (method = next) }));
  const go = button({ label: strings.solve, primary: true, onClick: press });
  const node = element(
    'div',
    { class: 'fill' },
    sentence(fields, strings),
    element('div', { class: 'row wrap' }, methods, go),
    element('h2', { text: strings.arithmetic }),
    sumField({
      ...{ strings, expression: options.expression, onAsked: calculate },
      onInput: (text) => keep({ expression: text }),
    }),
    ...answers.nodes,
  );
  return {
    node,
    solve,
    set(part, word) {
      fields[part].set(word);
      change({ ...asked, [part]: word });
    },
    renew() {
      answers.clear();
      const { analogy, sum, isShown } = options.answered();
      if (analogy) void answers.show(analogy, options.solve(analogy, method), isShown);
      if (sum === undefined) return;
      lastSum = sum;
      void answers.show(undefined, options.calculate(sum), isShown);
    },
  };
}

const sentence = ({ a, b, c }: Record<keyof AskedAnalogy, WordInput>, strings: EmbeddingsStrings): HTMLElement =>
  element(
    'div',
    { class: 'analogy' },
    a.node,
    element('span', { text: strings.isTo }),
    b.node,
    element('span', { text: strings.as }),
    c.node,
    element('span', { text: strings.isToWhich }),
  );

function methodList(
  strings: EmbeddingsStrings,
  method: AnalogyMethod,
  onChange: (method: AnalogyMethod) => void,
): HTMLElement {
  const choices = [
    { value: 'add', label: '3CosAdd' },
    { value: 'multiply', label: '3CosMul' },
  ] as const;
  const list = dropdown(strings.analogyMethod, choices, method, onChange);
  list.title = strings.analogyHint;
  return list;
}

interface SumOptions {
  strings: EmbeddingsStrings;
  expression: string;
  onInput(text: string): void;
  onAsked(sum: string): void;
}

/** A field for a sum of words. */
function sumField({ strings, expression, onInput, onAsked }: SumOptions): HTMLElement {
  const sum = wordInput({ label: strings.expression, complete: () => Promise.resolve([]), onPick: onAsked, onInput });
  sum.set(expression);
  const press = (): void => onAsked(sum.value);
  return element('div', { class: 'row' }, sum.node, button({ label: strings.calculate, onClick: press }));
}
