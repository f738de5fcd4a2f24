// Figures of a service as Prometheus reads them: its text format 0.0.4, which is lines.

import { monitorEventLoopDelay } from 'node:perf_hooks';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const TEXTS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

type Labels = Record<string, string | number>;

const escaped = (value: string | number): string =>
  String(value).replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));

const written = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
};

const head = (name: string, type: string, help: string): string => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;

class Counter {
  private readonly values = new Map<string, number>();
  constructor(
    private readonly name: string,
    private readonly help: string,
  ) {}
  add(labels: Labels, by = 1): void {
    const key = written(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + by);
  }
  text(): string {
    const lines = [...this.values].map(([labels, value]) => `${this.name}${labels} ${value}\n`);
    return head(this.name, 'counter', this.help) + lines.join('');
  }
}

class Histogram {
  private readonly counts: number[];
  private sum = 0;
  private total = 0;
  constructor(
    private readonly name: string,
    private readonly help: string,
    private readonly bounds: readonly number[],
  ) {
    this.counts = bounds.map(() => 0);
  }
  observe(value: number): void {
    this.sum += value;
    this.total++;
    this.bounds.forEach((bound, i) => {
      if (value <= bound) this.counts[i]++;
    });
  }
  text(): string {
    const { name } = this;
    const buckets = this.bounds.map((bound, i) => `${name}_bucket{le="${bound}"} ${this.counts[i]}\n`).join('');
    const rest = `${name}_bucket{le="+Inf"} ${this.total}\n${name}_sum ${this.sum}\n${name}_count ${this.total}\n`;
    return head(name, 'histogram', this.help) + buckets + rest;
  }
}

const gauge = (name: string, help: string, value: number): string => `${head(name, 'gauge', help)}${name} ${value}\n`;

/** What is so now. */
export interface Standing {
  waiting: number;
  streams: number;
  reloads: number;
  engines: number;
}

export class ServiceMetrics {
  readonly requests = new Counter('nlp_lab_requests_total', 'Requests by route and status.');
  readonly seconds = new Histogram('nlp_lab_request_seconds', 'How long requests took.', SECONDS);
  readonly batches = new Histogram('nlp_lab_batch_texts', 'Texts answered at once.', TEXTS);
  readonly texts = new Counter('nlp_lab_texts_total', 'Texts answered, by run.');
  readonly tokens = new Counter('nlp_lab_generated_tokens_total', 'Tokens that texts were continued with, by run.');
  private readonly delay = monitorEventLoopDelay({ resolution: 1 });

  constructor() {
    this.delay.enable();
  }

  text({ waiting, streams, reloads, engines }: Standing): string {
    const memory = process.memoryUsage.rss();
    return [
      ...[this.requests, this.seconds, this.batches, this.texts, this.tokens].map((each) => each.text()),
      gauge('nlp_lab_waiting_texts', 'Texts that wait for an engine.', waiting),
      gauge('nlp_lab_streams', 'Texts that are being continued.', streams),
      gauge('nlp_lab_engines', 'Engines that can be asked.', engines),
      gauge('nlp_lab_reloads', 'Runs opened anew since the start.', reloads),
      gauge('nlp_lab_event_loop_delay_p99_seconds', 'Since the figures were last read.', this.eventLoopDelay()),
      gauge('process_resident_memory_bytes', 'Resident memory.', memory),
    ].join('');
  }

  /** Seconds, the 99th percentile since this was last asked. The timer's own millisecond is in it. */
  eventLoopDelay(): number {
    const p99 = this.delay.percentile(99) / 1e9;
    this.delay.reset();
    return p99;
  }

  close(): void {
    this.delay.disable();
  }
}
