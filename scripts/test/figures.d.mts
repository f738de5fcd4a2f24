/** Says what a long test has measured, and keeps it for the table of promises where it is a stage of the night. */
export function figure(words: string): void;
