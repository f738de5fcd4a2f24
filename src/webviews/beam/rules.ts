// The rules of a search as they are added at a node, and in the toolbar a button for each that takes it away.

import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { button } from '../shared/controls';
import { element, show } from '../shared/element';
import { besideRule, isSameRule, withRule } from './searchRules';
import type { BeamStrings } from './strings';
import { type PlacedNode, wordsBefore } from './tree';
import type { BeamState } from './viewState';

type Kept = Pick<BeamState, 'rules' | 'words'>;

export interface RulesOptions {
  strings: BeamStrings;
  state: Readonly<Kept>;
  onChange(change: Partial<Kept>): void;
}

export interface Rules {
  node: HTMLElement;
  /** At a node of the tree, or at the beginning. */
  addRule(rule: SearchRule, at: PlacedNode | undefined): void;
  addWord(word: PlacedWord, at: PlacedNode | undefined): void;
  draw(): void;
}

export function rulesOf({ strings, state, onChange }: RulesOptions): Rules {
  const node = element('span', { class: 'row chips', attributes: { role: 'group', 'aria-label': strings.rules } });
  /** Words of rules, by the rule: the tree made under a rule need not have them any more. */
  const names = new Map<string, { word: string; after: string }>();

  const remember = (rule: SearchRule | PlacedWord, word: string, at: PlacedNode | undefined): void => {
    names.set(JSON.stringify(rule), { word, after: at ? wordsBefore(at) : '' });
  };

  /** Tokens whose words are not known are named by their numbers. */
  const nameOf = (rule: SearchRule | PlacedWord): { word: string; after: string } =>
    names.get(JSON.stringify(rule)) ?? {
      word: 'word' in rule ? rule.word : `#${rule.token}`,
      after: rule.after.map((id) => `#${id}`).join(' '),
    };

  const chip = (rule: SearchRule | PlacedWord, onClick: () => void): HTMLElement => {
    const { word, after } = nameOf(rule);
    const text = strings.rule[rule.kind](word, after || strings.beginning);
    return button({ label: `× ${text}`, hint: strings.removeRule(text), onClick });
  };
  const ruleChip = (rule: SearchRule): HTMLElement =>
    chip(rule, () => onChange({ rules: state.rules.filter((one) => !isSameRule(one, rule)) }));
  const wordChip = (word: PlacedWord): HTMLElement =>
    chip(word, () => onChange({ words: state.words.filter((one) => !isSameRule(one, word)) }));

  show(node, false);
  return {
    node,
    addRule(rule, at) {
      remember(rule, at?.node.token ?? '', at);
      onChange({ rules: withRule(state.rules, rule), words: besideRule(state.words, rule) });
    },
    addWord(word, at) {
      remember(word, word.word, at);
      onChange({ rules: besideRule(state.rules, word), words: withRule(state.words, word) });
    },
    draw() {
      node.replaceChildren(...state.rules.map(ruleChip), ...state.words.map(wordChip));
      show(node, state.rules.length + state.words.length > 0);
    },
  };
}
