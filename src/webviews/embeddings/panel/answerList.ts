// The answers to an analogy or a sum of words, the nearest first.

import { figure } from '../../../protocol/figures';
import { LabError } from '../../../protocol/labError';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { liveText, say } from '../../shared/element';
import { table } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface AnswerList<Q> {
  nodes: HTMLElement[];
  /** Shows what comes of a question. */
  show(question: Q | undefined, work: Promise<NeighborsReply>): Promise<void>;
  say(text: string): void;
}

/** `onAnswer` is told the nearest answer, and each that is clicked; `question`: undefined for a sum. */
export function answerList<Q>(
  strings: EmbeddingsStrings,
  onAnswer: (question: Q | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply) => void,
): AnswerList<Q> {
  let shown: { question: Q | undefined; reply: NeighborsReply } | undefined;
  const note = liveText('note');
  const answers = table<WordNeighbor>({
    label: strings.answers,
    empty: strings.noAnswers,
    columns: [
      { id: 'word', title: strings.answer, least: 10, text: ({ word }) => word },
      numberColumn({ id: 'value', title: strings.value, value: ({ value }) => value, as: figure }),
    ],
    onPick: (answer) => shown && onAnswer(shown.question, answer, shown.reply),
  });
  return {
    nodes: [note, answers.node],
    async show(question, work) {
      try {
        const reply = await work;
        const nearest = reply.neighbors.at(0);
        shown = { question, reply };
        answers.setRows(reply.neighbors);
        say(note, nearest ? strings.analogyAnswer(nearest.word) : strings.noAnswers);
        onAnswer(question, nearest, reply);
      } catch (error) {
        shown = undefined;
        answers.setRows([]);
        say(note, LabError.toData(error).message);
      }
    },
    say: (text) => say(note, text),
  };
}
