// Whether code that people wrote may run in this thread. Whoever starts the engine for a folder that is not trusted says no.

import { LabError } from '../../protocol/labError';

let isAllowed = true;

export function setPermission(allowed: boolean): void {
  isAllowed = allowed;
}

/** Fails with `INVALID_ARGUMENT`. */
export function requireAllowed(): void {
  if (!isAllowed)
    throw new LabError(
      'INVALID_ARGUMENT',
      'This model is code that somebody wrote, and such code runs in trusted folders alone. Trust this folder to use it.',
    );
}
