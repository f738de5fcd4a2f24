// Analogies (a is to b as c is to which?) and sums of words, with their answers; a click on an answer draws it on the map.

import { figure } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { AnalogyMethod, NeighborsReply, WordNeighbor } from '../../protocol/vectors';
import { button, dropdown } from '../shared/controls';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { EmbeddingsStrings } from './strings';
import { wordInput } from './wordInput';

export interface AskedAnalogy {
  a: string;
  b: string;
  c: string;
}

export interface AnalogyOptions {
  strings: EmbeddingsStrings;
  asked: AskedAnalogy;
  method: AnalogyMethod;
  expression: string;
  complete(prefix: string): Promise<string[]>;
  solve(asked: AskedAnalogy, method: AnalogyMethod): Promise<NeighborsReply>;
  calculate(expression: string): Promise<NeighborsReply>;
  keep(change: { analogy?: AskedAnalogy; analogyMethod?: AnalogyMethod; expression?: string }): void;
  /** Draws the arrows from a to b and from c to an answer; without an answer none. */
  onAnswer(asked: AskedAnalogy | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void;
}

export interface AnalogySection {
  node: HTMLElement;
  solve(asked: AskedAnalogy): Promise<void>;
  /** Puts a word into one of the three fields. */
  set(part: keyof AskedAnalogy, word: string): void;
}

export function analogySection(options: AnalogyOptions): AnalogySection {
  const { strings, complete, keep, onAnswer } = options;
  let { asked, method, expression } = options;
  let shown: { asked: AskedAnalogy | undefined; reply: NeighborsReply } | undefined;
  const field = (part: keyof AskedAnalogy, label: string) => {
    const input = wordInput({
      label,
      complete,
      onPick: () => Object.values(asked).every((word) => word !== '') && press(),
      onInput: (text) => keep({ analogy: (asked = { ...asked, [part]: text.trim() }) }),
    });
    input.set(asked[part]);
    return input;
  };
  const fields = { a: field('a', strings.analogyA), b: field('b', strings.analogyB), c: field('c', strings.analogyC) };
  const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const answers = table<WordNeighbor>({
    label: strings.answers,
    empty: strings.noAnswers,
    columns: [
      { id: 'word', title: strings.answer, least: 10, text: ({ word }) => word },
      {
        ...{ id: 'value', title: strings.value, numeric: true },
        text: ({ value }) => figure(value),
        sortBy: ({ value }) => value,
      },
    ],
    onPick: (answer) => shown && onAnswer(shown.asked, answer, shown.reply),
  });
  const sum = wordInput({
    label: strings.expression,
    complete: () => Promise.resolve([]),
    onPick: (text) => void show(undefined, options.calculate(text)),
    onInput: (text) => keep({ expression: (expression = text) }),
  });
  sum.set(expression);

  async function show(question: AskedAnalogy | undefined, work: Promise<NeighborsReply>): Promise<void> {
    try {
      const reply = await work;
      shown = { asked: question, reply };
      answers.setRows(reply.neighbors);
      say(note, reply.neighbors.length > 0 ? strings.analogyAnswer(reply.neighbors[0].word) : strings.noAnswers);
      onAnswer(question, reply.neighbors.at(0), reply);
    } catch (error) {
      shown = undefined;
      answers.setRows([]);
      say(note, LabError.toData(error).message);
    }
  }

  function press(): void {
    void solve({ a: fields.a.value, b: fields.b.value, c: fields.c.value });
  }

  async function solve(question: AskedAnalogy): Promise<void> {
    asked = question;
    keep({ analogy: question });
    for (const part of ['a', 'b', 'c'] as const) fields[part].set(question[part]);
    if (Object.values(question).some((word) => word === '')) return say(note, strings.threeWords);
    await show(question, options.solve(question, method));
  }

  const methods = dropdown(
    strings.analogyMethod,
    [
      { value: 'add', label: '3CosAdd' },
      { value: 'multiply', label: '3CosMul' },
    ],
    method,
    (next) => keep({ analogyMethod: (method = next) }),
  );
  methods.title = strings.analogyHint;
  const node = element(
    'div',
    { class: 'fill' },
    element(
      'div',
      { class: 'analogy' },
      fields.a.node,
      element('span', { text: strings.isTo }),
      fields.b.node,
      element('span', { text: strings.as }),
      fields.c.node,
      element('span', { text: strings.isToWhich }),
    ),
    element('div', { class: 'row wrap' }, methods, button({ label: strings.solve, primary: true, onClick: press })),
    element('h2', { text: strings.arithmetic }),
    element('div', { class: 'row' }, sum.node, button({ label: strings.calculate, onClick: () => calculate() })),
    note,
    answers.node,
  );
  const calculate = (): void => void (sum.value !== '' && show(undefined, options.calculate(sum.value)));
  return {
    node,
    solve,
    set(part, word) {
      fields[part].set(word);
      keep({ analogy: (asked = { ...asked, [part]: word }) });
    },
  };
}
