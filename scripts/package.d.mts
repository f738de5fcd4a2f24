/** Packages the extension for one platform (this one, unless told); resolves with the path of the .vsix. */
export function packageExtension(options?: { target?: string; out?: string }): Promise<string>;
