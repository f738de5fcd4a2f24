// The service of this window: at most one process, which ends with the window. What starts it is loaded when it is asked for.
import type { Lifetime } from '../editor/lifetime';
import type { ServedNow, ServedRuns } from './startProcess';

export class Serving {
  private served: ServedNow | undefined;

  constructor(
    private readonly programs: string,
    private readonly life: Lifetime,
  ) {}

  /** What is served, if anything is. */
  get now(): ServedNow | undefined {
    return this.served;
  }

  /** Serves these in place of what was served. Fails as the service's start does. */
  async start(runs: ServedRuns): Promise<ServedNow> {
    await this.stop();
    const { startProcess } = await import('./startProcess');
    const served = await startProcess(this.programs, runs, this.life);
    this.served = served;
    void served.ended.then(() => {
      if (this.served === served) this.served = undefined;
    });
    return served;
  }

  /** Settles when it has ended. */
  async stop(): Promise<void> {
    this.served?.stop();
    await this.served?.ended;
  }
}
