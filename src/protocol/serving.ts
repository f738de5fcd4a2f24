// What the editor and the process of a service tell each other, as plain data.

import type { LabErrorData } from './labError';

/** The first message to the process; the second, `stop`, has it end in good order, as the end of whoever started it does. */
export interface ServeRequest {
  runs: { folder: string; name?: string }[];
  host: string;
  /** 0: any that is free. */
  port: number;
  version: string;
}

export const STOP = 'stop';

export type ServeReply = { kind: 'serving'; address: string; runs: string[] } | { kind: 'failed'; error: LabErrorData };
