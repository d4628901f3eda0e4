/** What every call of the client accepts beside its own parameters. */
export interface CouplingRequestOptions {
  signal?: AbortSignal;
}
