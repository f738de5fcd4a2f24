// What a service may be told, with what holds where nothing is said.

import { LabError } from '../protocol/labError';
import type { StartEngine } from '../protocol/engineThread';

/** Where a service listens if nothing is said. */
export const USUAL_PORT = 8000;

export interface RunToServe {
  folder: string;
  /** As requests name it; left out, as its experiment is called, or its id where another run has that name. */
  name?: string;
}

export interface ServiceOptions {
  runs: readonly RunToServe[];
  checkpoint?: 'best' | 'last';
  startEngine: StartEngine;
  version: string;
  host: string;
  /** 0: any that is free. */
  port: number;
  /** Requests need it, as `Authorization: Bearer <key>`. Must be there where others than this machine can connect. */
  apiKey?: string;
  /** Pages of these origins may ask. */
  allowOrigins?: readonly string[];
  /** Names in the header `Host` besides those of this machine. */
  allowHosts?: readonly string[];
  limits?: Partial<ServiceLimits>;
  /** Lines of JSON; left out, nothing is logged. */
  log?: { write(line: string): void };
  logLevel?: 'info' | 'warn' | 'error';
}

export interface ServiceLimits {
  /** Engines, each a thread with all runs. */
  workers: number;
  /** Texts that are answered at once. */
  batch: number;
  /** Texts that wait; of one client half of them. */
  queue: number;
  /** Of a request. */
  texts: number;
  /** Of a request's body, in bytes. */
  bodyBytes: number;
  /** How long a request may take, in milliseconds: to arrive, and to be answered. */
  timeoutMs: number;
  /** Texts that are continued at once. */
  streams: number;
  /** Of a continuation. */
  tokens: number;
  connections: number;
  /** How often it is looked whether runs have changed, in milliseconds. */
  reloadMs: number;
  /** How long requests under way may take once the service is to stop, in milliseconds. */
  graceMs: number;
}

export const USUAL_LIMITS: ServiceLimits = {
  workers: 1,
  batch: 32,
  queue: 1024,
  texts: 256,
  bodyBytes: 1024 * 1024,
  timeoutMs: 30_000,
  streams: 4,
  tokens: 4096,
  connections: 1024,
  reloadMs: 2000,
  graceMs: 10_000,
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether only this machine can connect to an address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Fails with `INVALID_ARGUMENT` where strangers could ask. */
export function requireKeyBeyondLoopback({ host, apiKey }: Pick<ServiceOptions, 'host' | 'apiKey'>): void {
  if (apiKey !== undefined && apiKey.length < LEAST_KEY)
    throw new LabError('INVALID_ARGUMENT', `The API key is too short: give one of at least ${LEAST_KEY} characters.`);
  if (isLoopback(host) || apiKey !== undefined) return;
  throw new LabError(
    'INVALID_ARGUMENT',
    `On ${host} other machines could ask the run. Give an API key (--api-key, or the environment variable NLP_LAB_API_KEY), or leave out --host.`,
  );
}

const LEAST_KEY = 8;
