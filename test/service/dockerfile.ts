// Reads a Dockerfile as `docker build` does (Dockerfile reference: an instruction a line, comments, lists as JSON), and fails where it would fail,
// or where the image would not do what its readme says. No image is built.

import assert from 'node:assert/strict';
import { USUAL_PORT } from '../../src/service/serviceOptions';

interface Image {
  /** What it starts, and how it is asked whether it is well. */
  command: string[];
  health: string[];
  port: string;
  /** Packages are installed in it. */
  installs: boolean;
}

const KNOWN = ['FROM', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];

/** @param context the files beside it */
export function readDockerfile(text: string, context: readonly string[]): Image {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const all = lines.map((line) => /^([A-Z]+) (.+)$/.exec(line)?.slice(1) ?? assert.fail(`no instruction: ${line}`));
  assert.equal(all[0][0], 'FROM');
  assert.deepEqual([...new Set(all.map(([name]) => name))].filter((name) => !KNOWN.includes(name)), []); // prettier-ignore
  const of = (wanted: string): string[] => all.filter(([name]) => name === wanted).map(([, given]) => given);
  const only = (wanted: string): string => {
    const found = of(wanted);
    assert.equal(found.length, 1, `${wanted} stands ${found.length} times`);
    return found[0];
  };

  const major = /^node:(\d+)-slim$/.exec(only('FROM'))?.[1];
  assert.ok(Number(major) >= 22 && Number(major) % 2 === 0, 'a release of Node that is kept up');
  for (const given of of('ENV')) assert.match(given, /^[A-Z_]+=\S+$/);
  assert.match(only('WORKDIR'), /^\//);
  const copied = of('COPY').flatMap((given) => {
    const names = given.split(' ').filter((name) => !name.startsWith('--'));
    assert.equal(names.pop(), './', 'several files are copied into a folder, whose name ends with a slash');
    return names;
  });
  assert.deepEqual(copied.filter((name) => !context.includes(name)), [], 'COPY of files that are not there'); // prettier-ignore
  const needed = context.filter((name) => /\.(js|tar|json)$/.test(name));
  assert.deepEqual([...copied].sort(), [...needed].sort(), 'every file is in the image');

  const order = all.map(([name, given]) => `${name} ${given}`);
  const [user, run] = ['USER node', ...of('RUN').map((given) => `RUN ${given}`)];
  assert.ok(order.indexOf(user) > order.findLastIndex((line) => line.startsWith('COPY')), 'nothing is copied by it');
  if (run) {
    assert.ok(order.indexOf(run) < order.indexOf(user), 'packages are installed where it may not write');
    assert.ok(order.indexOf(run) > order.indexOf('COPY package.json ./'), 'by the manifest');
  }

  const [health, command] = [/ CMD (\[.+)$/.exec(only('HEALTHCHECK'))?.[1] ?? '', only('CMD')].map((list) => JSON.parse(list) as string[]); // prettier-ignore
  const port = only('EXPOSE');
  assert.equal(port, String(USUAL_PORT));
  assert.ok(health.some((each) => each.includes(`/${port} `)));
  assert.ok(!command.includes('--port'), 'it listens where it is exposed');
  return { command, health, port, installs: of('RUN').some((given) => given.startsWith('npm install ')) };
}
