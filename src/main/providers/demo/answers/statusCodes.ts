/** The substance of the long answer: HTTP status codes (RFC 9110 and its companions) and what each is good for. */

/** One code, what it says, and what a person who builds or calls a service should do about it. */
export interface StatusCode {
  readonly code: number;
  readonly name: string;
  readonly says: string;
  readonly advice: string;
}

/** A family of codes with the sentence that introduces it. */
export interface StatusFamily {
  readonly title: string;
  readonly intro: string;
  readonly codes: readonly StatusCode[];
}

const status = (code: number, name: string, says: string, advice: string): StatusCode => ({
  code,
  name,
  says,
  advice,
});

export const statusFamilies: readonly StatusFamily[] = [
  {
    title: '1xx: hold the line',
    intro:
      'An informational reply is a remark before the real one. Several may come; none of them ends the request. Most libraries swallow them, which is why few people have ever seen one.',
    codes: [
      status(
        100,
        'Continue',
        'The server has read the headers and is willing to read the body. The client asked for this remark with `Expect: 100-continue`.',
        'Worth having for large uploads: a request that will be refused for its headers is refused before a gigabyte has crossed the wire.',
      ),
      status(
        101,
        'Switching Protocols',
        'From the next byte on, this connection speaks something else. It is how a WebSocket begins over HTTP/1.1.',
        'If an upgrade fails, look at the proxy first. HTTP/2 has no such code; there a WebSocket rides on an extended CONNECT.',
      ),
      status(
        103,
        'Early Hints',
        'The reply is not ready, but these links will be needed. A browser may fetch style sheets while the page is still being made.',
        'Cheap to send and easy to overdo. Hint at what blocks the first paint, and at nothing else.',
      ),
    ],
  },
  {
    title: '2xx: it worked',
    intro:
      'A success says that the request was received, understood and accepted. Which success matters more than it seems, because the reader on the other side is usually a program.',
    codes: [
      status(
        200,
        'OK',
        'The body is what was asked for. For a GET it is the thing itself, for a POST the result of the action.',
        'Do not wrap an error in it. Every cache, retry and alert between you and your caller reads the status and believes it.',
      ),
      status(
        201,
        'Created',
        'Something new exists now, and `Location` says where. The body may show it.',
        'Send the `Location` header even if the body repeats the id: clients that follow it need no rule for building URLs.',
      ),
      status(
        202,
        'Accepted',
        'The request was queued. Whether it will succeed is not known yet.',
        'Answer with a place to ask how it went. Without one, the caller is left to guess, and will send the request again.',
      ),
      status(
        204,
        'No Content',
        'Done, and there is nothing to say. The reply must not have a body.',
        'A good reply to DELETE and to a PUT that changed what it was told to change. A body sent with it corrupts the next reply on an old connection.',
      ),
      status(
        206,
        'Partial Content',
        'Here is the range you asked for, and `Content-Range` says which one that is.',
        'This is how video seeks and how downloads resume. Compare `ETag` before you join two parts: the file may have changed in between.',
      ),
    ],
  },
  {
    title: '3xx: look elsewhere',
    intro:
      'A redirect asks the client for one more step. The difficult part is what becomes of the method and of the credentials on the way.',
    codes: [
      status(
        301,
        'Moved Permanently',
        'The resource has a new address for good. Clients may remember it, and browsers do.',
        'Try it as a 302 first. A wrong permanent redirect stays in the caches of people you cannot reach.',
      ),
      status(
        302,
        'Found',
        'The resource is at another address for now. By long custom a POST becomes a GET on the way.',
        'Say 303 or 307 instead: each of them does one thing on purpose.',
      ),
      status(
        303,
        'See Other',
        'The answer to what you did can be read over there, with a GET.',
        'The clean end of a form: reloading the page that follows does not send the form again.',
      ),
      status(
        304,
        'Not Modified',
        'What you hold is still current. There is no body, and that is the point.',
        'Send the same `ETag`, `Cache-Control` and `Vary` as the full reply would have carried, or the stored copy grows stale in odd ways.',
      ),
      status(
        307,
        'Temporary Redirect',
        'As 302, but the method and the body are kept. A POST stays a POST.',
        'Clients should drop `Authorization` when the new address is another origin. Many do not, so never redirect an API to a host you do not own.',
      ),
      status(
        308,
        'Permanent Redirect',
        'As 301, but the method and the body are kept.',
        'The right code for moving an API. Few clients are left that do not know it.',
      ),
    ],
  },
  {
    title: '4xx: the request has a fault',
    intro:
      'These say: do not send this again as it is. The two exceptions, 408 and 429, say when it may be sent again. A good 4xx names the field, the rule and the remedy.',
    codes: [
      status(
        400,
        'Bad Request',
        'The server cannot make sense of the request: broken syntax, a missing field, a number where a word should be.',
        'Say which field it was. A body in the format of RFC 9457, `application/problem+json`, gives every client one shape to read.',
      ),
      status(
        401,
        'Unauthorized',
        'In spite of its name it means *unauthenticated*: we do not know who you are. `WWW-Authenticate` says how to tell us.',
        'Do not retry with the same key. If the token has run out, renew it once, and only once.',
      ),
      status(
        402,
        'Payment Required',
        'Reserved since 1992 for digital money. Today it means that an account has no credit left.',
        'Tell it apart from 429: waiting does not help here, and a message that says so saves an hour.',
      ),
      status(
        403,
        'Forbidden',
        'We know who you are, and you may not. Signing in again changes nothing.',
        'If even the existence of the thing is private, answer 404 and mean it: same body, same timing.',
      ),
      status(
        404,
        'Not Found',
        'There is nothing at this address, or nothing that you may know of.',
        'In an API it has two readings: no such route, or no such row. Let the body say which.',
      ),
      status(
        405,
        'Method Not Allowed',
        'The address exists, but not for this verb. `Allow` must list the ones that work.',
        'Often a sign of a missing slash: the redirect turned a POST into a GET.',
      ),
      status(
        408,
        'Request Timeout',
        'The client was too slow to finish its request, and the server hung up.',
        'Safe to send again, if the request is one that may be sent twice.',
      ),
      status(
        409,
        'Conflict',
        'The request fits the rules but not the present state: somebody else was here first.',
        'Return the current state, so that the client can merge and try again without asking for it.',
      ),
      status(
        410,
        'Gone',
        'It was here, it was removed on purpose, and it will not come back.',
        'Search engines forget a 410 sooner than a 404. Retired versions of an API deserve one.',
      ),
      status(
        412,
        'Precondition Failed',
        'The condition in `If-Match` or `If-Unmodified-Since` does not hold any more.',
        'The polite way to prevent lost updates: send the `ETag` you read, and write only if it is still current.',
      ),
      status(
        413,
        'Content Too Large',
        'The body is larger than the server cares to read.',
        'If uploads fail only in production, look at the limit of the proxy before you look at your code.',
      ),
      status(
        415,
        'Unsupported Media Type',
        'The body is in a format that this address does not read.',
        'Nine times out of ten the `Content-Type` is missing, not wrong.',
      ),
      status(
        418,
        "I'm a teapot",
        'From a joke of the first of April 1998. The number is kept unused in its honour.',
        'Fine in a test, tiresome in production. Somebody will have to explain it to a firewall.',
      ),
      status(
        421,
        'Misdirected Request',
        'This server does not answer for that host. It happens when HTTP/2 reuses a connection for a second name on the same certificate.',
        'Clients should open a fresh connection and ask again. If yours does not, split the certificate.',
      ),
      status(
        422,
        'Unprocessable Content',
        'The syntax is right and the meaning is not: an end before a beginning, a negative count.',
        'Whether you use it or 400 matters less than using one of them always.',
      ),
      status(
        425,
        'Too Early',
        'The request came in the first flight of a TLS 1.3 handshake, where it could be a replay.',
        'Send it again once the handshake is done. Never let early data change anything.',
      ),
      status(
        428,
        'Precondition Required',
        'Changes are accepted only with an `If-Match`.',
        'The strict sister of 412: it stops the clients that never send a condition at all.',
      ),
      status(
        429,
        'Too Many Requests',
        'You are over the limit. `Retry-After` says how long to wait, in seconds or as a date.',
        'Wait that long, and add a little chance to it. A thousand clients that wake in the same second are the next outage.',
      ),
      status(
        431,
        'Request Header Fields Too Large',
        'All headers together, or one of them, are over the limit.',
        'It is nearly always a cookie that grew. Clearing the site data cures it, keeping state on the server prevents it.',
      ),
      status(
        451,
        'Unavailable For Legal Reasons',
        'A demand of law keeps this away from you. The number is a bow to Ray Bradbury.',
        'Name the authority in a `Link` header with `rel="blocked-by"`, so that the reader knows whom to ask.',
      ),
    ],
  },
  {
    title: '5xx: the server has a fault',
    intro:
      'The request may be fine. These are the codes that wake people at night, and the ones a client may send again, slowly, if the request can bear to be sent twice.',
    codes: [
      status(
        500,
        'Internal Server Error',
        'Something happened that nobody planned for.',
        'Give the request an id, put it in the reply and in the log, and never show the stack to a stranger.',
      ),
      status(
        502,
        'Bad Gateway',
        'A proxy asked the server behind it and got nonsense, or a closed connection.',
        'Compare keep-alive times: if the application closes idle connections before the proxy does, one request in ten thousand dies this way.',
      ),
      status(
        503,
        'Service Unavailable',
        'Not now: too much to do, or down for repair. `Retry-After` may say when.',
        'Shedding load early with a 503 keeps the rest of the requests fast. Serving everybody slowly serves nobody.',
      ),
      status(
        504,
        'Gateway Timeout',
        'A proxy waited for the server behind it and gave up.',
        'Let time limits shrink along the way: client longest, then proxy, then application, then database. Otherwise work goes on for nobody.',
      ),
      status(
        511,
        'Network Authentication Required',
        'This was not the server you asked but the network in between, and it wants you to sign in.',
        'The hotel is speaking. Programs should stop and say so instead of parsing a login page.',
      ),
    ],
  },
];
