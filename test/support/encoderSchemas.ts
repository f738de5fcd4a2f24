// The encoders that the engine has itself; that of models which people write is made of their file.

import { encoderSchemas } from '../../src/engine/models/encoders/createEncoder';
import { custom } from '../../src/engine/models/encoders/encoders';

type Schema = (typeof encoderSchemas)[number];

export const ownSchemas = encoderSchemas.filter(
  (schema): schema is Exclude<Schema, typeof custom.schema> => schema !== custom.schema,
);
