// The whole engine behind a port, with a folder of its own: calls as the extension and the command line make them.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { EngineContract, TrainRequest } from '../../../../src/protocol/engine';
import { createClient, type Client, type EventListeners } from '../../../../src/protocol/rpc';
import { startEngine } from '../../../../src/engine/engine';
import { portPair } from '../../../host/memoryPort';
import { corpusRows, smallExperiment, tsvOf, type SmallExperiment } from '../../../faults/smallExperiment';

export interface Lab {
  client: Client<EngineContract>;
  /** Called for what the engine logs; set as needed. */
  listeners: EventListeners<EngineContract>;
  folder: string;
  runsFolder: string;
  file(name: string): string;
  write(name: string, content: string): string;
  /** A request to train `experiment` beside the files of the folder. */
  request(experiment: SmallExperiment, more?: Partial<TrainRequest>): TrainRequest;
  runs(): string[];
}

/** Gives a folder with a corpus of 120 texts in `train.tsv`, and an engine; takes both away afterwards. */
export async function inLab(use: (lab: Lab) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-calls-'));
  const runsFolder = path.join(folder, 'runs');
  const { left, right, close } = portPair();
  startEngine(right, { onShutdown: () => close('The engine has ended.') });
  const listeners: EventListeners<EngineContract> = {};
  const client = createClient<EngineContract>(left, {
    log: (event) => listeners.log?.(event),
  });
  const file = (name: string): string => path.join(folder, name);
  const write = (name: string, content: string): string => {
    fs.writeFileSync(file(name), content);
    return file(name);
  };
  write('train.tsv', tsvOf(corpusRows(120, 1)));
  try {
    await use({
      ...{ client, listeners, folder, runsFolder, file, write },
      request: (experiment, more) => ({
        experimentText: JSON.stringify(experiment),
        ...{ baseFolder: folder, runsFolder },
        ...more,
      }),
      runs: () => (fs.existsSync(runsFolder) ? fs.readdirSync(runsFolder) : []),
    });
  } finally {
    await client.call('shutdown', {}).catch(() => undefined);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export { smallExperiment };

/** The bytes of a checkpoint's file. */
export function checkpointBytes(run: string, name: 'last' | 'best', file: string): string {
  return fs.readFileSync(path.join(run, 'checkpoints', name, file)).toString('hex');
}
