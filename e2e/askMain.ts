/** What the window can ask of main, asked by a test in its place: for what no form shows, and for what no form would send. */
import type { Page } from 'playwright';
import type { AssistantMessage } from '../src/shared/conversation.ts';
import type { Lane } from '../src/shared/conversation.ts';
import type { ConversationId } from '../src/shared/ids.ts';
import type { RouteInput, RouteName, RouteOutput } from '../src/shared/ipc/routes.ts';
import type { Result } from '../src/shared/result.ts';
import type {} from '../src/renderer/bridge.d.ts';

/** Main's answer to anything at all, errors included. */
export async function tellMain(page: Page, route: string, input: unknown): Promise<Result<unknown>> {
  const reply = await page.evaluate(
    ([name, value]) =>
      Reflect.apply(Reflect.get(window.bridge, 'request') as () => Promise<unknown>, null, [name, value]),
    [route, input] as const,
  );
  // The type of the bridge leaves open what a route answers; main has checked it.
  return reply as Result<unknown>;
}

/** The data of main's answer. Rejects with the code of a refusal. */
export async function askMain<R extends RouteName>(
  page: Page,
  route: R,
  input: RouteInput<R>,
): Promise<RouteOutput<R>> {
  const reply = await tellMain(page, route, input);
  if (!reply.ok) throw new Error(`${route}: ${reply.error.code}`);
  return reply.data as RouteOutput<R>;
}

/** The conversation of the first tab, its first lane and its newest reply. */
export async function firstLane(page: Page): Promise<{
  readonly conversationId: ConversationId;
  readonly lane: Lane;
  readonly reply: AssistantMessage | null;
}> {
  const { tabs } = await askMain(page, 'workspace.load', {});
  const [tab] = tabs;
  if (tab === undefined) throw new Error('There is no tab.');
  const { conversationId } = tab;
  const { lanes } = await askMain(page, 'conversations.open', { id: conversationId, limit: 100 });
  const [first] = lanes;
  if (first === undefined) throw new Error('There is no lane.');
  const newest = first.page.entries.at(-1)?.message;
  return { conversationId, lane: first.lane, reply: newest?.role === 'assistant' ? newest : null };
}
