/**
 * Instant queries over the HTTP API that Prometheus, Thanos and Mimir share (`POST /api/v1/query`). Everything that goes wrong
 * becomes one error whose message may be shown to people: no headers, and of an answer at most a line.
 */
import type { Labels, Sample, Source } from './types';

export interface Answer {
  samples: Sample[];
  /** What the store says of the answer, e.g. that a part is missing. */
  warnings: string[];
}

/** The store could not be asked, or what it said cannot be read. */
export class PrometheusError extends Error {
  readonly name = 'PrometheusError';
}

type Target = Pick<Source, 'url' | 'headers' | 'timeoutMs' | 'partialResponse'>;

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_SHOWN = 200;
const MAX_WARNINGS = 3;

export class PrometheusClient {
  constructor(
    private readonly target: Target,
    private readonly maxBytes: number = MAX_BYTES,
  ) {}

  /**
   * Series of an instant vector.
   *
   * @param at - milliseconds since 1970
   * @throws PrometheusError; what the signal was aborted with, when it was
   */
  async query(
    promql: string,
    at: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { status, text } = await this.post(promql, at, signal);
    const body = parsed(text);
    if (status !== 200 || body?.status === 'error') {
      throw new PrometheusError(refusal(status, body));
    }
    if (body === undefined) {
      throw new PrometheusError(
        `answered with something that is no JSON (a page to log in?): ${shown(
          text,
        )}`,
      );
    }
    return answerOf(body);
  }

  private async post(promql: string, at: number, signal: AbortSignal) {
    const { url, headers, timeoutMs, partialResponse } = this.target;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${url}/api/v1/query`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({
          query: promql,
          time: String(at / 1000),
          timeout: `${Math.ceil(timeoutMs / 1000)}s`,
          partial_response: String(partialResponse),
        }),
        signal: AbortSignal.any([signal, timeout]),
      });
      return { status: response.status, text: await this.textOf(response) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof PrometheusError) throw error;
      throw new PrometheusError(
        timeout.aborted
          ? `gave no answer within ${timeoutMs / 1000} s`
          : `cannot be reached: ${reasonOf(error)}`,
      );
    }
  }

  private async textOf(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > this.maxBytes) {
        throw new PrometheusError(
          `answered with more than ${Math.floor(
            this.maxBytes / 1024 / 1024,
          )} MB; ask for less with matchers or fewer labels`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

type Body = Record<string, unknown>;

function parsed(text: string): Body | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: Body | undefined): string {
  if (typeof body?.error === 'string') {
    return `refused the query (${status}): ${shown(body.error)}`;
  }
  if (status === 401 || status === 403) {
    return `does not let us in (${status}): check its headers`;
  }
  if (status === 404) {
    return 'has no Prometheus API at this address (404)';
  }
  if (status >= 300 && status < 400) {
    return `sends us elsewhere (${status}): give the address it redirects to`;
  }
  return status === 429
    ? 'is asked too often (429)'
    : `answered with status ${status}`;
}

function answerOf({ data, warnings }: Body): Answer {
  const { resultType, result } = (data ?? {}) as Body;
  if (resultType !== 'vector' || !Array.isArray(result)) {
    throw new PrometheusError(
      `answered with ${shown(
        String(resultType ?? 'nothing'),
      )}; expected an instant vector`,
    );
  }
  return {
    samples: result.flatMap(series => sampleOf(series) ?? []),
    warnings: (Array.isArray(warnings) ? warnings : [])
      .slice(0, MAX_WARNINGS)
      .map(warning => shown(String(warning))),
  };
}

function sampleOf(series: unknown): Sample | undefined {
  const { metric, value } = (series ?? {}) as Body;
  if (typeof metric !== 'object' || metric === null || !Array.isArray(value)) {
    return undefined;
  }
  return { labels: metric as Labels, value: numberOf(value[1]) };
}

/** Numbers come as text, because JSON has no NaN and no infinity. */
function numberOf(text: unknown): number {
  return typeof text === 'string' && text !== '' ? Number(text) : NaN;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: unknown };
  const { code, message: deeper } = (cause ?? {}) as {
    code?: string;
    message?: string;
  };
  return shown(code ?? deeper ?? message);
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
