// A made-up stage of `npm test` and the test that runs it, in touch by sockets: a connection says that a process is there, its
// end that the process has gone.

import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';

/** A process of the made-up stage, as the test sees it. */
interface Member {
  tell(words: string): void;
  gone: Promise<unknown>;
}

export interface Meeting {
  port: number;
  /** The process that calls itself by this name, once it is there. */
  member(name: string): Promise<Member>;
  close(): void;
}

/** Where the processes of a made-up stage report. */
export async function openMeeting(): Promise<Meeting> {
  const members = new Map<string, Member>();
  const server = net.createServer();
  server.on('connection', (socket) => {
    const gone = once(socket, 'close');
    socket.on('error', () => undefined); // it was killed
    socket.once('data', (name) => {
      members.set(String(name), { tell: (words) => socket.write(words), gone });
      server.emit('member');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const member = async (name: string): Promise<Member> => {
    for (;;) {
      const found = members.get(name);
      if (found) return found;
      await once(server, 'member');
    }
  };
  return { port, member, close: () => server.close() };
}

const moduleOf = (file: string): string => JSON.stringify(`file://${path.resolve(file)}`);

/** What a process of a made-up stage can do, in the language of `node --eval`. */
const ABILITIES = `
  const fs = require('node:fs');
  const { spawn } = require('node:child_process');
  const record = (line) => fs.appendFileSync(process.env.NLP_LAB_RESULTS, JSON.stringify(line) + '\\n');
  const join = (name, heard = () => {}) => {
    const socket = require('node:net').connect(Number(process.env.MEETING), '127.0.0.1', () => socket.write(name));
    socket.on('data', heard);
  };
  const startGroup = () => import(${moduleOf('scripts/host/processGroup.mjs')}).then((module) => module.startGroup);
  const runWatched = () => import(${moduleOf('scripts/test/runWatched.mjs')}).then((module) => module.runWatched);
`;

/** The command that runs such words in a process of its own. */
export const saying = (words: string): string[] => [process.execPath, '--eval', ABILITIES + words];
