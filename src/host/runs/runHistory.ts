// The metric lines of a run, read on from where the last reading ended; from the start where the file has become shorter. The file is the only source, for trainings of
// this window and of elsewhere alike, so that no line is counted twice.
import type { MetricLine } from '../../protocol/run';
import type { SharedEngine } from '../engine/sharedEngine';

export class RunHistory {
  readonly lines: MetricLine[] = [];
  /** Lines that could not be read and were left out. */
  damaged = 0;
  private nextByte = 0;
  private pulling?: Promise<boolean>;

  constructor(
    private readonly engine: Pick<SharedEngine, 'call'>,
    private readonly folder: string,
  ) {}

  /** Reads what is new; true when there was something. Calls made meanwhile share the answer. */
  pull(): Promise<boolean> {
    return (this.pulling ??= this.read().finally(() => (this.pulling = undefined)));
  }

  private async read(): Promise<boolean> {
    const request = { folder: this.folder, fromByte: this.nextByte };
    const { lines, nextByte, damaged } = await this.engine.call('history', request);
    if (nextByte < request.fromByte) {
      this.lines.length = 0;
      this.damaged = 0;
    }
    this.damaged += damaged;
    this.nextByte = nextByte;
    for (const line of lines) this.lines.push(line);
    return lines.length > 0;
  }
}
