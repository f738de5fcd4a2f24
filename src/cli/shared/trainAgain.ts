// A run trained once more: what differs is told before the start, and at the end whether the same bits came out.

import * as path from 'node:path';
import type { EngineContract } from '../../protocol/engine';
import { type AgainReply, differenceInWords, samenessInWords } from '../../protocol/runAgain';
import type { Client } from '../../protocol/rpc';
import { filled } from '../../protocol/toTranslate';
import type { Translating } from '../../protocol/verdict';
import type { Report } from '../report';

const inEnglish: Translating = (text, ...values) => filled(text, values);

/** Asks what the run recorded, and tells what is not as it was. */
export async function requestAgain(
  folder: string,
  client: Client<EngineContract>,
  report: Report,
): Promise<AgainReply['request']> {
  const { id, seed, request, differences } = await client.call('again', { folder });
  report.record({ event: 'again', run: id, differences });
  if (differences.length === 0)
    report.note(`Data, tokenizer, configuration, seed ${seed}, versions and machine are as they were for ${id}.`);
  for (const difference of differences) report.note(`note: ${differenceInWords(difference, inEnglish)}`);
  return request;
}

/** After the end. */
export async function tellSameness(
  folders: [before: string, now: string],
  client: Client<EngineContract>,
  report: Report,
): Promise<void> {
  const sameness = await client.call('sameness', { folders });
  const id = path.basename(folders[0]);
  report.record({ event: 'compared', with: id, same: sameness.hasSameParameters ?? null, others: sameness.others });
  report.note(samenessInWords(sameness, id, inEnglish));
}
