// Which examples are listed: outcomes as chips with their counts, every other condition as a chip that can be removed, and a line of
// choices that sets them.

import {
  conditionName,
  type ExampleCondition,
  type ExampleRange,
  OUTCOMES,
  type RangeOf,
} from '../../protocol/examples';
import type { ShownOverview } from '../../protocol/examplesView';
import { count } from '../../protocol/figures';
import { choiceList } from '../shared/choiceList';
import { element, show } from '../shared/element';
import { foldedOptions } from '../shared/foldedOptions';
import type { Toggle } from '../shared/controls';
import type { ExamplesStrings } from './strings';
import { conditionOf, withCondition, without } from './viewState';

export interface FiltersOptions {
  strings: ExamplesStrings;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onChange(conditions: ExampleCondition[]): void;
}

export interface Filters {
  chips: HTMLElement;
  /** The line of choices. */
  options: HTMLElement;
  /** For the toolbar. */
  toggle: Toggle;
  draw(overview: ShownOverview, conditions: readonly ExampleCondition[]): void;
}

/** What a value of a field leaves open. */
const ANY = 'any';

interface Field {
  /** As `conditionName` has it. */
  name: string;
  title: string;
  choices: readonly ExampleCondition[];
  /** A choice in words, where the title says the rest. */
  say(condition: ExampleCondition): string;
}

export function filters({ strings, isOpen, onOpen, onChange }: FiltersOptions): Filters {
  const chips = element('div', {
    class: 'row wrap chips',
    attributes: { role: 'group', 'aria-label': strings.passing },
  });
  const folded = foldedOptions({ button: strings.filters, hint: strings.filtersHint, isOpen, onOpen });
  let fields = new Map<string, ReturnType<typeof choiceList<string>>>();
  let drawn = '';
  let current: readonly ExampleCondition[] = [];

  function drawChips({ outcomes }: ShownOverview): void {
    const chosen = conditionOf(current, 'outcome');
    const outcome = chosen?.kind === 'outcome' ? chosen.outcome : 'all';
    const focused = (document.activeElement as HTMLElement | null)?.dataset.chip;
    const ofOutcomes = outcomes
      ? OUTCOMES.map((each) => {
          const node = chip(
            each,
            strings.withCount(strings.outcomes[each], count(outcomes[each])),
            () =>
            onChange(each === 'all' ? without(current, 'outcome') : withCondition(current, { kind: 'outcome', outcome: each })), // prettier-ignore
          );
          node.setAttribute('aria-pressed', String(each === outcome));
          if (each === 'sure') node.title = strings.sureHint;
          return node;
        })
      : [];
    const others = current.filter(({ kind }) => kind !== 'outcome' && kind !== 'text');
    const ofOthers = others.map((condition) => {
      const words = strings.condition(condition);
      const node = chip(conditionName(condition), `${words} ×`, () => onChange(without(current, conditionName(condition)))); // prettier-ignore
      node.classList.add('set');
      node.setAttribute('aria-label', strings.remove(words));
      node.title = strings.remove(words);
      return node;
    });
    const all = current.filter(({ kind }) => kind === 'outcome');
    const clear = others.length > 1 ? [chip('clear', strings.clear, () => onChange(all))] : [];
    chips.replaceChildren(...ofOutcomes, ...ofOthers, ...clear);
    show(chips, chips.childElementCount > 0);
    if (focused !== undefined) chips.querySelector<HTMLElement>(`[data-chip="${CSS.escape(focused)}"]`)?.focus();
  }

  function drawFields(overview: ShownOverview): void {
    const offered = fieldsOf(overview, strings);
    const now = JSON.stringify(offered);
    if (now !== drawn) {
      fields = new Map(offered.map((field) => [field.name, choiceList<string>(field.title, (value) => chosen(field, value))])); // prettier-ignore
      folded.node.replaceChildren(...[...fields.values()].map(({ node }) => node));
    }
    drawn = now;
    for (const field of offered) {
      const key = JSON.stringify(conditionOf(current, field.name));
      const choices = field.choices.map((condition) => ({ value: JSON.stringify(condition), label: field.say(condition) })); // prettier-ignore
      const isOffered = choices.some(({ value }) => value === key);
      const any = { value: ANY, label: strings.anyOf(field.title) };
      fields.get(field.name)?.set([any, ...choices], isOffered ? key : ANY);
    }
    show(folded.toggle.node, offered.length > 0);
  }

  function chosen({ name, choices }: Field, value: string): void {
    const condition = choices.find((each) => JSON.stringify(each) === value);
    onChange(condition ? withCondition(current, condition) : without(current, name));
  }

  return {
    ...{ chips, options: folded.node, toggle: folded.toggle },
    draw(overview, conditions) {
      current = conditions;
      drawChips(overview);
      drawFields(overview);
    },
  };
}

function chip(name: string, text: string, onClick: () => void): HTMLElement {
  const node = element('button', { class: 'chip', text, attributes: { type: 'button', 'data-chip': name } });
  node.addEventListener('click', onClick);
  return node;
}

function fieldsOf({ golds, predictions, columns, groups }: ShownOverview, strings: ExamplesStrings): Field[] {
  const answers = (kind: 'gold' | 'prediction', title: string, values: readonly string[]): Field => ({
    ...{ name: kind, title, say: (condition) => ('value' in condition ? condition.value : '') },
    choices: values.map((value) => ({ kind, value })),
  });
  const ranges = (of: RangeOf, title: string): Field => ({
    ...{ name: `range ${of}`, title, say: strings.condition },
    choices: groups
      .map(({ condition }) => condition)
      .filter((condition): condition is ExampleRange => condition.kind === 'range' && condition.of === of)
      .sort((a, b) => (a.above ?? -Infinity) - (b.above ?? -Infinity)),
  });
  const ofColumns = Object.entries(columns).map(([column, values]): Field => ({
    ...{ name: `column ${column}`, title: column },
    say: (condition) => ('value' in condition ? condition.value : ''),
    choices: values.map((value) => ({ kind: 'column', column, value })),
  }));
  const all = [
    answers('gold', strings.gold, golds),
    answers('prediction', strings.prediction, predictions),
    ranges('tokens', strings.length),
    ranges('unknown', strings.unknown),
    ranges('number', strings.gold),
    ...ofColumns,
  ];
  return all.filter(({ choices }) => choices.length > 0);
}
