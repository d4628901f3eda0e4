import fc from 'fast-check';
import { IngestionGate, TooManyRequestsError } from './limits';

const LIMITS = {
  maxBytes: 1,
  requestsPerMinute: 60,
  burst: 5,
  concurrent: 2,
};

describe('the gate of ingestion', () => {
  it('never lets more in than the burst and the rate allow, and keeps its word on when to come back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000)), pauses => {
        let now = 0;
        const gate = new IngestionGate(LIMITS, () => now);
        const entered: number[] = [];
        let comeBack = 0;
        for (const pause of pauses) {
          now += pause;
          try {
            gate.enter('ci')();
            entered.push(now);
          } catch (error) {
            const { retryAfterSeconds } = error as TooManyRequestsError;
            comeBack = now + retryAfterSeconds * 1000;
          }
        }
        if (comeBack > now) {
          now = comeBack;
          gate.enter('ci')();
        }
        const tooMany = entered.flatMap((from, i) =>
          entered.slice(i).filter((to, more) => {
            const allowed = LIMITS.burst + (to - from) / 1000 + 1e-9;
            return more + 1 > allowed;
          }),
        );
        expect(tooMany).toEqual([]);
      }),
    );
  });

  it('bounds what is under way, whoever sends', () => {
    const gate = new IngestionGate(LIMITS, () => 0);
    const leave = gate.enter('a');
    gate.enter('b');
    expect(() => gate.enter('c')).toThrow(TooManyRequestsError);
    leave();
    leave();
    gate.enter('c');
    expect(() => gate.enter('d')).toThrow(TooManyRequestsError);
  });
});
