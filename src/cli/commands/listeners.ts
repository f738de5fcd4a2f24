// What every command does with the engine's progress and log: show them to people, never to programs.

import type { EngineContract } from '../../protocol/engine';
import type { EventListeners } from '../../protocol/rpc';
import type { Report } from '../report';

export function progressListeners(report: Report): EventListeners<EngineContract> {
  return {
    progress({ phase, fraction, detail }) {
      const share = fraction === undefined ? '' : ` ${Math.round(fraction * 100)} %`;
      report.live(`${phase}${share}${detail === undefined ? '' : `  ${detail}`}`);
    },
    log({ level, message }) {
      if (level !== 'info') report.note(`${level}: ${message}`);
    },
  };
}
