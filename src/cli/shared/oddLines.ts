// The lines of a file that surprise a language model most, as score --most writes them.

import type { EngineContract } from '../../protocol/engine';
import { ODD_BY, oddness, type OddBy } from '../../protocol/oddLines';
import type { Client } from '../../protocol/rpc';
import type { ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatTable, shorten } from '../table';

type Request = EngineContract['calls']['oddLines']['request'];

/** Fails with `INVALID_ARGUMENT`. */
export function oddByOf(given: ParsedArguments): OddBy {
  const written = given.text('by') ?? 'character';
  const by = ODD_BY.find((known) => known === written);
  if (!by) throw invalidArgument(`--by must be ${ODD_BY.join(' or ')}, not "${written}".`);
  return by;
}

export async function reportOddLines(
  client: Client<EngineContract>,
  request: Request,
  { report, stop }: { report: Report; stop: AbortSignal },
): Promise<void> {
  const { by, most } = request;
  const onProgress = ({ fraction = 0, detail = '' }): void =>
    report.live(`scoring: ${Math.round(100 * fraction)} % read, ${detail} lines`);
  const { lines, scored, notices } = await client.call('oddLines', request, { signal: stop, onProgress });
  report.live('');
  for (const notice of notices) report.note(`note: ${notice}`);
  for (const line of lines) {
    const { bits, characterCount, tokenCount, unknownCount: unknown, text } = line;
    const [perCharacter, perToken] = [oddness(line, 'character'), oddness(line, 'token')];
    report.record({
      ...{ line: line.line, text, bits, bitsPerCharacter: perCharacter, bitsPerToken: perToken },
      ...{ characters: characterCount, tokens: tokenCount, unknown },
    });
  }
  report.record({ scored });
  if (report.json) return;
  const columns = [
    { title: 'line', align: 'right' as const },
    { title: `bits/${by}`, align: 'right' as const },
    { title: 'text' },
  ];
  const rows = lines.map((line) => [String(line.line), oddness(line, by).toFixed(2), shorten(line.text, 100)]);
  for (const row of formatTable(columns, rows)) report.line(row);
  report.note(`the ${Math.min(most, lines.length)} most surprising of ${scored} lines`);
}
