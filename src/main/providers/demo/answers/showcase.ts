/** Answers that show what Markdown can look like here. They are worth reading for themselves: a specimen need not be filler. */
import { markdown } from './markdown.ts';

export const table = markdown`
## SQL isolation levels, at a glance

Each level of the standard is defined by what it _forbids_. Read a row from left to right: a dash means that it cannot happen.

| Level            | Dirty read | Non-repeatable read | Phantom  | Typical price |
| :--------------- | :--------: | :-----------------: | :------: | ------------: |
| Read uncommitted |  possible  |      possible       | possible |          none |
| Read committed   |     –      |      possible       | possible |           low |
| Repeatable read  |     –      |          –          | possible |      moderate |
| Serializable     |     –      |          –          |    –     |       retries |

Engines differ from the letter of the standard, mostly for the better:

| Engine         | Default         | What \`REPEATABLE READ\` gives you                       |
| :------------- | :-------------- | :----------------------------------------------------- |
| PostgreSQL     | Read committed  | A snapshot: no phantoms, but write skew                |
| MySQL (InnoDB) | Repeatable read | A snapshot for plain reads, gap locks for locking ones |
| SQLite         | Serializable    | Not offered: writers take turns                        |

**In short:** start with the default of your engine, and move the few transactions that check before they write to
\`SERIALIZABLE\`, with a retry around them.
`;

export const code = markdown`
## The same idea in five languages

_Debouncing_ waits until the calls stop, then acts once. In **TypeScript** the type of the arguments survives:

~~~ts
export function debounce<Args extends readonly unknown[]>(wait: number, action: (...args: Args) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: Args): void => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
}
~~~

**Python**, with a task that is cancelled instead of a timer that is cleared:

~~~python
class Debouncer:
    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._task: asyncio.Task[None] | None = None

    def __call__(self, action: Callable[[], None]) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._later(action))

    async def _later(self, action: Callable[[], None]) -> None:
        await asyncio.sleep(self._wait)
        action()
~~~

**Rust** reads like a sentence: take the newest message until there is a silence.

~~~rust
async fn debounce<T>(mut input: Receiver<T>, wait: Duration, mut act: impl FnMut(T)) {
    while let Some(mut latest) = input.recv().await {
        while let Ok(Some(newer)) = timeout(wait, input.recv()).await {
            latest = newer;
        }
        act(latest);
    }
}
~~~

In **SQL** a silence is a gap between rows:

~~~sql
SELECT user_id, typed_at, query
FROM (
  SELECT *, LEAD(typed_at) OVER (PARTITION BY user_id ORDER BY typed_at) AS next_at
  FROM keystrokes
) AS k
WHERE next_at IS NULL OR next_at - typed_at > INTERVAL '300 milliseconds';
~~~

And in a **shell**, for a folder that rebuilds itself once you stop saving:

~~~sh
inotifywait -m -r -e close_write src | while read -r _; do
  while read -r -t 0.3 _; do :; done
  npm run build
done
~~~

The diff that usually goes with it:

~~~diff
- input.addEventListener('input', search);
+ input.addEventListener('input', debounce(300, search));
~~~
`;

export const math = markdown`
## Why a bell curve holds a square root of π

The integral \( I = \int_{-\infty}^{\infty} e^{-x^2}\,dx \) has no elementary antiderivative. Its _square_ is easy:

\[
I^2 = \int_{-\infty}^{\infty}\!\int_{-\infty}^{\infty} e^{-(x^2+y^2)}\,dx\,dy
= \int_0^{2\pi}\!\int_0^{\infty} e^{-r^2}\, r\,dr\,d\theta = \pi .
\]

The factor \( r \), gained by going to polar coordinates, is just what the inner integral was missing. So \( I = \sqrt{\pi} \),
and after a substitution the density of the normal distribution is

$$
f(x) = \frac{1}{\sigma\sqrt{2\pi}}\; \exp\!\left( -\frac{(x-\mu)^2}{2\sigma^2} \right).
$$

### Bayes, while we are here

\[
P(H \mid E) = \frac{P(E \mid H)\,P(H)}{P(E \mid H)\,P(H) + P(E \mid \neg H)\,P(\neg H)}
\]

A test that is right 99 times in 100, for a condition that one person in 1,000 has, gives

$$
\frac{0.99 \times 0.001}{0.99 \times 0.001 + 0.01 \times 0.999} \approx 0.09 ,
$$

so a positive result is still wrong ten times out of eleven. That is worth more than the $5 or $10 that the test costs.

A matrix, to finish: a rotation by \( \theta \) is

\[
R_\theta = \begin{pmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{pmatrix},
\qquad \det R_\theta = 1 .
\]
`;

export const list = markdown`
## Before you ship on a Friday

1. **Can you undo it?**
   - The schema change works with the old code _and_ the new
     - add columns first, drop them a release later
     - fill in old rows in batches, outside the migration
   - The flag that hides it can be turned without a deployment
2. **Will you know?**
   1. An alert on what people feel: errors and latency
   2. A dashboard that somebody has looked at before today
   3. A log line that names the request
3. **Does somebody else understand it?**
   - the change was read by a second person
   - the runbook has one command for going back

Three that are done, and one that never is:

- [x] Tests pass
- [x] The change is small
- [x] The old version still runs beside it
- [ ] It is a Friday, and you could wait

_Simplicity is prerequisite for reliability._ — Edsger W. Dijkstra
`;

export const quote = markdown`
## On writing things down

> The purpose of computing is insight, not numbers.
>
> — Richard Hamming, _Numerical Methods for Scientists and Engineers_, 1962

One quotation may stand inside another, as in a thread of letters:

> On Tuesday you wrote:
>
> > Premature optimization is the root of all evil.
>
> True, but read the line before it:
>
> > We should forget about small efficiencies, say about 97% of the time.
> >
> > — Donald Knuth, 1974
>
> It was never advice against the other 3%.

And a quotation may hold other things:

> ### A note on units
>
> 1. \`KB\` is 1,000 bytes
> 2. \`KiB\` is 1,024 bytes
>
> Nobody agrees with both lines.
`;

export const rightToLeft = markdown`
## From right to left

A paragraph takes its direction from its first letter. In English you begin at the left.

مرحبًا بك في Switchyard. هذا نموذج تجريبي يعمل داخل التطبيق، ولا يحتاج إلى حساب أو شبكة.

שלום! זוהי תשובה לדוגמה. היא נכתבה מראש, ושום דבר לא נשלח לרשת.

Mixed lines are the harder case: the Arabic word for _book_ is كتاب, and its plural is كتب. Code stays as it is,
wherever it stands:

- السطر الأول: \`npm start\`
- السطر الثاني: \`npm test\`

| English | العربية | עברית    |
| ------- | ------- | -------- |
| key     | مفتاح   | מפתח     |
| history | سجل     | היסטוריה |
`;

/** One of each, in the order in which they are easiest to read. */
export const everything = markdown`
# Everything at once

A paragraph can be **bold**, *italic*, ~~struck out~~ or \`code\`, and may hold [a link](https://www.rfc-editor.org/rfc/rfc9562).
A line of its own parts the chapters.

---

${table}

---

${code}

---

${math}

---

${list}

---

${quote}

---

${rightToLeft}
`;

/** What \`reasoning\` shows: thoughts that reach the answer below. */
export const puzzleThoughts = `The question is the classic one: a bat and a ball cost 1.10 together, and the bat costs 1.00 more than the ball. The number that comes to mind first is 0.10, so that is the one to check.

If the ball were 0.10, the bat would be 1.10, and both together 1.20. Too much by 0.10.

Let the ball be x. Then the bat is x + 1.00, and together 2x + 1.00 = 1.10. So 2x = 0.10 and x = 0.05.

Check: 0.05 + 1.05 = 1.10, and the difference is 1.00. Both conditions hold. I should say why the first guess is tempting: it splits 1.10 into 1.00 and 0.10, but then the difference is 0.90.`;

export const puzzle = markdown`
You have met this one: _a bat and a ball cost 1.10 together, and the bat costs 1.00 more than the ball. What does the ball cost?_

**The ball costs 0.05.**

\[
x + (x + 1.00) = 1.10 \quad\Longrightarrow\quad x = 0.05
\]

The tempting answer, 0.10, splits the sum into 1.00 and 0.10. Their difference is only 0.90.

The thoughts that led here are folded above. A real model shows them where its provider sends them, and Switchyard never
sends them back as if you had written them.
`;

/** What \`slow\` shows. Short, because it takes its time. */
export const slow = markdown`
This answer takes its time, as a large model on a small machine does. You need not wait for it: open another tab, ask
something there, and come back. The mark on this tab tells you that it is still writing. **Esc** stops it, and what
has arrived so far stays.
`;
