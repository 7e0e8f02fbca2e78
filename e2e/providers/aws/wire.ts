/** A request to one of the sign-in services. Header names are in lower case. */
export interface FakeAwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body of STS, whose wire is a form. */
  readonly form: URLSearchParams;
}

export interface FakeAwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer in JSON. */
export function json(body: object): FakeAwsAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A refusal of the services that speak JSON. */
export function refusal(status: number, type: string, body: object): FakeAwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
    body: JSON.stringify(body),
  };
}

/** What a request in JSON says. */
export function fields({ body }: FakeAwsRequest): Readonly<Record<string, unknown>> {
  const parsed: unknown = body.startsWith('{') ? JSON.parse(body) : {};
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
