// The contract between the extension host and the view of two people's labels, under the rules of views.ts.

import type { Agreement } from './agreement';
import type { Notice, SharedCalls } from './views';

export interface ShownAgreement extends Agreement {
  /** Changes when the figures do. */
  version: number;
  /** Names of the files. */
  files: [first: string, other: string];
  /** False where an editor cannot open it (compressed ones). */
  canReveal: [first: boolean, other: boolean];
}

type Nothing = Record<string, never>;

export interface AgreementViewContract {
  calls: SharedCalls & {
    cancel: { request: Nothing; reply: Nothing };
    again: { request: Nothing; reply: Nothing };
    /** Asks for another file in place of the second. */
    chooseOther: { request: Nothing; reply: Nothing };
    /** Opens a file where the text stands on which they part. */
    reveal: { request: { version: number; index: number; file: number }; reply: Nothing };
  };
  events: { notice: Notice; agreement: ShownAgreement };
}
