import type { WindowId } from '../../shared/ids.ts';

/** What is known of a caller, as plain data: the transport reads it from Electron the moment the call arrives. */
export interface Sender {
  /** Which of the app's windows the call came from; null for any other. */
  readonly windowId: WindowId | null;
  /** The frame has no parent. False as well when the frame was gone already. */
  readonly topFrame: boolean;
  /** The frame's origin (RFC 6454, `"null"` when opaque), or null when the frame was gone already. */
  readonly origin: string | null;
}

/**
 * Whether a call may be answered. The origin alone is not enough: a frame inside of the page has been seen to inherit a
 * bridge. So all three must hold.
 */
export function isTrustedSender(sender: Sender, pageOrigin: string): boolean {
  return sender.windowId !== null && sender.topFrame && sender.origin === pageOrigin;
}
