// One tensor, looked at: as soon as one is chosen its picture is asked for, and what all of its numbers come to. Two sections of a panel.

import { share } from '../../../protocol/figures';
import type { CallOptions } from '../../../protocol/rpc';
import type { PartQuestion, TensorPart, TensorStatistics } from '../../../protocol/tensors';
import type { ShownTensor } from '../../../protocol/tensorsView';
import type { Section } from '../controls';
import { element, liveText, say, show } from '../element';
import { latest } from '../latest';
import type { TensorStrings } from './strings';
import { type TensorPicture, tensorPicture, WHOLE } from './tensorPicture';
import { statisticsView } from './tensorStatistics';

export interface LookState {
  /** The numbers stand in a table, in the picture's place. */
  numbers: boolean;
}

export interface TensorLookOptions {
  strings: TensorStrings;
  state: Readonly<LookState>;
  keep(change: Partial<LookState>): void;
  ask: {
    measure(tensor: number, options: CallOptions<number>): Promise<TensorStatistics>;
    part(question: { tensor: number } & PartQuestion, options: CallOptions): Promise<TensorPart>;
  };
  onFailure(error: unknown): void;
}

export interface TensorLook extends Pick<TensorPicture, 'png'> {
  sections: Section[];
  /** @param number what the host knows it by; −1: none is chosen */
  show(tensor: ShownTensor | undefined, number: number): void;
}

export function tensorLook({ strings, state, keep, ask, onFailure }: TensorLookOptions): TensorLook {
  const [parts, measures] = [latest(), latest()];
  let chosen: { tensor: ShownTensor; number: number } | undefined;
  const told = liveText('note');
  const hints = [strings.picture, strings.statistics].map(() => element('p', { class: 'empty', text: strings.choose }));
  const statistics = statisticsView(strings);
  const picture = tensorPicture({
    ...{ strings, asTable: state.numbers, onTable: (numbers) => keep({ numbers }), onPart: fetchPart },
  });

  function fetchPart(question: PartQuestion): void {
    if (!chosen) return;
    const { tensor, number } = chosen;
    void parts.ask((signal) => ask.part({ tensor: number, ...question }, { signal }), {
      onAnswer: (part) => picture.show(tensor.name, part, question),
      onFailure,
    });
  }

  function measure(number: number): void {
    say(told, strings.measuring);
    const onProgress = (fraction: number): void => say(told, `${strings.measuring} ${share(fraction)}`);
    void measures.ask((signal) => ask.measure(number, { signal, onProgress }), {
      onAnswer(found) {
        say(told, '');
        statistics.show(found);
      },
      onFailure(error) {
        say(told, '');
        onFailure(error);
      },
    });
  }

  function clear(): void {
    [parts, measures].forEach((asked) => asked.drop());
    say(told, '');
    statistics.show(undefined);
    picture.show('', undefined, WHOLE);
  }

  function tell(text: string): void {
    for (const hint of hints) {
      say(hint, text);
      show(hint, text !== '');
    }
    show(picture.node, text === '');
  }

  clear();
  tell(strings.choose);
  return {
    sections: [
      { id: 'picture', label: strings.picture, content: element('div', { class: 'fill' }, hints[0], picture.node) },
      {
        ...{ id: 'statistics', label: strings.statistics },
        content: element('div', { class: 'fill' }, hints[1], told, statistics.node),
      },
    ],
    show(tensor, number) {
      clear();
      chosen = tensor && { tensor, number };
      if (!tensor) return tell(strings.choose);
      if (!tensor.isReadable) return tell(tensor.bytes === 0 ? strings.noNumbers : strings.unreadable);
      tell('');
      fetchPart(WHOLE);
      measure(number);
    },
    png: picture.png,
  };
}
