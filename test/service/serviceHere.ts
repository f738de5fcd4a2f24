// A service whose engine is in the process of the tests, and what is asked of it over real connections.

import { startEngine } from '../../src/engine/engine';
import { connectEngine, type StartEngine } from '../../src/protocol/engineThread';
import { startService, type RunningService } from '../../src/service/startService';
import type { ServiceOptions } from '../../src/service/serviceOptions';
import { portPair } from '../host/memoryPort';

export const engineHere: StartEngine = (listeners) => {
  const { left, right, close } = portPair();
  startEngine(right, { onShutdown: () => close('The engine has ended.') });
  return connectEngine(left, listeners);
};

interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what came is what the test looks at
  body: any;
}

export interface ServiceHere extends RunningService {
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export async function serviceHere(
  folders: readonly string[],
  options: Partial<ServiceOptions> = {},
): Promise<ServiceHere> {
  const running = await startService({
    ...{ runs: folders.map((folder) => ({ folder })), startEngine: engineHere, version: 'none' },
    ...{ host: '127.0.0.1', port: 0 },
    ...options,
    limits: { reloadMs: 2 ** 30, ...options.limits }, // tests look themselves whether runs have changed
  });
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    const reply = await fetch(running.address + path, { ...init, headers: { connection: 'close', ...init.headers } });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    ...running,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}
