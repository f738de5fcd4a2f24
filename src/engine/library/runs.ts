// Runs opened to be asked, as `openRun` of the engine, with arguments for people.

import type { Answer, AskRequest } from '../../protocol/answer';
import type { AttentionReply, AttentionRequest } from '../../protocol/attention';
import type { AnySource } from '../../protocol/data';
import type { ExplainReply } from '../../protocol/explanation';
import type { JudgeRequest, Report } from '../../protocol/report';
import type { RunRecord, RunSummary } from '../../protocol/run';
import type { TextPooling, TextVectors } from '../../protocol/textVectors';
import { embeddingOf } from '../runs/embeddingOf';
import { openRun as openRunIn } from '../runs/openRun';
import { nodeFiles } from '../store/nodeFiles';
import { listRuns as listRunsIn } from '../store/runFolder';
import { contextOf, type CallOptions } from './callOptions';

type Asking = Omit<AskRequest, 'folder' | 'checkpoint' | 'texts'>;
type Judging = Omit<JudgeRequest, 'folder' | 'checkpoint' | 'data' | 'baseFolder'> & { baseFolder?: string };
type Attending = Omit<AttentionRequest, 'folder' | 'checkpoint' | 'source'>;

/** A run in memory. What a run does not do (`record.abilities`) fails with `INVALID_ARGUMENT`. */
export interface Run {
  readonly record: RunRecord;
  /** An answer for each text, in their order: labels (`kind: 'label'`), tags (`kind: 'tags'`) or texts (`kind: 'text'`). */
  ask(texts: readonly string[], options?: Asking & CallOptions): Promise<Answer[]>;
  /** A vector for each text, `[texts, width]`, as the model's encoder makes it; of pairs with a tab between the two. */
  embed(texts: readonly string[], options?: { pooling?: TextPooling } & CallOptions): Promise<TextVectors>;
  /**
   * Answers data whose right answers are known: a table, files, or a folder for each label. Relative paths start at `baseFolder`, by
   * default the current folder. Fails with `INVALID_DATA` and `NOT_FOUND` as training on such data does.
   */
  judge(data: AnySource, options?: Judging & CallOptions): Promise<Report>;
  /** What tokens look at: a map `[rows, columns]` for each layer and head. */
  attend(source: string, options?: Attending & CallOptions): Promise<AttentionReply>;
  /** By class, the features that speak most for it. */
  explain(most?: number): ExplainReply['classes'];
  /** Frees memory and threads; nothing may be asked afterwards. */
  release(): Promise<void>;
}

const MOST_FEATURES = 1000;

/**
 * Opens a run from its folder. Fails with `NOT_FOUND` where there is no run or no checkpoint, and with `INVALID_FILE` where a file
 * of it is damaged.
 */
export async function openRun(
  folder: string,
  {
    checkpoint,
    onLog,
  }: Pick<CallOptions, 'onLog'> & {
    /** Left out: the best one, or the last where none was judged. */
    checkpoint?: 'best' | 'last';
  } = {},
): Promise<Run> {
  const run = await openRunIn(nodeFiles, folder, checkpoint);
  if (run.notice) onLog?.({ level: 'warning', message: run.notice });
  return {
    record: run.record,
    ask: (texts, options = {}) => run.ask({ ...options, texts: [...texts] }, contextOf(options)),
    embed: (texts, options = {}) => embeddingOf(run).texts(texts, { ...options, ...contextOf(options) }),
    async judge(data, { baseFolder = process.cwd(), ...options } = {}) {
      const part = await run.judge({ ...options, data, baseFolder }, contextOf(options));
      return part.report(part.judging);
    },
    attend: (source, options = {}) => run.attend({ ...options, source }, contextOf(options)),
    explain: (most = MOST_FEATURES) => run.explain(most),
    release: () => run.release(),
  };
}

/** The runs in a folder, the latest first; none where there is no folder. */
export const listRuns = (runsFolder: string): RunSummary[] => listRunsIn(nodeFiles, runsFolder);
