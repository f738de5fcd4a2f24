// Clients of a service that are broken, huge, hostile or slow.

import net from 'node:net';

/** What strange clients send, and the status they may get; none: they are cut off. */
export const STRANGE: Record<string, [bytes: () => string, statuses: readonly number[]]> = {
  'no JSON': [() => request('{"texts":'), [400]],
  'no HTTP': [() => `${'\u0001'.repeat(200)}\r\n\r\n`, [400]],
  'a huge length': [
    () =>
      'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{',
    [413],
  ],
  'a huge body': [() => request(`{"text":"${'a'.repeat(3_000_000)}"}`), [413]],
  'endless heads': [() => `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, [431]],
  'another host': [() => 'GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', [421]],
  'a path out of it': [() => 'GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', [404]],
  'a prototype': [() => request('{"text":"a","__proto__":{"x":1}}'), [400]],
  'deep rows': [() => request(`{"texts":${'['.repeat(5000)}${']'.repeat(5000)}}`), [400]],
  'half a request': [() => 'POST /predict HTTP/1.1\r\nHost: local', []],
  'two lengths': [
    () => 'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    [400],
  ],
};

function request(body: string): string {
  const head = ['POST /predict HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Connection: close'];
  return `${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The status of the answer, or undefined where the connection was closed without one. */
export function strange(port: number, bytes: string, patienceMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.setEncoding('latin1').on('data', (text: string) => (said += text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      const status = /^HTTP\/1\.1 (\d+)/.exec(said)?.[1];
      resolve(status === undefined ? undefined : Number(status));
    });
  });
}

/** Sends a head byte by byte, and is cut off. */
export function loris(port: number, untilMs: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('POST /predict HTTP/1.1\r\nHost: localhost\r\n'));
    const timer = setInterval(() => (performance.now() < untilMs ? socket.write('X: a\r\n') : socket.destroy()), 500);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve();
    });
  });
}
