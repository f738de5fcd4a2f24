import type { BuildOptions } from 'esbuild';

export function withParts<Options extends BuildOptions>(options: Options): Options;
