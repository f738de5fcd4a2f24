// The process of an editor's extension host, as the system sees it.

import fs from 'node:fs';

const read = (pid: string, name: string): string => {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

const running = (): string[] => fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** The ids of the processes with `home` as their home folder whose command line holds some words. */
const runningIn = (home: string, words: string): string[] =>
  running().filter(
    (pid) => read(pid, 'cmdline').includes(words) && read(pid, 'environ').split('\0').includes(`HOME=${home}`),
  );

/** The ids of the extension hosts of the server that has `home` as its home folder. */
const extensionHostsOf = (home: string): string[] => runningIn(home, '--type=extensionHost');

/** Fails where there is not exactly one. */
export function extensionHostOf(home: string): string {
  const found = extensionHostsOf(home);
  if (found.length !== 1) throw new Error(`${home} is the home of ${found.length} extension hosts.`);
  return found[0];
}

/** The command lines of the processes that a process has started and that still run. */
export const startedBy = (pid: string): string[] =>
  running()
    .filter((other) => new RegExp(`^PPid:\\s*${pid}$`, 'm').test(read(other, 'status')))
    .map((other) => read(other, 'cmdline').replaceAll('\0', ' ').trim());

/** Names of the native libraries that a process has loaded. */
export const librariesOf = (pid: string): string[] => [
  ...new Set(
    read(pid, 'maps')
      .split('\n')
      .flatMap((line) => /\/([^/]+\.(?:node|so[.\d]*))$/.exec(line)?.[1] ?? []),
  ),
];
