/** A pipeline that sends CDEvents over HTTP as CloudEvents, in both ways to carry them. Nothing but fetch. */

export interface CDEvent {
  context: Record<string, unknown>;
  subject: Record<string, unknown>;
}

/** `cdEvent('service.deployed', 'orders-api', time, content)`, of version 0.5.1 of the specification. */
export function cdEvent(
  name: string,
  subject: string,
  at: Date,
  content: object,
): CDEvent {
  const source = '/pipelines/shop';
  const timestamp = at.toISOString();
  return {
    context: {
      specversion: '0.5.1',
      id: `${name}-${subject}-${timestamp}`,
      source,
      type: `dev.cdevents.${name}.0.3.0`,
      timestamp,
    },
    subject: { id: subject, source, content },
  };
}

export interface Sender {
  /** Context in headers. */
  binary(event: CDEvent): Promise<number>;
  /** All of it in the body. */
  structured(event: CDEvent): Promise<number>;
}

/** Resolves to the status that was answered. */
export function sender(url: string, secret: string): Sender {
  const send = async (body: object, headers: Record<string, string>) => {
    const response = await fetch(`${url}/api/events/http/cdevents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  return {
    binary: event =>
      send(event, {
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': String(event.context.id),
        'ce-source': String(event.context.source),
        'ce-type': String(event.context.type),
        'ce-time': String(event.context.timestamp),
      }),
    structured: event =>
      send(
        {
          specversion: '1.0',
          id: event.context.id,
          source: event.context.source,
          type: event.context.type,
          time: event.context.timestamp,
          datacontenttype: 'application/json',
          data: event,
        },
        { 'content-type': 'application/cloudevents+json' },
      ),
  };
}
