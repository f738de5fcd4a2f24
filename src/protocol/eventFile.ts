// How TensorBoard's event files are named.

export const isEventFile = (name: string): boolean => /(^|[\\/.])tfevents\./.test(name);
