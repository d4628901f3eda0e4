import { Muted } from '../../components/styled';
import { Example } from '../../scorecard';

/** One deployment, sent by hand. */
export function curlExample(origin: string): string {
  return `curl -X POST ${origin}/api/coupling/v1/observations \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/x-ndjson' \\
  --data-binary '{"source":"by-hand","id":"1","kind":"deployment","at":"${new Date()
    .toISOString()
    .slice(
      0,
      19,
    )}Z","entity":"component:default/checkout-api","outcome":"succeeded"}'`;
}

/** How the first observation gets here. */
export function SendFirst(props: { maySend: boolean }) {
  return (
    <>
      <p style={{ margin: '2px 0', maxWidth: 720 }}>
        Pipelines, pagers and drills tell what was seen: one JSON line an
        observation, sent by any of them, or read by a module (CDEvents,
        Prometheus, GitHub, SBOM). <code>docs/evidence.md</code> has every kind
        and what bad input gets.
      </p>
      <Example
        text={curlExample(window.location.origin)}
        label="Sending one observation"
      />
      {!props.maySend && (
        <p style={{ margin: '6px 0 0' }}>
          <Muted>
            It takes the permission <code>coupling.evidence.write</code>, which
            you do not have.
          </Muted>
        </p>
      )}
    </>
  );
}
