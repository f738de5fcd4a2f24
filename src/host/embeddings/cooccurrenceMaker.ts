// The count of words beside two words that a view asks for: one at a time, with how far it is, and kept when it is done so that
// a view that was hidden meanwhile finds it. No editor is needed here.
import * as path from 'node:path';
import type { CooccurrenceQuestion, CooccurrenceState, CooccurrenceTable } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { ReadingOptions } from '../../protocol/reading';
import type { CooccurrenceReply, CooccurrenceRequest } from '../../protocol/wordEvidence';

export interface CooccurrenceMakerOptions {
  count(
    request: CooccurrenceRequest,
    onProgress: (fraction: number | undefined) => void,
    signal: AbortSignal,
  ): Promise<CooccurrenceReply>;
  onState(): void;
  /** Said while it goes on, and when it was stopped. */
  texts: { counting: string; stopped: string; noCorpus: string };
}

/** The texts that are read, how, and the column of those that are tables where it was named. */
export interface Corpus {
  files: readonly string[];
  column?: string;
  reading?: ReadingOptions;
}

export class CooccurrenceMaker {
  private current?: CooccurrenceState;
  private cancel = new AbortController();
  /** Settles when the count going on now has ended. */
  settled: Promise<void> = Promise.resolve();

  constructor(private readonly options: CooccurrenceMakerOptions) {}

  get state(): CooccurrenceState | undefined {
    return this.current;
  }

  /** Begins a count in place of the one going on. Fails with `NOT_FOUND` without texts. */
  count(question: CooccurrenceQuestion, corpus: Corpus): void {
    const { counting, noCorpus } = this.options.texts;
    if (corpus.files.length === 0) throw new LabError('NOT_FOUND', noCorpus);
    this.cancel.abort();
    const { signal } = (this.cancel = new AbortController());
    this.set({ question, notice: { kind: 'working', message: counting, fraction: 0 } });
    this.settled = this.make(question, corpus, signal);
  }

  /** Stops the count; what was counted so far is no table of the whole corpus and is dropped. */
  stop(): void {
    this.cancel.abort();
    if (this.current?.notice?.kind !== 'working') return;
    const { question } = this.current;
    this.set({ question, notice: { kind: 'error', message: this.options.texts.stopped } });
  }

  private async make(question: CooccurrenceQuestion, corpus: Corpus, signal: AbortSignal): Promise<void> {
    const set = (more: Omit<CooccurrenceState, 'question'>): void => {
      if (!signal.aborted) this.set({ question, ...more });
    };
    const { counting: message } = this.options.texts;
    try {
      const reply = await this.options.count(
        requestOf(question, corpus),
        (fraction) => set({ notice: { kind: 'working', message, ...(fraction === undefined ? {} : { fraction }) } }),
        signal,
      );
      set({ table: tableOf(reply, corpus) });
    } catch (error) {
      set({ notice: { kind: 'error', message: LabError.toData(error).message } });
    }
  }

  private set(state: CooccurrenceState): void {
    this.current = state;
    this.options.onState();
  }
}

function requestOf(question: CooccurrenceQuestion, corpus: Corpus): CooccurrenceRequest {
  const { matchCase, ...asked } = question;
  return { ...asked, ...corpus, files: [...corpus.files], lowercase: !matchCase };
}

const tableOf = ({ words, probes, seconds }: CooccurrenceReply, { files }: Corpus): CooccurrenceTable => ({
  words,
  probes: probes.map(({ probe, occurrences, counts, probabilities }) => ({
    probe,
    occurrences,
    counts,
    probabilities,
  })),
  files: files.map((file) => path.basename(file)),
  seconds,
});
