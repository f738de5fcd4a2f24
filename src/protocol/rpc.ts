// Typed calls over a message port: one interface is the contract, clients and servers are derived from it.
// Every call ends exactly once: reply, failure, cancelled or closed. Names are looked up in a Map, never on an object.

import { LabError, type LabErrorData } from './labError';

/** A two-way channel: worker thread, webview, or an in-memory pair in tests. */
export interface Port {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Called for each message that arrives. Set once. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other side has gone. Set once. */
  onClose(listener: (reason: string) => void): void;
  /** Ends the other side at once, whatever it does; only where that harms nobody else. */
  kill?(): void;
}

/**
 * A contract: calls by name, each with a request and a reply type and, where it takes time, what it tells on its way; events
 * flow from server to client and belong to no call.
 */
export interface Contract {
  calls: Record<string, { request: unknown; reply: unknown; progress?: unknown }>;
  events: Record<string, unknown>;
}

/** What a call tells before its reply. */
export type ProgressOf<C extends Contract, K extends keyof C['calls']> = C['calls'][K] extends { progress: infer P }
  ? P
  : never;

export interface CallContext<Progress = never> {
  /** Aborted when the client cancels the call or goes away. */
  signal: AbortSignal;
  /** Tells the caller, and nobody else, how far the call is. Buffers named in `transfer` are handed over, not copied. */
  progress(progress: Progress, transfer?: readonly ArrayBuffer[]): void;
  /** Buffers of the reply that are handed over, not copied: nobody here may use them afterwards. */
  transfer(...buffers: ArrayBuffer[]): void;
}

export type Handlers<C extends Contract> = {
  [K in keyof C['calls']]: (
    request: C['calls'][K]['request'],
    context: CallContext<ProgressOf<C, K>>,
  ) => Promise<C['calls'][K]['reply']> | C['calls'][K]['reply'];
};

export interface CallOptions<Progress = never> {
  /** Cancels the call. */
  signal?: AbortSignal;
  /** Called for each thing the call tells on its way, in order; never after its end. */
  onProgress?: (progress: Progress) => void;
}

export type EventListeners<C extends Contract> = { [K in keyof C['events']]?: (event: C['events'][K]) => void };

type Message =
  | { kind: 'call'; id: number; name: string; request: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'progress'; id: number; progress: unknown }
  | { kind: 'reply'; id: number; reply: unknown }
  | { kind: 'failure'; id: number; error: unknown }
  | { kind: 'event'; name: string; event: unknown }
  | Several;

/** Messages to a client that go as one, in their order: where each by itself costs. */
export interface Several {
  kind: 'several';
  messages: readonly unknown[];
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, name } = value as { kind?: unknown; id?: unknown; name?: unknown };
  if (kind === 'event') return typeof name === 'string';
  if (kind === 'several') return Array.isArray((value as Several).messages);
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return false;
  if (kind === 'call') return typeof name === 'string';
  return kind === 'cancel' || kind === 'progress' || kind === 'reply' || kind === 'failure';
}

/** What comes over a port may lack anything. */
function isFailure(error: unknown): error is LabErrorData {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' && typeof message === 'string';
}

const unexplained = (): LabError => new LabError('INTERNAL', 'A call failed, and it was not said why.');

/** A page that is loaded anew is a new client of the old server: its calls are not taken for those that the old page left running. */
const firstId = (): number => Math.floor(Math.random() * 2 ** 40) + 1;

export interface Client<C extends Contract> {
  call<K extends keyof C['calls'] & string>(
    name: K,
    request: C['calls'][K]['request'],
    options?: CallOptions<ProgressOf<C, K>>,
  ): Promise<C['calls'][K]['reply']>;
  /** Rejects everything pending with `CLOSED`; later calls reject at once. */
  close(reason: string): void;
}

/** The calling side. `listeners` receive the server's events. */
export function createClient<C extends Contract>(port: Port, listeners: EventListeners<C> = {}): Client<C> {
  interface Pending extends CallOptions<unknown> {
    resolve(reply: unknown): void;
    reject(error: LabError): void;
  }
  const pending = new Map<number, Pending>();
  const byName = new Map(Object.entries(listeners) as [string, ((event: unknown) => void) | undefined][]);
  let nextId = firstId();
  let closed: LabError | undefined;

  const close = (reason: string): void => {
    closed ??= new LabError('CLOSED', reason);
    for (const { reject } of pending.values()) reject(closed);
    pending.clear();
  };
  /** A listener that fails keeps none of the others from what is theirs. */
  const takeAll = (messages: readonly unknown[]): void => {
    const failures: unknown[] = [];
    for (const message of messages) {
      try {
        take(message);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0] as Error;
  };
  const take = (message: unknown): void => {
    if (!isMessage(message)) return;
    if (message.kind === 'several') return takeAll(message.messages);
    if (message.kind === 'event') return byName.get(message.name)?.(message.event);
    if (message.kind === 'progress') return pending.get(message.id)?.onProgress?.(message.progress);
    if (message.kind !== 'reply' && message.kind !== 'failure') return;
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'reply') call?.resolve(message.reply);
    else call?.reject(isFailure(message.error) ? LabError.fromData(message.error) : unexplained());
  };
  port.onMessage(take);
  port.onClose(close);

  return {
    call: (name, request, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closed);
        if (signal?.aborted) return reject(new LabError('CANCELLED', 'Cancelled before it started.'));
        const id = nextId++;
        const onAbort = (): void => port.post({ kind: 'cancel', id } satisfies Message);
        const settle = (): void => signal?.removeEventListener('abort', onAbort);
        pending.set(id, {
          onProgress: onProgress as CallOptions<unknown>['onProgress'],
          resolve: (reply) => (settle(), resolve(reply as never)),
          reject: (error) => (settle(), reject(error)),
        });
        signal?.addEventListener('abort', onAbort, { once: true });
        try {
          port.post({ kind: 'call', id, name, request } satisfies Message);
        } catch (error) {
          pending.delete(id); // it cannot be sent, so nobody answers it
          settle();
          throw error;
        }
      }),
    close,
  };
}

/** One event of a contract, by its name. */
export type EventOf<C extends Contract> = {
  [K in keyof C['events'] & string]: { name: K; event: C['events'][K] };
}[keyof C['events'] & string];

export interface Server<C extends Contract> {
  emit<K extends keyof C['events'] & string>(name: K, event: C['events'][K]): void;
  /** All of them in one message. */
  emitAll(events: readonly EventOf<C>[]): void;
}

/** The answering side. A handler that throws answers with a failure; an unknown name is a failure too. */
export function serve<C extends Contract>(port: Port, handlers: Handlers<C>): Server<C> {
  type Handler = (request: unknown, context: CallContext<unknown>) => unknown;
  const byName = new Map(Object.entries(handlers) as [string, Handler][]);
  const running = new Map<number, AbortController>();

  const answer = async (id: number, name: string, request: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const handedOver: ArrayBuffer[] = [];
    const context: CallContext<unknown> = {
      signal: controller.signal,
      progress: (progress, transfer) => {
        if (running.has(id)) port.post({ kind: 'progress', id, progress } satisfies Message, transfer);
      },
      transfer: (...buffers) => void handedOver.push(...buffers),
    };
    try {
      const handler = byName.get(name);
      if (!handler) throw new LabError('INVALID_ARGUMENT', `There is no call named "${name}".`);
      const reply = await handler(request, context);
      port.post({ kind: 'reply', id, reply } satisfies Message, handedOver);
    } catch (error) {
      port.post({ kind: 'failure', id, error: LabError.toData(error) satisfies LabErrorData } satisfies Message);
    } finally {
      running.delete(id);
    }
  };
  port.onMessage((message) => {
    if (!isMessage(message)) return;
    if (message.kind === 'call' && !running.has(message.id)) void answer(message.id, message.name, message.request);
    else if (message.kind === 'cancel') running.get(message.id)?.abort();
  });
  port.onClose(() => {
    for (const controller of running.values()) controller.abort();
  });
  return {
    emit: (name, event) => port.post({ kind: 'event', name, event } satisfies Message),
    emitAll: (events) =>
      port.post({ kind: 'several', messages: events.map((one) => ({ kind: 'event', ...one })) } satisfies Several),
  };
}
