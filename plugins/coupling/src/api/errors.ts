/** HTTP status of a refused request; undefined for anything else, such as a network that is down. */
export function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) {
    return undefined;
  }
  const { statusCode, status } = error as {
    statusCode?: unknown;
    status?: unknown;
  };
  if (typeof statusCode === 'number') {
    return statusCode;
  }
  return typeof status === 'number' ? status : undefined;
}

/** Longest part of a foreign message worth showing. */
const MAX_MESSAGE = 300;

/** One readable line for an error of any kind. */
export function messageOf(error: unknown): string {
  const message =
    error instanceof Error ? error.message : String(error ?? 'unknown');
  return message.length > MAX_MESSAGE
    ? `${message.slice(0, MAX_MESSAGE)}…`
    : message;
}
