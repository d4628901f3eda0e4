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

/** What the backend said in the body of its refusal, where it said something. */
function answeredMessage(error: unknown): string | undefined {
  const body = (error as { body?: { error?: { message?: unknown } } } | null)
    ?.body;
  const message = body?.error?.message;
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** One readable line for an error of any kind. */
export function messageOf(error: unknown): string {
  const message =
    answeredMessage(error) ??
    (error instanceof Error ? error.message : String(error ?? 'unknown'));
  return message.length > MAX_MESSAGE
    ? `${message.slice(0, MAX_MESSAGE)}…`
    : message;
}
