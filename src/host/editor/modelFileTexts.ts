// What the engine says of files of models that are looked at, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const MODEL_FILE_TEXTS = [
  toTranslate('"{0}" is not a valid safetensors file: {1}.'),
  toTranslate('"{0}" is not a valid ONNX file: {1}.'),
  toTranslate('it is too short'),
  toTranslate('its header is longer than allowed'),
  toTranslate('the shape of "{0}" does not fit its data'),
  toTranslate('it should hold {0} bytes of data but holds {1}'),
  toTranslate('it holds no graph'),
  toTranslate('a field at byte {0} is of no known kind'),
  toTranslate('a field at byte {0} is longer than what it is in'),
  toTranslate('a number at byte {0} does not end'),
  toTranslate('the shape of the tensor "{0}" does not fit its data'),
  toTranslate('its graphs are nested too deeply'),
  toTranslate('it has more parts than are looked at'),
  toTranslate('it has more text than is looked at'),
];
