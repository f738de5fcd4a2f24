// Asks for the maps of a sentence and says how far that is, with a way to cancel, and to ask again what has failed.

import type { AttentionViewContract, OfferedRun } from '../../protocol/attentionView';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import { latest } from '../shared/latest';
import { type NoticeArea, workNotice } from '../shared/notice';
import { askMaps, type FoundMaps } from './askMaps';
import type { AttentionStrings } from './strings';

/** A sentence, and the output to look at; empty: the run's own. */
export interface AskedTexts {
  source: string;
  target: string;
}

export interface PaneAskingOptions {
  client: Client<AttentionViewContract>;
  strings: AttentionStrings;
  /** Undefined where nothing was found; why is said. */
  onMaps(maps: FoundMaps | undefined): void;
}

export interface PaneAsking {
  notice: NoticeArea;
  ask(run: OfferedRun, texts: AskedTexts): void;
  drop(): void;
}

export function paneAsking({ client, strings, onMaps }: PaneAskingOptions): PaneAsking {
  const questions = latest();
  let again: () => void = () => undefined;
  const notice = workNotice(strings, { onCancel: questions.cancel, onAgain: () => again() });
  const tell = (message: string, fraction?: number): void => notice.show({ kind: 'working', message, fraction });

  function ask(run: OfferedRun, texts: AskedTexts): void {
    again = () => ask(run, texts);
    tell(strings.working);
    const question = { run: run.id, ...texts };
    const find = (signal: AbortSignal): Promise<FoundMaps> =>
      askMaps(client, question, signal, (fraction) => tell(strings.reading, fraction));
    void questions.ask(find, { onAnswer, onFailure });
  }

  function onAnswer(maps: FoundMaps): void {
    notice.clear();
    onMaps(maps);
  }

  function onFailure(error: unknown): void {
    const { code, message } = LabError.toData(error);
    notice.show({ kind: 'error', message: code === 'CANCELLED' ? strings.cancelled : message });
    onMaps(undefined);
  }

  return {
    notice,
    ask,
    drop() {
      questions.drop();
      notice.clear();
    },
  };
}
