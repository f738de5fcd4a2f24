// How long what tests may take on any machine. A busy machine makes all of it slow; what takes this long hangs.

/** No test or hook of a stage has ended: the stage is ended with everything in it. */
export const STILL_LIMIT_MINUTES = 5;

/** One test. Less than a stage may stand still: the test that hangs fails by its name, and the next one begins. */
export const TEST_LIMIT_MS = 4 * 60_000;

/** A wait inside a test. Less than the test may take: what was waited for is named. */
export const WAIT_LIMIT_MS = 3 * 60_000;

/** A stage of the night that neither works nor ends. On a machine of which others take nearly all it works little, yet it does. */
export const IDLE_LIMIT_MINUTES = 15;

/** A command that tells nothing of its progress: a compiler, a linter, an installation. */
export const SILENT_LIMIT_MINUTES = 15;
