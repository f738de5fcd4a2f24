// What the text at a key names: a column, a run, a file of some kind. It goes into the JSON schema as `names`, by which editors know what
// can stand there.

import type { z } from 'zod';
import type { Named } from '../../protocol/writing';

export const naming = <S extends z.ZodType>(named: Named, schema: S): S => schema.meta({ names: named });
