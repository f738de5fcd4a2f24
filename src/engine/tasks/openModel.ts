// What a trained model can be asked, whatever its task. Views and commands see no more of it than this.

import type { Answer, AskRequest } from '../../protocol/answer';
import type { AttentionReply, AttentionRequest } from '../../protocol/attention';
import type { AttributionReply, AttributionRequest } from '../../protocol/attribution';
import type { ExplainReply } from '../../protocol/explanation';
import type { JudgeRequest } from '../../protocol/report';
import type { JudgingContext } from '../train/preparedRun';
import type { JudgedPart } from '../metrics/judgedPart';

export type Asked = Omit<AskRequest, 'folder' | 'checkpoint'>;
export type Attended = Omit<AttentionRequest, 'folder' | 'checkpoint'>;
export type Attributed = Omit<AttributionRequest, 'folder' | 'checkpoint'>;
export type Judged = Omit<JudgeRequest, 'folder' | 'checkpoint'>;

/** Texts are given as a person wrote them: each is cleaned by the experiment's steps first. */
export interface OpenModel {
  /** An answer for each text. Fails with `INVALID_ARGUMENT` for what this model does not do, and with `CANCELLED`. */
  ask(request: Asked, context: JudgingContext): Promise<Answer[]>;
  /** Answers data whose right answers are known. Fails as reading such data does, and with `CANCELLED`. */
  judge(request: Judged, context: JudgingContext): Promise<JudgedPart>;
  /** What tokens look at. Fails with `INVALID_ARGUMENT` where the model pays no attention. */
  attend(request: Attended, context: JudgingContext): Promise<AttentionReply>;
  /** The share of each token of a text in what the model answers. Fails with `INVALID_ARGUMENT` and with `CANCELLED`. */
  attribute(request: Attributed, context: JudgingContext): Promise<AttributionReply>;
  /** The features that speak most for each class. Fails with `INVALID_ARGUMENT` where features cannot be told apart. */
  explain(most: number): ExplainReply['classes'];
  /** Writes the model as a file that other programs read, and returns its bytes; not there where no program knows such models. */
  save?(file: string, options: { signal: AbortSignal; onProgress: (fraction: number) => void }): Promise<number>;
  release(): Promise<void>;
}
