// A disk on which nothing is changed without a look whether that is still allowed.

import type { Files, OpenFile } from './files';

/** As `files`; before each change `require` is called, and what it throws keeps the change from being made. */
export function guardedFiles(files: Files, require: () => void): Files {
  const guarded =
    <A extends unknown[], R>(change: (...given: A) => R) =>
    (...given: A): R => {
      require();
      return change(...given);
    };
  const guardedFile = (file: OpenFile): OpenFile => ({
    ...file,
    write: guarded(file.write),
    truncate: guarded(file.truncate),
  });
  return {
    ...files,
    openToChange: guarded((path) => guardedFile(files.openToChange(path))),
    create: guarded((path) => {
      const file = files.create(path);
      return file && guardedFile(file);
    }),
    rename: guarded(files.rename),
    remove: guarded(files.remove),
    makeFolder: guarded(files.makeFolder),
    touch: guarded(files.touch),
  };
}
