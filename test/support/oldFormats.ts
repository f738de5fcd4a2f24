// Where the files lie that earlier versions wrote beside and around runs (test/golden/formats), and laying them out in a folder.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { seal, type JsonValue } from '../../src/engine/store/sealedJson';
import type { QueueSummary } from '../../src/protocol/queue';
import type { SweepSummary } from '../../src/protocol/sweep';

export const FORMATS_FOLDER = path.resolve('test', 'golden', 'formats');

/** Where they were made; it stands in them, sealed. */
export const PLACE = '/tmp/nlp-lab-formats';

/** The run in `project/runs`, of an exported project. */
export const ELSEWHERE = '2026-11-30-elsewhere-1a2b';

/** What the version that wrote them told of them. */
export interface Formats {
  origin: string;
  sweep: SweepSummary;
  queue: QueueSummary;
  /** The run that was cleaned. */
  cleaned: string;
}

export const toldBy = (version: string): Formats =>
  JSON.parse(fs.readFileSync(path.join(FORMATS_FOLDER, version, 'told.json'), 'utf8')) as Formats;

/** Copies them as they are; the folder of runs is `lab/runs`. */
export const layOut = (version: string, folder: string): void =>
  fs.cpSync(path.join(FORMATS_FOLDER, version), folder, { recursive: true });

/** Has them say that they were made in `folder`, with seals of today. */
export function moveTo(folder: string): void {
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!name.endsWith('.json') || !fs.statSync(file).isFile()) continue;
    const text = fs.readFileSync(file, 'utf8').replaceAll(PLACE, folder);
    const isSealed = /\/(sweep|queue)\.json$/.test(file);
    fs.writeFileSync(file, isSealed ? seal((JSON.parse(text) as { content: JsonValue }).content) : text);
  }
}
