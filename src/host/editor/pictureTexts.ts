// What the engine says of pictures as sources; see `engineTexts.ts`.
import { toTranslate } from '../../protocol/toTranslate';

export const PICTURE_TEXTS = [
  toTranslate('The picture "{0}" has {1} × {2} pixels: there is nothing to see in it.'),
  toTranslate(
    'The picture "{0}" has {1} × {2} pixels: at most {3} a side and {4} million together are read. Make it smaller.',
  ),
  toTranslate('The picture "{0}" is a damaged PNG: it does not begin with its size.'),
  toTranslate('The picture "{0}" is no PNG and no JPEG.'),
  toTranslate('The picture "{0}" is a damaged JPEG.'),
  toTranslate('The picture "{0}" is a damaged JPEG: it does not say its size.'),
  toTranslate('The picture "{0}" ends too early: a part of it is missing.'),
  toTranslate('The picture "{0}" comes in more than {1} parts.'),
  toTranslate('The picture "{0}" comes in {1} scans; at most {2} are read.'),
  toTranslate('The picture "{0}" is a damaged {1}: {2}.'),
  toTranslate('The picture "{0}" is a folder.'),
  toTranslate('The picture "{0}" has more than {1} MB.'),
  toTranslate('The picture "{0}" does not exist.'),
  toTranslate('The picture "{0}" could not be read: {1}.'),
  toTranslate('Reading the pictures was cancelled.'),
  toTranslate('Reading pictures'),
  toTranslate('Pictures have no vocabulary to share: leave it out.'),
  toTranslate('Grey pictures have one number for each pixel: "{0}" is one number, too.'),
  toTranslate('Pictures are named by a column: give a table, not two files.'),
  toTranslate('"{0}" has no tensor "{1}". Name those that are in it.'),
  toTranslate('The tensor "{0}" of "{1}" is [{2}], and "data.source.shape" says [{3}].'),
  toTranslate('The tensor "{0}" of "{1}" has no float32 or float64 numbers.'),
  toTranslate('The tensor "{0}" of "{1}" has numbers that are not finite.'),
  toTranslate('Reading the features was cancelled.'),
  toTranslate(
    '"model.encoder" reads pixels, and what is in the pictures was found already ("data.source.features"): leave it out.',
  ),
  toTranslate('"{0}" is no ONNX file. PyTorch writes one by "torch.onnx.export".'),
  toTranslate('"{0}" has version {1} of ONNX\'s format; up to {2} is read. Export it anew.'),
  toTranslate(
    '"{0}" uses operator set {1}; {2} to {3} are known. Export it with another one ("opset_version" of "torch.onnx.export").',
  ),
  toTranslate(
    '"{0}" keeps its parameters in another file, "{1}". Save it as one: "onnx.save_model(onnx.load(path), path)".',
  ),
  toTranslate('"{0}" uses the operator "{1}" of "{2}", which is none of ONNX\'s.'),
  toTranslate('"{0}" has an operator "{1}": networks that may go on for ever are not run.'),
  toTranslate('ONNX Runtime cannot open "{0}": {1}'),
  toTranslate('ONNX Runtime cannot run "{0}": {1}'),
  toTranslate('The output "{0}" of "{1}" has numbers of type {2}, and not float32.'),
  toTranslate('In the picture "{0}" the network "{1}" finds numbers that are not finite.'),
  toTranslate('"{0}" has {1} inputs ({2}): a network that reads pictures has one.'),
  toTranslate('"{0}" reads numbers of type {1} ("{2}"): export it for float32.'),
  toTranslate(
    '"{0}" reads [{1}] ("{2}"): pictures have four axes, [pictures, channels, height, width] or [pictures, height, width, channels].',
  ),
  toTranslate('"{0}" reads {1} pictures at once: export it for one, or for any number ("dynamic_axes").'),
  toTranslate('"{0}" reads pictures of {1} channels, and these have {2}: "data.source.colour" says how many.'),
  toTranslate(
    '"{0}" reads pictures of {1} × {2} pixels, and "data.source.size" makes them {3} × {4}: set it to [{5}, {6}].',
  ),
  toTranslate('"{0}" has several outputs ({1}): name one by "output".'),
  toTranslate('"{0}" has no output "{1}", but {2}.'),
  toTranslate(
    'The output "{0}" of "{1}" is [{2}] for one picture: it is to be [1, numbers], [1, places, numbers], or [1, numbers, rows, columns].',
  ),
  toTranslate(
    'The run "{0}" reads pictures, which other programs would not prepare in the same way. Export it as a service (--to service).',
  ),
];
