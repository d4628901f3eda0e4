export function stopAll(): Promise<void>;
export function stopOnSignals(before?: () => void): void;
