// The contract between the engine's worker thread and whoever started it (extension host, command line, tests).

import type { Ability } from './ability';
import type { AskReply, AskRequest } from './answer';
import type { AttentionReply, AttentionRequest } from './attention';
import type { AttributionReply, AttributionRequest } from './attribution';
import type { ContinueProgress, ContinueReply, ContinueRequest, ScoreReply, ScoreRequest } from './continuation';
import type { BatchRequest, BatchScriptReply, BatchScriptRequest, ShownBatch } from './batch';
import type { CleanReply, CleanRequest, CorpusStatistics, CorpusStatisticsRequest } from './corpus';
import type { ExamplesCalls } from './examples';
import type { MachineReport } from './doctor';
import type { ExportCalls } from './exportedFolder';
import type { ExplainReply, ExplainRequest } from './explanation';
import type { JudgedTagsReply, JudgedTagsRequest } from './judgedTags';
import type { TypedText, WatchLine } from './gradients';
import type { GradientCheck, GradientCheckRequest } from './gradientCheck';
import type { HeldRun, MetricLine, RunRecord } from './run';
import type { QueueCalls, QueuedBegun, QueueReply } from './queue';
import type { RunAgainCalls } from './runAgain';
import type { RunCalls } from './runCalls';
import type { CleaningCalls } from './runCleaning';
import type { RunTableCalls } from './runTableCalls';
import type { LossSurface } from './lossSurface';
import type { LabellingCalls } from './labelling';
import type { LessonCalls } from './lesson';
import type { TensorCalls } from './tensors';
import type { TokenizeCalls } from './tokenizeCalls';
import type { OnnxCalls } from './onnx';
import type { OddLinesReply, OddLinesRequest } from './oddLines';
import type { NetworkTrace, TraceRequest } from './network';
import type { Estimate } from './estimate';
import type { Progress } from './progress';
import type { RateRange, RateRangeProgress, RateRangeReply } from './rateRange';
import type { EmbedReply, EmbedRequest } from './textVectors';
import type { VectorsCalls } from './vectorsCalls';
import type { JsonValue, TextEdit } from './textEdit';
import type { SweepSummary, TrialBegun, TrialReply } from './sweep';
import type { SurprisalReply, SurprisalRequest } from './surprisal';
import type { CompareReply, CompareRequest } from './comparison';
import type { Problem } from './problem';
import type { TrainRequest } from './trainRequest';
import type { WritingCalls } from './writing';
import type { Evaluation, JudgeReply, JudgeRequest, Report } from './report';

export type { Problem, TrainRequest };

type Defaults = Pick<TrainRequest, 'defaults'>;

/** What `train` tells: `start` once the run's folder is there; each `metric` is in metrics.jsonl when it is told. */
export type TrainProgress =
  | ({ kind: 'phase' } & Progress)
  | { kind: 'start'; folder: string; record: RunRecord }
  | { kind: 'metric'; line: MetricLine };

export interface TrainReply {
  folder: string;
  record: RunRecord;
}

export interface EngineContract {
  calls: VectorsCalls &
    ExportCalls &
    ExamplesCalls &
    QueueCalls &
    RunCalls &
    CleaningCalls &
    RunAgainCalls &
    RunTableCalls &
    TokenizeCalls &
    TensorCalls &
    OnnxCalls &
    LabellingCalls &
    LessonCalls &
    WritingCalls & {
      /** Trains to the end (or stop, or failure). Cancelling the call is the stop request, seen between two steps. */
      train: { request: TrainRequest; reply: TrainReply; progress: TrainProgress };
      /** Begins a sweep of an experiment that has one; nothing is trained yet. Fails with `INVALID_EXPERIMENT`. */
      beginSweep: { request: Omit<TrainRequest, 'resume' | 'sweep' | 'defaults'>; reply: { folder: string } };
      /**
       * Trains the next run of a sweep, if there is one to train; any number of threads and processes may ask at the same time. Cancelling
       * the call stops the run between two steps; it is gone on with by the next call.
       */
      trial: { request: { folder: string } & Defaults; reply: TrialReply; progress: TrainProgress | TrialBegun };
      sweep: { request: { folder: string }; reply: SweepSummary };
      /** Newest first. */
      sweeps: { request: { runsFolder: string }; reply: { sweeps: SweepSummary[] } };
      /**
       * Trains the next of what waits, or that of an id, out of turn; of a sweep one run. Any number of threads and processes may ask at the
       * same time. Cancelling the call stops the run between two steps; it is gone on with by whoever asks next.
       */
      trainQueued: {
        request: { runsFolder: string; id?: string } & Defaults;
        reply: QueueReply;
        progress: TrainProgress | TrialBegun | QueuedBegun;
      };
      check: {
        request: Pick<TrainRequest, 'experimentText' | 'experimentFile' | 'baseFolder' | 'overrides'> & {
          /** Where ids of runs are looked for. */
          runsFolder?: string;
        };
        /** `abilities`: of runs of this experiment, where it is right. */
        reply: { problems: Problem[]; abilities?: Ability[] };
      };
      /** An answer of a run for each of some texts. The runs asked last stay open. */
      ask: { request: AskRequest; reply: AskReply; progress: Progress };
      /** Opens a run, anew where its files have changed, and keeps it open; meanwhile, and where that fails, what was held answers. */
      hold: { request: Pick<AskRequest, 'folder' | 'checkpoint'>; reply: HeldRun };
      /** A vector for each of some texts, as the encoder of a run makes them. The runs asked last stay open. */
      embed: { request: EmbedRequest; reply: EmbedReply; progress: Progress };
      /** What a run's tokens look at, in one text, or in a pair of texts. */
      attend: { request: AttentionRequest; reply: AttentionReply; progress: Progress };
      /** Every tensor of one forward pass, of a run or of an experiment whose parameters are drawn by its seed. */
      trace: {
        /** `runsFolder`: where the run is that an experiment begins with. */
        request: TraceRequest & Defaults & { runsFolder?: string };
        reply: NetworkTrace;
        progress: Progress;
      };
      /** Goes on with a text, token by token; of language models. The runs asked last stay open. */
      continue: { request: ContinueRequest; reply: ContinueReply; progress: ContinueProgress };
      /** How probable texts are to a language model. The runs asked last stay open. */
      score: { request: ScoreRequest; reply: ScoreReply; progress: Progress };
      /** How surprising each token of a long text is to a language model, and where it is the most surprising. */
      surprisal: { request: SurprisalRequest; reply: SurprisalReply; progress: Progress };
      /** The lines of a corpus that surprise a language model most. The runs asked last stay open. */
      oddLines: { request: OddLinesRequest; reply: OddLinesReply; progress: Progress };
      /** Judges a run on data whose right answers are known; the report becomes the run's latest evaluation, others are kept. */
      judge: { request: JudgeRequest; reply: JudgeReply; progress: Progress };
      /** Tags sentences whose right tags are known, and tells each; of runs that tag. Nothing is kept with the run. */
      judgeTags: { request: JudgedTagsRequest; reply: JudgedTagsReply; progress: Progress };
      /** Judges several runs on the same data, and compares them by paired bootstrap. */
      compare: { request: CompareRequest; reply: CompareReply; progress: Progress };
      /**
       * An evaluation of a run, the latest where none is named, and a list of all, newest first. Left out where there is none, or where
       * it is damaged.
       */
      report: {
        request: { folder: string; evaluation?: string };
        reply: { report?: Report; evaluations: Evaluation[] };
      };
      /** The features that speak for each class; of naive Bayes, linear SVM, logistic regression, NB-SVM and fastText's classifier. */
      explain: { request: ExplainRequest; reply: ExplainReply };
      /** The share of each token of a text in the label, the number or a tag that a run gives. */
      attribute: { request: AttributionRequest; reply: AttributionReply; progress: Progress };
      /** What this machine can do; takes a second or two. */
      doctor: { request: Record<string, never>; reply: MachineReport; progress: Progress };
      /** What the run's training saw inside its network, thinned to what a picture tells apart; no lines where it never looked. */
      watched: {
        request: { folder: string };
        /** `total`: lines that there are; `damaged`: how many were left out. */
        reply: { lines: WatchLine[]; total: number; damaged: number };
      };
      /**
       * The same of one batch of the training part, numbered from 0, or of a text, at a checkpoint. Reads the data of the run anew. Fails with
       * `INVALID_ARGUMENT` for texts that the run does not read.
       */
      lookInside: {
        request: { folder: string; checkpoint?: 'best' | 'last'; batch: number | TypedText } & Defaults;
        reply: WatchLine;
        progress: Progress;
      };
      /** A training step taken apart, at a checkpoint or before the first step. Reads the data anew; writes nothing. */
      oneBatch: { request: BatchRequest & Defaults; reply: ShownBatch; progress: Progress };
      /** The same step as a script that prints its figures. */
      batchScript: { request: BatchScriptRequest & Defaults; reply: BatchScriptReply; progress: Progress };
      /** What a training would be: reads the data, and measures some steps. Nothing is written. */
      estimate: { request: Omit<TrainRequest, 'resume' | 'sweep'>; reply: Estimate; progress: Progress };
      /** A learning-rate range test of an experiment. Nothing is written. */
      rateRange: {
        request: Omit<TrainRequest, 'resume'> & RateRange;
        reply: RateRangeReply;
        progress: RateRangeProgress;
      };
      /** The loss around the path that a run has kept, on a plane. Reads the data of the run anew; nothing is written. */
      lossSurface: {
        request: { folder: string; points?: number; examples?: number; defaults?: TrainRequest['defaults'] };
        reply: LossSurface;
        progress: Progress;
      };
      /**
       * How a value is written into the text of an experiment at a key with dots; all else in the text stays as it is. Fails with
       * `INVALID_EXPERIMENT` where it is no JSON.
       */
      setKey: {
        request: { experimentText: string; key: string; value: JsonValue };
        reply: { edits: TextEdit[] };
      };
      /** Reads a corpus once and says what is in it. Cancelled between two blocks. */
      corpusStatistics: { request: CorpusStatisticsRequest; reply: CorpusStatistics; progress: Progress };
      /** Runs cleaning steps over a file; writes a clean copy when asked to. Never changes the file. */
      clean: { request: CleanRequest; reply: CleanReply; progress: Progress };
      /** Gradients of a model that a person wrote, beside finite differences. Cancelled between two components. */
      checkGradients: { request: GradientCheckRequest; reply: GradientCheck; progress: Progress };
      /** The folder has become trusted: code that people wrote may run in a thread that was started without that. */
      allowPersonCode: { request: Record<string, never>; reply: Record<string, never> };
      /** Stops whatever runs (between two steps), releases everything; the worker thread then exits by itself. */
      shutdown: { request: Record<string, never>; reply: Record<string, never> };
    };
  events: {
    log: { level: 'info' | 'warning' | 'error'; message: string };
  };
}
