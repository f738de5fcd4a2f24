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
  toTranslate('The run "{0}" reads pictures: models that read texts can be exported for other programs.'),
];
