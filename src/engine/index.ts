// The engine's public face for those who write their own models: see docs/engine.md. The only re-exporting file.

export * as ops from './graph/ops';
export type { DType, Value } from './graph/value';
export { scan, scanWithOutputs, type Scan, type Values } from './graph/scan';
export { gradients } from './graph/differentiate';
export { makeProgram } from './graph/program';
export { emitProgram } from './onnx/emit';
export { compile, type CompiledProgram, type SessionSettings } from './runtime/session';
export { tensor, zeros, type Tensor } from './runtime/tensor';
export { bind, listParameters, type Bound, type ParameterTree } from './nn/parameters';
export * as initializers from './nn/initializers';
export { linear, linearParameters } from './nn/linear';
export { embedding, embeddingParameters } from './nn/embedding';
export { dropout } from './nn/dropout';
export { recurrent, recurrentParameters } from './nn/recurrent';
export { attentionPooling, maxPooling, meanPooling } from './nn/pooling';
export { crossEntropy } from './nn/losses';
export { createOptimizer } from './optim/optimizers';
export { createTrainingStep, planTraining } from './train/trainingStep';
