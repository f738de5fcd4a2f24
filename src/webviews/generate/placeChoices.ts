// What else could stand in the place of a token: the most probable tokens before and after the rules of sampling. A click, or Enter, goes
// on from another one.

import { figure, share } from '../../protocol/figures';
import type { PlaceChoices } from '../../protocol/generateView';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import { type Heading, plainTable, row, shareCells } from '../shared/plainTable';
import type { KeptToken } from './continuations';
import { mergedChoices, type MergedChoice } from './mergedChoices';
import type { GenerateStrings } from './strings';
import { moveInList } from './listKeys';
import { surprisal } from './figures';
import { visibleToken } from './tokenText';

export interface PlaceSeen {
  token: KeptToken;
  /** Undefined: they are being asked for. */
  choices: PlaceChoices | undefined;
  /** Ids of tokens with which another continuation goes on here. */
  branches: ReadonlySet<number>;
}

export interface PlaceChoicesOptions {
  strings: GenerateStrings;
  onTake(id: number): void;
  /** The place is to be drawn again. */
  onAgain(): void;
  /** Back to the text. */
  onLeave(): void;
}

export interface PlaceChoicesView {
  node: HTMLElement;
  draw(seen: PlaceSeen | undefined): void;
  /** On the first token that could be taken. */
  focus(): void;
}

export function placeChoices({ strings, onTake, onAgain, onLeave }: PlaceChoicesOptions): PlaceChoicesView {
  const node = element('div', { class: 'choices' });
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onLeave();
    else if (!moveInList(node, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  function rowOf(choice: MergedChoice, { token, branches }: PlaceSeen): HTMLElement {
    const written = visibleToken(choice.token);
    const isTaken = choice.id === token.id;
    const link = element('button', { class: 'link token', text: written, attributes: { type: 'button' } });
    const [before, after] = [choice.before, choice.after].map((part) => (part === undefined ? '–' : share(part)));
    const hint = isTaken ? strings.takenHere : branches.has(choice.id) ? strings.showBranch : strings.goOnWith;
    link.title = `${hint}\n${strings.choice(written, before, after)}`;
    if (isTaken) link.setAttribute('aria-current', 'true');
    link.addEventListener('click', () => (isTaken ? onLeave() : onTake(choice.id)));
    const mark = isTaken ? strings.takenMark : branches.has(choice.id) ? strings.branchMark : '';
    const name = element('th', { attributes: { scope: 'row' } }, link);
    if (mark !== '') name.append(element('span', { class: 'note', text: ` ${mark}`, title: hint }));
    return row(name, ...partCells(choice.before), ...partCells(choice.after));
  }

  function draw(seen: PlaceSeen | undefined): void {
    if (!seen) return node.replaceChildren(element('p', { class: 'empty', text: strings.noPlace }));
    const { token, choices } = seen;
    const head = element(
      'p',
      { class: 'head' },
      element('span', { class: 'token', text: visibleToken(token.text || token.token) }),
      ` ${strings.tokenFigures(figure(surprisal(token)), share(Math.exp(token.logProbability)), token.rank + 1)}`,
    );
    const again = button({ label: strings.drawAgain, hint: strings.drawAgainHint, onClick: onAgain });
    const headings: Heading[] = [
      { text: strings.token },
      { text: strings.before, hint: strings.beforeHint, isNumeric: true },
      { text: '' },
      { text: strings.after, hint: strings.afterHint, isNumeric: true },
      { text: '' },
    ];
    const rows = choices ? mergedChoices(choices).map((choice) => rowOf(choice, seen)) : [];
    const table = plainTable({ label: strings.choicesLabel, kind: 'both', headings, rows });
    node.replaceChildren(head, ...(choices ? [table] : [element('p', { class: 'note', text: strings.asking })]), again);
  }

  draw(undefined);
  return { node, draw, focus: () => node.querySelector<HTMLElement>('button.link')?.focus() };
}

/** A dash where nothing is known of it: it is not among the most probable, or was ruled out. */
const partCells = (part: number | undefined): HTMLElement[] =>
  part === undefined ? [element('td', { class: 'number', text: '–' }), element('td')] : shareCells(part);
