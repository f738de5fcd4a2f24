// Less memory for a process that does nothing but serve: what lives for one request is cleared away sooner.

import { setFlagsFromString } from 'node:v8';

/** Of each thread that is started from now on, and of this one. Without it young objects of each thread may take 48 MB. */
export const saveMemory = (): void => setFlagsFromString('--max-semi-space-size=1');
