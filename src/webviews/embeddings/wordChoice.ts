// Which words are chosen: those selected, the one whose neighbours are listed, and the arrows of an analogy.

import type { Side } from '../../protocol/embeddingsView';
import type { NeighborsReply, WordNeighbor } from '../../protocol/vectors';
import type { AskedAnalogy } from './analogySection';
import type { Arrow } from './drawing';
import type { MapArea } from './mapArea';
import type { EmbeddingsViewState } from './viewState';
import type { Words } from './words';

export interface WordChoiceOptions {
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  area: MapArea;
  words(): Words;
  /** Another word is in focus, or none. */
  onFocus(asked: { word: string; row: number } | undefined): void;
  /** The map has been told; what stands beside it may follow. */
  onChange(): void;
}

export interface WordChoice {
  select(rows: readonly number[]): void;
  focus(word: string, row: number): void;
  focusRow(row: number): void;
  /** A word that was typed: its row is learned from its neighbours. */
  find(word: string): void;
  /** Does `then` when the neighbours of the word in focus are known: now, or when they have come. */
  whenNeighbors(then: () => void): void;
  onNeighbors(side: Side, reply: NeighborsReply): void;
  onAnswer(asked: AskedAnalogy | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void;
  /** The selected rows; of one word it and its neighbours. */
  rowsToIsolate(): number[];
  /** Tells the map again. */
  emphasize(): void;
}

const MOST_KEPT_SELECTED = 10_000;

export function wordChoice({ state, keep, area, words, onFocus, onChange }: WordChoiceOptions): WordChoice {
  let neighbors: [NeighborsReply | undefined, NeighborsReply | undefined] = [undefined, undefined];
  let arrows: Arrow[] = [];
  let waiting: (() => void) | undefined;

  function emphasize(): void {
    const rowsOf = (reply: NeighborsReply | undefined): number[] => reply?.neighbors.map(({ row }) => row) ?? [];
    area.emphasize({
      ...{ focus: state.focusRow, selected: state.selected, arrows },
      neighbors: [rowsOf(neighbors[0]), rowsOf(neighbors[1])],
    });
    onChange();
  }

  function focus(word: string, row: number): void {
    keep({ focus: word, focusRow: row });
    neighbors = [undefined, undefined];
    waiting = undefined;
    onFocus(word === '' && row < 0 ? undefined : { word, row });
    emphasize();
  }

  function focusRow(row: number): void {
    keep({ selected: [row] });
    focus(words().word(row), row);
  }

  return {
    select(rows) {
      const unique = [...new Set(rows)];
      arrows = [];
      keep({ selected: unique.slice(0, MOST_KEPT_SELECTED) });
      if (unique.length === 1) focusRow(unique[0]);
      else if (unique.length === 0) focus('', -1);
      else emphasize();
    },
    focus,
    focusRow,
    find(word) {
      arrows = [];
      keep({ selected: [] });
      focus(word, -1);
    },
    whenNeighbors(then) {
      if (neighbors[0]) then();
      else waiting = then;
    },
    onNeighbors(side, reply) {
      neighbors[side] = reply;
      if (side === 0) for (const { row, word } of reply.neighbors) words().note(row, word);
      const [asked] = reply.of;
      if (side === 0 && reply.of.length === 1 && asked.row !== undefined) {
        words().note(asked.row, asked.word);
        if (state.focusRow < 0) keep({ focusRow: asked.row, selected: [asked.row] });
      }
      emphasize();
      if (side !== 0) return;
      const then = waiting;
      waiting = undefined;
      then?.();
    },
    onAnswer(asked, answer, reply) {
      const rowOf = (word: string): number => reply.of.find((one) => one.word === word)?.row ?? -1;
      const found = answer?.row ?? -1;
      const relations = asked && [
        { from: rowOf(asked.a), to: rowOf(asked.b), isFound: false },
        { from: rowOf(asked.c), to: found, isFound: true },
      ];
      arrows = relations?.filter(({ from, to }) => from >= 0 && to >= 0) ?? [];
      if (answer) words().note(answer.row, answer.word);
      neighbors = [undefined, undefined];
      onFocus(undefined);
      const asking = reply.of.map((one) => one.row ?? -1).filter((index) => index >= 0);
      keep({ focus: '', focusRow: found, selected: asking });
      emphasize();
    },
    rowsToIsolate() {
      const near = neighbors[0]?.neighbors.map(({ row }) => row) ?? [];
      const rows = state.selected.length > 1 ? state.selected : [state.focusRow, ...near];
      return [...new Set(rows)].filter((row) => row >= 0).sort((a, b) => a - b);
    },
    emphasize,
  };
}
