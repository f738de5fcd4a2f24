// The rules of a search as they are added at a node, and a button for each that takes it away.

import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { button } from '../shared/controls';
import { element, show } from '../shared/element';
import type { BeamStrings } from './strings';
import { isSameRule, isSameWord, pathTo, type PlacedNode, withRule, withWord } from './tree';
import type { BeamState } from './viewState';

export interface RulesOptions {
  strings: BeamStrings;
  state: Readonly<Pick<BeamState, 'rules' | 'words'>>;
  onChange(change: Partial<Pick<BeamState, 'rules' | 'words'>>): void;
}

export interface Rules {
  node: HTMLElement;
  /** At a node of the tree, or at the beginning. */
  addRule(rule: SearchRule, at: PlacedNode | undefined): void;
  addWord(word: PlacedWord, at: PlacedNode | undefined): void;
  draw(): void;
}

export function rulesOf({ strings, state, onChange }: RulesOptions): Rules {
  const node = element('div', { class: 'toolbar chips', attributes: { role: 'group', 'aria-label': strings.rules } });
  /** Words of rules, by the rule: the tree made under a rule need not have them any more. */
  const names = new Map<string, { word: string; after: string }>();

  const remember = (rule: SearchRule | PlacedWord, word: string, at: PlacedNode | undefined): void => {
    const before = at ? pathTo(at).slice(0, -1) : [];
    names.set(JSON.stringify(rule), { word, after: before.map((one) => one.node.token).join(' ') });
  };

  /** Tokens whose words are not known are named by their numbers. */
  const nameOf = (rule: SearchRule | PlacedWord): { word: string; after: string } =>
    names.get(JSON.stringify(rule)) ?? {
      word: 'word' in rule ? rule.word : `#${rule.token}`,
      after: rule.after.map((id) => `#${id}`).join(' '),
    };

  const chip = (rule: SearchRule | PlacedWord, remove: () => void): HTMLElement => {
    const { word, after } = nameOf(rule);
    const text = strings.rule[rule.kind](word, after || strings.beginning);
    return button({ label: `${text} ×`, hint: strings.removeRule(text), onClick: remove });
  };

  return {
    node,
    addRule(rule, at) {
      remember(rule, at?.node.token ?? '', at);
      const isElsewhere = ({ after }: PlacedWord): boolean => after.join() !== rule.after.join();
      const words = rule.kind === 'force' ? state.words.filter(isElsewhere) : state.words;
      onChange({ words, rules: withRule(state.rules, rule) });
    },
    addWord(word, at) {
      remember(word, word.word, at);
      // Of a place that is forced nothing else needs to be said.
      const isElsewhere = ({ after }: SearchRule): boolean => after.join() !== word.after.join();
      const rules = word.kind === 'force' ? state.rules.filter(isElsewhere) : state.rules;
      onChange({ rules, words: withWord(state.words, word) });
    },
    draw() {
      const { rules, words } = state;
      node.replaceChildren(
        ...rules.map((rule) =>
          chip(rule, () => onChange({ rules: state.rules.filter((one) => !isSameRule(one, rule)) })),
        ),
        ...words.map((word) =>
          chip(word, () => onChange({ words: state.words.filter((one) => !isSameWord(one, word)) })),
        ),
      );
      show(node, rules.length + words.length > 0);
    },
  };
}
