// Values that are right by themselves but not together: what a schema cannot say, a task or a model family reports.

/** @param path of the value that is to be changed */
export type Report = (path: string[], message: string) => void;
