// The built command line as a child process, in its own process so that it can be killed at any moment.

import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';

/** NLP_LAB_CLI names another for trying out the harness. */
const CLI = process.env.NLP_LAB_CLI ?? path.resolve('dist', 'cli.js');

export interface CliEvent {
  event?: string;
  [key: string]: unknown;
}

export interface CliEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
  /** Whole lines of standard output that are JSON objects. */
  events: CliEvent[];
  /** Whole lines of standard output that are not. */
  otherLines: string[];
}

export interface CliProcess {
  child: ChildProcess;
  /** Events so far. */
  events: CliEvent[];
  end: Promise<CliEnd>;
}

export function startCli(args: readonly string[], cwd: string, onEvent?: (event: CliEvent) => void): CliProcess {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const events: CliEvent[] = [];
  let out = '';
  let err = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = parseObject(line);
      if (event === undefined) continue;
      events.push(event);
      onEvent?.(event);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const end = new Promise<CliEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err, ...linesOf(out) }));
  });
  return { child, events, end };
}

export function runCli(args: readonly string[], cwd: string): Promise<CliEnd> {
  return startCli(args, cwd).end;
}

/** @param out what a command wrote to standard output */
export function linesOf(out: string): Pick<CliEnd, 'events' | 'otherLines'> {
  const lines = out.split('\n').slice(0, -1);
  const events = lines.map(parseObject).filter((event) => event !== undefined);
  return { events, otherLines: lines.filter((line) => parseObject(line) === undefined) };
}

function parseObject(line: string): CliEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as CliEvent) : undefined;
  } catch {
    return undefined;
  }
}
