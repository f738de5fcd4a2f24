// The answers to an analogy or a sum of words, the nearest first.

import { figure } from '../../../protocol/figures';
import { LabError } from '../../../protocol/labError';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { element, liveText, say, show } from '../../shared/element';
import { latest } from '../../shared/latest';
import { table, type TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface AnswerList<Q> {
  nodes: HTMLElement[];
  /** Shows what comes of a question; `tells`: its nearest answer is told. Of several questions the last one counts. */
  show(question: Q | undefined, work: Promise<NeighborsReply>, tells: boolean): Promise<void>;
  /** In place of answers. */
  say(text: string): void;
  /** As before any question. */
  clear(): void;
}

export interface AnswerListOptions<Q> {
  strings: EmbeddingsStrings;
  sorting: TableSorting;
  /** Told the nearest answer, and each that is clicked; `question`: undefined for a sum. */
  onAnswer(question: Q | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void;
}

export function answerList<Q>({ strings, sorting, onAnswer }: AnswerListOptions<Q>): AnswerList<Q> {
  let shown: { question: Q | undefined; reply: NeighborsReply } | undefined;
  const questions = latest();
  const note = liveText('note');
  const before = element('p', { class: 'empty', text: strings.beforeAnswers });
  const answers = table<WordNeighbor>({
    ...{ label: strings.answers, empty: strings.noAnswers, ...sorting },
    columns: [
      { id: 'word', title: strings.answer, least: 10, text: ({ word }) => word },
      numberColumn({ id: 'value', title: strings.value, value: ({ value }) => value, as: figure }),
    ],
    onPick: (answer) => shown && onAnswer(shown.question, answer, shown.reply),
  });
  show(answers.node, false);

  function draw(text: string, rows: readonly WordNeighbor[]): void {
    say(note, text);
    answers.setRows(rows);
    show(before, false);
    show(answers.node, rows.length > 0);
  }

  function drop(text: string): void {
    shown = undefined;
    draw(text, []);
  }

  return {
    nodes: [note, before, answers.node],
    show: (question, work, tells) =>
      questions.ask(() => work, {
        onAnswer(reply) {
          const nearest = reply.neighbors.at(0);
          shown = { question, reply };
          draw(nearest ? strings.analogyAnswer(nearest.word) : strings.noAnswers, reply.neighbors);
          if (tells) onAnswer(question, nearest, reply);
        },
        onFailure: (error) => drop(LabError.toData(error).message),
      }),
    say(text) {
      questions.drop();
      drop(text);
    },
    clear() {
      questions.drop();
      drop('');
      show(before, true);
    },
  };
}
