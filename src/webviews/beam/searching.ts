// Asks a run for its search and says how that goes, with a way to cancel, and to search again.

import type { BeamViewContract } from '../../protocol/beamView';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import type { TextAnswer } from '../../protocol/answer';
import { latest } from '../shared/latest';
import { type NoticeArea, workNotice } from '../shared/notice';
import { questionOf } from '../shared/runQuestion';
import type { BeamStrings } from './strings';
import { type BeamState, searchOf } from './viewState';

export interface SearchingOptions {
  client: Client<BeamViewContract>;
  strings: BeamStrings;
  state: Readonly<BeamState>;
  /** Undefined: there is nothing to search. */
  onFound(answer: TextAnswer | undefined): void;
}

export interface Searching {
  notice: NoticeArea;
  /** As the state says now. */
  ask(): void;
  fail(error: unknown): void;
}

export function searching({ client, strings, state, onFound }: SearchingOptions): Searching {
  const questions = latest();
  const notice = workNotice(strings, { onCancel: questions.cancel, onAgain: ask });

  function fail(error: unknown): void {
    const { code, message } = LabError.toData(error);
    notice.show({ kind: 'error', message: code === 'CANCELLED' ? strings.cancelled : message });
  }

  function adopt(found: TextAnswer | undefined): void {
    notice.clear();
    onFound(found);
  }

  function ask(): void {
    void client.call('keep', questionOf(state)).catch(fail);
    const asked = searchOf(state);
    if (!asked) {
      questions.drop();
      return adopt(undefined);
    }
    notice.show({ kind: 'working', message: strings.working });
    void questions.ask((signal) => client.call('search', asked, { signal }), { onAnswer: adopt, onFailure: fail });
  }

  return { notice, ask, fail };
}
