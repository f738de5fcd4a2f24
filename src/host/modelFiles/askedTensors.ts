// What pages may ask of the tensors of a file, by their numbers in what they were told, and how it is answered.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import type { PlacedTensor, TensorPlace } from '../../protocol/tensors';
import type { AskedTensorCalls } from '../../protocol/tensorsView';
import type { Handlers } from '../../protocol/rpc';
import type { SharedEngine } from '../engine/sharedEngine';

type TensorAnswers = Handlers<{ calls: AskedTensorCalls; events: Record<string, never> }>;

/** @param tensors as they were told last */
export function tensorAnswers(engine: SharedEngine, tensors: () => readonly PlacedTensor[]): TensorAnswers {
  const placeOf = (number: number): TensorPlace => {
    const place = tensors().at(number)?.place;
    if (place) return place;
    throw new LabError('CANCELLED', vscode.l10n.t('The file has changed meanwhile.'));
  };
  return {
    measure: ({ tensor }, { signal, progress }) =>
      engine.call('measureTensor', placeOf(tensor), {
        signal,
        onProgress: ({ fraction }) => fraction !== undefined && progress(fraction),
      }),
    part: ({ tensor, ...part }, { signal }) => engine.call('tensorPart', { ...placeOf(tensor), ...part }, { signal }),
  };
}
