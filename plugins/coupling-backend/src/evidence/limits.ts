/** How much one caller, and all of them together, may send to this replica. */
import { performance } from 'node:perf_hooks';

export interface IngestionLimits {
  /** Largest body, in bytes. */
  maxBytes: number;
  /** Requests a minute of one caller, in the long run. */
  requestsPerMinute: number;
  /** Requests of one caller at once, after a pause. */
  burst: number;
  /** Requests that are being read at the same time, of all callers. */
  concurrent: number;
}

/** Thrown when it is too much. */
export class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly statusCode = 429;

  constructor(readonly retryAfterSeconds: number, message: string) {
    super(message);
  }
}

const MINUTE_MS = 60_000;
/** Callers remembered; beyond that, those whose bucket is full again are forgotten. */
const MAX_CALLERS = 10_000;
const BUSY_RETRY_SECONDS = 1;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A token bucket for each caller and a bound on what is under way. In memory: every replica has its own, which bounds the load of
 * each.
 */
export class IngestionGate {
  private readonly buckets = new Map<string, Bucket>();
  private underWay = 0;

  constructor(
    private readonly limits: IngestionLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns what is called when the ingestion is over. Throws a TooManyRequestsError. */
  enter(caller: string): () => void {
    if (this.underWay >= this.limits.concurrent) {
      throw new TooManyRequestsError(
        BUSY_RETRY_SECONDS,
        `${this.underWay} senders are being served already`,
      );
    }
    this.take(caller);
    this.underWay += 1;
    let over = false;
    return () => {
      if (!over) this.underWay -= 1;
      over = true;
    };
  }

  private take(caller: string): void {
    const { burst, requestsPerMinute } = this.limits;
    const now = this.now();
    const perMs = requestsPerMinute / MINUTE_MS;
    const bucket = this.buckets.get(caller) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perMs);
    bucket.at = now;
    this.buckets.set(caller, bucket);
    if (bucket.tokens < 1) {
      const seconds = Math.ceil((1 - bucket.tokens) / perMs / 1000);
      throw new TooManyRequestsError(
        Math.max(1, seconds),
        `more than ${requestsPerMinute} requests a minute; send more observations in each`,
      );
    }
    bucket.tokens -= 1;
    if (this.buckets.size > MAX_CALLERS) {
      this.forgetFull(now, perMs);
    }
  }

  private forgetFull(now: number, perMs: number): void {
    const { burst } = this.limits;
    for (const [caller, { tokens, at }] of this.buckets) {
      if (tokens + (now - at) * perMs >= burst) this.buckets.delete(caller);
    }
  }
}
