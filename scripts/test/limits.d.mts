/** One test. */
export const TEST_LIMIT_MS: number;
/** A wait inside a test. */
export const WAIT_LIMIT_MS: number;
