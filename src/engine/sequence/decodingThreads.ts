// Decoding on several threads: each has the whole model and searches for other sentences. A step of a search is many small
// operators, which threads within an operator hardly make faster; and ONNX Runtime holds the thread that runs a session.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createClient, type Client } from '../../protocol/rpc';
import { portOfWorker } from '../../protocol/workerPort';
import type { SearchResult } from '../decode/beamSearch';
import type { SearchJob } from '../decode/searchJob';
import { availableBytes } from '../runtime/machine';
import type { Feeds } from '../runtime/session';
import type { Tensor } from '../runtime/tensor';
import type { SequenceDesign } from './sequenceDesign';

/** What a thread starts with. */
export interface DecodingData {
  design: SequenceDesign;
  parameters: Feeds;
}

export interface DecodingContract {
  calls: {
    search: { request: { job: SearchJob; attention: boolean }; reply: SearchResult[] };
    /** The thread releases its model and exits. */
    end: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: Record<string, never>;
}

/** Searches for one group of sentences after the other. Fails as `runSearch`, and with `CLOSED` when its thread dies. */
export type Searcher = (job: SearchJob, attention: boolean, signal?: AbortSignal) => Promise<SearchResult[]>;

export interface DecodingThreads {
  /** As many searchers as so many groups are worth; none where one's own thread is as good. Threads start when first used. */
  searchers(groups: number): Searcher[];
  /** Ends all threads, after what they do. */
  release(): Promise<void>;
}

export interface DecodingThreadsOptions extends DecodingData {
  /** The entry of a thread; the bundle stands beside the one that this is in. */
  threadFile?: string;
  /** The most threads. */
  threads: number;
}

/** A thread that is started for less is not worth its start. */
const GROUPS_FOR_EACH = 2;

/** A thread needs about so many times the bytes of the parameters: two programs hold their own. */
const COPIES = 4;

interface Thread {
  client: Client<DecodingContract>;
  gone: Promise<unknown>;
}

export function createDecodingThreads(options: DecodingThreadsOptions): DecodingThreads {
  const { threads: most, design, parameters } = options;
  const { threadFile = path.join(__dirname, 'decodingThread.js') } = options;
  const bytes = Object.values(parameters).reduce((sum, { data }) => sum + data.byteLength, 0);
  const started: (Thread | undefined)[] = [];
  let data: DecodingData | undefined;

  function threadAt(number: number): Thread {
    data ??= {
      design,
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, t]) => [name, shared(t)])),
    };
    const worker = new Worker(threadFile, { workerData: data, name: 'nlp-lab decoding' });
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    const thread: Thread = { client: createClient<DecodingContract>(portOfWorker(worker)), gone };
    started[number] = thread;
    void gone.then(() => {
      if (started[number] === thread) started[number] = undefined; // the next search starts another one
    });
    return thread;
  }

  return {
    searchers(groups) {
      const fitting = Math.floor(availableBytes() / 2 / (COPIES * bytes));
      const count = Math.min(most, fitting, Math.floor(groups / GROUPS_FOR_EACH));
      if (count < 2) return [];
      return Array.from({ length: count }, (_, number): Searcher => {
        return (given, attention, signal) => {
          // With a part of an array the whole array would be sent.
          const job = { ...given, sources: given.sources.map((source) => source.slice()) };
          return (started[number] ?? threadAt(number)).client.call('search', { job, attention }, { signal });
        };
      });
    },
    async release() {
      const ending = started.flatMap((thread) => thread ?? []);
      await Promise.allSettled(ending.map(({ client }) => client.call('end', {})));
      await Promise.all(ending.map(({ gone }) => gone));
    },
  };
}

/** The same numbers in memory that threads share. */
function shared({ dtype, shape, data }: Tensor): Tensor {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data as Float32Array);
  return { dtype, shape, data: copy };
}
