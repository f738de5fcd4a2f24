// Which words are chosen: those selected, the one whose neighbours are listed, and the arrows of an analogy.

import type { Side } from '../../../protocol/embeddingsView';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import type { Arrow } from '../map/drawing';
import type { MapArea } from '../map/mapArea';
import type { AskedAnalogy } from '../panel/analogySection';
import type { EmbeddingsViewState } from '../viewState';
import type { Words } from './words';

export interface WordChoiceOptions {
  state: Readonly<EmbeddingsViewState>;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  words(): Words;
  /** Another word is in focus, or none. */
  onFocus(asked: { word: string; row: number } | undefined): void;
  /** The map has been told; what stands beside it may follow. */
  onChange(): void;
}

const MOST_KEPT_SELECTED = 10_000;

const rowsOf = (reply: NeighborsReply | undefined): number[] => reply?.neighbors.map(({ row }) => row) ?? [];

export class WordChoice {
  /** Of the word in focus, as far as they are known. */
  private neighbors: [first: NeighborsReply | undefined, second: NeighborsReply | undefined] = [undefined, undefined];
  private arrows: Arrow[] = [];
  private waiting: (() => void) | undefined;

  constructor(private readonly options: WordChoiceOptions) {}

  select(rows: readonly number[]): void {
    const unique = [...new Set(rows)];
    this.leaveAnswer();
    this.options.keep({ selected: unique.slice(0, MOST_KEPT_SELECTED) });
    if (unique.length === 1) this.focusRow(unique[0]);
    else if (unique.length === 0) this.focus('', -1);
    else this.emphasize();
  }

  focus(word: string, row: number): void {
    this.options.keep({ focus: word, focusRow: row });
    this.neighbors = [undefined, undefined];
    this.waiting = undefined;
    this.options.onFocus(word === '' && row < 0 ? undefined : { word, row });
    this.emphasize();
  }

  focusRow(row: number): void {
    this.leaveAnswer();
    this.options.keep({ selected: [row] });
    this.focus(this.options.words().word(row), row);
  }

  /** A word that was typed: its row is learned from its neighbours. */
  find(word: string): void {
    this.leaveAnswer();
    this.options.keep({ selected: [] });
    this.focus(word, -1);
  }

  /** Does `then` when the neighbours of the word in focus are known: now, or when they have come. */
  whenNeighbors(then: () => void): void {
    if (this.neighbors[0]) then();
    else this.waiting = then;
  }

  onNeighbors(side: Side, reply: NeighborsReply): void {
    this.neighbors[side] = reply;
    if (side === 0) this.noteWords(reply);
    this.emphasize();
    if (side !== 0) return;
    const then = this.waiting;
    this.waiting = undefined;
    then?.();
  }

  onAnswer(asked: AskedAnalogy | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void {
    const { words, keep, onFocus } = this.options;
    const found = answer?.row ?? -1;
    this.arrows = arrowsOf(asked, found, reply);
    if (answer) words().note(answer.row, answer.word);
    this.neighbors = [undefined, undefined];
    onFocus(undefined);
    const asking = reply.of.map(({ row = -1 }) => row).filter((row) => row >= 0);
    keep({ focus: '', focusRow: found, selected: asking });
    this.emphasize();
  }

  /** The selected rows; of one word it and its neighbours. */
  rowsToIsolate(): number[] {
    const { selected, focusRow } = this.options.state;
    const rows = selected.length > 1 ? selected : [focusRow, ...rowsOf(this.neighbors[0])];
    return [...new Set(rows)].filter((row) => row >= 0).sort((a, b) => a - b);
  }

  /** Tells the map again. */
  emphasize(): void {
    const { state, area, onChange } = this.options;
    const [first, second] = this.neighbors;
    area.emphasize({
      ...{ focus: state.focusRow, selected: state.selected, arrows: this.arrows },
      neighbors: [rowsOf(first), rowsOf(second)],
    });
    onChange();
  }

  /** The map shows the answer to an analogy no longer. */
  private leaveAnswer(): void {
    const { state, keep } = this.options;
    this.arrows = [];
    keep({ answered: { ...state.answered, isShown: false } });
  }

  /** The row of a word that was typed is known by its neighbours. */
  private noteWords({ of, neighbors }: NeighborsReply): void {
    const { words, state, keep } = this.options;
    for (const { row, word } of neighbors) words().note(row, word);
    const [asked] = of;
    if (of.length !== 1 || asked.row === undefined) return;
    words().note(asked.row, asked.word);
    if (state.focusRow < 0) keep({ focusRow: asked.row, selected: [asked.row] });
  }
}

/** From a to b, and from c to the answer, as far as they have rows. */
function arrowsOf(asked: AskedAnalogy | undefined, found: number, { of }: NeighborsReply): Arrow[] {
  if (!asked) return [];
  const rowOf = (word: string): number => of.find((one) => one.word === word)?.row ?? -1;
  const relations = [
    { from: rowOf(asked.a), to: rowOf(asked.b), isFound: false },
    { from: rowOf(asked.c), to: found, isFound: true },
  ];
  return relations.filter(({ from, to }) => from >= 0 && to >= 0);
}
