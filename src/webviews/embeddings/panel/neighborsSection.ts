// The neighbours of a word among all words, by the vectors themselves and not by the map; of two embeddings one list each.

import type { EmbeddingSide, Side } from '../../../protocol/embeddingsView';
import { LabError } from '../../../protocol/labError';
import type { NeighborsReply, VectorMeasure, WordNeighbor } from '../../../protocol/wordQueries';
import { dropdown, numberField } from '../../shared/controls';
import { element, say, show } from '../../shared/element';
import { latest } from '../../shared/latest';
import type { EmbeddingsStrings } from '../strings';
import type { SortingOf } from './sorting';
import { neighborList } from './neighborList';

interface AskedFor {
  word: string;
  /** Of the first embedding; -1 where the word has no row. */
  row: number;
}

interface Settings {
  measure: VectorMeasure;
  k: number;
}

export interface NeighborsOptions extends Settings {
  strings: EmbeddingsStrings;
  ask(side: Side, asked: AskedFor, settings: Settings): Promise<NeighborsReply>;
  onSettings(settings: Settings): void;
  /** A list has arrived; of the first embedding its rows are marked on the map. */
  onReply(side: Side, reply: NeighborsReply): void;
  onPick(side: Side, neighbor: WordNeighbor): void;
  /** A word that may have been meant, where the one asked for is not there. */
  onNear(word: string): void;
  sorting: SortingOf;
}

export interface NeighborsSection {
  node: HTMLElement;
  setSides(sides: readonly EmbeddingSide[]): void;
  /** Undefined: no word is chosen. */
  show(asked: AskedFor | undefined): void;
}

const SIDES = [0, 1] as const satisfies readonly Side[];

export function neighborsSection({
  strings,
  ask,
  onSettings,
  onReply,
  onPick,
  onNear,
  ...options
}: NeighborsOptions): NeighborsSection {
  let settings: Settings = { measure: options.measure, k: options.k };
  let asked: AskedFor | undefined;
  let sides: readonly EmbeddingSide[] = [];
  const head = element('h2', { class: 'word' });
  const before = element('p', { class: 'empty', text: strings.noWord });
  show(head, false);
  const lists = SIDES.map((side) => ({
    ...{ side, questions: latest() },
    list: neighborList({
      ...{ strings, onNear, ...options.sorting(`neighbors-${side}`) },
      onPick: (neighbor) => onPick(side, neighbor),
    }),
  }));

  function change(next: Partial<Settings>): void {
    settings = { ...settings, ...next };
    onSettings(settings);
    refresh();
  }

  function refresh(): void {
    for (const { side, list, questions } of lists) {
      questions.drop();
      if (side >= sides.length) continue;
      if (!asked) {
        list.clear('');
        continue;
      }
      const question = { word: asked.word, row: side === 0 ? asked.row : -1 };
      void questions.ask(() => ask(side, question, settings), {
        onAnswer(reply) {
          list.draw(reply);
          onReply(side, reply);
        },
        onFailure(error) {
          const { message, place } = LabError.toData(error);
          list.clear(message, place?.near);
        },
      });
    }
  }

  const fields = element('div', { class: 'row wrap' }, ...settingFields(strings, settings, change));
  return {
    node: element('div', { class: 'fill' }, head, fields, before, ...lists.map(({ list }) => list.node)),
    setSides(next) {
      sides = next;
      for (const { side, list } of lists) {
        list.setTitle(next.at(side)?.title, next.length === 1);
        list.setTexts(next.at(side)?.isSentences ?? false);
      }
      say(before, next.at(0)?.isSentences ? strings.noText : strings.noWord);
      refresh();
    },
    show(next) {
      if (asked?.word === next?.word && asked?.row === next?.row) return;
      asked = next;
      say(head, next?.word ?? '');
      show(head, next !== undefined);
      show(before, next === undefined);
      refresh();
    },
  };
}

function settingFields(
  strings: EmbeddingsStrings,
  { measure, k }: Settings,
  onChange: (change: Partial<Settings>) => void,
): HTMLElement[] {
  const measures = [
    { value: 'cosine', label: strings.cosine },
    { value: 'euclidean', label: strings.euclidean },
    { value: 'dot', label: strings.dot },
  ] as const;
  return [
    dropdown(strings.measure, measures, measure, (next) => onChange({ measure: next })),
    numberField({
      ...{ label: strings.neighborCount, value: k, least: 1, most: 1000 },
      onChange: (next) => onChange({ k: next }),
    }),
  ];
}
