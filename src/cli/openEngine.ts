// The engine as commands use it: its log goes to people, and every call shows how far it is and hears Ctrl+C.

import type { EngineContract } from '../protocol/engine';
import type { Progress } from '../protocol/progress';
import type { Client } from '../protocol/rpc';
import type { Report } from './report';
import type { EngineThread } from '../protocol/engineThread';
import type { Surroundings } from './surroundings';

const isProgress = (told: unknown): told is Progress => typeof told === 'object' && told !== null && 'phase' in told;

/** How far a call is, on the live line. What tells something else is for those who asked for it. */
export function showProgress(report: Report, told: unknown): void {
  if (!isProgress(told)) return;
  const { phase, fraction, detail } = told;
  const share = fraction === undefined ? '' : ` ${Math.round(fraction * 100)} %`;
  report.live(`${phase}${share}${detail === undefined ? '' : `  ${detail}`}`);
}

/** Starts an engine whose calls are ended by the surroundings' stop request. */
export function openEngine(
  { startEngine, stop }: Pick<Surroundings, 'startEngine' | 'stop'>,
  report: Report,
): EngineThread {
  const { client, ...thread } = startEngine({
    log({ level, message }) {
      if (level !== 'info') report.note(`${level}: ${message}`);
    },
  });
  const call: Client<EngineContract>['call'] = (name, request, options) =>
    client.call(name, request, { signal: stop, onProgress: (told) => showProgress(report, told), ...options });
  return { ...thread, client: { ...client, call } };
}
