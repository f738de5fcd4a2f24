// The engine as a library: all that the package `nlp-lab` offers, see docs/engine.md. The only re-exporting file.

// Experiments, and the runs that training makes of them.
export { checkExperiment, resumeRun, trainExperiment } from './library/experiments';
export type { ExperimentOptions, TrainedRun, TrainOptions } from './library/experiments';
export type { ExperimentFile } from './library/experimentFile';
export { listRuns, openRun, type Run } from './library/runs';
export type { TextPooling, TextVectors } from '../protocol/textVectors';
export type { CallOptions } from './library/callOptions';
export {
  labelOf,
  numberOf,
  tagsOf,
  textOf,
  type Answer,
  type BlanksAnswer,
  type LabelAnswer,
  type NumberAnswer,
  type TaggedEntity,
  type TagsAnswer,
  type TextAnswer,
  type WordMorphemes,
} from '../protocol/answer';
export type { AttentionMap, AttentionReply } from '../protocol/attention';
export type { AttributedToken, AttributionMethod, AttributionReply } from '../protocol/attribution';
export type { DecodedOutput, DecodingRequest } from '../protocol/decoding';
export type { Problem, TrainProgress } from '../protocol/engine';
export { LabError, type LabErrorCode, type LabErrorPlace } from '../protocol/labError';
export type { Report } from '../protocol/report';
export type { MetricLine, Metrics, RunRecord, RunSummary } from '../protocol/run';

// Texts and tokens.
export { readTable, type WholeTable } from './library/tables';
export { learnTokenizer, openTokenizer } from './library/tokenizers';
export type { LearnOptions, TextTokenizer, TokenizedText, TokenizerChoice } from './library/tokenizers';
export type { TokenizerOptions, TokenizerType } from '../protocol/tokenizer';

// Searches over any model that gives the probabilities of the next token.
export { beamSearch, greedySearch, sample } from './library/searches';
export type { SamplingChoice, SearchChoice } from './library/searches';
export type { Hypothesis } from './decode/hypothesis';
export type { BestStep, RowChoice, Step, StepModel } from './decode/stepModel';

// Models of one's own: values, programs, layers, training steps, parameters on disk.
export * as ops from './graph/ops';
export type { DType, Value } from './graph/value';
export { scan, scanWithOutputs, type Scan, type Values } from './graph/scan';
export { gradients } from './graph/differentiate';
export { makeProgram } from './graph/program';
export { emitProgram } from './onnx/emitProgram';
export { compile, type CompiledProgram, type SessionSettings } from './runtime/session';
export { tensor, zeros, type Tensor } from './runtime/tensor';
export { bind, listParameters, type Bound, type ParameterTree } from './nn/parameters';
export * as initializers from './nn/initializers';
export { layerNorm, layerNormParameters } from './nn/layerNorm';
export { linear, linearParameters } from './nn/linear';
export { embedding, embeddingParameters } from './nn/embedding';
export { convolution, convolutionParameters } from './nn/convolution';
export { dropout, type Mode } from './nn/dropout';
export { recurrent, recurrentParameters } from './nn/recurrent';
export { ownOperator, type OwnRules } from './nn/ownOperator';
export { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling, sumPooling } from './nn/pooling';
export { crossEntropy } from './nn/losses';
export { customEncoder, type CustomEncoder } from './custom/customEncoder';
export { readTokens, type Encoded, type TokenInputs } from './models/encoders/encoded';
export { createOptimizer } from './optim/optimizers';
export { createTrainingStep, planTraining } from './train/trainingStep';
export { readSafetensors, writeSafetensors, type StoredParameters } from './library/safetensors';
export type { StoredTensor } from './store/safetensors';
